"""Public standards as pure functions: bytes or dicts in, frozen dataclasses or a typed error out. No Django, no I/O, no clock."""
