"""What this app keeps."""

from ujuzi.credentials.models.awards import Achievement, Award, Credential, Kind, Shown
from ujuzi.credentials.models.keys import DidVersion, SigningKey
from ujuzi.credentials.models.lists import StatusList

__all__ = ["Achievement", "Award", "Credential", "DidVersion", "Kind", "Shown", "SigningKey", "StatusList"]
