"""The hub's learner records: an append-only log of xAPI statements, served as a Learning Record Store."""
