"""Partners' course packages: each format is one module in `formats/` and one line in `registry.FORMATS`."""
