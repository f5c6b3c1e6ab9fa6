"""The organisation in other forms."""
