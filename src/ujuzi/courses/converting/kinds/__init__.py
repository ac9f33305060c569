"""The kinds of Markdown courses that are understood; each says what lies where and how its Markdown differs."""
