"""Who held an office one after the other: two at once, and the stretches for which nobody is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from musnad.knowledge.periods import Period
from musnad.knowledge.stretches import office
from musnad.ontology import load
from musnad.records import Record

_DAY = timedelta(days=1)


class Overlap(Record):
    """Two holders, at one time, of an office that one holds at a time."""

    one: str
    other: str
    """Ids of the periods."""
    interval: str
    """EDTF: the days on which both are told to hold it."""
    statements: tuple[str, ...]


class Gap(Record):
    """A stretch between two periods of one office, or of one holder, of which nothing is told."""

    after: str
    before: str
    interval: str
    told: bool
    """True where an end and the next beginning are told; else the reports are silent, which does not make an office vacant."""


def overlaps(found: Iterable[Period]) -> tuple[Overlap, ...]:
    """Two holders at once of one office that has one at a time (`one` in ontology/roles.yml); acting ones are left out."""
    overlapping = []
    for row in _offices(found).values():
        for number, one in enumerate(row):
            for other in row[number + 1 :]:
                shared = _shared(one, other)
                if shared and one.subject != other.subject:
                    footnotes = tuple(dict.fromkeys((*one.footnotes, *other.footnotes)))
                    overlapping.append(Overlap(one=one.id, other=other.id, interval=_interval(*shared), statements=footnotes))
    return tuple(sorted(overlapping, key=lambda one: (one.interval, one.one, one.other)))


def gaps(found: Iterable[Period]) -> tuple[Gap, ...]:
    """What lies between the holders of one office, and between two periods of one holder, where no day is told."""
    listed = list(found)
    rows = list(_offices(listed).values())
    own: dict[tuple[str, ...], list[Period]] = defaultdict(list)
    for period in listed:
        own[period.subject, period.prop, period.object or "", office(period.code, period.value)].append(period)
    silent: dict[tuple[str, str], Gap] = {}
    for row in [*rows, *own.values()]:
        last = date.min
        for one, other in pairwise(sorted((one for one in row if one.extent), key=_order)):
            last = max(last, _order(one)[1])
            first = _order(other)[0]
            if first - last > _DAY:
                told = bool(one.ends and other.begins)
                interval = _interval(last + _DAY, first - _DAY)
                silent[one.id, other.id] = Gap(after=one.id, before=other.id, interval=interval, told=told)
    return tuple(silent[key] for key in sorted(silent, key=lambda key: (silent[key].interval, key)))


def _offices(found: Iterable[Period]) -> dict[tuple[str, str], list[Period]]:
    """Office that one holds at a time → its periods in order of time."""
    offices: dict[tuple[str, str], list[Period]] = defaultdict(list)
    roles = load("roles")
    for period in found:
        words = (period.code or "").split()
        role = next((word for word in words if word in roles), None)
        country = words[-1] if words and words[-1].isupper() else ""
        place = period.object or country
        if role and place and "acting" not in words and roles[role].get("one"):
            offices[place, office(period.code, period.value)].append(period)
    return {key: sorted(row, key=_order) for key, row in sorted(offices.items())}


def _order(period: Period) -> tuple[date, date, str]:
    return (*(period.extent or (date.max, date.max)), period.id)


def _shared(one: Period, other: Period) -> tuple[date, date] | None:
    """The days on which both certainly held it."""
    a, b = one.surely, other.surely
    if a is None or b is None:
        return None
    first, last = max(a[0], b[0]), min(a[1], b[1])
    return (first, last) if first <= last else None


def _interval(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
