"""The rules of `check`, by family."""
