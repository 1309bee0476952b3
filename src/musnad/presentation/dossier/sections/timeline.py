"""Events in order of time, as exact as the reports allow; a date they disagree on is given with each account."""

from __future__ import annotations

from musnad import edtf
from musnad.presentation.dossier.accounts import Told
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.happenings import event_words, verb_for
from musnad.presentation.dossier.records import Paragraph, Sentence
from musnad.presentation.dossier.wording import Parts
from musnad.records import Event, ValueSource

ORIGINS = frozenset({"founding", "merger"})
"""Types of event that tell how a body came to be."""


LASTING = frozenset(
    {
        "attack", "shelling", "clash", "campaign", "displacement", "talks", "support", "mobilization", "training",
        "fortification", "protest",
    }
)  # fmt: skip
"""Types that can go on: with them an open date reads `منذ`; with the others it only says not before."""


def write(desk: Desk) -> list[Paragraph]:
    """One paragraph an event; undated ones last. How the body came to be is in its own section."""
    told = [event for event in desk.evidence.events if not _is_origin(desk, event)]
    return _paragraphs(desk, told)


def write_origin(desk: Desk) -> list[Paragraph]:
    """Founding and merger of the entity itself."""
    return _paragraphs(desk, [event for event in desk.evidence.events if _is_origin(desk, event)])


def _is_origin(desk: Desk, event: Event) -> bool:
    if desk.entity.type not in {"ORG", "EVT"}:
        return False
    own = event.others if event.type == "founding" else (*event.others, *event.agents)
    return event.type in ORIGINS and desk.entity.id in own


def _paragraphs(desk: Desk, events: list[Event]) -> list[Paragraph]:
    ordered = sorted(events, key=lambda event: (*edtf.sort_key(event.date), event.id))
    return [Paragraph(sentences=(_sentence(desk, event),)) for event in ordered if event.tellings]


def _sentence(desk: Desk, event: Event) -> Sentence:
    words = event_words(desk, event)
    contested = contested_dates(event)
    if contested:
        values = desk.wording.listing([_dated(desk, value, same) for value, same in contested.items()], "comma_and")
        return desk.wording.sentence(desk.wording.say("differ_date", event=words, values=values))
    according = desk.accounts.according(_tellings(event))
    if event.sources > 1:
        according = desk.wording.say("backed", according=according, sources=desk.wording.count(event.sources, "source"))
    verb = verb_for(desk, event)
    if event.date is None:
        return desk.wording.sentence(desk.wording.say("event_undated", verb=verb, event=words, according=according))
    lasting = event.date.endswith("/..") and event.type in LASTING
    when = desk.wording.when(event.date) if lasting or "/.." not in event.date else desk.wording.when_published(event.date)
    if lasting:
        return desk.wording.sentence(desk.wording.say("event_lasting", when=when, event=words, according=according))
    return desk.wording.sentence(desk.wording.say("event", when=when, verb=verb, event=words, according=according))


def contested_dates(event: Event) -> dict[str, list[ValueSource]]:
    """Dates of one event that cannot all be right, each with where it is given; empty where they agree."""
    values: dict[str, list[ValueSource]] = {}
    for given in event.dates:
        if edtf.is_edtf(given.value):
            values.setdefault(given.value, []).append(given)
    listed = sorted(values, key=edtf.sort_key)
    apart = any(not edtf.overlaps(one, other) for n, one in enumerate(listed) for other in listed[n + 1 :])
    return {value: values[value] for value in listed} if apart else {}


def _dated(desk: Desk, value: str, given: list[ValueSource]) -> Parts:
    told = [Told(one.reference, one.chain) for one in given]
    return desk.wording.say("dated_value", when=desk.wording.when_published(value), according=desk.accounts.according(told))


def _tellings(event: Event) -> list[Told]:
    """Each telling with the chain that its date or figure carries, where one does."""
    chains = {(given.reference.document, given.reference.annotation): given.chain for given in (*event.dates, *event.quantities)}
    return [Told(reference, chains.get((reference.document, reference.annotation), ())) for reference in event.tellings]
