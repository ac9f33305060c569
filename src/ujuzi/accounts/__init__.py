"""People: sign-in, consent, export and erasure."""
