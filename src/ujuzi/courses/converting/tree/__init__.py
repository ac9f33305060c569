"""A page as a tree: made from HTML, written as our Markdown."""
