"""Kiswahili: noun classes and verbs carry their grammar in front; a short list of prefixes and known exceptions."""

import re

# Words whose beginning only looks like a prefix, or whose plural is irregular.
_KNOWN = {
    "wanawake": "wanamke",
    "mwanamke": "wanamke",
    "wanaume": "mwanaume",
    "watu": "mtu",
    "vyeti": "cheti",
    "vyuo": "chuo",
    "vyombo": "chombo",
    "macho": "jicho",
    "kilimo": "kilimo",
    "wakulima": "mkulima",
    "maisha": "maisha",
    "mashine": "mashine",
    "matini": "matini",
    "mada": "mada",
    "makini": "makini",
    "mazingira": "mazingira",
    "umma": "umma",
    "utangulizi": "utangulizi",
    "video": "video",
    "kiingereza": "kiingereza",
    "kiswahili": "kiswahili",
    "intaneti": "intaneti",
    "wataalamu": "taalamu",
    "wanafunzi": "nafunzi",
    "mwanafunzi": "nafunzi",
    "walimu": "alimu",
    "mwalimu": "alimu",
    "ualimu": "alimu",
    "kujifunza": "funza",
    "kujifunzia": "funza",
    "jifunza": "funza",
    "jifunze": "funza",
    "mafunzo": "funzo",
    "somo": "somo",
    "masomo": "somo",
}
_VERB = re.compile(
    r"^(?:ni|u|a|tu|m|wa|i|ki|vi|zi|ya|li|ina|una)(?:na|li|ta|me|ka|nge)(?:ku|ni|tu|wa|ji)?(?=\w{4})"
)
_INFINITIVE = re.compile(r"^kw?u?(?:ji)?(?=\w{4})")
_NOUN = re.compile(r"^(?:mwa|wa|mw|mi|ma|ki|vi|m|u)(?=\w{4})")


def stem(word: str) -> str:
    """The word without class prefix, subject and tense, and the locative ending; at least four letters stay."""
    if word in _KNOWN:
        return _KNOWN[word]
    if len(word) > 6 and word.endswith("ni"):
        word = word[:-2]
        if word in _KNOWN:
            return _KNOWN[word]
    for rule in (_VERB, _INFINITIVE if word.startswith(("ku", "kw")) else _NOUN):
        shorter = rule.sub("", word)
        if shorter != word:
            return shorter
    return word
