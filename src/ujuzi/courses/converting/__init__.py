"""A Markdown course that a partner already has, turned into a course as text (docs/course-format.md)."""
