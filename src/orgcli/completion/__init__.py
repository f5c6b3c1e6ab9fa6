"""What a shell offers on Tab."""
