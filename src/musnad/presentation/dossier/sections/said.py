"""What it is quoted as saying, and what others are quoted as saying about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from musnad.presentation.dossier.accounts import Told
from musnad.presentation.dossier.agreement import Gender, gender_of_name
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.evidence import Source
from musnad.presentation.dossier.records import Paragraph, Sentence
from musnad.presentation.dossier.verbs import verb_of_saying
from musnad.presentation.dossier.wording import Parts
from musnad.records import Hop, Quotation, Reference
from musnad.script import search_key

# Two quotations of one speaker are one when this alike (rapidfuzz ratio of folded text): agency copies change spellings, marks
# and a word or two. Checked on the copies among the samples only.
SAME_WORDS = 80
# Longest stretch shown in the sentence, in words; the footnote has its place, the report the rest.
LONGEST = 45


@dataclass
class _Saying:
    """One thing said by one speaker, with every report that carries it."""

    source: Source
    quotation: Quotation
    speaker: str
    hop: Hop
    references: list[Reference] = field(default_factory=list)

    @property
    def cue(self) -> str:
        """The words of saying in the report."""
        return self.source.document.quote(self.quotation.cue)

    @property
    def folded(self) -> str:
        return search_key(self.source.document.quote(self.quotation.span))


def write(desk: Desk) -> list[Paragraph]:
    """Its own words, one sentence a report."""
    sayings = [s for s in _sayings(desk, desk.evidence.sources) if s.speaker == desk.entity.id]
    return _paragraph(desk, _once(sayings), own=True)


def write_about(desk: Desk) -> list[Paragraph]:
    """Others' words that name it; a place is only where things happen, so nobody speaks about it."""
    if desk.entity.type == "LOC":
        return []
    sayings = [s for s in _sayings(desk, desk.evidence.sources) if s.speaker != desk.entity.id and _names(desk, s)]
    return _paragraph(desk, _once(sayings), own=False)


def _sayings(desk: Desk, sources: list[Source]) -> Iterator[_Saying]:
    for source in sources:
        for quotation in source.report.quotations:
            chain = desk.accounts.quotation_chain(source, quotation)
            speaker = next((hop for hop in reversed(chain) if hop.kind in {"speaker", "anonymous"}), None)
            # A nameless speaker is no entity, so there is no statement that could be rejected.
            if speaker and (speaker.entity is None or desk.evidence.stands(source, quotation)):
                reference = desk.evidence.reference(source, quotation)
                yield _Saying(source, quotation, speaker.entity or speaker.label, speaker, [reference])


def _names(desk: Desk, saying: _Saying) -> bool:
    inside = (r for r in desk.entity.references if r.document == saying.source.id)
    return any(saying.quotation.span.contains(reference.span) for reference in inside)


def _once(sayings: list[_Saying]) -> list[_Saying]:
    """Repetitions of the same words by the same speaker joined to the first."""
    kept: list[_Saying] = []
    for saying in sayings:
        same = (one for one in kept if _same(one, saying))
        if (first := next(same, None)) is not None:
            first.references.extend(saying.references)
        else:
            kept.append(saying)
    return kept


def _same(one: _Saying, other: _Saying) -> bool:
    if one.source.id == other.source.id or one.hop.kind != other.hop.kind:
        return False
    same_speaker = one.hop.kind == "anonymous" or one.speaker == other.speaker
    return same_speaker and fuzz.ratio(one.folded, other.folded) >= SAME_WORDS


def _paragraph(desk: Desk, sayings: list[_Saying], *, own: bool) -> list[Paragraph]:
    groups: dict[tuple[object, ...], list[_Saying]] = {}
    for saying in sayings:
        reports = tuple(sorted({reference.document for reference in saying.references}))
        groups.setdefault((saying.speaker, saying.source.id, reports), []).append(saying)
    sentences: list[Sentence] = []
    for same in groups.values():
        source = same[0].source
        when = desk.wording.when_published(source.published)
        told = [Told(reference) for saying in same for reference in saying.references]
        according = desk.accounts.according(told, speaker=False)
        denials = [saying.quotation.denial for saying in same]
        items = desk.wording.listing([_item(desk, saying, mixed=not all(denials)) for saying in same], "semicolon_and")
        phrase = "said_again" if own and sentences else "said"
        gender, name = _speaker(desk, same[0])
        verb = verb_of_saying(desk.wording, [saying.cue for saying in same], gender)
        words = desk.wording.say(phrase, when=when, name=name, verb=verb, according=according, items=items)
        sentences.append(desk.wording.sentence(words))
    return [Paragraph(sentences=(sentence,)) for sentence in sentences]


def _speaker(desk: Desk, saying: _Saying) -> tuple[Gender, Parts]:
    entity = desk.evidence.entities.get(saying.speaker)
    if entity is None:
        return gender_of_name(saying.hop.label, "ORG"), desk.accounts.hop(saying.hop)
    titles = desk.evidence.titles(entity.id)
    return gender_of_name(entity.name, entity.type, titles), desk.accounts.hop(saying.hop)


def _item(desk: Desk, saying: _Saying, *, mixed: bool) -> Parts:
    quotation = saying.quotation
    words = saying.source.document.quote(quotation.span).split()
    cut = " ".join(words[:LONGEST]) + (" …" if len(words) > LONGEST else "")
    phrase = "item_denial" if quotation.denial and mixed else "item_direct" if quotation.mode == "direct" else "item_indirect"
    return desk.wording.say(phrase, words=desk.wording.quote(cut))
