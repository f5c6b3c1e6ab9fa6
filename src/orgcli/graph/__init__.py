"""The organisation as a directed graph, and what is asked of it."""
