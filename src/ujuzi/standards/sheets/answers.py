"""Yes and no, amounts of money, and sizes, as people write them in cells."""

import re

from ujuzi.standards.sheets import columns

_YES = (
    "yes y true 1 x oui vrai si sí verdadero sim verdadeiro نعم ja wahr ndiyo ndio kweli 是 有 да истина ✓ ✔ ✅ free gratuit"
    " gratuito gratis مجاني kostenlos bure 免费 бесплатно available disponible disponível"
)
_NO = "no n false 0 non faux falso não nao لا nein falsch hapana siyo 否 无 没有 不是 нет ложь ✗ ✘ ❌ - – none aucun ninguno nenhum paid payant"
_FREE = "free gratuit gratuite gratuito gratuita gratis مجاني مجانا مجاناً kostenlos kostenfrei bure 免费 бесплатно бесплатный none"

_SYMBOLS = {
    "€": "EUR",
    "$": "",
    "£": "GBP",
    "₹": "INR",
    "¥": "",
    "₽": "RUB",
    "R$": "BRL",
    "US$": "USD",
    "KSh": "KES",
}
_MONEY = re.compile(r"(?<![\d.,])\d[\d.,  ']*")
_CODE = re.compile(r"\b[A-Z]{3}\b")
_SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(k|m|g)?(?:b|o|bytes)?\b", re.I)


def _folded(words: str) -> frozenset[str]:
    return frozenset(found for word in words.split() for found in (word, columns.plain(word)) if found)


YES, NO, FREE = _folded(_YES), _folded(_NO), _folded(_FREE)


def truth(cell: str) -> bool | None:
    """True, False, or None for anything that is neither yes nor no."""
    word = cell.strip().casefold()
    for candidate in (word, columns.plain(cell), columns.plain(cell).partition(" ")[0]):
        if candidate in YES:
            return True
        if candidate in NO:
            return False
    return None


def costs_nothing(cell: str) -> bool | None:
    """Of a price cell: True for "free" or 0, False for an amount, None when it cannot be told."""
    plain = columns.plain(cell)
    if plain in FREE:
        return True
    amount, _ = money(cell)
    if not amount:
        # "Free (certificate 49 USD)": brackets are asides, `plain` has dropped them.
        return True if set(plain.split()) & FREE else None
    return float(amount) == 0


def money(cell: str) -> tuple[str, str]:
    """(amount, currency) of "USD 49", "1.299,00 €", "49"; ("0", "") of "free"; ("", "") when it cannot be told."""
    if columns.plain(cell) in FREE:
        return "0", ""
    found = _MONEY.findall(cell)
    if len(found) != 1:  # a range, or a sentence: not for us to choose
        return "", ""
    amount = _decimal(found[0])
    code = _CODE.search(cell)
    symbol = next(
        (name for mark, name in sorted(_SYMBOLS.items(), key=lambda pair: -len(pair[0])) if mark in cell), ""
    )
    return amount, code.group() if code else symbol


def _decimal(digits: str) -> str:
    """The last point or comma is the decimal mark if two digits or one follow it; the others group thousands."""
    digits = re.sub(r"[\s  ']", "", digits).rstrip(".,")
    mark = max(digits.rfind("."), digits.rfind(","))
    if mark >= 0 and len(digits) - mark - 1 in {1, 2}:
        return f"{re.sub('[.,]', '', digits[:mark]) or '0'}.{digits[mark + 1 :]}"
    return re.sub("[.,]", "", digits)


def size(cell: str) -> int | None:
    """Bytes of "12 MB", "1,5 Go", "800 kB"; a bare number means megabytes."""
    found = _SIZE.search(cell)
    if not found or len(found.group(1)) > 15:
        return None
    unit = (found.group(2) or "m").lower()
    return round(float(found.group(1).replace(",", ".")) * {"k": 10**3, "m": 10**6, "g": 10**9}[unit])
