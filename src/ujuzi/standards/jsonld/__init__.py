"""schema.org, LRMI and AMB as JSON-LD: found in web pages or files, unpacked without fetching any context."""
