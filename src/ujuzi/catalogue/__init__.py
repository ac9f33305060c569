"""The catalogue: feeds, harvest, works and editions, review, search, publication."""
