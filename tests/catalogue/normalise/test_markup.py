"""Titles and descriptions: what is safe, what is kept, and that cleaning twice changes nothing."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ujuzi.catalogue.normalise import people, texts


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("AI for teachers", "AI for teachers"),
        ("  AI\n for\tteachers ", "AI for teachers"),
        ("<b>AI</b> for <i>teachers</i>", "AI for teachers"),
        ("AI&nbsp;for teachers &amp; parents", "AI for teachers & parents"),
        ("AI &amp;amp; ethics", "AI & ethics"),
        ("&lt;b&gt;AI&lt;/b&gt;", "AI"),
        ("<script>alert(1)</script>AI", "AI"),
        ("<style>p{}</style>AI", "AI"),
        ("a < b and c > d", "a < b and c > d"),
        ("x<y", "x<y"),
        ("C# & C++ <3", "C# & C++ <3"),
        ("AT&T", "AT&T"),
        ("List<int> in practice", "List in practice"),
        ("A\x00I\x07", "AI"),
        ("abc\u202ecba\u202c", "abccba"),
        ("\ufeffAI", "AI"),
        ("\u200bAI\u200b", "AI"),
        ("cafe\u0301", "café"),
        ("\ud800AI", "AI"),
        ("", ""), ("   ", ""), ("<p></p>", ""), ("&nbsp;", ""), ("\u200b", ""), ("<!-- x -->", ""),
    ],
)  # fmt: skip
def test_title(raw: str, title: str) -> None:
    assert texts.title(raw) == title


def test_long_titles_end_in_an_ellipsis() -> None:
    made = texts.title("word " * 300)
    assert len(made) <= texts.LONGEST_TITLE
    assert made.endswith("word…")


@pytest.mark.parametrize(
    ("raw", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One\nline", "<p>One\nline</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("Glued.Sentences stay", "<p>Glued.Sentences stay</p>"),
        ("<p>One</p>", "<p>One</p>"),
        ("<b>a</b> <i>b</i>", "<strong>a</strong> <em>b</em>"),
        ("<h2 class=x>Head</h2>text", "<p>Head</p>text"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ('<a href="https://a.example/" onclick="x()">a</a>', '<a href="https://a.example/" rel="noopener nofollow">a</a>'),
        ('<a href="javascript:alert(1)">a</a>', '<a rel="noopener nofollow">a</a>'),
        ('<a href="mailto:a@b.example">a</a>', '<a rel="noopener nofollow">a</a>'),
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
        ("<p onmouseover=alert(1)>a</p>", "<p>a</p>"),
        ('<img src=x onerror="alert(1)">a', "<p>a</p>"),
        ("<iframe src='https://x.example'>inner</iframe>a", "<p>a</p>"),
        ("<svg onload=alert(1)>x</svg>a", "<p>a</p>"),
        ("<table><tr><td>a</td></tr></table>", "<p>a</p>"),
        ("&lt;p&gt;escaped &lt;em&gt;twice&lt;/em&gt;&lt;/p&gt;", "<p>escaped <em>twice</em></p>"),
        ("<p>Use &lt;p&gt; in HTML</p>", "<p>Use &lt;p&gt; in HTML</p>"),
        ("Fish &amp; chips", "<p>Fish &amp; chips</p>"),
        ("", ""), ("<p> </p>", ""), ("<br>", ""), ("&nbsp;", ""), ("<script>x</script>", ""),
    ],
)  # fmt: skip
def test_html(raw: str, html: str) -> None:
    assert texts.html(raw) == html


MARKUP = st.lists(
    st.sampled_from([
        "<p>", "</p>", "<div onclick=x>", "<b>", "<script>", "</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:x'>",
        '<a href="https://a.example/?a=1&b=2">', "</a>", "<svg/onload=x>", "<math><mi//xlink:href=x>", "<!--", "-->", "<![CDATA[", "]]>",
        "&lt;script&gt;", "&lt;p&gt;", "&amp;lt;", "&#60;", "&nbsp;", "\x00", "\u202e", "\n\n", "<", ">", "&", '"', "text", "é", "<ul><li>",
        "<style>", "<h1 style=x>", "<noscript>", "<template>", "<textarea>", "<br/>", "<x:y>", "<a\thref=https://b.example>",
    ]) | st.text(max_size=8),
    max_size=25,
).map("".join)  # fmt: skip


@given(MARKUP | st.text(max_size=200))
@example("<h1>a<h2>b")
@example("<b><div>x</b></div>")
@example("a &lt;b&gt; b")
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    once = texts.html(raw)
    assert texts.html(once) == once


@given(MARKUP)
def test_nothing_that_acts_is_left(raw: str) -> None:
    made = texts.html(raw)
    for name, attributes in re.findall(r"<([^\s/>]+)([^>]*)>", made):
        assert name in texts.TAGS
        assert (
            re.fullmatch(r'( href="https?://[^"<>]*")?( rel="noopener nofollow")?', attributes)
            if name == "a"
            else attributes == ""
        )
    assert not re.search(r"<(?!/?(?:p|ul|ol|li|strong|em|a|br)[ >])", made)


@given(MARKUP | st.text(max_size=200))
def test_a_title_is_its_own_title(raw: str) -> None:
    once = texts.title(raw)
    assert "\n" not in once
    assert once == once.strip()
    assert texts.title(once) == once


def test_long_descriptions_stay_whole_markup() -> None:
    made = texts.html("<p>" + "<strong>word</strong> " * 3000 + "</p>")
    assert len(made) <= texts.LONGEST_DESCRIPTION
    assert made.endswith("</p>")
    assert texts.html(made) == made


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (("AI, ethics; law",), ["AI", "ethics", "law"]),
        (("AI", "ethics, and law"), ["AI", "ethics, and law"]),
        (("AI", "ai", " AI "), ["AI"]),
        (("الذكاء، الأخلاق",), ["الذكاء", "الأخلاق"]),
        (("人工智能、机器学习，数据",), ["人工智能", "机器学习", "数据"]),
        (("#ai", '"quoted"', "a &amp; b"), ["ai", "quoted", "a & b"]),
        (("", " ", ",", "null"), []),
        (("C#", "C++", ".NET"), ["C#", "C++", ".NET"]),
        (("Brussels (Belgium), Europe",), ["Brussels (Belgium)", "Europe"]),
    ],
)
def test_words(values: tuple[str, ...], words: list[str]) -> None:
    assert texts.words(values) == words


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (("Amina Juma",), ["Amina Juma"]),
        (
            ("A. Juma, B. Otieno &amp; C. Diallo / D. Silva",),
            ["A. Juma", "B. Otieno", "C. Diallo", "D. Silva"],
        ),
        (("Juma, Amina",), ["Juma, Amina"]),
        (("Juma, Amina; Otieno, Baraka",), ["Juma, Amina", "Otieno, Baraka"]),
        (("Amina Juma, Baraka Otieno",), ["Amina Juma", "Baraka Otieno"]),
        (("Amina Juma and Baraka Otieno",), ["Amina Juma", "Baraka Otieno"]),
        (("Amina Juma und Baraka Otieno",), ["Amina Juma", "Baraka Otieno"]),
        (("Dr. Tesfaye Alemu, Grace Nakato",), ["Tesfaye Alemu", "Grace Nakato"]),
        (("Prof. Dr.-Ing. Petra Klein",), ["Petra Klein"]),
        (("Prof. Dr. med. Petra Klein",), ["Petra Klein"]),
        (("Dra. Elena Ruiz", "Pr. Awa Ndiaye", "Mme Awa Fall"), ["Elena Ruiz", "Awa Ndiaye", "Awa Fall"]),
        (("Petra Klein, PhD",), ["Petra Klein"]),
        (("Petra Klein, M.Sc., Jan Groß, Ph.D.",), ["Petra Klein", "Jan Groß"]),
        (("Ana de la Cruz y Luis e Silva",), ["Ana de la Cruz", "Luis e Silva"]),
        (("Maria e Silva",), ["Maria e Silva"]),
        (("Ortega y Gasset",), ["Ortega y Gasset"]),
        (("null", "", "N/A", "Unknown"), []),
        (("Amina Juma", "amina juma"), ["Amina Juma"]),
        (("<b>Amina</b> Juma",), ["Amina Juma"]),
        (("王伟、李娜",), ["王伟", "李娜"]),
        (("Andrew Engel",), ["Andrew Engel"]),
        (("Drew Maga",), ["Drew Maga"]),
        (("Amina Juma (Nairobi)",), ["Amina Juma (Nairobi)"]),
        (("AC/DC Lab",), ["AC/DC Lab"]),
    ],
)
def test_people(values: tuple[str, ...], names: list[str]) -> None:
    assert people.people(values) == names
