"""Languages: messages, grammar of names, comparison and correction of words."""
