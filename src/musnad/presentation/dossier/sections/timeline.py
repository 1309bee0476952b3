"""Events in order of time, as exact as the reports allow; a date they disagree on is given with each account."""

from __future__ import annotations

from musnad import edtf
from musnad.lexicons import load
from musnad.presentation.dossier.accounts import Told
from musnad.presentation.dossier.clauses import clause, figures_beside
from musnad.presentation.dossier.company import parties
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.happenings import event_words, told_nominally
from musnad.presentation.dossier.records import Paragraph, Sentence
from musnad.presentation.dossier.sections.origin import is_origin
from musnad.presentation.dossier.sections.said import is_accusation
from musnad.presentation.dossier.sections.standing import of_event
from musnad.presentation.dossier.speech import shortened, without_and
from musnad.presentation.dossier.wording import Parts, text
from musnad.records import Event, EventMention, Reference, Span, ValueSource

DATED, UNDATED = 30, 12
"""Events with and without a date that are told; of more, those that tell the most."""
NEAR = 2
"""Lines before a sentence in which the subject must be named for the sentence to be told of it."""
SPARE = 3
"""No more than these are not worth leaving out."""


def write(desk: Desk) -> list[Paragraph]:
    """One paragraph an event that has a date. How the body came to be is in its own section."""
    dated = [event for event in _worth_telling(desk) if event.date]
    ordered = sorted(dated, key=lambda event: (*edtf.sort_key(event.date), event.id))
    shown, left = _fullest(desk, ordered, DATED)
    desk.told += shown
    left += [event for event in desk.evidence.passed_over if event.date]
    paragraphs = [Paragraph(sentences=(sentence_on(desk, event),)) for event in shown]
    return [*paragraphs, *_more(desk, "more_dated", left)]


def _fullest(desk: Desk, ordered: list[Event], most: int) -> tuple[list[Event], list[Event]]:
    """Those that tell the most, in the order given, and the others."""
    if desk.evidence.whole or len(ordered) <= most + SPARE:
        return ordered, []
    kept = {event.id for event in sorted(ordered, key=lambda event: -_weight(desk, event))[:most]}
    return [one for one in ordered if one.id in kept], [one for one in ordered if one.id not in kept]


def _more(desk: Desk, phrase: str, left: list[Event]) -> list[Paragraph]:
    """How many are not told, with the places of some."""
    if not left:
        return []
    marks = desk.footnotes.marks(event.tellings[0] for event in left[:3])
    more = desk.wording.say(phrase, count=desk.wording.count(len(left), "event"), notes=marks)
    return [Paragraph(sentences=(desk.wording.sentence(more),))]


def write_undated(desk: Desk) -> list[Paragraph]:
    """Events of which no report says when, by the report that tells of them first."""
    undated = [event for event in _worth_telling(desk) if not event.date]

    def order(event: Event) -> tuple[object, ...]:
        first = desk.evidence.sorted_references(event.tellings)[0]
        return (*desk.evidence.order(first), event.id)

    shown, left = _fullest(desk, sorted(undated, key=order), UNDATED)
    desk.told += shown
    left += [event for event in desk.evidence.passed_over if not event.date]
    paragraphs = [Paragraph(sentences=(sentence_on(desk, event),)) for event in shown]
    return [*paragraphs, *_more(desk, "more_events", left)]


def _weight(desk: Desk, event: Event) -> int:
    """How much an event tells: reports, figures, place, parties."""
    agents, others = parties(desk, event)
    return (
        2 * len({r.document for r in event.tellings}) + bool(event.quantities) + bool(event.place) + bool(agents) + bool(others)
    )


def _worth_telling(desk: Desk) -> list[Event]:
    return [
        event
        for event in desk.evidence.events
        if event.tellings and not is_origin(desk, event) and not is_accusation(desk, event) and _says_something(desk, event)
    ]


def _says_something(desk: Desk, event: Event) -> bool:
    """True where more is known than that something of its kind took place; of the undated and the unsettled more is asked."""
    agents, others = parties(desk, event)
    if in_doubt(desk, event):
        some = bool(event.date or event.quantities or parties(desk, event)[1])
        return event.modality == "actual" and some and _quotable(desk, event)
    if desk.entity.id not in {one.id for one in (*agents, *others)} | {event.place, desk.evidence.event}:
        return False  # the only part it was found to have cannot be
    if not others and event.type in load("clauses", "musnad.presentation.dossier")["need_others"]:
        return False
    company = {one.id for one in (*agents, *others)} - {desk.entity.id}
    place = event.place not in (None, desk.entity.id)
    known = len(company) + place + bool(event.quantities)
    if event.date is None or event.modality != "actual":
        return bool(company) or bool(event.quantities) or known > 1
    return known > 0 or desk.entity.type == "EVT" or event.sources > 1


