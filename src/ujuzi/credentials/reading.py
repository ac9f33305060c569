"""From a file or a photograph to the credential in it."""

from ujuzi.credentials import photographs
from ujuzi.standards.openbadges import compact, opening
from ujuzi.standards.openbadges.opening import Opened, OpeningError


def read(data: bytes) -> Opened:
    """As `opening.read`; a picture without a credential inside may show one as a QR code. Raises `OpeningError`."""
    try:
        return opening.read(data)
    except OpeningError as error:
        if not photographs.is_picture(data) or error.code == "several":
            raise
    for text in photographs.texts(data):
        if text.startswith(compact.MARK):
            return opening.read(text.encode())
    raise OpeningError("none", "no code on the picture holds a credential")
