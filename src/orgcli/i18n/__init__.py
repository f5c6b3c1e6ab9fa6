"""Languages: messages, names of things, and what counts as the same word."""
