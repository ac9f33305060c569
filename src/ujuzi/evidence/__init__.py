"""Completions elsewhere: proof comes in many ways, is weighed, and each person's completion counts once."""
