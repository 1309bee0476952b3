"""Who took a place, and how often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from musnad import edtf
from musnad.knowledge.contradictions.findings import Finding, View, one_each_line
from musnad.knowledge.contradictions.words import has
from musnad.knowledge.tellings import Telling
from musnad.records import Event, ValueSource

_WIDE = frozenset({"country", "region", "governorate", "countryside", None})
"""Parts of these are taken again and again."""

_WEEK = timedelta(days=7)

Taken = tuple[Event, Telling]


def of_places(view: View) -> Iterator[Finding]:
    """Reports that tell of a place's capture in ways that need an explanation."""
    taken: dict[str, list[Taken]] = defaultdict(list)
    for event, group in view.groups:
        for telling in group if event.type == "control_change" and event.modality == "actual" else ():
            place = view.resolved.by_id.get(telling.place or "")
            if place and place.subtype not in _WIDE and telling.agents and telling.indexed.id not in view.copies:
                taken[place.id].append((event, telling))
    for where, told in sorted(taken.items()):
        takers = {agent for _, telling in told for agent in telling.agents}
        twice = [one for one in told if any(_taken_again(one, other) or _taken_again(other, one) for other in told)]
        if twice and not _others(told, twice):
            yield _finding(view, where, twice, "taken_twice")
        holders = [one for one in told if any(_two_holders(one, other, view) for other in told)]
        if holders and len(takers) > 1:
            yield _finding(view, where, holders, "two_holders")


def _taken_again(one: Taken, other: Taken) -> bool:
    """Taken by the same side in one report, taken back by it in another."""
    (event, plain), (later, again) = one, other
    if event.id == later.id or plain.indexed.id == again.indexed.id or not plain.agents & again.agents:
        return False
    if _back(plain) or not _back(again) or has(plain.indexed.quote(plain.mention.span), "advance"):
        return False
    days = [_days(one) for one in (plain, again)]
    # Told within a week it is one capture: of a place that the enemy held before, one may say either.
    return days[0] is None or days[1] is None or days[1] - days[0] > _WEEK


def _days(telling: Telling) -> date | None:
    """The day told, else that of the report."""
    if telling.bounds:
        return telling.bounds[0]
    return edtf.earliest(telling.indexed.published) if telling.indexed.published else None


def _back(telling: Telling) -> bool:
    return has(telling.indexed.quote(telling.mention.span), "again")


def _others(told: list[Taken], twice: list[Taken]) -> bool:
    """Somebody else took it in between: then nothing needs an explanation."""
    sides = {agent for _, telling in twice for agent in telling.agents}
    return any(telling.agents.isdisjoint(sides) for _, telling in told)


def _two_holders(one: Taken, other: Taken, view: View) -> bool:
    """On one single day two sides, unallied, are each said to have taken it."""
    a, b = one[1], other[1]
    if a.indexed.id == b.indexed.id or not (a.mention.date and b.mention.date) or a.agents & b.agents:
        return False
    if a.mention.date != b.mention.date or edtf.length(a.mention.date) != 0:
        return False
    return not any(frozenset((x, y)) in view.related for x in a.agents for y in b.agents)


def _finding(view: View, place: str, told: list[Taken], rule: str) -> Finding:
    values = one_each_line([
        ValueSource(
            value="، ".join(view.name(agent) for agent in sorted(telling.agents)),
            reference=telling.indexed.cite(telling.mention), original=telling.indexed.quote(telling.mention.span),
            chain=view.chains.chain(telling.indexed, telling.mention.quotation),
        )
        for _, telling in told
    ])  # fmt: skip
    gaps, gaps_en = (("place", view.name(place)),), (("place", view.name_en(place)),)
    return Finding("status", min(event.id for event, _ in told), "control", rule, values, gaps, gaps_en)
