"""The shape of an organisation file, and reading it."""
