"""Where the reports cannot all be right, and what they leave open."""

from __future__ import annotations

import re

from musnad import edtf
from musnad.presentation.dossier.accounts import Told
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.happenings import event_words
from musnad.presentation.dossier.records import Paragraph, Sentence
from musnad.presentation.dossier.wording import Parts, text
from musnad.records import Contradiction, Event, ValueSource

_CALENDAR = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")


def write(desk: Desk) -> list[Paragraph]:
    """Contradictions first, one paragraph each; then one paragraph of open questions."""
    paragraphs = [
        Paragraph(sentences=(_contradiction(desk, c),))
        for c in sorted(desk.evidence.contradictions, key=lambda c: (c.kind, c.id))
        if c.values
    ]
    questions = [*_single_anonymous(desk), *_undated(desk)]
    return [*paragraphs, Paragraph(sentences=tuple(questions))] if questions else paragraphs


def _contradiction(desk: Desk, contradiction: Contradiction) -> Sentence:
    groups: dict[str, list[ValueSource]] = {}
    for given in contradiction.values:
        groups.setdefault(given.value, []).append(given)
    items = [_value(desk, contradiction, given) for given in groups.values()]
    values = desk.wording.listing(items, "comma_and")
    event = next((event for event in desk.evidence.events if event.id == contradiction.about), None)
    if event and contradiction.kind in {"date", "quantity"}:
        words = event_words(desk, event)
        return desk.wording.sentence(desk.wording.say(f"differ_{contradiction.kind}", event=words, values=values))
    because = contradiction.because if desk.wording.language == "ar" else contradiction.because_en
    reason = _in_words(desk, _without_values(because, contradiction))
    return desk.wording.sentence(desk.wording.say("because", because=reason, values=values))


def _without_values(because: str, contradiction: Contradiction) -> str:
    """The reason without the bare values at its end: here each stands with its source."""
    because = because.rstrip(" .:؛،")
    reason, colon, tail = because.rpartition(": ")
    repeats = any(given.value in tail or given.original in tail for given in contradiction.values)
    return reason if colon and repeats else because


def _in_words(desk: Desk, because: str) -> str:
    """Calendar values inside the reason said as dates."""
    return _CALENDAR.sub(lambda found: desk.wording.date(found[0]) if edtf.is_edtf(found[0]) else found[0], because)


def _value(desk: Desk, contradiction: Contradiction, given: list[ValueSource]) -> Parts:
    told = [Told(one.reference, one.chain) for one in given]
    according = desk.accounts.according(told)
    if contradiction.kind == "date" and edtf.is_edtf(given[0].value):
        return desk.wording.say("dated_value", when=desk.wording.when(given[0].value), according=according)
    return desk.wording.say("figure_value", value=desk.wording.quote(given[0].original), according=according)


def _single_anonymous(desk: Desk) -> list[Sentence]:
    """Events that only one unnamed source tells of."""
    sentences = []
    for event in desk.evidence.events:
        chains = [desk.accounts.chain(Told(reference)) for reference in event.tellings]
        if event.sources == 1 and chains and all(any(hop.kind == "anonymous" for hop in chain) for chain in chains):
            sentences.append(_weak(desk, event))
    return sentences


def _weak(desk: Desk, event: Event) -> Sentence:
    told = [Told(reference) for reference in event.tellings]
    words, accounts = event_words(desk, event), desk.accounts.listed(told)
    return desk.wording.sentence(desk.wording.say("single_anonymous", event=words, accounts=accounts))


def _undated(desk: Desk) -> list[Sentence]:
    sentences = []
    for source in desk.evidence.sources:
        if source.published is None:
            first = next(r for r in desk.entity.references if r.document == source.id)
            outlet, title = text(desk.accounts.outlet(source)), desk.wording.quote(source.title)
            words = desk.wording.say("no_date", outlet=outlet, title=title, notes=desk.footnotes.marks([first]))
            sentences.append(desk.wording.sentence(words))
    return sentences
