import gc

import pytest

from ujuzi.core import collecting


def test_the_threshold_is_high_within_and_as_before_after_also_after_an_error() -> None:
    before = gc.get_threshold()
    with collecting.rarely():
        assert gc.get_threshold()[0] == collecting.MANY
    assert gc.get_threshold() == before
    with pytest.raises(ValueError, match="broken"), collecting.rarely():
        raise ValueError("broken")
    assert gc.get_threshold() == before


def test_who_has_switched_it_off_keeps_it_off() -> None:
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with collecting.rarely():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)
