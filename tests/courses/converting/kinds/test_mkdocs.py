"""MkDocs sites: languages, navigation, and every construct of their Markdown."""

from pathlib import Path

import pytest

from tests.courses.converting import made
from ujuzi.courses.converting import shapes

CONSTRUCTS = {
    "admonition": ('!!! warning "Take *care*"\n    Of **this**.\n\n    - and that', ":::warning Take care\nOf **this**.\n\n- and that\n:::"),
    "admonition without a title": ("!!! tip\n    So.", ":::note\nSo.\n:::"),
    "admonition in another language": ("!!! Opomba\n    Tako.", ":::note Opomba\nTako.\n:::"),
    "what opens by a tap": ('??? info "Metadata"\n    - Id: 1', ":::answer Metadata\n- Id: 1\n:::"),
    "what is open and closes": ("???+ example\n    So.", ":::example\nSo.\n:::"),
    "one in another": ("!!! note\n    A\n\n    !!! danger\n        B", "::::note\nA\n\n:::warning\nB\n:::\n::::"),
    "tabs": ('=== "One"\n    1\n\n=== "Two"\n    2', ":::answer One\n1\n:::\n\n:::answer Two\n2\n:::"),
    "attributes": ('[a](https://b.c){:target="_blank"} {.x} d\n{: .y }', "[a](https://b.c) d"),
    "braces that are words": ("Say {name} and {x}.", "Say {name} and {x}."),
    "heading without a space": ("##Synopsis\nso", "## Synopsis\n\nso"),
    "heading with an id": ("## Seeds {#seeds}", "## Seeds"),
    "levels left out": ("#### A\n\n## B\n\n##### C", "## A\n\n## B\n\n### C"),
    "marks": ("==a== ^^b^^ ~~c~~ ++ctrl+x++", "**a** b c `ctrl+x`"),
    "small letters": ("H<sub>2</sub>O 10<sup>3</sup>", "H₂O 10³"),
    "mathematics": (r"$a^2$ and \(b\)", "$a^2$ and $b$"),
    "mathematics on its own": ("$$\na = b\n$$", "$$\na = b\n$$"),
    "mathematics that cannot be shown": (r"So $a^b^c$ is.", "So `a^b^c` is."),
    "code": ("```python title=\"a.py\" hl_lines=\"1\"\nx = '`'\n```", "```python\nx = '`'\n```"),
    "code with colons": ("```\n:::note\n```", "```\n:::note\n```"),
    "footnotes": ("So[^1].\n\n[^1]: Because.", "So\\[1\\].\n\n***\n\n1. Because."),
    "terms": ("Seed\n:   What is sown.", "**Seed**\n\n- What is sown."),
    "tasks": ("- [x] done\n- [ ] open", "- ☑ done\n- ☐ open"),
    "table": ("| a | b |\n|---|---|\n| `x|y` | *c* |".replace("x|y", "x\\|y"), "| a | b |\n| --- | --- |\n| `x\\|y` | *c* |"),
    "table of HTML": ("<table>\n<tr><td>a</td>\n\n<td colspan=2>b | c</td></tr></table>", "|  |  |  |\n| --- | --- | --- |\n| a | b \\| c |  |"),
    "Markdown within HTML": ("<div class='x' markdown>\n**a**\n</div>", "**a**"),
    "tags that HTML does not have": ("a <folder> and <sep>", "a \\<folder> and \\<sep>"),
    "an address in the text": ("See https://a.b/c.", "See [https://a.b/c](https://a.b/c)."),
    "abbreviations": ("AI is.\n\n*[AI]: Artificial intelligence\n*[ML]: Machine learning", "AI is.\n\n- **AI**: Artificial intelligence\n- **ML**: Machine learning"),
    "icons": (":material-school: School", "School"),
    "frame": ('<center><iframe src="https://www.youtube.com/embed/JSnFlZbb-CY?rel=0"></iframe></center>',
              "[▶ Seeds (youtube.com)](https://www.youtube.com/watch?v=JSnFlZbb-CY)"),
    "frame of the site": ('<iframe src="quiz/index.html" title="A quiz"></iframe>', "*A quiz*"),
    "picture that lies elsewhere": ("![A field](https://a.b/c.png)", "[A field](https://a.b/c.png)"),
    "picture that is not there": ('<figure><img src="a/b-c.png"><figcaption>A field</figcaption></figure>', "*b c*\n\n*A field*"),
    "picture around which is a link": ('<a href="https://a.b"><figure><img src="x.png" alt="Go"></figure></a>', "[Go](https://a.b)"),
    "link to a file": ("[Download](x.zip)", "Download"),
    "link within the page": ("[up](#top) [mail](mailto:a@b.c) [bad](javascript:x)", "up [mail](mailto:a@b.c) bad"),
    "lists that touch": ("- a\n\n\n* b\n\n1. c", "- a\n\n+ b\n\n1. c"),
    "quotation with a box": ("> [!NOTE]\n> So.", ":::note\nSo.\n:::"),
    "quotation": ("> a\n> b", "> a b"),
    "what looks like our markup": ("\\:::note\n\n+++ a", "\\:::note\n\n\\+++ a"),
    "an exclamation before a link": ("So![a](https://b.c) and !\n[d](https://e.f)", "So and ! [d](https://e.f)\n\n[a](https://b.c)"),
}  # fmt: skip


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_constructs(tmp_path: Path, construct: str) -> None:
    page, wanted = CONSTRUCTS[construct]
    lesson, _found, _root = made.mkdocs(tmp_path, f"---\ntitle: Seeds\n---\n{page}\n")
    assert made.body(lesson) == wanted


