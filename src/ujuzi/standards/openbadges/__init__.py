"""Open Badges 3.0 on W3C Verifiable Credentials 2.0: contexts, proofs, status lists, baking, verification. Pure: no network, no clock."""
