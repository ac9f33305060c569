"""Other people's verifiers on what we issue."""
