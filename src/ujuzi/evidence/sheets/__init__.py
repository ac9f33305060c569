"""A partner's sheet of completions: read, its people and courses found, its duplicates counted once. No Django, no clock."""
