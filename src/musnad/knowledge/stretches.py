"""What statements say of a stretch of time, and which of them are of one stretch.

A statement says `from`, `until`, `from .. until`, or `as of`: that it held on the day of the report, or on the date told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from musnad import edtf
from musnad.knowledge.names import folded, tells_country
from musnad.records import Statement

PAST = {"former_office": "office", "former_office_at": "office_at", "formerly_member_of": "member_of"}
"""Properties that tell of what is over."""
_PAIRED = {"office_at": "office"}
"""One role gives two statements, of the title and of the body: they are one claim."""
LASTING = frozenset(
    {"office", "office_at", "leads", "member_of", "part_of", "affiliated_with", "supports", "sponsors", "opposes", "located_in"}
)
"""Properties that hold for a stretch of time."""
_GENERIC = frozenset(
    [
        "عام", "عامه", "اعلي", "رسمي", "حالي", "جديد", "سابق", "سابقه", "اسبق", "مؤقت", "مءقت", "بالوكاله", "بالانابه", "مكلف",
        "منتخب", "لها", "له", "لهم", "فيها", "فيه",
    ]
)  # fmt: skip
"""Words of a title that do not tell one office of a body from another."""


@dataclass(frozen=True)
class Claim:
    """One statement, with that of the body of the same role where it has one."""

    statements: tuple[str, ...]
    subject: str
    prop: str
    object: str | None
    value: str | None
    code: str | None
    start: str | None = None
    stop: str | None = None
    seen: str | None = None
    over_by: str | None = None
    """For what is told to be over without a date: the day of the report, where known."""

    @property
    def dated(self) -> bool:
        """False for what is told without any date of its own."""
        return bool(self.start or self.stop or self.seen)

    @cached_property
    def extent(self) -> tuple[date, date]:
        """First and last day that its dates may mean."""
        told = [days(value) for value in (self.start, self.stop, self.seen) if value]
        return min(low for low, _ in told), max(high for _, high in told)

    @property
    def thing(self) -> tuple[str, str, str, str]:
        """Who holds what: claims of one holder and one thing are put together."""
        return self.subject, self.prop, self.object or "", office(self.code, self.value)


def days(value: str) -> tuple[date, date]:
    """First and last day that a date may mean."""
    bounds = edtf.parse(value)
    return bounds.earliest or date.min, bounds.latest or date.max


def office(code: str | None, title: str | None) -> str:
    """What tells one office of a body from another: its role and the title's words behind the first (`وزير` + `الخارجية`)."""
    words = [word.removeprefix("ال") for word in folded(title or "").split()[1:]]
    rest = [word for word in words if word not in _GENERIC and not tells_country(word) and not tells_country(f"ال{word}")]
    role = " ".join(word for word in (code or "").split() if not word.isupper())
    return f"{role} {' '.join(rest[:2])}".strip()


def claims(statements: Iterable[Statement], published: Mapping[str, str | None]) -> list[Claim]:
    """One claim for each role or relation told as actual."""
    roles: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda one: one.id):
        name = PAST.get(statement.property, statement.property)
        if name in LASTING and statement.modality == "actual":
            own = statement.reference.annotation or statement.id
            past = str(statement.property in PAST)
            roles[statement.subject, statement.reference.document, own, _PAIRED.get(name, name), past].append(statement)
    return [_claim(group, published) for _, group in sorted(roles.items())]


def _claim(group: Sequence[Statement], published: Mapping[str, str | None]) -> Claim:
    first = min(group, key=lambda one: (one.value is None, one.id))
    day = published.get(first.reference.document)
    day = day if day and edtf.is_edtf(day) else None
    over = first.property in PAST
    start, stop, seen = _sides(first.holds if first.holds and edtf.is_edtf(first.holds) else None)
    if over and seen:
        # A date beside what is over is its end, or the day on which it was over.
        stop, seen = seen, None
    # `عُيّن في 2019` in a report of 2024 does not tell that it still holds: only what a statement dates is taken as dated.
    return Claim(
        statements=tuple(one.id for one in group), subject=first.subject, prop=PAST.get(first.property, first.property),
        object=next((one.object for one in group if one.object), None), value=first.value, code=first.code,
        start=start, stop=stop, seen=seen, over_by=(day or "") if over and not stop else None,
    )  # fmt: skip


def _sides(holds: str | None) -> tuple[str | None, str | None, str | None]:
    """Beginning, end, and a date on which it held."""
    if holds is None or "/" not in holds:
        return None, None, holds
    left, _, right = holds.partition("/")
    return (None if left == ".." else left), (None if right == ".." else right), None


def stretches(found: Sequence[Claim]) -> list[list[Claim]]:
    """The claims of one holder and one thing, one list a stretch, in order of time."""
    runs: list[list[Claim]] = []
    for claim in sorted((one for one in found if one.dated), key=lambda one: (one.extent, one.statements)):
        home = next((run for run in reversed(runs) if _of_one(run, claim)), None)
        if home is None:
            runs.append([claim])
        else:
            home.append(claim)
    starts = [run[0].extent[0] for run in runs]
    alone: list[Claim] = []
    for claim in (one for one in found if not one.dated):
        # What is over by some day is what began before; without a day it is what is told last.
        day = days(claim.over_by)[1] if claim.over_by else date.max
        before = [run for run, start in zip(runs, starts, strict=True) if start <= day]
        (before[-1] if before else alone).append(claim)
    return [alone, *runs] if alone else runs


def _of_one(run: Sequence[Claim], claim: Claim) -> bool:
    """True where nothing told tells the claim from the run, which does not begin later.

    An end told before the claim's dates parts them; so does a beginning that is told only of the claim. Two beginnings without an
    end between them, or two ends without a beginning, are one stretch of which reports disagree.
    """
    last = max(one.extent[1] for one in run)
    if claim.extent[0] <= last:
        return True
    if any(one.stop for one in run):
        return bool(claim.stop and not claim.start)
    return not claim.start or any(one.start for one in run)
