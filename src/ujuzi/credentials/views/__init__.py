"""Pages of credentials: my credentials, sharing, verification; and what is published for machines."""
