"""Deeds that touch more than one row: each a verb, one transaction, network and clock passed in."""
