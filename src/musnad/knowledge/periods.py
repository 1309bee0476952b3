"""Roles and relations over time: periods put together from dated statements, each with its statements as footnotes.

Nothing is decided: a beginning told in two ways is kept with both, and the interval says so with EDTF's `?`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from musnad import edtf
from musnad.knowledge.stretches import Claim, claims, days, stretches
from musnad.records import Record, Statement, content_id


class Told(Record):
    """A date that statements give for one side of a period."""

    value: str
    """EDTF."""
    statements: tuple[str, ...]


class Period(Record):
    """A stretch of time for which somebody is told to hold something."""

    id: str
    subject: str
    prop: str
    """`office`, `office_at` where only the body is told, or a predicate: `member_of`, `leads`..."""
    object: str | None = None
    value: str | None = None
    """The title as most reports write it."""
    code: str | None = None
    interval: str | None
    """EDTF: `..` where no beginning or no end is told, `?` where those told exclude each other; None without either."""
    attested: str | None
    """EDTF: the first and the last time for which it is told."""
    begins: tuple[Told, ...] = ()
    ends: tuple[Told, ...] = ()
    seen: tuple[Told, ...] = ()
    """Dates on which it held."""
    over: tuple[str, ...] = ()
    """Statements that call it former without a date."""
    over_by: str | None = None
    """Publication of the earliest of these reports: by then it was over."""
    footnotes: tuple[str, ...] = ()
    """All statements behind it."""

    @property
    def contested(self) -> bool:
        """True where beginnings, or ends, exclude each other."""
        return not (_agree(self.begins) and _agree(self.ends))

    @property
    def surely(self) -> tuple[date, date] | None:
        """First and last day on which it certainly held, if what is told is right; None where there is no such day.

        Of two beginnings the later counts, of two ends the earlier, and a month or year only by the day that all of it shares.
        """
        held = [low for low, high in (days(told.value) for told in self.seen) if low == high]
        begun, ended = [days(told.value)[1] for told in self.begins], [days(told.value)[0] for told in self.ends]
        first, last = max(begun) if begun else min(held, default=None), min(ended) if ended else max(held, default=None)
        return (first, last) if first and last and first <= last else None

    @property
    def extent(self) -> tuple[date, date] | None:
        """First and last day that the dates told may mean; None where none is told."""
        return days(self.attested) if self.attested else None


def periods(statements: Iterable[Statement], published: Mapping[str, str | None] | None = None) -> tuple[Period, ...]:
    """The periods of all lasting statements among these, by holder, relation and time.

    `published`: document → EDTF of its publication: what a report calls former was over by then.
    """
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims(statements, published or {}):
        groups[claim.thing].append(claim)
    found = [_period(run) for key in sorted(groups) for run in stretches(groups[key])]
    return tuple(sorted(found, key=lambda one: (one.subject, one.prop, *(one.extent or (date.max, date.max)), one.id)))


def _period(run: Sequence[Claim]) -> Period:
    begins, ends, seen = (_told(run, side) for side in ("start", "stop", "seen"))
    titles = Counter(one.value for one in run if one.value)
    codes = Counter(one.code for one in run if one.code)
    footnotes = tuple(dict.fromkeys(statement for one in run for statement in one.statements))
    over = [one for one in run if one.over_by is not None]
    return Period(
        id=content_id("p", *sorted(footnotes)), subject=run[0].subject, prop=run[0].prop, object=run[0].object,
        value=min(titles, key=lambda title: (-titles[title], title), default=None),
        code=min(codes, key=lambda code: (-codes[code], code), default=None),
        interval=f"{_side(begins)}/{_side(ends)}" if begins or ends else None, attested=_attested(run),
        begins=begins, ends=ends, seen=seen, over=tuple(statement for one in over for statement in one.statements),
        over_by=min((one.over_by for one in over if one.over_by), default=None), footnotes=footnotes,
    )  # fmt: skip


def _told(run: Sequence[Claim], side: str) -> tuple[Told, ...]:
    """The dates given for one side, in order of time, each with its statements."""
    found: dict[str, list[str]] = defaultdict(list)
    for claim in run:
        value = getattr(claim, side)
        if value:
            found[value] += claim.statements
    return tuple(Told(value=value, statements=tuple(found[value])) for value in sorted(found, key=lambda one: (*days(one), one)))


def _side(told: Sequence[Told]) -> str:
    """One end of the interval: what most statements agree with, of these the most exact; `?` where others exclude it."""
    if not told:
        return ".."
    behind = {one.value: sum(len(other.statements) for other in told if edtf.overlaps(one.value, other.value)) for one in told}
    best = min(behind, key=lambda value: (-behind[value], edtf.length(value) or 0, value))
    return best if _agree(told) or best[-1] in "?~%]" else f"{best}?"


def _agree(told: Sequence[Told]) -> bool:
    return all(edtf.overlaps(one.value, other.value) for one in told for other in told)


def _points(value: str) -> list[str]:
    """The dates that an interval or a set runs between."""
    if value.startswith("["):
        return [day.isoformat() for day in days(value)]
    return [end for end in value.split("/") if end != ".."]


def _attested(run: Sequence[Claim]) -> str | None:
    """From the first date told to the last."""
    told = [value for one in run for value in (one.start, one.stop, one.seen) if value]
    if not told:
        return None
    plain = [end for value in told for end in _points(value)]
    first, last = min(plain, key=lambda one: (*days(one), one)), max(plain, key=lambda one: (days(one)[1], one))
    return first if first == last else f"{first}/{last}"