def test_what_stays_behind_is_named(tmp_path: Path) -> None:
    page = (
        "![](a.png) <svg></svg> [x](y.zip) {{ who }} $a^b^c$\n\n<audio src='https://a.b/c.mp3'></audio>\n\n"
        '<iframe src="h5p/1"></iframe>\n\n--8<-- "gone.md"\n\n<table><tr><td><pre>a</pre></td></tr></table>'
    )
    config = {
        "mkdocs.yml": "site_name: S\nplugins: [macros]\nmarkdown_extensions: [pymdownx.arithmatex]",
        "docs/seeds.md": page,
    }
    root = made.source(tmp_path, dict(config))
    course, found = made.converted(root)
    made.read(course, root)
    assert made.codes(found) == {
        "picture",
        "element",
        "address",
        "macro",
        "maths",
        "film",
        "activity",
        "snippet",
        "table",
    }


def test_pictures_come_along(tmp_path: Path) -> None:
    page = '![A field](figs/Field_1.PNG) and <img src="../docs/figs/Field_1.PNG" alt="Again">\n\n![](figs/no-words.png "x")'
    files: dict[str, str | bytes] = {"figs/Field_1.PNG": made.PNG, "figs/no-words.png": made.PNG}
    lesson, found, _root = made.mkdocs(tmp_path, page, **files)
    assert "![A field](figures/field-1.png)" in lesson
    assert "![Again](figures/field-1.png)" in lesson
    assert "![no words](figures/no-words.png)" in lesson
    assert [gap.what for gap in found.of("words")] == ["docs/figs/no-words.png"]


def test_pictures_that_a_course_may_not_hold(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "big.png": made.PNG + b"\0" * 2_000_000,
        "bad.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script/></svg>',
        "a.bmp": b"BM",
        "lie.png": b"no picture",
    }
    lesson, found, _root = made.mkdocs(tmp_path, "\n\n".join(f"![{name}]({name})" for name in files), **files)
    assert made.body(lesson) == "*big.png*\n\n*bad.svg*\n\n*a.bmp*\n\n*lie.png*"
    assert [(gap.code, gap.what) for gap in found if gap.code != "guess"] == [
        ("big", "docs/big.png"),
        ("picture-kind", "docs/bad.svg"),
        ("picture-kind", "docs/a.bmp"),
        ("picture-kind", "docs/lie.png"),
    ]


