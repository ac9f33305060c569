"""Zip archives whose bytes depend on their contents only."""

import io
import zipfile
from collections.abc import Mapping


def zipped(contents: Mapping[str, bytes | str]) -> bytes:
    """In the order given: formats want their manifest first."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in contents.items():
            info = zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return stream.getvalue()
