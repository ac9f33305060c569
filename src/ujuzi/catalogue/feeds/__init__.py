"""Feed formats: each reads one kind of source and yields pages of entries. None knows the database."""
