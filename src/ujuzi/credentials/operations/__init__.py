"""What changes credentials."""
