"""Finding JSON-LD in web pages, and taking documents apart."""

import pytest

from ujuzi.standards.jsonld import graph, pages, values

URL = "https://partner.example/a/b.html"


def test_base_and_canonical() -> None:
    page = pages.parse(
        b"<head><base href='/c/'><link rel='canonical' href='//partner.example/x'></head>", URL
    )
    assert (page.base, page.canonical) == ("https://partner.example/c/", "https://partner.example/x")


@pytest.mark.parametrize(
    "block",
    ['{"a": 1}', '<!-- {"a": 1} -->', '//<![CDATA[\n{"a": 1}\n//]]>', '/*<![CDATA[*/ {"a": 1} /*]]>*/', '<![CDATA[{"a": 1}]]>', '{&quot;a&quot;: 1}'],
)  # fmt: skip
def test_unwrapped(block: str) -> None:
    assert pages.unwrapped(block) == '{"a": 1}'


def test_script_types() -> None:
    page = pages.parse(
        b"<script type='application/ld+json; charset=utf-8'>1</script><script type=APPLICATION/LD+JSON>2</script>"
        b"<script>3</script><script type='text/javascript'>4</script>",
        URL,
    )
    assert page.blocks == ["1", "2"]


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("é".encode(), ""),
        ("é".encode("cp1252"), ""),
        ("é".encode("cp1252"), "iso-8859-1"),
        ("é".encode("utf-16"), ""),
        (b"<meta charset='iso-8859-2'>" + "é".encode("iso-8859-2"), "no-such-charset"),
    ],
)
def test_charsets(data: bytes, charset: str) -> None:
    assert pages.decode(data, charset).endswith("é")


def test_nodes_in_graphs_lists_and_pages() -> None:
    document = [
        {
            "@context": "https://schema.org",
            "@graph": [{"@id": "1", "@type": "Course"}, {"@id": "2", "@type": "Person"}],
        },
        {"@type": "WebPage", "mainEntity": {"@id": "3", "@type": "Course"}},
        {
            "@type": "ItemList",
            "itemListElement": [{"@type": "ListItem", "item": {"@id": "4", "@type": "Course"}}],
        },
    ]
    courses = [graph.node_id(node) for node in graph.nodes(document) if "Course" in graph.types(node)]
    assert courses == ["1", "3", "4"]
    assert graph.nodes(document)[0]["@context"] == "https://schema.org"


def test_references_are_followed() -> None:
    index = graph.Index([{"@id": "#a", "@type": "Person", "name": "Ada"}, {"@id": "#b"}])
    assert values.labels(index.resolve([{"@id": "#a"}, {"@id": "#b"}, {"@id": "#c", "name": "C"}])) == [
        "Ada",
        "#b",
        "C",
    ]


def test_language_maps() -> None:
    said = values.texts({"de": "Titel", "pt-BR": ["Título"], "@none": "T"})
    assert [(each.text, each.language) for each in said] == [("Titel", "de"), ("Título", "pt-BR"), ("T", "")]
    assert values.labels(
        {"id": "https://x.example/1", "prefLabel": {"de": "Eins", "en": "One"}}, ("en",)
    ) == ["One"]
    assert values.texts({"url": "https://x.example/"}) == []


@pytest.mark.parametrize(
    ("value", "truth"),
    [(True, True), ("False", False), ("http://schema.org/True", True), ("maybe", None), (1, None)],
)
def test_truth(value: object, truth: bool | None) -> None:
    assert values.truth(value) is truth
