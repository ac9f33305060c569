"""Drawing questions, reading answers and grading them; no database here."""
