"""The pages in docs/formats name every option and every reason that the code knows."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FEEDS = ROOT / "src/ujuzi/catalogue/feeds"
PAGES = [
    ("oai-pmh.md", ["oaipmh.py", "dcentry.py", "lomentry.py"]),
    ("json-ld.md", ["jsonld.py", "walk.py", "schemaentry.py"]),
    ("rss-atom.md", ["syndication.py"]),
    ("dublin-core.md", ["dublincore.py"]),
]
OPTION = re.compile(r'source\.options(?:\.get\(|\[|, )"(\w+)"')
CODE = re.compile(r'(?:FeedError|Reject|_reject)\((?:\w+, )?\s*"([a-z-]+)"')


@pytest.mark.parametrize(("page", "modules"), PAGES)
def test_options_and_codes_are_documented(page: str, modules: list[str]) -> None:
    said = (ROOT / "docs/formats" / page).read_text()
    for module in modules:
        code = (FEEDS / module).read_text()
        for word in {*OPTION.findall(code), *CODE.findall(code)} - {"bad-checkpoint", "bad-option"}:
            assert f"`{word}`" in said, (module, word)
