"""Makes the fonts of certificates: parts of Debian's Noto fonts with the characters that names and labels need.

Run by hand when the set changes; the result is committed. Needs Debian's fonts-noto-core and fonts-noto-cjk, and fontTools, which
the hub does not: `python3 -m venv /tmp/fonts && /tmp/fonts/bin/pip install fonttools && /tmp/fonts/bin/python tools/fonts.py`.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

NOTO = Path("/usr/share/fonts/truetype/noto")
CJK = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
TARGET = Path(__file__).parent.parent / "src/ujuzi/credentials/certificates/fonts"
COMMON = {*range(0x20, 0x7F), 0xA0, 0xAB, 0xB7, 0xBB, *range(0x2010, 0x2028), 0x2039, 0x203A, 0x25CC}
LATIN = COMMON | {*range(0xA0, 0x250), *range(0x250, 0x2B0), *range(0x2B0, 0x370), *range(0x370, 0x530), *range(0x1E00, 0x2000),
                  *range(0x2070, 0x20D0), 0x2116, 0x2122, *range(0xA720, 0xA7F0)}  # fmt: skip
ARABIC = COMMON | {*range(0x600, 0x780), *range(0x8A0, 0x900), *range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)}
ETHIOPIC = {*range(0x1200, 0x13A0), *range(0x2D80, 0x2DE0), *range(0xAB00, 0xAB30)}
DEVANAGARI = {*range(0x900, 0x980), *range(0xA8E0, 0xA900), 0x200C, 0x200D, 0x25CC}
BENGALI = {*range(0x980, 0xA00), 0x964, 0x965, 0x200C, 0x200D, 0x25CC}
# Names are set in bold; Chinese is not, as it would take 3 MB more.
FONTS: dict[str, set[int]] = {
    "NotoSerif-Regular.ttf": LATIN,
    "NotoSerif-Bold.ttf": LATIN,
    "NotoSans-Regular.ttf": LATIN,
    "NotoNaskhArabic-Regular.ttf": ARABIC,
    "NotoNaskhArabic-Bold.ttf": ARABIC,
    "NotoSansEthiopic-Regular.ttf": ETHIOPIC,
    "NotoSansEthiopic-Bold.ttf": ETHIOPIC,
    "NotoSansDevanagari-Regular.ttf": DEVANAGARI,
    "NotoSansDevanagari-Bold.ttf": DEVANAGARI,
    "NotoSansBengali-Regular.ttf": BENGALI,
    "NotoSansBengali-Bold.ttf": BENGALI,
}


def gb2312() -> set[int]:
    """The 6,763 characters of GB 2312 and its signs."""
    found = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes([high, low]).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def cut(font: TTFont, characters: set[int], target: Path) -> None:
    options = subset.Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    maker = subset.Subsetter(options)
    maker.populate(unicodes=characters)
    maker.subset(font)
    font.save(target)
    print(f"{target.name}: {target.stat().st_size:,} bytes, {len(font.getBestCmap())} characters")


def main() -> int:
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, characters in FONTS.items():
        cut(TTFont(NOTO / name, recalcTimestamp=False), characters, TARGET / name)
    collection = TTCollection(CJK, recalcTimestamp=False)
    simplified = next(font for font in collection.fonts if "SC" in (font["name"].getDebugName(1) or ""))
    options = gb2312() | {
        ord(sign)
        for sign in "喆堃昇淼垚珺璟玥翀頔骉骁昕煜烨焱鑫淇琪瑀嫄媛婧媞曦旸旻晞炜祎祺莜菡萱蓓蕙黛芃茜葳"
    }
    cut(simplified, options, TARGET / "NotoSansSC-Regular.otf")
    listed()
    return 0


def listed() -> None:
    """characters.txt: what the fonts have together, as ranges, so that the hub need not read fonts."""
    signs = sorted({sign for path in TARGET.glob("*.[ot]tf") for sign in TTFont(path).getBestCmap()})
    ranges: list[list[int]] = []
    for sign in signs:
        if ranges and ranges[-1][1] == sign - 1:
            ranges[-1][1] = sign
        else:
            ranges.append([sign, sign])
    text = " ".join(f"{first:X}-{last:X}" if last > first else f"{first:X}" for first, last in ranges)
    (TARGET / "characters.txt").write_text(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
