"""Pages: load, permit, one call, respond."""