def test_a_film_with_captions_comes_along(tmp_path: Path) -> None:
    page = '<video src="loop.mp4" title="The loop"><track kind="captions" src="loop.srt"></video>'
    files: dict[str, str | bytes] = {
        "loop.mp4": b"film",
        "loop.srt": "1\n00:00:01,000 --> 00:00:02,500\nHello *there*\n",
    }
    lesson, found, root = made.mkdocs(tmp_path, page, **files)
    wanted = (
        ":::video films/loop.mp4\ncaptions: films/loop.vtt\ntranscript: films/loop.md\ntitle: The loop\n:::"
    )
    assert made.body(lesson) == wanted
    assert made.codes(found) == set()
    course, _found = made.converted(root)
    assert course.made["films/loop.vtt"] == b"WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\nHello *there*\n"
    assert course.made["films/loop.md"] == b"Hello \\*there\\*"


def test_a_film_without_captions_does_not(tmp_path: Path) -> None:
    _lesson, found, _root = made.mkdocs(tmp_path, "<video src='loop.mp4'></video>", **{"loop.mp4": b"film"})
    assert made.codes(found) == {"captions"}


@pytest.mark.parametrize(
    ("config", "files"),
    [
        (
            "  - i18n:\n      default_language: en\n      languages: {en: {}, fr: {site_name: Graines}}",
            ("a.en.md", "a.fr.md"),
        ),
        (
            "  - i18n:\n      docs_structure: folder\n      languages: [{locale: en, default: true}, {locale: fr, site_name: Graines}]",
            ("en/a.md", "fr/a.md"),
        ),
    ],
)
def test_languages_by_suffix_or_folder(tmp_path: Path, config: str, files: tuple[str, str]) -> None:
    contents: dict[str, str | bytes] = {
        "mkdocs.yml": f"site_name: Seeds\nplugins:\n{config}\n",
        f"docs/{files[0]}": "# One\n\nwords",
        f"docs/{files[1]}": "# Un\n\nmots",
    }
    root = made.source(tmp_path, contents)
    course, _found = made.converted(root)
    read = made.read(course, root)
    assert (read.languages, dict(read.titles)) == (("en", "fr"), {"en": "Seeds", "fr": "Graines"})
    assert {language: text.title for language, text in read.units[0].texts.items()} == {
        "en": "One",
        "fr": "Un",
    }
    assert read.units[0].texts["fr"].source == read.units[0].texts["en"].digest[:8]


def test_a_page_without_its_source_language_is_left_out_and_named(tmp_path: Path) -> None:
    config = (
        "site_name: S\nplugins:\n  - i18n:\n      default_language: en\n      languages: {en: {}, fr: {}}\n"
    )
    root = made.source(tmp_path, {"mkdocs.yml": config, "docs/a.md": "words", "docs/b.fr.md": "mots"})
    course, found = made.converted(root)
    assert len(made.read(course, root).units) == 1
    assert [(gap.page, gap.what) for gap in found.of("no-source")] == [("b", "fr")]
    french, _found = made.converted(root, shapes.Asked(licence="MIT", language="fr"))
    assert made.read(french, root).source_language == "fr"


NAV = """
site_name: Seeds
site_description: What a model learns from.
site_author: The seed traders
copyright: CC BY-SA 4.0
plugins:
  - i18n:
      default_language: en
      languages: {en: {}, fr: {nav_translations: {"The start": Le début, "Sow": Semer}}}
nav:
  - index.md
  - The start:
      - Sow: one/1-sow.md
      - one/2-water.md
      - Gone: one/3.md
      - https://a.b
  - two
"""


