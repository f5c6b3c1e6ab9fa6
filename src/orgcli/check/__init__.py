"""What is wrong with a file, and what a clause establishes."""
