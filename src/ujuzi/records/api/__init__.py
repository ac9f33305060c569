"""The xAPI resources over HTTP (part three of the specification)."""
