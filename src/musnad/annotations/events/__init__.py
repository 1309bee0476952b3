"""Events: happenings told in a report, with participants, place, date, quantity and modality.

A trigger word (lexicons/event_triggers.yml) opens an event; its frame says which names around it do what. A bare
back-reference (الهجوم، الاجتماع with nothing new beside it) is not repeated, and what somebody exists for is no event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from musnad.annotations.events import arguments, circumstances, continuing, dating, lexicon, linking, modality, triggers
from musnad.annotations.events.clauses import Clauses, by_sentence
from musnad.annotations.events.decrees import decreed
from musnad.annotations.events.participants import Participants
from musnad.annotations.events.subjects import agrees
from musnad.annotations.events.told import Told
from musnad.annotations.events.triggers import Trigger
from musnad.records import EventMention, LineKind, Mention, Report, Span, annotation_id
from musnad.tracing import near_miss

__all__ = ["annotate"]

# In how many sentences, its own included, a decree is still the one that appoints.
_DECREE_REACH = 4


def annotate(report: Report) -> Mapping[str, Any]:
    """Every event of the body, in the order of the text."""
    told: list[Told] = []
    decree: list[Mention] = []
    since = 0
    names, spoken = circumstances.StateNames(report.mentions), circumstances.Spoken(report.quotations)
    for sentence, mentions in by_sentence(report):
        view = Clauses(report, sentence, mentions)
        chosen = triggers.find(view)
        issued = decreed(view)
        if issued is not None:
            decree, since = issued, 0
        since += 1
        if chosen:
            recent = decree if since <= _DECREE_REACH else []
            told += _of_sentence(report, view, chosen, names, spoken, [item.event for item in told[-6:]], recent)
    return {"events": tuple(linking.link(report, told))}


def _of_sentence(
    report: Report,
    view: Clauses,
    chosen: list[Trigger],
    names: circumstances.StateNames,
    spoken: circumstances.Spoken,
    earlier: Sequence[EventMention],
    decree: Sequence[Mention],
) -> list[Told]:
    every = frozenset(trigger.index for trigger in chosen)
    headline = view.line_kind in (LineKind.headline, LineKind.caption, LineKind.subheading)
    found: list[EventMention] = []
    told_here: list[Told] = []
    for trigger in chosen:
        kind = trigger.reading.entry.type
        if kind in lexicon.words_raw("no_event_in_purpose") and modality.in_purpose(view, trigger):
            _missed(view, trigger, "event_in_purpose")
            continue
        people = arguments.collect(view, trigger, every - {trigger.index})
        continuing.inherit(view, trigger, people, found, report)
        names.resolve(people, trigger)
        if trigger.reading.verb is not None and trigger.reading.verb.ours and not people.agents:
            _speaker(report, spoken, trigger, people)
        if kind == "appointment" and not people.agents and not decree and _by_decree(view):
            before = next((one for one in reversed([*earlier, *found]) if one.type == kind and one.agents), None)
            decree = [mention for mention in report.mentions if before and mention.id in before.agents]
        by_decree = (
            kind in ("appointment", "founding") and trigger.reading.entry.frame.get("s") == "agents"
        )  # nobody is made to resign so
        if by_decree and trigger.reading.kind != "participle" and not people.agents and decree:
            people.add("agents", decree[0], "decree")
        if kind == "campaign" and not people.agents:
            _same_launcher(report, view, trigger, people, [*earlier, *found])
        how, cue = modality.of(view, trigger)
        if kind == "attack" and sum(people.cues.get(party.id) == "بين" for party in people.agents) > 1:
            kind = "clash"  # إطلاق نار بين كذا وكذا
        if kind in ("meeting", "talks") and _interview(people):
            _missed(view, trigger, "event_interview")
            continue
        places = people.places or circumstances.places(view, trigger, people, every)
        date = dating.date(view, trigger, every)
        quantity = circumstances.quantity(report, view, trigger, every)
        ghost = False
        told = len(people.agents) + len(people.others) + len(places) + (date is not None) + (quantity is not None)
        if kind == "founding" and not trigger.nominal and people.agents and not people.others and not _founds_body(view, trigger):
            _missed(view, trigger, "event_body_missing")
            continue
        if not told and not (headline and trigger.nominal and not trigger.reading.article):
            if trigger.reading.kind == "participle":
                _missed(view, trigger, "event_bare")
                continue
            # With nothing beside it, it still is news (ثم اندلعت اشتباكات); only a definite noun may be a mere back-reference.
            ghost = trigger.nominal and (trigger.reading.article or trigger.reading.pronoun)
        if kind == "casualties" and trigger.reading.article and not (people.agents or people.others or quantity):
            _missed(view, trigger, "event_subject")
            continue  # القتل: killing as a subject, not a happening
        launch = kind == "campaign" or (kind == "attack" and trigger.reading.kind == "verb")
        named = tuple(mention.id for mention in people.others if launch and mention.type == "EVT")
        event = EventMention(
            id=annotation_id("event", _span(view, trigger)),
            span=_span(view, trigger),
            by=_rule(trigger, people),
            because=_because(view, trigger, people, cue),
            type=kind,
            date=dating.value(view, trigger, date) if date else None,
            date_mention=date.id if date else None,
            place=places[0].id if places else None,
            agents=tuple(mention.id for mention in people.agents),
            others=tuple(mention.id for mention in people.others if mention.id not in named),
            quantity=quantity.id if quantity else None,
            modality=how,
            quotation=said.id if (said := spoken.around(trigger.start)) else None,
        )
        each = _each_place(event, _taken(view, people) if kind == "control_change" else [])
        found += each
        told_here += [Told(one, trigger, view, ghost, slots=people.cues, bodies=named) for one in each]
    return told_here


def _speaker(report: Report, spoken: circumstances.Spoken, trigger: Trigger, people: Participants) -> None:
    """نعلن, قصفنا in a quotation: who speaks."""
    said = spoken.around(trigger.start)
    for mention in report.mentions if said is not None and said.source else ():
        if said is not None and mention.id == said.source:
            people.add("agents", mention, "speaker")


def _same_launcher(report: Report, view: Clauses, trigger: Trigger, people: Participants, told: Sequence[EventMention]) -> None:
    """ثم أطلقت حملة كذا: who launched the campaign told last goes on, where the verb of the next one names nobody."""
    verb = trigger.reading.verb
    before = next((one for one in reversed(told) if one.type == "campaign" and one.agents), None)
    if verb is None or trigger.passive or before is None or view.bare(trigger.index - 1) not in lexicon.words("goes_on"):
        return
    for mention in report.mentions:
        if mention.id in before.agents and (verb.plural or agrees(view, verb, mention)):
            people.add("agents", mention, "before")


def _by_decree(view: Clauses) -> bool:
    """عين المرسوم فلانا: the decree told before."""
    return any(token.plain.removeprefix("و") in ("المرسوم", "القرار", "الأمر") for token in view.tokens)


def _interview(people: Participants) -> bool:
    """في اتصال هاتفي مع كذا, لقاء مع قناة كذا: who it was said to."""
    parties = [*people.agents, *people.others]
    return len(parties) < 3 and any(mention.subtype in ("media_outlet", "news_agency") for mention in parties)


def _missed(view: Clauses, trigger: Trigger, stopped: str) -> None:
    label, english = lexicon.type_labels(trigger.reading.entry.type)
    near_miss(f"events.{trigger.reading.kind}", view.tokens[trigger.index], stopped, type=label, type_en=english)


def _founds_body(view: Clauses, trigger: Trigger) -> bool:
    """أسس X لجنة: without a named body, a word for one must follow (else أسس X معاقل)."""
    ahead = range(trigger.index + 1, min(trigger.index + 10, len(view.tokens)))
    return any(
        view.mention[step] is None and ({view.key(step), lexicon.key(view.tokens[step].split.stem)} & trigger.reading.entry.needs)
        for step in ahead
    )


def _taken(view: Clauses, people: Participants) -> list[Mention]:
    """The places that were taken; one behind في only says where they lie, unless more is joined there (وقرى أخرى في كذا)."""
    outright = any(people.cues.get(place.id) in ("على", "o", "ل", "g") for place in people.places)
    beside = ("في", "ب", "من") if outright else ("في", "ب")  # الفلوجة القريبة من بغداد; but أجزاء من كذا وكذا
    return [place for place in people.places if people.cues.get(place.id) not in beside or _joined_more(view, place)]


def _joined_more(view: Clauses, place: Mention) -> bool:
    first = view.at(place.span.start)
    return any(view.key(step) in lexicon.words("joined_places") for step in range(max(first - 5, 0), first))


def _each_place(event: EventMention, places: Sequence[Mention]) -> list[EventMention]:
    """Three places taken in one verb are three events."""
    if len(places) < 2:
        return [event]
    return [
        event.model_copy(update={"place": place.id, "id": annotation_id("event", event.span, nth)})
        for nth, place in enumerate(places)
    ]


def _span(view: Clauses, trigger: Trigger) -> Span:
    return Span(start=trigger.start, end=view.tokens[trigger.index].end)


def _rule(trigger: Trigger, people: Participants) -> str:
    if trigger.reading.kind == "verb":
        return "events.passive_verb" if trigger.passive else "events.verb"
    if trigger.reading.kind == "participle":
        return "events.participle"
    return "events.noun"


def _because(view: Clauses, trigger: Trigger, people: Participants, cue: str) -> tuple[tuple[str, str], ...]:
    labels = lexicon.type_labels(trigger.reading.entry.type)
    names = {mention.id: mention.name for mention in (*people.agents, *people.others, *people.places)}
    beside = "، ".join(f"{names[identity]} ({slot})" for identity, slot in people.cues.items() if identity in names)
    return (
        ("trigger", view.tokens[trigger.index].plain), ("type", labels[0]), ("type_en", labels[1]),
        ("participants", beside or "—"), ("cue", cue or "—"),
    )  # fmt: skip
