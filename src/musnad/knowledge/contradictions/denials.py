"""One side says so, the other denies it: in one report, or in reports of the same days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from musnad import edtf
from musnad.knowledge.contradictions.claims import Claim
from musnad.knowledge.contradictions.findings import Finding, Kind, View, one_each_line
from musnad.knowledge.contradictions.words import one_root

_LINES = 4
"""Paragraphs before a denial in which what it denies is looked for."""
_SHARED, _SHARED_FAR = 2, 3
"""Keys that a denial and what it denies must share inside one report, and across reports."""
_PART, _MOST = 0.4, 0.55
"""Of the denial's own keys, the share that the claim must hold: inside one report, and in another one."""
_THEIRS = 0.25
"""The share of the other report's claim: a long passage touches on everything."""
_BRIEF, _LITTLE = 8, 2
"""Keys of a claim and of a denial between which one word of one root may decide."""
_DAYS = timedelta(days=10)
"""A denial answers what was published in these days before."""


def inside_reports(view: View) -> Iterator[Finding]:
    """A denial, and what another source of the same report said before it; once for all reports that print both."""
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for denied, denial in _answered(view):
        about = view.claims.about(*denied, denial)
        found[about or denial.indexed.id, denial.speaker] += [*denied, denial]
    for claims in found.values():
        yield from _finding(view, "within_report", "denial_inside", claims)


def _answered(view: View) -> Iterator[tuple[list[Claim], Claim]]:
    for document in sorted(view.claims.of):
        claims = view.claims.of[document]
        for at, denial in enumerate(claims):
            denied = _denied(denial, claims[:at]) if denial.denies else []
            if denied:
                yield denied, denial


def _denied(denial: Claim, before: Sequence[Claim]) -> list[Claim]:
    """What a denial answers: told by another source shortly before, in the same words or taken up by `ذلك`."""
    near = [one for one in before if _may_answer(denial, one)]
    needed = max(_SHARED, _PART * len(denial.matter))
    same = [one for one in near if not one.negated and len(one.matter & denial.matter) >= needed]
    if same:
        best = max(len(one.matter & denial.matter) for one in same)
        return [one for one in same if len(one.matter & denial.matter) == best][-1:]
    sides = {denial.body, denial.speaker}
    # `نفى أن تكون قواته هي البادئة` answers `اللواء هو من بدأ`: the party, and one word of one root.
    brief = [one for one in near if sides & one.entities and one.quotation and len(one.matter) <= _BRIEF]
    named = [one for one in brief if one_root(one.text, denial.text)]
    if named and len(denial.matter) <= _LITTLE:
        return named[-1:]
    last = near[-1] if near and denial.refers_back and _paragraphs(near[-1], denial) <= 1 else None
    return [last] if last and (sides & last.entities or last.line == denial.line) else []


def _may_answer(denial: Claim, claim: Claim) -> bool:
    other = claim.speaker != denial.speaker and (claim.body is None or claim.body != denial.body)
    apart = not claim.span.overlaps(denial.span)
    return other and apart and not claim.denies and 0 <= _paragraphs(claim, denial) <= _LINES


def _paragraphs(claim: Claim, later: Claim) -> int:
    """Paragraphs between the two, blank lines left out."""
    lines = claim.indexed.report.document.lines
    return sum(1 for line in lines[claim.line : later.line] if line.span.end > line.span.start)


def across_reports(view: View) -> Iterator[Finding]:
    """A denial, and what other reports of the days before say: the same people, the same matter."""
    claims = [claim for document in sorted(view.claims.of) for claim in view.claims.of[document]]
    denials = [_Denial(claim) for claim in claims if claim.denies and len(claim.stems) >= _SHARED_FAR]
    of_entity: dict[str, list[_Denial]] = defaultdict(list)
    for denial in denials:
        for entity in denial.named:
            of_entity[entity].append(denial)
    # Denials are few: each claim is held against those that name the same, and what it is about need not be kept.
    for claim in claims:
        met = {id(denial): denial for entity in claim.entities for denial in of_entity.get(entity, ())}
        near = [denial for denial in met.values() if denial.near(claim)] if not claim.denies else []
        if near and not claim.negated:
            matter = claim.about_what()
            for denial in near:
                if denial.answers(matter):
                    denial.denied.append(claim)
    for denial in denials:
        if denial.denied:
            yield from _finding(view, "status", "denial", [*denial.in_order(), denial.claim])


class _Denial:
    """A denial, and what it answers in other reports."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.day = _day(claim.indexed.published)
        self.named = sorted({*claim.entities, *([claim.body] if claim.body else [])})
        self.denied: list[Claim] = []

    def near(self, claim: Claim) -> bool:
        """Another report of these days, another speaker."""
        if claim.indexed.id == self.claim.indexed.id or claim.speaker == self.claim.speaker:
            return False
        day = _day(claim.indexed.published)
        return self.day is None or day is None or abs(self.day - day) <= _DAYS

    def answers(self, matter: frozenset[str]) -> bool:
        """True where what a claim is about is what this is about."""
        shared = len(self.claim.matter & matter)
        return shared >= max(_SHARED_FAR, _MOST * len(self.claim.matter)) and shared >= _THEIRS * len(matter)

    def in_order(self) -> list[Claim]:
        """What it answers, by the first entity that both name."""
        return sorted(self.denied, key=lambda claim: next(at for at, one in enumerate(self.named) if one in claim.entities))


@lru_cache(maxsize=1_000)
def _day(value: str | None) -> date | None:
    return edtf.earliest(value) if value and edtf.is_edtf(value) else None


def _finding(view: View, kind: Kind, rule: str, claims: Sequence[Claim]) -> Iterator[Finding]:
    about = view.claims.about(*claims)
    if about is None:
        return
    who = claims[-1].chain[-1].label if claims[-1].chain else ""
    gaps = (("speaker", who), ("words", claims[-1].value().value))
    yield Finding(kind, about, "denial", rule, one_each_line([claim.value() for claim in claims]), gaps, gaps)
