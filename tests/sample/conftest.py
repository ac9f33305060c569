"""The sample's feeds are served and read once for all tests about them."""

from collections.abc import Iterator

import pytest

from tests.sample import reading


@pytest.fixture(scope="session")
def served() -> Iterator[tuple[str, dict[str, reading.Reading]]]:
    with reading.all_read() as found:
        yield found


@pytest.fixture
def base(served: tuple[str, dict[str, reading.Reading]]) -> str:
    return served[0]


@pytest.fixture
def feeds(served: tuple[str, dict[str, reading.Reading]]) -> dict[str, reading.Reading]:
    return served[1]
