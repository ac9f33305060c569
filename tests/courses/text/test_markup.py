"""Markdown to HTML: what a lesson may hold, and that nothing else comes out."""

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from ujuzi.courses.text import faults, markup

AROUND = markup.Around(
    files={"figures/a.svg": markup.Media("/f/a", 64, 36)}, terms={"model": ""}, units=frozenset({"next"})
)
ELEMENTS = frozenset(
    [
        "p",
        "em",
        "strong",
        "a",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "h1",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "hr",
        "br",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
        "img",
        "details",
        "summary",
        "math",
        "mrow",
        "mi",
        "mn",
        "mo",
        "mtext",
        "mspace",
        "mfrac",
        "msqrt",
        "mroot",
        "mstyle",
        "msub",
        "msup",
        "msubsup",
        "munder",
        "mover",
        "munderover",
        "mtable",
        "mtr",
        "mtd",
        "mpadded",
        "mphantom",
        "menclose",
        "merror",
        "mfenced",
        "ms",
    ]
)


def render(text: str, language: str = "en") -> markup.Made:
    found = faults.Faults()
    return markup.render(
        text, found.about("a.md"), markup.Around(language, AROUND.files, AROUND.terms, AROUND.units)
    )


def test_the_parts_of_a_lesson() -> None:
    assert render("A [model](term:model), [next](lesson:next).").html == (
        '<p>A <a class="term" href="#w-model">model</a>, <a href="../next/">next</a>.</p>'
    )
    assert render('![A & B](figures/a.svg "Cap")').html == (
        '<figure><img src="/f/a" alt="A &amp; B" width="64" height="36" loading="lazy"><figcaption>Cap</figcaption></figure>'
    )
    assert render("| a | b |\n|---|--:|\n| 1 | 2 |").html.startswith(
        '<div class="scroll"><table><thead><tr><th>a'
    )
    assert "<tr><td></td><th>b</th></tr>" in render("| | b |\n|---|---|\n| 1 | 2 |").html
    assert render("```js run\nprint(1 < 2)\n```").html == (
        '<pre data-run dir="ltr"><code class="language-js">print(1 &lt; 2)\n</code></pre>'
    )
    assert render("```js run\nprint(1)\n```").runs
    assert not render("```js\nprint(1)\n```").runs


def test_boxes_are_named_in_the_language_of_the_text() -> None:
    text = "::::try On paper\nDo.\n\n:::answer\nDone.\n:::\n::::"
    assert render(text).html == (
        '<div class="box try"><p class="box-head"><strong>Try it</strong> On paper</p><p>Do.</p>'
        '<details class="answer"><summary>Answer</summary><p>Done.</p></details></div>'
    )


def test_mathematics_is_mathml_with_its_tex_as_text() -> None:
    assert render("So $y = ax$.").html == (
        '<p>So <math display="inline" alttext="y = ax"><mrow><mi>y</mi><mo>=</mo><mi>a</mi><mi>x</mi></mrow></math>.</p>'
    )
    assert '<math display="block"' in render("$$\\frac{1}{2}$$").html
    assert "<b>" not in render("$\\text{<b>x</b>}$").html
    assert "javascript" not in re.sub('alttext="[^"]*"', "", render("$\\href{javascript:alert(1)}{x}$").html)
    assert render("It costs $5, or $6.").html == "<p>It costs $5, or $6.</p>"


def test_words_are_counted_without_markup() -> None:
    assert render("One *two* [three](term:model).\n\n- four").words == 4


@given(
    st.lists(
        st.sampled_from(
            [*"ab <>&\"'`$*_[]()!:#|\n\\{}^-=1.", "<script>", "](javascript:x)", ":::note\n", ":::\n", "$\\text{", "<b onclick=x>",
             "![x](figures/a.svg)", "```\n", "&lt;", "]: x", "<http://a.b>", "\n\n", "\\href{x}"]
        ),
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_nothing_but_our_own_elements_comes_out(text: str) -> None:
    made = render(text).html
    if not made:
        return
    for element in lxml_html.fragment_fromstring(made, create_parent="main").iterdescendants():
        assert element.tag in ELEMENTS
        assert not [name for name in element.attrib if name.startswith("on") or name == "srcdoc"]
        assert element.get("href", "../").startswith(("../", "http://", "https://", "mailto:"))
        assert element.get("src", "/f/a") == "/f/a"
