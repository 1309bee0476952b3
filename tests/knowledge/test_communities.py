"""Groups of actors: who is tied to each other more than to the rest."""

from __future__ import annotations

from itertools import combinations, pairwise

from musnad.knowledge.communities import communities


def _ring(name: str, size: int) -> list[tuple[str, str, int]]:
    return [(f"{name}{a}", f"{name}{b}", 1) for a, b in combinations(range(size), 2)]


def test_two_close_groups_with_one_tie_between_them_stay_two() -> None:
    actors = [f"a{n}" for n in range(5)] + [f"b{n}" for n in range(4)]
    found = communities(actors, [*_ring("a", 5), *_ring("b", 4), ("a0", "b0", 1)])
    assert found == [tuple(f"a{n}" for n in range(5)), tuple(f"b{n}" for n in range(4))]


def test_a_chain_of_groups_is_found_whatever_the_order_of_ties() -> None:
    names = "abcdef"
    ties = [tie for name in names for tie in _ring(name, 4)] + [(f"{x}3", f"{y}0", 1) for x, y in pairwise(names)]
    actors = [f"{name}{n}" for name in names for n in range(4)]
    found = communities(actors, ties)
    assert {frozenset(one) for one in found} == {frozenset(f"{name}{n}" for n in range(4)) for name in names}
    assert communities(actors, ties[::-1]) == found


def test_who_has_no_tie_is_alone_and_weight_decides_between_two_sides() -> None:
    found = communities(["x", "a0", "a1", "b0", "b1", "m"], [("a0", "a1", 9), ("b0", "b1", 9), ("m", "a0", 40), ("m", "b0", 1)])
    assert ("x",) in found and ("a0", "a1", "m") in found and ("b0", "b1") in found


def test_no_ties_no_groups() -> None:
    assert communities([], []) == [] and communities(["x", "y"], []) == [("x",), ("y",)]
