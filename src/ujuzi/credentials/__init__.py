"""Credentials: what was achieved, proved so that anyone can check it, also without a network."""
