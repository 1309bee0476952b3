"""Two periods of a case, or of one entity in it: what is new in the second, what is gone, what is told more or less."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from musnad import edtf
from musnad.knowledge.store import EntitySummary
from musnad.presentation.web.page import Page
from musnad.records import Contradiction

_BEYOND_CHANCE = 1.96
"""Standard errors from which a difference of shares is called one: chance alone goes so far once in twenty times."""
_EACH = 12
"""Lines of each kind of change."""
_EXPECTED = 5
"""Reports that a period must be expected to have, by both together: of fewer chance says nothing that can be reckoned so."""
Direction = Literal["new", "gone", "more", "less"]
DIRECTIONS: tuple[Direction, ...] = ("new", "gone", "more", "less")


@dataclass(frozen=True)
class Period:
    """A stretch of time as it was asked for, and its days."""

    value: str
    first: date
    last: date


@dataclass(frozen=True)
class Change:
    """How often something is found in each of the periods."""

    key: str
    one: int
    other: int
    weight: float
    """By how many standard errors its shares differ."""


Changes = dict[Direction, list[Change]]


@dataclass(frozen=True)
class Side:
    """What there is of one period in all."""

    period: Period
    reports: int
    events: int


@dataclass(frozen=True)
class Comparison:
    """Everything that a page of two periods shows."""

    one: Side
    other: Side
    actors: Changes
    places: Changes
    event_types: Changes
    outlets: Changes
    known: Mapping[str, EntitySummary]
    contradictions: tuple[list[Contradiction], list[Contradiction]]
    """Those of which reports of the first period alone speak, and those of the second alone."""


def period(value: str) -> Period | None:
    """The days of a date or stretch; None for what is no date or has an open end."""
    if not value or not edtf.is_edtf(value):
        return None
    first, last = edtf.earliest(value), edtf.latest(value)
    return Period(value, first, last) if first and last else None


def changes(one: Mapping[str, int], other: Mapping[str, int], all_one: int, all_other: int) -> Changes:
    """What is new, gone, more and less; of what is in both only what differs by more than chance gives."""
    found: Changes = {direction: [] for direction in DIRECTIONS}
    for key in sorted({*one, *other}):
        change = Change(key, one.get(key, 0), other.get(key, 0), _differs(one.get(key, 0), all_one, other.get(key, 0), all_other))
        if direction := _direction(change):
            found[direction].append(change)
    for some in found.values():
        some.sort(key=lambda one: (-abs(one.weight), -one.one - one.other, one.key))
    return {direction: some[:_EACH] for direction, some in found.items()}


def _direction(change: Change) -> Direction | None:
    if not change.one or not change.other:
        return "new" if change.other else "gone"
    if abs(change.weight) < _BEYOND_CHANCE:
        return None
    return "more" if change.weight > 0 else "less"


def _differs(one: int, all_one: int, other: int, all_other: int) -> float:
    """The difference of two shares in standard errors; of shares of nothing none."""
    if not all_one or not all_other:
        return float(other - one)
    both = (one + other) / (all_one + all_other)
    if one and other and both * min(all_one, all_other) < _EXPECTED:
        return 0.0
    error = math.sqrt(both * (1 - both) * (1 / all_one + 1 / all_other)) if 0 < both < 1 else 0.0
    return (other / all_other - one / all_one) / error if error else 0.0


def compare(page: Page, one: Period, other: Period, entity: str | None) -> Comparison:
    """The two periods side by side."""
    times, ends = page.case.times, ((one.first, one.last), (other.first, other.last))
    reports = [times.reports(*days, entity) for days in ends]
    named = [times.named(*days, entity) for days in ends]
    kinds = [times.event_types(*days, entity) for days in ends]
    outlets = [times.outlets(*days, entity) for days in ends]
    known = times.lines([*named[0], *named[1]])
    sizes = len(reports[0]), len(reports[1])
    actors, places = ([_of_kind(some, known, place) for some in named] for place in (False, True))
    return Comparison(
        Side(one, sizes[0], sum(kinds[0].values())), Side(other, sizes[1], sum(kinds[1].values())),
        changes(actors[0], actors[1], *sizes), changes(places[0], places[1], *sizes),
        changes(kinds[0], kinds[1], sum(kinds[0].values()), sum(kinds[1].values())),
        changes(outlets[0], outlets[1], *sizes), known, _contradictions(page, set(reports[0]), set(reports[1]), entity),
    )  # fmt: skip


def _of_kind(counts: Mapping[str, int], known: Mapping[str, EntitySummary], place: bool) -> dict[str, int]:
    return {key: times for key, times in counts.items() if key in known and (known[key].type == "LOC") == place}


def _contradictions(
    page: Page, one: set[str], other: set[str], entity: str | None
) -> tuple[list[Contradiction], list[Contradiction]]:
    about = {entity, *page.case.times.events_of(entity)} if entity else None
    sides: tuple[list[Contradiction], list[Contradiction]] = ([], [])
    for contradiction in page.reader.contradictions:
        if about is not None and contradiction.about not in about:
            continue
        documents = {value.reference.document for value in contradiction.values}
        first, second = bool(documents & one), bool(documents & other)
        if first != second:
            sides[second].append(contradiction)
    return sides
