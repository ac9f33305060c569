"""Strategies for the smallest parts of a statement: texts, identifiers, times, maps."""

from typing import Any

from hypothesis import strategies as st

# NUL is left out: JSON may carry it and a database need not, which is no question of the specification.
_LETTERS = st.characters(codec="utf-8", exclude_characters="\x00")
_WORDS = [
    "",
    "Mwalimu",
    "мастерство",
    "健康教育",
    "تعليم",
    "👩🏾‍🏫",
    'a "quoted" \\ line\n',
    "null",
    "<b>&amp;</b>",
]

TEXTS = st.one_of(st.sampled_from(_WORDS), st.text(_LETTERS, max_size=6))

_BEGINNINGS = [
    "http://example.org/",
    "https://例え.jp:8443/課程/",
    "https://user@example.org/a;b=1/",
    "http://[2001:db8::7]/",
    "http://example.org/?q=",
    "http://example.org/فعل#",
    "urn:example:",
    "tag:example.org,2024:",
    "act:",
    "x-ujuzi+v1.0:/",
]
_TAILS = st.text(st.sampled_from("aZ09-._~!$'()*+,;=:@éж課"), max_size=6)
IRIS = st.builds(
    "{}{}{}".format, st.sampled_from(_BEGINNINGS), _TAILS, st.sampled_from(["", "%20", "%C3%A9"])
)
IRLS = st.builds("{}{}".format, st.sampled_from(_BEGINNINGS[:6]), _TAILS)
URIS = st.builds(
    "{}{}".format,
    st.sampled_from(["https://openid.example.org/", "http://me.example.org/?", "xri:", "acct:"]),
    st.text(st.sampled_from("aZ09-._~!$'()*+,;=:@"), min_size=1, max_size=6),
)
MAILTOS = st.builds(
    "mailto:{}@{}".format,
    st.sampled_from(["a", "amina.o'neil", "tutor+xapi", "x_1-2", "жак", "user%20name", "A.B.C"]),
    st.sampled_from(["example.org", "Mail.Example.ORG", "xn--r8jz45g.jp", "例え.jp", "localhost"]),
)


def hexes(*lengths: int) -> st.SearchStrategy[str]:
    """Hexadecimal digits, of one of these lengths, in either case."""
    digits = [st.text(st.sampled_from("0123456789abcdef"), min_size=n, max_size=n) for n in lengths]
    return st.one_of(*digits).flatmap(lambda text: st.sampled_from([text, text.upper()]))


UUIDS = st.uuids().flatmap(lambda uuid: st.sampled_from([str(uuid), str(uuid).upper()]))

LANGUAGES = st.sampled_from(
    [
        "en",
        "en-US",
        "FR-ca",
        "sw",
        "zh-Hant-TW",
        "cmn",
        "tlh",
        "zh-cmn-Hans-CN",
        "sl-rozaj-biske",
        "de-CH-1901",
        "es-419",
        "hy-Latn-IT-arevela",
        "de-DE-u-co-phonebk",
        "en-a-myext-b-another",
        "en-x-home",
        "x-whatever",
        "i-klingon",
        "sgn-BE-FR",
        "und",
        "abcde",
    ]
)
LANGUAGE_MAPS = st.dictionaries(LANGUAGES, TEXTS, max_size=2)

MEDIA_TYPES = st.sampled_from(
    [
        "text/plain",
        "text/plain; charset=ascii",
        'multipart/mixed; boundary="a b;c"; x=1',
        "application/vnd.example.course+json",
        "image/svg+xml;charset=utf-8",
        "Application/PDF",
    ]
)

NUMBERS = st.one_of(
    st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9), st.sampled_from([0, -0.0, 1e-9, 1e20, 0.1])
)

_JSON_LEAVES = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
JSON = st.recursive(
    _JSON_LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(st.one_of(TEXTS, st.just("objectType")), inner, max_size=2),
    ),
    max_leaves=4,
)
EXTENSIONS = st.dictionaries(IRIS, JSON, max_size=2)

_COUNTS = st.integers(0, 999)
_FRACTIONS = st.sampled_from(["", "", ".5", ",25", ".12567"])


@st.composite
def durations(draw: st.DrawFn) -> str:
    """A duration: weeks alone, or some of the designators in order, a fraction on the last alone."""
    if draw(st.integers(0, 4)) == 0:
        return f"P{draw(_COUNTS)}{draw(_FRACTIONS)}W"
    names = ["Y", "M", "D", "TH", "TM", "TS"]
    chosen = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    text = "P"
    for name in sorted(chosen, key=names.index):
        text += ("T" if "T" in name and "T" not in text else "") + f"{draw(_COUNTS)}{name[-1]}"
    return text[:-1] + draw(_FRACTIONS) + text[-1]


@st.composite
def timestamps(draw: st.DrawFn, version: str) -> str:
    """A date and time: RFC 3339 for both versions, the rest of ISO 8601 for 1.0.3."""
    moment = draw(st.datetimes())
    fraction = draw(st.sampled_from(["", ".5", ".804", ".123456789"]))
    wide = version == "1.0.3" and draw(st.booleans())
    if not wide:
        offset = draw(st.sampled_from(["Z", "+00:00", "-05:00", "+05:45", "+23:59"]))
        return f"{moment:%m-%dT%H:%M:%S}".join([f"{moment.year:04}-", fraction + offset])
    comma = fraction.replace(".", ",")
    # Basic and extended are not mixed: the offset is written as the date is.
    if draw(st.booleans()):
        offset = draw(st.sampled_from(["", "Z", "+0000", "+03", "-0530"]))
        return f"{moment.year:04}{moment:%m%dT%H%M%S}{comma}{offset}"
    offset = draw(st.sampled_from(["", "Z", "+00:00", "+03", "-05:30"]))
    seconds = draw(st.sampled_from(["", f":{moment:%S}{comma}"]))
    return f"{moment.year:04}-{moment:%m-%dT%H:%M}{seconds}{offset}"


def some(required: dict[str, Any], **optional: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with these properties, the optional ones now there, now not."""
    return st.fixed_dictionaries(required, optional=optional)
