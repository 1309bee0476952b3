"""Places that lie in other places: كذا في ريف كذا, كذا بقرية كذا, وفي كذا تظاهر المئات في ساحة كذا."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.participants import is_country
from musnad.annotations.relations.cues import cue_set
from musnad.annotations.relations.derived import relation
from musnad.records import RelationMention, Span

# Places inside a town.
_SITES = frozenset({"facility", "neighbourhood", "landmark"})


def find(view: Clauses) -> Iterator[RelationMention]:
    """Every place of a sentence that is said to lie in another."""
    yield from _beside(view)
    yield from _opened_by_place(view)


def _beside(view: Clauses) -> Iterator[RelationMention]:
    """كذا في ريف كذا: a place right behind another lies in it, or near its edge."""
    order = sorted((where, number) for where, number in view.opens.items() if view.mentions[number].type == "LOC")
    ends: dict[int, tuple[int, ...]] = {}
    for (_, left), (second, right) in pairwise(order):
        end = view.end_of(left)
        between = [view.key(step) for step in range(end, second) if view.tokens[step].kind == "word"]
        joined, _ = view.joined_preposition(second)
        if len(between) > 3 or (not between and joined != "ب"):
            if not between and _conjoined(view, view.end_of(left), second):
                ends[right] = (*ends.get(left, ()), left)  # كذا وكذا غربي كذا: both lie there
            continue
        opens = not between or between[0] in cue_set("place_in_place") or _kind_of_place(between)
        if not opens or any(not _filler(word) for word in between):
            continue
        outer = view.mentions[right]
        for number in (*ends.get(left, ()), left):
            inner = view.mentions[number]
            if inner.name == outer.name or is_country(inner):
                continue
            span = Span(start=inner.span.start, end=outer.span.end)
            yield relation(span, "place_in_place", inner, "located_in", outer, 0.75, between[0] if between else "ب")


def _conjoined(view: Clauses, end: int, second: int) -> bool:
    """Nothing but و between two places."""
    return end == second and view.joined_preposition(second) == ("", True)


def _filler(word: str) -> bool:
    known = cue_set("place_in_place") | cue_set("place_fillers")
    return word in known or word == "من" or (word[:1] in ("ل", "ب") and word[1:] in known)


def _kind_of_place(between: list[str]) -> bool:
    """بقرية كذا, بحي كذا, من ولاية كذا."""
    if between[0] == "من":
        return len(between) > 1 and between[1] in cue_set("place_fillers")
    return between[0][:1] == "ب" and between[0][1:] in cue_set("place_fillers")


def _opened_by_place(view: Clauses) -> Iterator[RelationMention]:
    """وفي كذا تظاهر المئات في ساحة كذا: the square lies in the town that opens the sentence."""
    if not view.tokens or view.key(0) not in ("في", "وفي"):
        return
    opening = next((step for step in range(1, min(4, len(view.tokens))) if step in view.opens), None)
    if opening is None:
        return
    town = view.mentions[view.opens[opening]]
    if town.type != "LOC" or town.subtype in _SITES or is_country(town):
        return
    for position, number in sorted(view.opens.items()):
        site = view.mentions[number]
        if position <= opening or site.type != "LOC":
            continue
        preposition = view.preposition(position - 1) or view.preposition(position - 2)
        if site.subtype in _SITES and preposition is not None and preposition.slot == "في":
            span = Span(start=town.span.start, end=site.span.end)
            yield relation(span, "place_in_place", site, "located_in", town, 0.6, view.tokens[0].plain)
        return
