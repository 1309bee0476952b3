"""Who of an event's participants only stood by: under whose auspices, in whose presence, with whose mediation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from musnad.lexicons import load
from musnad.presentation.dossier.desk import Desk
from musnad.records import Entity, Event, EventMention, Mention
from musnad.script import plain

# How far, in characters, a list of names behind `بحضور` may run: three persons with their titles.
_REACH = 130
_WORD = re.compile(r"\w+")
# What closes such a list: a new sentence, a verb's `أن`, another clause.
_CLOSED = re.compile(r"[.؛:\n]| أن | إن | حيث | فيما ")


def parties(desk: Desk, event: Event) -> tuple[list[Entity], list[Entity]]:
    """Doers, and those acted upon that can be: nobody is appointed but persons, nothing is merged into a person."""
    agents = desk.evidence.named(event.agents)
    kinds = load("clauses", "musnad.presentation.dossier")["acted_upon"].get(event.type)
    others = [one for one in desk.evidence.named(event.others) if one not in agents]
    return agents, [one for one in others if kinds is None or one.type in kinds]


def is_muddled(event: Event) -> bool:
    """True where the tellings joined make one party both doer and acted upon (attack and counter-attack)."""
    return bool(set(event.agents) & set(event.others))


def company(desk: Desk, event: Event, entities: Iterable[Entity]) -> dict[int, list[Entity]]:
    """Participants that the words before them show to be company, by the number of the phrase in `clauses.yml`."""
    found: dict[int, list[Entity]] = {}
    for entity in entities:
        kinds = [_kind(desk, event, reference.document, reference.annotation, entity.id) for reference in event.tellings]
        named = [kind for kind in kinds if kind is not None]
        if named and len(named) == len([kind for kind in kinds if kind != -1]) and named[0] >= 0:
            found.setdefault(named[0], []).append(entity)
    return found


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
