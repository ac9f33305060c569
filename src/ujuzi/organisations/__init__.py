"""Partner organisations, their members and roles."""
