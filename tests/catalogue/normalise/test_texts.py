"""Texts, people, addresses: cleaned, safe, and the same when cleaned twice."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ujuzi.catalogue.normalise import people, texts, urls

TITLES = [
    ("A &amp;amp; B", "A & B"), ("<b>x</b>", "x"), ("a\u202eb", "ab"), ("  a \n b ", "a b"), ("AI < ML > x", "AI < ML > x"),
    ("5 < 6 & 7", "5 < 6 & 7"), ("e\u0301", "é"), ("\x00a\ud800", "a"), ("x" * 600, "x" * 499 + "…"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "made"), TITLES)
def test_titles(said: str, made: str) -> None:
    assert texts.title(said) == made


DESCRIPTIONS = [
    ("plain\n\ntwo", "<p>plain</p><p>two</p>"),
    ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
    ("<p>a</p><script>x</script>", "<p>a</p>"),
    ("<div>a<div>b</div></div>", "<p>a</p><p>b</p>"),
    ("<b>x", "<strong>x</strong>"),
    ("<a href='javascript:alert(1)'>x</a>", '<a rel="noopener nofollow">x</a>'),
    (
        "<a href='https://x.example' onclick=x>y</a>",
        '<a href="https://x.example" rel="noopener nofollow">y</a>',
    ),
    ("<img src=x onerror=y>", ""),
    ("<iframe src=x>z</iframe>q", "<p>q</p>"),
    ("<svg><script>1</script></svg>t", "<p>t</p>"),
    ("<p> </p>", ""),
    ("&nbsp;", ""),
]


@pytest.mark.parametrize(("said", "made"), DESCRIPTIONS)
def test_descriptions(said: str, made: str) -> None:
    assert texts.html(said) == made


PIECES = st.sampled_from([
    "<script>", "</script>", "<SCRIPT src=//x>", "<p>", "</p>", "<p", "<b>", "</b>", "<div>", "</div>", "<svg>", "<math>", "<style>", "</style>",
    "<a href='javascript:alert(1)'>", "<a href=\"  jAvAscript:x\">", "<a href='https://x.example'>", "</a>", "<img src=x onerror=alert(1)>", "<!--", "-->",
    "<![CDATA[", "]]>", "&lt;", "&amp;lt;script&amp;gt;", "&#x3c;", "&#0;", "&", "<", ">", "'", '"', "\x00", "\n\n", "a", "é", "<noscript>", "<template>",
    "<iframe srcdoc='<script>'>", "data:text/html,", "<ul><li>", "<h1 onload=x>", "<i/onclick=x>", "<br>", "\ud800", "\u202e",
])  # fmt: skip
FRAGMENTS = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=60))
UNSAFE = re.compile(
    r"<(?!/?(?:p|ul|ol|li|strong|em|a|br)\b)[a-z!/?]|\son\w+\s*=|href=\"(?!https?:)", re.IGNORECASE
)


@given(FRAGMENTS)
def test_cleaned_html_is_safe_and_cleaning_it_again_changes_nothing(said: str) -> None:
    made = texts.html(said)
    inside = " ".join(re.findall(r"<[^>]*>", made))
    assert not UNSAFE.search(inside), made
    assert texts.html(made) == made


@given(FRAGMENTS)
def test_titles_are_one_line_without_control_signs(said: str) -> None:
    made = texts.title(said)
    assert made == made.strip()
    assert not re.search("[\x00-\x1f\x7f\u202a-\u202e\ud800-\udfff]", made)


PEOPLE = [
    ("A B, C D", ["A B", "C D"]), ("Juma, Amina", ["Juma, Amina"]), ("Dr. Amina Juma & Prof. Baraka Otieno", ["Amina Juma", "Baraka Otieno"]),
    ("null", []), ("A Juma und B Otieno", ["A Juma", "B Otieno"]), ("João Costa e Silva", ["João Costa e Silva"]),
    ("Ana Costa e João Silva", ["Ana Costa", "João Silva"]), ("Ann Lee; Bob Ray", ["Ann Lee", "Bob Ray"]), ("Engel Hans", ["Engel Hans"]),
    ("Amina Juma, PhD", ["Amina Juma"]), ("李明、王芳", ["李明", "王芳"]), ("أحمد علي، سارة حسن", ["أحمد علي", "سارة حسن"]),
]  # fmt: skip


@pytest.mark.parametrize(("said", "made"), PEOPLE)
def test_people(said: str, made: list[str]) -> None:
    assert people.people((said,)) == made


@pytest.mark.parametrize(
    ("said", "made"),
    [
        (("a, b; c",), ["a", "b", "c"]),
        (("AI", "ai", "ML"), ["AI", "ML"]),
        (("تعلم، بيانات",), ["تعلم", "بيانات"]),
    ],
)
def test_words(said: tuple[str, ...], made: list[str]) -> None:
    assert texts.words(said) == made


CANONICAL = [
    ("http://www.X.example:80/A/?utm_source=1&b=2&a=1#f", "https://x.example/A?a=1&b=2"), ("https://x.example/", "https://x.example"),
    ("HTTPS://X.EXAMPLE./a//b", "https://x.example/a/b"), ("https://x.example:8443/a/", "https://x.example:8443/a"),
    ("https://x.example/é", "https://x.example/%C3%A9"), ("https://x.example/%c3%a9", "https://x.example/%C3%A9"),
    ("https://münchen.example/", "https://xn--mnchen-3ya.example"), ("https://[::1]/a", "https://[::1]/a"),
    ("https://x.example/#/course/1", "https://x.example#/course/1"), ("https://x.example/a?WT.mc_id=1&fbclid=2", "https://x.example/a"),
    ("ftp://x", ""), ("javascript:1", ""), ("//x.example", ""), ("https://user@x.example/", ""), ("https://x.example:99999/", ""), ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("said", "made"), CANONICAL)
def test_canonical(said: str, made: str) -> None:
    assert urls.canonical(said) == made


HOSTS = st.sampled_from(
    [
        "x.example",
        "www.x.example",
        "WWW.X.Example.",
        "www.www.x.example",
        "bücher.example",
        "[::1]",
        "x.example:80",
        "x.example:8080",
    ]
)


@given(HOSTS, st.text(max_size=30), st.text(max_size=20), st.text(max_size=20))
def test_the_canonical_form_is_its_own(host: str, path: str, query: str, fragment: str) -> None:
    made = urls.canonical(f"http://{host}/{path}?{query}#/{fragment}")
    assert urls.canonical(made) == made
    assert made.isascii()
