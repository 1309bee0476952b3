"""Figures on which the reports differ, each with who gives it, and those that stand beside the name without an event."""

from __future__ import annotations

from collections.abc import Iterator

from musnad import edtf
from musnad.lexicons import load
from musnad.presentation.dossier.accounts import Told
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.evidence import Source
from musnad.presentation.dossier.figures_in_words import by_count, by_value, differing, figure_words
from musnad.presentation.dossier.happenings import dated_event_words
from musnad.presentation.dossier.records import Paragraph, Sentence
from musnad.presentation.dossier.sections.standing import of_event
from musnad.presentation.dossier.wording import Parts
from musnad.records import Quantity, Reference, Span, ValueSource
from musnad.script import search_key

NEAR = 90
"""Characters between a name and a figure of one sentence, so that the figure is about it: a clause of Arabic news."""
MOST = 8
"""Figures without an event that are listed."""


def write(desk: Desk) -> list[Paragraph]:
    """One sentence an event that has several figures, then one for the others."""
    sentences = []
    for event in sorted(desk.evidence.events, key=lambda event: (*edtf.sort_key(event.date), event.id)):
        if differing(desk, event):
            counts = by_count(desk, event)
            items = [_counted(desk, what if len(counts) > 1 else "", values) for what, values in counts.items()]
            listed = desk.wording.listing(items, "semicolon_and")
            words = desk.wording.say("figures", event=dated_event_words(desk, event), values=listed)
            sentences.append(desk.wording.sentence([*words, *of_event(desk, event.id, "quantity")]))
    paragraphs = [Paragraph(sentences=(sentence,)) for sentence in sentences]
    beside = _beside(desk, first=not paragraphs)
    return [*paragraphs, Paragraph(sentences=(beside,))] if beside else paragraphs


def _counted(desk: Desk, what: str, values: dict[tuple[object, ...], list[ValueSource]]) -> Parts:
    """`القتلى: أربعة بحسب سنابل، وسبعة بحسب تخوم`."""
    items = [
        desk.wording.say(
            "figure_value", value=figure_words(desk, given[0]),
            according=desk.accounts.according(Told(one.reference, one.chain) for one in given),
        )
        for given in values.values()
    ]  # fmt: skip
    listed = desk.wording.listing(items, "comma_and")
    label = desk.wording.phrases["counts"].get(what)
    return desk.wording.say("figures_of", what=label, values=listed) if label else listed


def _beside(desk: Desk, *, first: bool) -> Sentence | None:
    """`أكثر من 70 سرية`: said in one breath with the name, but of no event that was found."""
    if desk.entity.type == "LOC":
        return None
    found = [given for source in desk.evidence.sources for given in _unattached(desk, source)]
    groups = list(by_value(desk, found).values())[:MOST]
    if not groups:
        return None
    items = [
        desk.wording.say(
            "figure_value",
            value=figure_words(desk, given[0]),
            according=desk.accounts.according(Told(v.reference) for v in given),
        )
        for given in groups
    ]
    values = desk.wording.listing(items, "comma_and")
    words = desk.wording.say("figures_beside", name=desk.name, values=values)
    return desk.wording.sentence(desk.wording.without_and(words) if first else words)


def _unattached(desk: Desk, source: Source) -> Iterator[ValueSource]:
    taken = {told.quantity for told in source.report.events}
    told = [
        given.reference.span
        for event in desk.evidence.events
        for given in event.quantities
        if given.reference.document == source.id
    ]
    measures = {search_key(word) for word in load("units", "musnad.presentation.dossier")["not_counted"]}
    own = [desk.entity.id, *sorted(desk.evidence.own_bodies - {desk.entity.id})]
    mine = [reference.span for body in own for reference in desk.evidence.references_in(source.id, body)]
    for quantity in source.report.quantities:
        if quantity.id in taken or any(span.overlaps(quantity.span) for span in told):
            continue
        if not quantity.unit or search_key(quantity.unit) in measures or not _beside_name(source, quantity, mine):
            continue
        line = source.document.line_at(quantity.span.start).number
        reference = Reference(document=source.id, span=quantity.span, line=line, annotation=quantity.id)
        words = " ".join(source.document.quote(quantity.span).split())
        yield ValueSource(value=words, reference=reference, original=words)


def _beside_name(source: Source, quantity: Quantity, names: list[Span]) -> bool:
    sentence = source.sentence_around(quantity.span)
    if sentence is None:
        return False
    return any(
        sentence.contains(name) and max(name.start - quantity.span.end, quantity.span.start - name.end) <= NEAR for name in names
    )
