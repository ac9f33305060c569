"""Text to tokens: Unicode folding, the same for every language, and the seams of scripts written without spaces."""

import re
import unicodedata
from functools import lru_cache

# Han, kana, Thai, Lao, Myanmar, Khmer: no spaces between words.
SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTERS = "\\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0981-\u0983\u09bc-\u09cd\u09d7"
# A run of a spaceless script, or a run of letters, digits and their vowel signs; "c++" and "c#" are words here.
_ASCII_TOKEN = re.compile(r"c\+\+|c#|[a-z0-9]+")
_TOKEN = re.compile(f"[{SPACELESS}]+|c\\+\\+|c#|(?:(?![{SPACELESS}_])[{_LETTERS}])+")
_SPACELESS = re.compile(f"[{SPACELESS}]")
_LONG_RUN = re.compile(f"[{SPACELESS}]{{40}}")  # longer ones are told apart, lest a page be one token
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")  # A.I., e.g., С.Ш.А.
_GOALS = ("sdg", "odd", "ods", "цур", "tpb")
_GOAL = re.compile(rf"\b({'|'.join(_GOALS)})(?=\d)")  # SDG13 -> SDG 13
_DOTS = re.compile(r"\.\w\.")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_HAN = re.compile("[\u4e00-\u9fff]")
_TAG = re.compile(r"<[^>]{0,2000}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,20});")
_DROPPED = re.compile(
    "[\u00ad\u0640\u200b-\u200f\u2060\ufeff\u02bc'’‘ʼ`´](?=\\w)|[\u00ad\u0640\u200b-\u200f\u2060\ufeff]"
)
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|dell|nell|all|un)['’ʼ](?=\w)")
_CHINESE_SEAMS = re.compile("[的了和与及在是为之或等到从向把被让用对中吗呢吧啊怎么什么如何我你他她它们个]")
_TRADITIONAL = str.maketrans(
    "機學習據語數認識網絡絡術應發設計開來為與對實現會這時問題國際業經濟農環氣變護師課訓練職師導論戰資訊類圖畫視聽讀寫書庫試驗證備處單雙選擇確標準則劃畫區塊鏈雲電腦軟體編碼別於動態協調團隊領導婦權責隱碼醫療藥衛關係線構縮測預評價創維優點過進遠運轉輸輕統總結節",
    "机学习据语数认识网络络术应发设计开来为与对实现会这时问题国际业经济农环气变护师课训练职师导论战资讯类图画视听读写书库试验证备处单双选择确标准则划画区块链云电脑软体编码别于动态协调团队领导妇权责隐码医疗药卫关系线构缩测预评价创维优点过进远运转输轻统总结节",
)
LONGEST = (
    64  # a token beyond this is noise (base64, rulers of dashes): cut, so that it cannot bloat the index
)


def plain(markup: str) -> str:
    """HTML to text: tags become spaces. The descriptions were cleaned before; this only drops what remains."""
    import html

    if "<" in markup:
        markup = _TAG.sub(" ", markup)
    return html.unescape(markup) if "&" in markup else markup


def folded(text: str) -> str:
    """NFKC, case-folded, digits of every script as 0-9, marks that carry no meaning dropped."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if _DOTS.search(text):
        text = _DOTTED.sub(_undotted, text)
    if text.isascii():
        return text
    text = _DROPPED.sub("", _ELISION.sub(" ", text.replace("’", "'")))
    if _FOREIGN_DIGIT.search(text):
        text = "".join(str(unicodedata.digit(c, c)) if c.isdigit() else c for c in text)
    return text.translate(_TRADITIONAL) if _HAN.search(text) else text


def tokens(text: str) -> list[str]:
    """Tokens of a text in order; a run of a script without spaces is one token (see `pairs`)."""
    text = folded(text)
    if "'" in text:
        text = _ELISION.sub(" ", text).replace("'", "")
    if any(name in text for name in _GOALS):
        text = _GOAL.sub(r"\1 ", text)
    if text.isascii():
        return _ASCII_TOKEN.findall(text)
    if _SPACELESS.search(text):
        text = _CHINESE_SEAMS.sub(" ", text)
        text = _LONG_RUN.sub(r"\g<0> ", text)
    return _TOKEN.findall(text)


def is_spaceless(token: str) -> bool:
    return not token.isascii() and _SPACELESS.match(token) is not None


def pairs(run: str) -> list[str]:
    """Overlapping pairs of a run without spaces, and its last sign alone.

    Every sign thus begins some term: a question of one sign is a prefix search.
    """
    return [run[i : i + 2] for i in range(len(run) - 1)] + [run[-1]]


@lru_cache(maxsize=50_000)
def unaccented(word: str) -> str:
    """Without accents, for the Latin, Greek and Cyrillic scripts; й stays itself, ё becomes е."""
    if word.isascii():
        return word
    word = word.replace("й", "\0").translate(_LETTERS_FOLDED)
    stripped = "".join(c for c in unicodedata.normalize("NFD", word) if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", stripped).replace("\0", "й")


_LETTERS_FOLDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss"})


def _undotted(match: re.Match[str]) -> str:
    return match.group().replace(".", "")
