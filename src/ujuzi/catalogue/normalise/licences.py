"""Licences: labels, SPDX ids and addresses to a Creative Commons address or an SPDX id."""

import re
from functools import lru_cache

_CC = re.compile(
    r"creativecommons\.org/(?P<group>licenses|publicdomain)/(?P<code>[a-z\-]+)(?:/(?P<version>\d\.\d))?(?:/(?P<port>[a-z]{2,3}))?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\bcc[\s\-_]*(?P<code>0|zero|by(?:[\s\-_]*(?:nc|sa|nd)){0,2})(?P<igo1>[\s\-_]*igo\b)?(?:[\s\-_]*v?(?P<version>[1-4](?:\.[05])?))?(?P<igo2>[\s\-_]*igo)?\b",
    re.IGNORECASE,
)
_COMMONS = re.compile(r"creative commons|知识共享|المشاع الإبداعي", re.IGNORECASE)
_ATTRIBUTION = re.compile(
    r"attribution|namensnennung|paternité|atribuci[oó]n|reconocimiento|atribuição|署名|نسب المصنف",
    re.IGNORECASE,
)
_ZERO = re.compile(r"creative commons zero|cc zero|public domain dedication", re.IGNORECASE)
_VERSION = re.compile(r"(?<![\d.])([1-4]\.[05])(?!\d)")
_PARTS = {
    "nc": r"非商业|غير تجاري|non.?commercial|nicht.?kommerziell|pas d.utilisation commerciale|no ?comercial|não ?comercial",
    "sa": r"相同方式共享|المشاركة بالمثل|share.?alike|weitergabe unter gleichen|partage (dans|à)|compartir ?igual|compartilha ?igual",
    "nd": r"禁止演绎|منع الاشتقاق|no.?deriv|keine bearbeitung|pas de modification|sin ?obra ?derivada|sem ?deriva",
}
_SPDX = {
    "mit": "MIT", "mit license": "MIT", "apache-2.0": "Apache-2.0", "apache 2.0": "Apache-2.0", "apache license 2.0": "Apache-2.0",
    "gpl-3.0": "GPL-3.0-only", "gpl-3.0-only": "GPL-3.0-only", "gpl-3.0-or-later": "GPL-3.0-or-later", "bsd-3-clause": "BSD-3-Clause",
    "public domain": "https://creativecommons.org/publicdomain/mark/1.0/", "pdm": "https://creativecommons.org/publicdomain/mark/1.0/",
    "cc-pdm": "https://creativecommons.org/publicdomain/mark/1.0/", "cc-pdm-1.0": "https://creativecommons.org/publicdomain/mark/1.0/",
    "public domain mark 1.0": "https://creativecommons.org/publicdomain/mark/1.0/", "gplv3": "GPL-3.0-only", "gpl v3": "GPL-3.0-only",
    "public domain mark": "https://creativecommons.org/publicdomain/mark/1.0/",
}  # fmt: skip
SPDX_IDS = frozenset(_SPDX.values())
KNOWN_STARTS = ("https://creativecommons.org/", "LicenseRef-")
_RESERVED = re.compile(
    r"all rights reserved|©|proprietary|copyright|alle rechte|tous droits|todos los derechos", re.IGNORECASE
)
_SPDX_ADDRESS = re.compile(
    r"(?:spdx\.org/licenses|opensource\.org/licenses?)/([A-Za-z0-9.\-]+?)(?:\.html)?/?$"
)


@lru_cache(maxsize=2048)
def licence(said: str) -> str:
    """A Creative Commons address with version, or an SPDX id; what is not known stays as said, "" when reserved."""
    text = said.strip()
    if match := _CC.search(text):
        return _address(
            match["code"].lower(),
            match["version"] or "",
            match["group"].lower(),
            (match["port"] or "").lower(),
        )
    if match := _SPDX_ADDRESS.search(text):
        return licence(match[1])
    if match := _LABEL.search(text):
        code = re.sub(r"[\s_]+", "-", match["code"].lower())
        port = "igo" if match["igo1"] or match["igo2"] else ""
        return _address("zero" if code in {"0", "zero"} else code, _version(match["version"]), port=port)
    if text.casefold() in _SPDX:
        return _SPDX[text.casefold()]
    if worded := _worded(text):
        return worded
    return "LicenseRef-all-rights-reserved" if _RESERVED.search(text) else text[:200]


def _worded(text: str) -> str:
    """A Creative Commons licence in words. "Creative Commons" alone, or "attribution is required", names none."""
    if _ZERO.search(text):
        return _address("zero", "")
    parts = [name for name, pattern in _PARTS.items() if re.search(pattern, text, re.IGNORECASE)]
    version = _VERSION.search(text)
    if not _ATTRIBUTION.search(text) or not (parts or version or _COMMONS.search(text)):
        return ""
    return _address("-".join(["by", *parts]), version[1] if version else "")


def _version(said: str | None) -> str:
    return said or "" if not said or "." in said else f"{said}.0"


def is_known(value: str) -> bool:
    """True for an address or SPDX id that we understood, false for a text that was only kept."""
    return value.startswith(KNOWN_STARTS) or value in SPDX_IDS


def is_open(value: str) -> bool:
    """Free to use and adapt, in the sense of the Open Definition: no NC, no ND, not reserved."""
    return is_known(value) and not re.search(r"-(nc|nd)|LicenseRef", value)


def _address(code: str, version: str | None, group: str = "licenses", port: str = "") -> str:
    """https://creativecommons.org/licenses/by-sa/4.0/; a licence without version means the newest, 4.0."""
    code = re.sub(r"-+", "-", code).strip("-")
    if code in {"zero", "0"}:
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    if code == "mark" or group == "publicdomain":
        return "https://creativecommons.org/publicdomain/mark/1.0/"
    parts = [part for part in ("by", "nc", "nd", "sa") if part in code.split("-")]
    tail = f"{port}/" if port and version and version != "4.0" else ""
    return f"https://creativecommons.org/licenses/{'-'.join(parts) or 'by'}/{version or '4.0'}/{tail}"
