"""Hosted courses: their text, the player, quizzes, and what a learner did in them as statements of the log."""
