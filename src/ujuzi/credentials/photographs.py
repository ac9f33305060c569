"""The text of a QR code on a photograph or scan of a certificate, for browsers that cannot read it themselves."""

import io
import warnings

import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 50_000_000
_LARGEST_SIDE = 4000
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


def texts(data: bytes) -> list[str]:
    """Of all codes on it, the longest first: the one that holds a whole credential goes before an address. [] for none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                return []
            picture.draft("L", (_LARGEST_SIDE, _LARGEST_SIDE))
            grey = ImageOps.exif_transpose(picture.convert("L"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        return []
    grey.thumbnail((_LARGEST_SIDE, _LARGEST_SIDE))
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    return sorted((one.text for one in found if one.text), key=len, reverse=True)


def is_picture(data: bytes) -> bool:
    return data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")) or data[:4] + data[8:12] == b"RIFFWEBP"
