"""What others may read about completions elsewhere."""
