"""What others read from the catalogue, one module per question."""
