"""Telling trouble outside from faults of our own: errors of the network say whether trying again helps."""


def is_lasting(error: Exception) -> bool:
    """Whether trying again will not help. An error that does not say (`permanent`) is ours, and is raised on."""
    lasting = getattr(error, "permanent", None)
    if not isinstance(lasting, bool):
        raise error
    return lasting
