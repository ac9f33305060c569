"""What changes proofs and completions."""
