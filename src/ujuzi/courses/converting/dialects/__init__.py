"""What Markdown dialects add to CommonMark, brought down to HTML."""
