"""One side says so, the other denies it: in one report, or in reports of the same days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

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
    holders: dict[str, list[Claim]] = defaultdict(list)
    for document in sorted(view.claims.of):
        for claim in view.claims.of[document]:
            if not claim.denies:
                for entity in claim.entities:
                    holders[entity].append(claim)
    for document in sorted(view.claims.of):
        for denial in view.claims.of[document]:
            if denial.denies and len(denial.stems) >= _SHARED_FAR:
                named = sorted({*denial.entities, *([denial.body] if denial.body else [])})
                met = {id(one): one for entity in named for one in holders[entity] if _answers(denial, one)}
                if met:
                    yield from _finding(view, "status", "denial", [*met.values(), denial])


def _answers(denial: Claim, claim: Claim) -> bool:
    if claim.indexed.id == denial.indexed.id or claim.speaker == denial.speaker or not _days_near(denial, claim):
        return False
    shared = denial.matter & claim.matter
    enough = len(shared) >= _SHARED_FAR and len(shared) >= _MOST * len(denial.matter)
    return enough and len(shared) >= _THEIRS * len(claim.matter) and not claim.negated


def _days_near(denial: Claim, claim: Claim) -> bool:
    days = [_day(one.indexed.published) for one in (claim, denial)]
    return days[0] is None or days[1] is None or abs(days[1] - days[0]) <= _DAYS


def _day(value: str | None) -> date | None:
    return edtf.earliest(value) if value and edtf.is_edtf(value) else None


def _finding(view: View, kind: Kind, rule: str, claims: Sequence[Claim]) -> Iterator[Finding]:
    about = view.claims.about(*claims)
    if about is None:
        return
    who = claims[-1].chain[-1].label if claims[-1].chain else ""
    gaps = (("speaker", who), ("words", claims[-1].value().value))
    yield Finding(kind, about, "denial", rule, one_each_line([claim.value() for claim in claims]), gaps, gaps)
