"""Laws that hold for every catalogue, checked against brute force over drawn rows."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from tests.catalogue.search import indexes
from ujuzi.catalogue.queries import searching
from ujuzi.catalogue.search import buckets, ranking
from ujuzi.catalogue.search.terms import FACETS, Query

WORDS = ["data", "ethics", "machine", "learning", "Python", "santé"]


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    number = draw(st.integers(1, 25))
    return [
        indexes.row(
            edition,
            " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))),
            work_id=draw(st.integers(1, 12)),
            provider_id=(provider := draw(st.integers(1, 3))),
            provider__slug=f"p{provider}",
            language=draw(st.sampled_from(["en", "fr", "sw"])),
            level=draw(st.sampled_from(["", "beginner", "advanced"])),
            cost=draw(st.sampled_from(["", "free", "paid"])),
            subjects=draw(st.lists(st.sampled_from(["data", "security"]), unique=True)),
            duration_minutes=draw(st.sampled_from([None, 30, 100, 5000])),
            quality=draw(st.integers(0, 100)),
        )
        for edition in range(1, number + 1)
    ]


choices = st.fixed_dictionaries(
    {},
    optional={
        "language": st.sampled_from([("en",), ("en", "fr")]),
        "level": st.just(("beginner",)),
        "cost": st.sampled_from([("free",), ("free", "unknown")]),
        "provider": st.just(("p1",)),
    },
)
texts = st.sampled_from(["", "data", "ethics", "machine learning", "santé"])


def values(row: dict[str, Any]) -> dict[str, list[str]]:
    return buckets.facets(row, row["provider__slug"], (), ())


def fits(row: dict[str, Any], chosen: dict[str, tuple[str, ...]], but: str = "") -> bool:
    have = values(row)
    return all(set(have.get(facet, ())) & set(wanted) for facet, wanted in chosen.items() if facet != but)


@given(rows(), choices)
@settings(max_examples=60, deadline=None)
def test_facet_counts_are_those_of_brute_force(
    drawn: list[dict[str, Any]], chosen: dict[str, tuple[str, ...]]
) -> None:
    results = searching.search_in(indexes.of(drawn), Query(facets=chosen))
    assert results.total == len({row["work_id"] for row in drawn if fits(row, chosen)})
    for facet in FACETS:
        expected: dict[str, set[int]] = {value: set() for value in chosen.get(facet, ())}
        for row in drawn:
            if fits(row, chosen, but=facet):
                for value in values(row).get(facet, ()):
                    expected.setdefault(value, set()).add(row["work_id"])
        counted = {count.value: count.count for count in results.facets[facet]}
        assert counted == {value: len(works) for value, works in expected.items()}


@given(rows(), choices, texts, st.integers(1, 7), st.sampled_from(["fit", "newest", "shortest", "title"]))
@settings(max_examples=60, deadline=None)
def test_pages_are_a_partition(
    drawn: list[dict[str, Any]], chosen: dict[str, tuple[str, ...]], text: str, size: int, sort: str
) -> None:
    index = indexes.of(drawn)
    first = searching.search_in(index, Query(text=text, facets=chosen, page_size=size, sort=sort))
    pages = [
        searching.search_in(
            index, Query(text=text, facets=chosen, page_size=size, sort=sort, page=number)
        ).hits
        for number in range(1, first.pages + 1)
    ]
    assert all(len(hits) == size for hits in pages[:-1])
    works = [drawn[hit.edition_id - 1]["work_id"] for hits in pages for hit in hits]
    assert len(works) == len(set(works)) == first.total


@given(rows(), st.data())
@settings(max_examples=40, deadline=None)
def test_an_index_kept_up_to_date_equals_one_built_anew(
    drawn: list[dict[str, Any]], data: st.DataObject
) -> None:
    changed = [row | {"title": data.draw(st.sampled_from(WORDS)), "language": "fr"} for row in drawn[::2]]
    kept, anew = indexes.of(drawn), indexes.of([*changed, *drawn[1::2]])
    for row in changed:
        indexes.add(kept, row)
    for text in ("", *WORDS):
        assert searching.search_in(kept, Query(text=text)) == searching.search_in(anew, Query(text=text))


@given(
    st.sets(st.integers(0, 5000), min_size=1, max_size=400),
    st.lists(st.tuples(st.integers(1, 9), st.sets(st.integers(0, 5000), max_size=300)), max_size=8),
)
@settings(max_examples=60, deadline=None)
def test_best_first_is_the_order_of_the_sums(matches: set[int], drawn: list[tuple[int, set[int]]]) -> None:
    features = [ranking.Feature(points, BitMap(members), "") for points, members in drawn]
    sums = {one: sum(points for points, members in drawn if one in members) for one in matches}
    expected = sorted(((one, points) for one, points in sums.items()), key=lambda pair: (-pair[1], pair[0]))
    assert list(ranking.best_first(BitMap(matches), features)) == expected


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_asked(text: str) -> None:
    index = indexes.of([indexes.row(1, "Data ethics"), indexes.row(2, "机器学习", language="zh")])
    results = searching.search_in(index, Query(text=text, languages=("xx", "", "zh-Hans")))
    assert results.total <= 2
