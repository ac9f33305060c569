"""Licences: labels, SPDX ids and addresses to a Creative Commons address or an SPDX id."""

import re
from functools import lru_cache

CREATIVE_COMMONS = "https://creativecommons.org/"
ZERO = f"{CREATIVE_COMMONS}publicdomain/zero/1.0/"
MARK = f"{CREATIVE_COMMONS}publicdomain/mark/1.0/"
RESERVED = "LicenseRef-all-rights-reserved"

_CC = re.compile(
    r"creativecommons\.org/(?P<group>licenses|publicdomain)/(?P<code>[a-z\-]+)(?:/(?P<version>\d\.\d))?(?:/(?P<port>[a-z]{2,3})(?![a-z.]))?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\bcc[\s\-_]*(?P<code>0|zero|by(?:[\s\-_]*(?:nc|sa|nd))*)(?P<igo1>[\s\-_]*igo)?(?:[\s\-_]*v?(?P<version>[1-4](?:\.\d)?))?"
    r"(?P<igo2>[\s\-_]*igo)?(?![^\W_])",
    re.IGNORECASE,
)
# The attribution element, as the licences are named in the languages of sources; by itself it is only a word.
_ATTRIBUTION = re.compile(
    r"\battribution\b|namensnennung|paternité|atribuci[oó]n|atribuiç|reconocimiento|attribuzione|priznanje|с указанием авторства|атрибуция|署名|"
    r"نَ?سب المُ?صنَّ?ف|atribusi",
    re.IGNORECASE,
)
_PARTS = {
    "nc": r"non.?commercial|nicht.?kommerziell|pas d.utilisation commerciale|n[oã]o? ?-?comercial|non commerciale|некоммерч|非商业|غير تجاري",
    "sa": r"share.?alike|weitergabe unter gleichen|partage (dans|à)|compartir ?igual|compartilha ?igual|condividi allo stesso|на тех же условиях|"
    r"相同方式|الترخيص بالمثل",
    "nd": r"no.?deriv|keine bearbeitung|pas de modification|sin ?obra ?derivada|sem ?deriva|non opere derivate|без производных|禁止演绎|منع الاشتقاق",
}
_FAMILY = re.compile(r"creative ?commons|知识共享|المشاع الإبداعي", re.IGNORECASE)
_VERSION = re.compile(r"\b[1-4]\.\d\b")
_SPDX = {
    "mit": "MIT", "apache": "Apache-2.0", "apache-2.0": "Apache-2.0", "gpl": "GPL-3.0-or-later", "gpl-3.0": "GPL-3.0-only", "gpl-2.0": "GPL-2.0-only",
    "gpl-3.0-only": "GPL-3.0-only", "gpl-3.0-or-later": "GPL-3.0-or-later", "gpl-2.0-only": "GPL-2.0-only", "gpl-2.0-or-later": "GPL-2.0-or-later",
    "agpl-3.0": "AGPL-3.0-only", "agpl-3.0-only": "AGPL-3.0-only", "agpl-3.0-or-later": "AGPL-3.0-or-later", "lgpl-3.0": "LGPL-3.0-only",
    "lgpl-3.0-only": "LGPL-3.0-only", "lgpl-3.0-or-later": "LGPL-3.0-or-later", "mpl-2.0": "MPL-2.0", "bsd-3-clause": "BSD-3-Clause",
    "bsd-2-clause": "BSD-2-Clause", "gfdl": "GFDL-1.3-only", "gfdl-1.3": "GFDL-1.3-only", "gfdl-1.3-only": "GFDL-1.3-only",
    "gfdl-1.3-or-later": "GFDL-1.3-or-later", "isc": "ISC", "unlicense": "Unlicense", "odbl-1.0": "ODbL-1.0", "eupl-1.2": "EUPL-1.2",
}  # fmt: skip
SPDX_IDS = frozenset(_SPDX.values())
KNOWN_STARTS = ("https://creativecommons.org/", "LicenseRef-")
_NOT_PART = re.compile(r"\b(?:the|gnu|licen[cs]e|version)\b|[,.](?!\d)|\.html$|\.txt$", re.IGNORECASE)
_PUBLIC_DOMAIN = re.compile(
    r"^(?:pdm(?:[ -]1\.0)?|public domain(?: mark)?(?: 1\.0)?|gemeinfrei|domaine public|dom[ií]nio p[uú]blico|общественное достояние|公有领域|الملك العام)$",
    re.IGNORECASE,
)
_RESERVED = re.compile(
    r"all rights reserved|©|proprietary|copyright|alle rechte vorbehalten|tous droits r|todos l?os d[ei]re[ic]t?[ct]?h?os reservados|"
    r"tutti i diritti riservati|جميع الحقوق محفوظة|все права защищены|版权所有|保留所有权利|haki zote zimehifadhiwa|hak cipta dilindungi",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:spdx\.org/licenses|opensource\.org/licenses?|gnu\.org/licenses|apache\.org/licenses|mozilla\.org/mpl)/([A-Za-z0-9.\-]+?)(?:\.html|\.txt)?/?$",
    re.IGNORECASE,
)
_NOTHING = {"", "null", "none", "n/a", "unknown", "undefined", "-"}


