"""What others may read about credentials."""
