"""Search (to be written)."""