@lru_cache(maxsize=2048)
def licence(said: str) -> str:
    """A Creative Commons address with version, or an SPDX id; what is not known stays as said.

    A Creative Commons licence without version is taken as 4.0; "Creative Commons" alone names none of them.
    """
    text = said.strip()
    if text.casefold() in _NOTHING:
        return ""
    if match := _CC.search(text):
        return _address(match["code"], match["version"], group=match["group"], port=match["port"])
    if match := _ADDRESS.search(text):
        named = re.sub(r"^LICENSE-", "Apache-", match[1])
        return _spdx(named) or (licence(named) if _LABEL.match(named) else text[:200])
    if _PUBLIC_DOMAIN.match(text):
        return MARK
    if match := _LABEL.search(text):
        port = "igo" if match["igo1"] or match["igo2"] else ""
        return _address(match["code"], match["version"], port=port)
    return _spdx(text) or _worded(text) or (RESERVED if _RESERVED.search(text) else text[:200])


def is_known(value: str) -> bool:
    """True for an address or SPDX id that we understood, false for a text that was only kept."""
    return value.startswith(KNOWN_STARTS) or value in SPDX_IDS


def is_open(value: str) -> bool:
    """Free to use and adapt, in the sense of the Open Definition: no NC, no ND, not reserved."""
    return is_known(value) and not re.search(r"-(nc|nd)|LicenseRef", value)


def _spdx(text: str) -> str:
    """ "Apache License, Version 2.0", "GPLv3", "BSD 3-Clause" to the id."""
    if len(text) > 60:
        return ""
    key = "-".join(_NOT_PART.sub(" ", text.casefold()).split())
    key = re.sub(r"-?v(?=\d)", "-", key)
    key = re.sub(r"^(l?a?gpl|mpl|apache|gfdl)-(\d)$", r"\1-\2.0", key).replace("license", "").strip("-")
    return _SPDX.get(key, "")


def _worded(text: str) -> str:
    """A licence named in words: the family with an element, or the attribution with a version or another element."""
    family = _FAMILY.search(text)
    if family and re.search(r"\bzero\b", text, re.IGNORECASE):
        return ZERO
    parts = [name for name, pattern in _PARTS.items() if re.search(pattern, text, re.IGNORECASE)]
    version = _VERSION.search(text)
    if not _ATTRIBUTION.search(text) or not (family or parts or version):
        return ""
    return _address("-".join(["by", *parts]), version[0] if version else "")


def _address(code: str, version: str | None, *, group: str = "", port: str | None = "") -> str:
    """https://creativecommons.org/licenses/by-sa/4.0/; before 4.0 also the country it was ported to."""
    elements = set(re.split(r"[\s_\-]+", re.sub(r"(nc|sa|nd)", r"-\1", code.lower())))
    if elements & {"zero", "0"}:
        return ZERO
    if group.lower() == "publicdomain":
        return MARK
    named = "-".join(part for part in ("by", "nc", "nd", "sa") if part in elements)
    version = f"{version}.0" if version and "." not in version else version
    tail = f"{port.lower()}/" if port and version and version < "4" else ""
    return f"{CREATIVE_COMMONS}licenses/{named or 'by'}/{version or '4.0'}/{tail}"
