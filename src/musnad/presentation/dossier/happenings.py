"""Events named in a sentence: noun of the type, who took part, where."""

from __future__ import annotations

from musnad.presentation.dossier.company import company, is_muddled, parties
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.records import Part
from musnad.presentation.dossier.wording import Parts, text
from musnad.records import Entity, Event


def event_words(desk: Desk, event: Event) -> Parts:
    """`اشتباك بين كتائب الزيزفون ولواء الصوان في ذيبان`."""
    with desk.telling(event):
        return _event_words(desk, event)


def _event_words(desk: Desk, event: Event) -> Parts:
    phrases = desk.wording.phrases
    if event.type not in phrases["events"]:
        return (text(event.name if desk.wording.language == "ar" else event.name_en),)
    agents, others = parties(desk, event)
    standing_by = {one.id for group in company(desk, event, [*agents, *others]).values() for one in group}
    agents, others = [a for a in agents if a.id not in standing_by], [o for o in others if o.id not in standing_by]
    noun, acting, acted_upon = phrases["events"][event.type]
    if not others:
        noun = phrases["unnamed"].get(event.type, noun)
    title = next((other for other in others if other.type == "EVT" and acting == "pair"), None)
    others = [other for other in others if other is not title]
    if is_muddled(desk, event):
        joined = [desk.wording.say("event_parties", all=_names(desk, [*agents, *others]))]
    elif acting == "pair":
        joined = [_taking_part(desk, [*agents, *others])] if agents or others else []
    else:
        joined = [_gap(desk, acting, "agents", agents), _gap(desk, acted_upon, "others", others)]
        if event.type in phrases["others_first"]:
            joined.reverse()
    place = desk.evidence.entities.get(event.place or "")
    if place:
        joined.append(desk.wording.say("event_place", place=desk.wording.name(place)))
    parts = _titled(desk, noun, title)
    for piece in joined:
        if piece:
            parts.extend((text(" "), *piece))
    return tuple(parts)


def _titled(desk: Desk, noun: str, title: Entity | None) -> list[Part]:
    """The noun of the type; for an agreement or meeting that has a name of its own, that name: `اتفاق البصيرة`."""
    if title is None:
        return [text(noun)]
    name = list(desk.wording.name(title))
    return name if desk.wording.language == "en" or title.name.startswith(noun) else [text(f"{noun} "), *name]


def dated_event_words(desk: Desk, event: Event) -> Parts:
    """The event with its date behind it, where it has one."""
    words = event_words(desk, event)
    return desk.wording.say("event_dated", event=words, when=desk.wording.when_published(event.date)) if event.date else words


def _names(desk: Desk, entities: list[Entity]) -> Parts:
    return desk.wording.listing([desk.wording.name(entity) for entity in entities])


def _taking_part(desk: Desk, entities: list[Entity]) -> Parts:
    return desk.wording.say("event_pair" if len(entities) > 1 else "event_alone", all=_names(desk, entities))


def _gap(desk: Desk, template: str, gap: str, entities: list[Entity]) -> Parts:
    return desk.wording.fill(template, **{gap: _names(desk, entities)}) if entities else ()


def told_nominally(desk: Desk, event: Event) -> Parts:
    """`وقع اشتباك بين ...`, `خُطط لاجتماع ...`: the noun phrase with the verb that brings it in."""
    if event.modality == "planned":
        return desk.wording.say("event_planned", event=event_words(desk, event))
    return desk.wording.say("event_noun", verb=verb_for(desk, event), event=event_words(desk, event))


def verb_for(desk: Desk, event: Event) -> str:
    """The verb that brings the event in, by its modality and the gender of its noun."""
    phrases = desk.wording.phrases
    if event.modality != "actual":
        return str(phrases["modality"][event.modality])
    return str(phrases["verbs"].get(event.type, phrases["verbs"]["other"]))
