"""OAI-PMH 2.0 (openarchives.org/OAI/openarchivesprotocol.html): addresses to ask, answers to understand. No network."""
