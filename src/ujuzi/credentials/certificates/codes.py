"""QR codes as SVG, drawn in runs of dark modules.

Without the four modules of white that ISO/IEC 18004 wants around a code: the sheet leaves them, so that codes stand in line with the text.
"""

from itertools import groupby

import zxingcpp


def svg(text: str, level: str) -> str:
    """`level`: of error correction, "L" to "H"."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    # An image offers Python's buffer protocol, which its type hints do not say.
    rows: list[list[int]] = memoryview(made.to_image(scale=1, add_quiet_zones=False)).tolist()  # type: ignore[arg-type, assignment]
    path = "".join(_row(number, row) for number, row in enumerate(rows))
    side = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}">'
        f'<path d="{path}" fill="#000"/></svg>'
    )


def _row(number: int, row: list[int]) -> str:
    parts, at = [], 0
    for light, run in groupby(row, key=lambda value: value > 127):
        size = len(list(run))
        if not light:
            parts.append(f"M{at} {number}h{size}v1h-{size}z")
        at += size
    return "".join(parts)
