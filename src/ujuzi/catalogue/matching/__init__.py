"""Which editions may be the same course, or translations of one: pure functions that suggest and never decide."""
