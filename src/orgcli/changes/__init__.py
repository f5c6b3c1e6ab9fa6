"""What changed from one organisation to another: comparison, and the texts that git keeps."""
