"""What is done with tools, launches and grades."""
