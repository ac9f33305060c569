"""LTI 1.3: partners' tools are opened from here, and give grades back. The hub is the platform (docs/lti.md)."""
