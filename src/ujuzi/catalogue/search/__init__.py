"""Finding: analysis of words per language, the index, ranking, facets."""
