"""A whole credential in one QR code, for checking a paper without a network.

`OB1:` and base45 (RFC 9285) of raw DEFLATE (RFC 1951) of the JSON: letters that a QR code packs at 5.5 bits each.
"""

import zlib

MARK = "OB1:"
LARGEST = 100_000  # bytes of JSON
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}


class CompactError(ValueError):
    """Text that holds no credential in this form."""


def pack(text: str) -> str:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return MARK + _encode(packer.compress(text.encode()) + packer.flush())


def unpack(text: str) -> str:
    """The JSON; bombs and stray letters are refused."""
    if not text.startswith(MARK):
        raise CompactError(f"does not begin with {MARK}")
    unpacker = zlib.decompressobj(-15)
    try:
        found = unpacker.decompress(_decode(text.removeprefix(MARK)), LARGEST)
        if unpacker.unconsumed_tail or not unpacker.eof or unpacker.unused_data:
            raise CompactError("is too large, cut off, or followed by something")
        return found.decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise CompactError(str(error)) from error


def _encode(data: bytes) -> str:
    parts = []
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        number = int.from_bytes(pair, "big")
        high, rest = divmod(number, 45 * 45)
        middle, low = rest // 45, rest % 45
        parts.append(_LETTERS[low] + _LETTERS[middle] + (_LETTERS[high] if len(pair) == 2 else ""))
    return "".join(parts)


def _decode(text: str) -> bytes:
    if len(text) % 3 == 1 or not set(text) <= _VALUES.keys():
        raise CompactError("not base45")
    parts = []
    for at in range(0, len(text), 3):
        letters = [_VALUES[letter] for letter in text[at : at + 3]]
        number = sum(value * 45**power for power, value in enumerate(letters))
        size = 2 if len(letters) == 3 else 1
        if number >= 256**size:
            raise CompactError("not base45")
        parts.append(number.to_bytes(size, "big"))
    return b"".join(parts)
