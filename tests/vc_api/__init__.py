"""The VC-API of the W3C's test suites over our own code. It exists in tests only; docs/credentials.md says how to run the suites."""
