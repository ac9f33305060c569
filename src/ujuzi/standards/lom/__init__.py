"""IEEE Learning Object Metadata (1484.12.1/.3) in XML: also the older IMS binding and the German LOM profiles."""
