"""Numbers that occur more than once."""

from __future__ import annotations

from array import array

from musnad.knowledge.repeats import repeated


def test_only_numbers_that_stand_there_twice_are_kept() -> None:
    most, least = 2**63 - 1, -(2**63)
    assert repeated(array("q", [7, least, 3, most, 7, 0, most, 7])) == {7, most}


def test_nothing_repeats_in_nothing() -> None:
    assert repeated(array("q")) == set()
    assert repeated(array("q", [1])) == set()
