"""The controlled words of the catalogue, as data: subjects, audiences, facets, and their names in many languages."""
