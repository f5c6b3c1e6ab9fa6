"""Answers as rich or plain text."""
