"""Other forms turned into an organisation file."""
