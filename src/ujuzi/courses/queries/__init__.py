"""What pages and other apps read."""
