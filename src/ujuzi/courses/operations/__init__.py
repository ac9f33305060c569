"""What changes courses and what learners have done."""
