"""Who of an event's participants only stood by: under whose auspices, in whose presence, with whose mediation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from musnad.lexicons import load
from musnad.presentation.dossier.desk import Desk
from musnad.records import Entity, Event, EventMention, Mention
from musnad.script import plain, search_key

# How far, in characters, a list of names behind `بحضور` may run: three persons with their titles.
_REACH = 130
_WORD = re.compile(r"\w+")
# What closes such a list: a new sentence, a verb's `أن`, another clause.
_CLOSED = re.compile(r"[.؛:\n]| أن | إن | حيث | فيما ")


def parties(desk: Desk, event: Event) -> tuple[list[Entity], list[Entity]]:
    """Doers, and those acted upon that can be: nobody is appointed but persons, nothing is merged into a person.

    Who is both is what most tellings make of it, and both only where they balance; a body stands for its own committees.
    Whose part is in doubt is none, unless the words before the name make it company.
    """
    if event.id not in desk.parties:
        desk.parties[event.id] = _parties(desk, event)
    agents, others = desk.parties[event.id]
    return list(agents), list(others)


def _parties(desk: Desk, event: Event) -> tuple[list[Entity], list[Entity]]:
    kinds = load("clauses", "musnad.presentation.dossier")["acted_upon"].get(event.type)
    doing = _balance(desk, event)
    tellers = _tellers(desk, event)
    standing_by = {one.id for group in company(desk, event, desk.evidence.named(event.doubtful)).values() for one in group}
    left_out = tellers | (set(event.doubtful) - standing_by)
    agents = [one for one in desk.evidence.named(event.agents) if doing.get(one.id, 0) >= 0 and one.id not in left_out]
    others = [one for one in desk.evidence.named(event.others) if doing.get(one.id, 0) <= 0 and one.id not in left_out]
    others = [one for one in others if one not in agents]
    return _own_once(desk, agents), _own_once(desk, [one for one in others if kinds is None or one.type in kinds])


def _tellers(desk: Desk, event: Event) -> set[str]:
    """Outlets that tell of the event: to be named in the sentence makes them no party to it."""
    outlets = {search_key(desk.evidence.source(telling.document).outlet or "") for telling in event.tellings}
    media = (one for one in desk.evidence.named((*event.agents, *event.others)) if one.subtype in {"media_outlet", "news_agency"})
    return {one.id for one in media if any(search_key(one.name) in outlet for outlet in outlets)}


def _own_once(desk: Desk, entities: list[Entity]) -> list[Entity]:
    if desk.entity not in entities:
        return entities
    return [one for one in entities if one.id == desk.entity.id or one.id not in desk.evidence.own_bodies]


def _balance(desk: Desk, event: Event) -> dict[str, int]:
    """Of those who are doer in one telling and acted upon in another: tellings as the one less tellings as the other."""
    both = set(event.agents) & set(event.others)
    found = dict.fromkeys(sorted(both), 0)
    for telling in event.tellings if both else ():
        told = desk.evidence.source(telling.document).annotations.get(telling.annotation or "")
        if isinstance(told, EventMention):
            for mentions, side in ((told.agents, 1), (told.others, -1)):
                for entity in {desk.evidence.entity_of(telling.document, mention) for mention in mentions} & both:
                    found[entity or ""] += side
    return found


def is_muddled(desk: Desk, event: Event) -> bool:
    """True where the tellings joined make one party both doer and acted upon (attack and counter-attack)."""
    return any(balance == 0 for balance in _balance(desk, event).values())


def company(desk: Desk, event: Event, entities: Iterable[Entity]) -> dict[int, list[Entity]]:
    """Participants that the words before them show to be company, by the number of the phrase in `clauses.yml`."""
    found: dict[int, list[Entity]] = {}
    for entity in entities:
        if (phrase := _standing_by(desk, event, entity.id)) is not None:
            found.setdefault(phrase, []).append(entity)
    return found


def _standing_by(desk: Desk, event: Event, entity: str) -> int | None:
    """Number of the phrase by which every telling that names this entity makes it company; None where one does not."""
    if (event.id, entity) not in desk.standing_by:
        kinds = [_kind(desk, event, reference.document, reference.annotation, entity) for reference in event.tellings]
        named = [kind for kind in kinds if kind is not None]
        all_do = named and len(named) == len([kind for kind in kinds if kind != -1]) and named[0] >= 0
        desk.standing_by[event.id, entity] = named[0] if all_do else None
    return desk.standing_by[event.id, entity]


def _kind(desk: Desk, event: Event, document: str, annotation: str | None, entity: str) -> int | None:
    """Number of the phrase; None where the telling makes it doer or object; -1 where the telling does not name it."""
    source = desk.evidence.source(document)
    told = source.annotations.get(annotation or "")
    if not isinstance(told, EventMention):
        return -1
    mine = [m for m in (*told.agents, *told.others) if desk.evidence.entity_of(document, m) == entity]
    mention = source.annotations.get(mine[0]) if mine else None
    if not isinstance(mention, Mention):
        return -1
    line = source.document.line_at(mention.span.start).span
    before = source.text[max(line.start, mention.span.start - _REACH) : mention.span.start]
    return _phrase_before(_CLOSED.split(before)[-1])


def _phrase_before(before: str) -> int | None:
    words = [plain(match[0]) for match in _WORD.finditer(before)]
    for position in range(len(words) - 1, -1, -1):
        for number, phrase in enumerate(load("clauses", "musnad.presentation.dossier")["company"]):
            if words[position] in phrase["before"]:
                return number
    return None
