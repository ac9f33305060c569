"""What every app may lean on and what knows no domain words: text by language, clock, safe fetching, jobs."""
