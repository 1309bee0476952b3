"""Quotations as a dossier knows them: who speaks, every report that carries the words, and whose side the speaker is on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from rapidfuzz import fuzz

from musnad.presentation.dossier.evidence import Source
from musnad.presentation.dossier.speech import Cue, cue_of
from musnad.records import Hop, LineKind, Quotation, Reference
from musnad.script import search_key

if TYPE_CHECKING:
    from musnad.presentation.dossier.desk import Desk

# Two quotations of one speaker are one when this alike (rapidfuzz ratio of folded text): agency copies change spellings, marks
# and a word or two. Checked on the copies among the samples only.
SAME_WORDS = 80
HOSTILE = frozenset({"accuse", "criticise", "condemn", "complain", "threaten", "deny", "refuse"})
"""Speech acts against somebody; a denial counts only where it is of others' making."""

FEWEST = 3
"""Words below which a quotation says nothing by itself (`ذلك`, `الاتهامات`)."""

Side = Literal["own", "against", "about"]


@dataclass
class Saying:
    """One thing said by one speaker, with every report that carries it."""

    source: Source
    quotation: Quotation
    speaker: str
    hop: Hop
    references: list[Reference] = field(default_factory=list)

    @cached_property
    def cue(self) -> Cue:
        """How the report brings the words in."""
        return cue_of(self.source, self.quotation)

    @cached_property
    def folded(self) -> str:
        """The words, folded, for comparison."""
        return search_key(self.source.document.quote(self.quotation.span))


def sayings(desk: Desk) -> dict[Side, list[Saying]]:
    """What the entity and its people said, what is said against it, and what else is said about it; repetitions joined."""
    sides: dict[Side, list[Saying]] = {"own": [], "against": [], "about": []}
    if desk.entity.type == "LOC":
        # A place is only where things happen: nobody speaks about it.
        return sides
    for saying in _all(desk):
        if side := _side(desk, saying):
            _join(sides[side], saying)
    return sides


def _all(desk: Desk) -> Iterator[Saying]:
    for source in desk.evidence.sources:
        found = list(_in_report(desk, source))
        told = {(one.speaker, act) for one in found if not _is_headline(one) for act in (_act(one), "")}
        # A headline only announces what its report quotes in full; `فلان: كذا` has no verb.
        yield from (one for one in found if not _is_headline(one) or (one.speaker, _act(one)) not in told)


def _is_headline(saying: Saying) -> bool:
    return saying.source.document.line_at(saying.quotation.span.start).kind is LineKind.headline


def _act(saying: Saying) -> str:
    return str(saying.cue.verb["act"]) if saying.cue.verb else ""


def _in_report(desk: Desk, source: Source) -> Iterator[Saying]:
    for quotation in source.report.quotations:
        chain = desk.accounts.quotation_chain(source, quotation)
        speaker = next((hop for hop in reversed(chain) if hop.kind in {"speaker", "anonymous"}), None)
        # A nameless speaker is no entity, so there is no statement that could be rejected.
        if len(source.document.quote(quotation.span).split()) < FEWEST:
            continue
        if speaker and (speaker.entity is None or desk.evidence.stands(source, quotation)):
            reference = desk.evidence.reference(source, quotation)
            yield Saying(source, quotation, speaker.entity or speaker.label, speaker, [reference])


def _side(desk: Desk, saying: Saying) -> Side | None:
    if saying.speaker in desk.evidence.own_bodies:
        return "own"
    holds_office = saying.speaker in desk.evidence.officials
    named = _names(desk, saying)
    if holds_office and desk.entity.type == "ORG":
        return "own"
    if not named:
        return None
    act = saying.cue.verb["act"] if saying.cue.verb else ""
    return "against" if act in HOSTILE and saying.quotation.mode != "direct" else "about"


def _names(desk: Desk, saying: Saying) -> bool:
    inside = desk.evidence.references_in(saying.source.id)
    return any(saying.quotation.span.contains(reference.span) for reference in inside)


def _join(kept: list[Saying], saying: Saying) -> None:
    """Adds it, or its place to the same words said before by the same speaker."""
    for one in kept:
        if _same(one, saying):
            one.references.extend(saying.references)
            return
    kept.append(saying)


def _same(one: Saying, other: Saying) -> bool:
    if one.hop.kind != other.hop.kind:
        return False
    same_speaker = one.hop.kind == "anonymous" or one.speaker == other.speaker
    if not same_speaker:
        return False
    if one.source.id == other.source.id:
        # A report that says the same thing twice (headline and text).
        return one.hop.kind != "anonymous" and one.folded in other.folded
    return fuzz.ratio(one.folded, other.folded) >= SAME_WORDS