def in_doubt(desk: Desk, event: Event) -> bool:
    """True where the entity is named in what the reports tell, but its part in it is too often misread to be told as one."""
    return desk.entity.id in event.doubtful and event.place != desk.entity.id


def _quotable(desk: Desk, event: Event) -> bool:
    """True where the sentence to be quoted names the subject, or follows one that does, and nobody is quoted with it anyway."""
    telling = _naming(desk, event)
    around = desk.evidence.source(telling.document).sentence_around(telling.span)
    if around is None or not (_named_within(desk, telling, around) or _named_before(desk, telling)):
        return False
    quoted = (one for side in desk.sayings.values() for saying in side for one in saying.references)
    return not any(one.document == telling.document and one.span.overlaps(around) for one in quoted)


def _named_within(desk: Desk, telling: Reference, around: Span) -> bool:
    return any(around.contains(one.span) for one in desk.evidence.references_in(telling.document))


def _named_before(desk: Desk, telling: Reference) -> bool:
    """True where the subject is named in the lines right before."""
    return any(0 <= telling.line - one.line <= NEAR for one in desk.evidence.references_in(telling.document))


def _in_their_words(desk: Desk, event: Event, according: Parts) -> Sentence:
    """`في 9 آب 2015 ورد ذكر السرايا في خبر هجوم: «...»، بحسب تخوم.`: the words of the first telling that names it."""
    telling = _naming(desk, event)
    source = desk.evidence.source(telling.document)
    around = source.sentence_around(telling.span) or telling.span
    noun = desk.wording.phrases["events"].get(event.type, (event.type,))[0]
    words = desk.wording.quote(without_and(shortened(source.document.quote(around))))
    phrase = "named_in" if _named_within(desk, telling, around) else "named_before"
    told = desk.wording.say(phrase, name=desk.name, event=noun, words=words)
    phrase, when = ("event", desk.wording.when_published(event.date)) if event.date else ("event_undated", "")
    return desk.wording.sentence(desk.wording.say(phrase, when=when, event=told, according=according))


def _naming(desk: Desk, event: Event) -> Reference:
    """The first telling that makes the entity a participant."""
    for telling in desk.evidence.sorted_references(event.tellings):
        told = desk.evidence.source(telling.document).annotations.get(telling.annotation or "")
        if isinstance(told, EventMention):
            mentions = (*told.agents, *told.others)
            if desk.entity.id in {desk.evidence.entity_of(telling.document, mention) for mention in mentions}:
                return telling
    return event.tellings[0]


def sentence_on(desk: Desk, event: Event, *, reckoned: bool = True) -> Sentence:
    """The event in a sentence, with the number of its independent sources unless that is told apart."""
    contested = contested_dates(event)
    if contested:
        words = event_words(desk, event)
        values = desk.wording.listing([_dated(desk, value, same) for value, same in contested.items()], "comma_and")
        differ = desk.wording.say("differ_date", event=words, values=values)
        return desk.wording.sentence([*differ, *of_event(desk, event.id, "date")])
    according = desk.accounts.according(tellings(event))
    if event.sources > 1 and reckoned:
        according = desk.wording.say("backed", according=according, sources=desk.wording.count(event.sources, "source"))
    if in_doubt(desk, event):
        return _in_their_words(desk, event, according)
    told = clause(desk, event)
    # An open end only says not before: `في آب 2019 أو بعده`.
    when = desk.wording.when_published(event.date) if event.date else ""
    words = told[0] if told else _nominal(desk, event)
    phrase = "event" if when else "event_undated"
    return desk.wording.sentence(desk.wording.say(phrase, when=when, event=words, according=according))


def _nominal(desk: Desk, event: Event) -> Parts:
    """`وقع اشتباك بين ... في ...`, with the figure behind it where only one is given."""
    figures = figures_beside(desk, event)
    words = told_nominally(desk, event)
    if figures:
        words = (*words, text(" "), *desk.wording.say("figure_aside", figure=figures))
    return words


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


def tellings(event: Event) -> list[Told]:
    """Each telling with the chain that its date or figure carries, where one does."""
    chains = {(given.reference.document, given.reference.annotation): given.chain for given in (*event.dates, *event.quantities)}
    return [Told(reference, chains.get((reference.document, reference.annotation), ())) for reference in event.tellings]
