"""What integrators read: OAI-PMH, MOOChub, AMB, JSON-LD, REST, sitemaps, exports. All read-only and public."""
