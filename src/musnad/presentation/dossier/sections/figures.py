"""Figures given for the events it took part in, each value once with all who give it."""

from __future__ import annotations

from musnad import edtf
from musnad.presentation.dossier.accounts import Told
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.happenings import dated_event_words
from musnad.presentation.dossier.records import Paragraph
from musnad.records import Event, ValueSource


def write(desk: Desk) -> list[Paragraph]:
    """One sentence an event that has figures."""
    sentences = []
    for event in sorted(desk.evidence.events, key=lambda event: (*edtf.sort_key(event.date), event.id)):
        values = _by_value(desk, event)
        if not values:
            continue
        items = [
            desk.wording.say(
                "figure_value",
                value=desk.wording.quote(given[0].original),
                according=desk.accounts.according(Told(one.reference, one.chain) for one in given),
            )
            for given in values.values()
        ]
        phrase = "figure" if len(items) == 1 else "figures"
        listed = desk.wording.listing(items, "comma_and")
        sentences.append(desk.wording.sentence(desk.wording.say(phrase, event=dated_event_words(desk, event), values=listed)))
    return [Paragraph(sentences=tuple(sentences))] if sentences else []


def _by_value(desk: Desk, event: Event) -> dict[str, list[ValueSource]]:
    values: dict[str, list[ValueSource]] = {}
    ordered = sorted(event.quantities, key=lambda q: desk.evidence.source(q.reference.document).order(q.reference.span.start))
    for given in ordered:
        values.setdefault(given.value, []).append(given)
    return values
