"""CSV that is not UTF-8: which of the old encodings of the hub's languages it is in. Names hang on it."""

import codecs
import re

from ujuzi.evidence.sheets import columns

CHARSETS = ("cp1252", "cp1251", "cp1256", "gb18030")
_LOOKED_AT = 20_000
_LETTERS = {
    # The letters a running text in these languages has most of; a wrong decoding hits few of them.
    "cp1252": "éèêëàâáãäçñóòôõöúùûüíìîïßÉÀÇÑÓÁÍÚØø",
    "cp1251": "оеаинтсрвлкмдпуябгзйАВИКМНОПСТ",
    "cp1256": "اليمنوترهبعدسفحقكشصجخطةأإى",
}
_HAN = re.compile(r"[\u4e00-\u9fff]")


def guessed(content: bytes) -> str:
    """ "" for UTF-8, UTF-16 and plain ASCII; else the encoding that makes most sense of headings and letters."""
    if (
        content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        or b"\0" in content[:2000]
    ):
        return ""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return max(CHARSETS, key=lambda name: _sense(content[:_LOOKED_AT], name))
    return ""


def _sense(head: bytes, name: str) -> tuple[int, float]:
    """(known headings, share of the letters beyond ASCII that are frequent ones). cp1252 comes first and wins a draw."""
    text = head.decode(name, "replace")
    lines = [re.split(r"[,;\t|]", line.replace('"', "")) for line in text.splitlines()[: columns.WITHIN]]
    known = max((columns.known(line) for line in lines), default=0)
    high = [sign for sign in text if ord(sign) > 127]
    if name == "gb18030":
        usual = (
            0
            if "\ufffd" in text[:-2]
            else sum(bool(_HAN.match(sign)) and _first_plane(sign) for sign in high)
        )
    else:
        frequent = _LETTERS[name]
        usual = sum(sign in frequent for sign in high)
    return known, usual / max(1, len(high))


def _first_plane(sign: str) -> bool:
    """Of the 3,755 everyday characters of GB 2312: its first level ends at row 55."""
    try:
        packed = sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(packed) == 2 and 0xB0 <= packed[0] <= 0xD7
