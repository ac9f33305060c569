"""Pages of courses: the player, quizzes, my learning."""