def test_the_navigation_gives_order_and_titles(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "mkdocs.yml": NAV,
        "docs/index.md": "# Welcome\n\n[Sow](one/1-sow.md), [water](one/2-water/#x), [weigh](two/weigh.html)",
        "docs/one/1-sow.md": "# Sowing\n\nwords [back](../index.md)",
        "docs/one/1-sow.fr.md": "# X\n\nmots",
        "docs/one/2-water.md": "---\ntitle: Water them\n---\n# Other\n\nwords",
        "docs/two/weigh.md": "words",
        "docs/two/.pages": "title: The end\n",
    }
    root = made.source(tmp_path, files)
    course, found = made.converted(root, shapes.Asked())
    read = made.read(course, root)
    assert [dict(module.titles) for module in read.modules] == [
        {"en": "Seeds"},
        {"en": "The start", "fr": "Le début"},
        {"en": "The end", "fr": "The end"},
    ]
    assert [(unit.name, unit.texts["en"].title) for unit in read.units] == [
        ("welcome", "Welcome"),
        ("sow", "Sow"),
        ("water", "Water them"),
        ("weigh", "weigh"),
    ]
    assert read.units[1].texts["fr"].title == "Semer"
    assert (
        "(lesson:sow), [water](lesson:water), [weigh](lesson:weigh)"
        in course.texts.files["1-seeds/01-welcome.en.md"]
    )
    assert (read.name, read.licence, read.authors) == ("seeds", "CC-BY-SA-4.0", ("The seed traders",))
    assert read.summaries["en"] == "What a model learns from."
    assert [gap.what for gap in found.of("navigation")] == ["one/3.md", "https://a.b"]


def test_a_large_part_is_taken_apart(tmp_path: Path) -> None:
    pages: dict[str, str | bytes] = {
        f"docs/mooc/m{number // 10}/p{number}.md": "words" for number in range(30)
    }
    root = made.source(
        tmp_path, {"mkdocs.yml": "site_name: S\nnav: ['...']", "docs/mooc/m1/.pages": "order: desc", **pages}
    )
    course, _found = made.converted(root)
    read = made.read(course, root)
    assert [(module.name, len(module.units)) for module in read.modules] == [
        ("m0", 10),
        ("m1", 10),
        ("m2", 10),
    ]
    assert read.modules[1].units[0].name == "p19"


def test_what_is_published_is_linked(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "mkdocs.yml": "site_name: S\nsite_url: https://a.b/c",
        "docs/x/seeds.md": '![A field](f.png)\n\n[file](../y.zip)\n\n<iframe src="q/1.html" title="Quiz"></iframe>',
    }
    course, _found = made.converted(made.source(tmp_path, files))
    lesson = next(iter(course.texts.files.values()))
    assert made.body(lesson) == (
        "[A field](https://a.b/c/x/f.png)\n\n[file](https://a.b/c/y.zip)\n\n[Quiz](https://a.b/c/x/q/1.html)"
    )


def test_included_files_and_variables(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "mkdocs.yml": "site_name: S\nplugins: [macros]\nextra: {who: Amina, deep: {x: 1}}",
        "docs/seeds.md": 'A\n\n--8<-- "parts/b.md"\n\n{{ who }} {{ deep.x }} {{ config.site_name }}',
        "parts/b.md": '**B**\n\n--8<-- "parts/b.md"\n',
    }
    course, _found = made.converted(made.source(tmp_path, files))
    said = made.body(next(iter(course.texts.files.values())))
    assert said.startswith("A\n\n**B**\n\n**B**")
    assert said.endswith("Amina 1 S")


def test_words_about_the_course_come_from_files_beside_it(tmp_path: Path) -> None:
    readme = "![logo](x.png)\n# Seeds\n\nA course about seeds that a model learns from. It is short. And more.\n\nCC BY 4.0, parts CC BY-SA 2.0"
    root = made.source(
        tmp_path,
        {
            "mkdocs.yml": "nav: []",
            "docs/a.md": "---\nauthors: [Amina]\ncontributor: Ben\n  Cleo\n---\nwords",
            "README.md": readme,
        },
    )
    course, found = made.converted(root, shapes.Asked())
    read = made.read(course, root) if course else None
    assert read is not None
    assert (read.licence, read.authors) == ("CC-BY-4.0", ("Amina", "Ben", "Cleo"))
    assert (read.titles["en"], read.summaries["en"]) == (
        "Seeds",
        "A course about seeds that a model learns from. It is short.",
    )
    assert [gap.what for gap in found.of("not-licence")] == ["CC-BY-SA-2.0"]
