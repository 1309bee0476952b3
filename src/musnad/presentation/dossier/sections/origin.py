"""How a body came to be: every date of its founding with who gives it, in the word that the reports use (formation, launch)."""

from __future__ import annotations

from musnad import edtf
from musnad.presentation.dossier.accounts import Told
from musnad.presentation.dossier.clauses import clause, figures_beside
from musnad.presentation.dossier.company import company, parties
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.happenings import told_nominally
from musnad.presentation.dossier.records import Paragraph, Sentence
from musnad.presentation.dossier.sections.standing import of_event
from musnad.presentation.dossier.wording import Parts, text
from musnad.records import Event, EventMention, ValueSource
from musnad.script import search_key

ORIGINS = frozenset({"founding", "merger"})
"""Types of event that tell how a body came to be."""


def write(desk: Desk) -> list[Paragraph]:
    """One sentence on the founding with all its dates, then what joined it."""
    events = [event for event in desk.evidence.events if event.tellings and is_origin(desk, event)]
    sentences = _founding(desk, [event for event in events if event.type == "founding"])
    for event in (one for one in events if one.type == "merger"):
        if sentence := _joined(desk, event):
            sentences.append(sentence)
    return [Paragraph(sentences=tuple(sentences))] if sentences else []


def is_origin(desk: Desk, event: Event) -> bool:
    """True for the founding of the entity itself, and for a merger that it is part of."""
    if desk.entity.type not in {"ORG", "EVT"} or event.type not in ORIGINS:
        return False
    if desk.entity.id not in (event.others if event.type == "founding" else (*event.others, *event.agents)):
        return False
    return not company(desk, event, [desk.entity])


def _founding(desk: Desk, events: list[Event]) -> list[Sentence]:
    """`التشكيل في 10 أيار 2019 بحسب ...، أو في 12 أيار 2019 بحسب ...؛ والانطلاق في 28 أيار 2019 بحسب ...`."""
    given: dict[tuple[str, str], list[ValueSource]] = {}
    for event in events:
        for value in event.dates if event.modality == "actual" else ():
            if edtf.is_edtf(value.value):
                given.setdefault((_word(desk, event, value), value.value), []).append(value)
    if not given:
        return [sentence for event in events[:1] if (sentence := _undated(desk, event))]
    ordered = sorted(given, key=lambda key: (*edtf.sort_key(key[1]), key[0]))
    values = [value for _, value in ordered]
    agree = all(edtf.overlaps(one, other) for n, one in enumerate(values) for other in values[n + 1 :])
    if len(ordered) == 1:
        return [_founded_once(desk, events, ordered[0], given[ordered[0]])]
    words = [
        _dated(desk, word, {key[1]: given[key] for key in ordered if key[0] == word})
        for word in dict.fromkeys(w for w, _ in ordered)
    ]
    phrase = "founded" if agree else "founded_contested"
    doers = _doers(desk, events)
    listed = desk.wording.listing(words, "semicolon_and")
    told = desk.wording.say(phrase, desk.gender, name=desk.name, values=listed, doers=doers)
    first = () if agree else next((found for event in events if (found := of_event(desk, event.id, "date"))), ())
    return [desk.wording.sentence([*told, *first])]


def _founded_once(desk: Desk, events: list[Event], key: tuple[str, str], given: list[ValueSource]) -> Sentence:
    """`شُكّلت السرايا في 10 أيار 2019، بحسب ...`: one date is no list."""
    forms = desk.wording.phrases["founding_verbs"][key[0]]
    return desk.wording.sentence(
        desk.wording.say(
            "founded_once", verb=forms[-1] if desk.gender == "f" else forms[0], name=desk.subject, doers=_doers(desk, events),
            when=desk.wording.when_published(key[1]),
            according=desk.accounts.according(Told(one.reference, one.chain) for one in given),
        )
    )  # fmt: skip


def _doers(desk: Desk, events: list[Event]) -> Parts:
    """Who founded it and where, as far as the dated events say."""
    places = list(dict.fromkeys(event.place for event in events if event.place and event.dates))
    place = desk.evidence.entities.get(places[0]) if len(places) == 1 else None
    return desk.wording.say("founded_place", place=desk.wording.name(place)) if place else ()


def _word(desk: Desk, event: Event, value: ValueSource) -> str:
    """The noun for what the report calls it: التشكيل, الانطلاق, التأسيس."""
    told = [r for r in event.tellings if r.document == value.reference.document]
    source = desk.evidence.source(value.reference.document)
    nearest = min(told, key=lambda r: abs(r.span.start - value.reference.span.start), default=None)
    told_by = source.annotations.get((nearest.annotation if nearest else None) or "")
    span = told_by.span if isinstance(told_by, EventMention) else nearest.span if nearest else None
    trigger = search_key(source.document.quote(span)) if span else ""
    words = desk.wording.phrases["founding_words"]
    return str(next((noun for root, noun in words.items() if root in trigger), words["other"]))


def _dated(desk: Desk, word: str, given: dict[str, list[ValueSource]]) -> Parts:
    """`التشكيل في 10 أيار 2019 بحسب سنابل، أو في 12 أيار 2019 بحسب تخوم`."""
    dates = [
        desk.wording.say(
            "founding_date", when=desk.wording.when_published(value),
            according=desk.accounts.according(Told(one.reference, one.chain) for one in same),
        )
        for value, same in given.items()
    ]  # fmt: skip
    return desk.wording.say("founding_dates", word=word, dates=desk.wording.listing(dates, "founding_or"))


def _undated(desk: Desk, event: Event) -> Sentence | None:
    told = clause(desk, event)
    if not event.agents and event.place is None:
        return None  # that a body was founded some time says nothing
    words = told[0] if told else told_nominally(desk, event)
    according = desk.accounts.according(Told(reference) for reference in event.tellings)
    return desk.wording.sentence(desk.wording.say("event_undated", event=words, according=according))


def _joined(desk: Desk, event: Event) -> Sentence | None:
    told = clause(desk, event)
    agents, others = parties(desk, event)
    if told is None and not {one.id for one in (*agents, *others)} - {desk.entity.id} and not event.quantities:
        return None
    words = told[0] if told else _with_figures(desk, event)
    according = desk.accounts.according(Told(reference) for reference in event.tellings)
    if event.date is None:
        return desk.wording.sentence(desk.wording.say("event_undated", event=words, according=according))
    when = desk.wording.when_published(event.date)
    return desk.wording.sentence(desk.wording.say("event", when=when, event=words, according=according))


def _with_figures(desk: Desk, event: Event) -> Parts:
    """The noun phrase with the figures told along."""
    words = told_nominally(desk, event)
    figures = figures_beside(desk, event)
    return (*words, text(" "), *desk.wording.say("figure_aside", figure=figures)) if figures else words
