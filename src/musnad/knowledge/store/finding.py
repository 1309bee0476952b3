"""Entities by name, in Arabic or in any usual Latin spelling: the whole name first, then all words, some, beginnings."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from musnad.knowledge.latin import latin_key, latin_readings
from musnad.knowledge.store import schema
from musnad.records import Entity
from musnad.script import search_key

_WHOLE, _SPELT, _ALL, _SOME, _BEGINS = range(5)
"""How a name holds what was typed: it is it, in its usual Latin form or in Arabic; in another spelling; in all its words; in some
of its words; in beginnings of its words."""


def readings(typed: str) -> list[str]:
    """What the words are looked up as: Latin letters by sound, in one or more readings, else Arabic ones folded."""
    return list(latin_readings(typed)) or [search_key(typed)]


def found(connection: Connection, typed: str, limit: int) -> list[tuple[int, str]]:
    """Entity ids, best first, each with how its name holds what was typed."""
    words = typed.replace("*", " ").replace('"', " ")
    best: dict[str, tuple[int, int, int, str]] = {}
    table, aliases = schema.entities, schema.aliases
    for number, reading in enumerate(readings(words)):
        pieces = reading.split()
        if not pieces:
            continue
        padded = " " + aliases.c.key
        holds = [padded.like(f"% {like(piece)}%", escape="\\") for piece in pieces]
        query = (
            select(aliases.c.entity_id, aliases.c.key, aliases.c.name, aliases.c.grade, aliases.c.mentions,
                   table.c.mentions.label("all"), table.c.name.label("entity_name"))
            .join(table, table.c.id == aliases.c.entity_id)
            .where(*holds)
        )  # fmt: skip
        for row in connection.execute(query):
            tier = _tier(pieces, row.key, row.name, row.grade)
            # A second reading of the same letters (ch as in French) counts after the first.
            tier += _SPELT if number and tier < _ALL else 0
            # A name that the entity is mostly called by comes before one that it was once called by.
            rank = (tier, -row.mentions if tier == _WHOLE else 0, -row.all, row.entity_name)
            if row.entity_id not in best or rank < best[row.entity_id]:
                best[row.entity_id] = rank
    ordered = sorted(best, key=lambda entity: (best[entity], entity))
    return [(best[entity][0], entity) for entity in ordered[:limit]]


def _tier(pieces: Sequence[str], key: str, name: str, grade: str) -> int:
    held = key.split()
    whole = all(piece in held for piece in pieces)
    if grade == schema.ANY_SPELLING:
        if whole:
            return _ALL if len((latin_key(name) or search_key(name)).split()) == len(pieces) else _SOME
        return _BEGINS
    if held == list(pieces):
        return _SPELT if grade == schema.OTHER_SPELLING else _WHOLE
    return (_ALL if len(held) == len(pieces) else _SOME) if whole else _BEGINS


def search_entities(connection: Connection, words: str, limit: int = 20) -> list[Entity]:
    """Entities with a name, alias or Latin name that holds all the words; exact names first, best known first among equals."""
    ids = [entity for _, entity in found(connection, words, limit)]
    return _entities(connection, ids)


def by_name(connection: Connection, typed: str) -> Entity | None:
    """The entity that is called so, in whole or by whole words of its name."""
    first = found(connection, typed, 1)
    return _entities(connection, [first[0][1]])[0] if first and first[0][0] < _BEGINS else None


def _entities(connection: Connection, ids: Sequence[str]) -> list[Entity]:
    table = schema.entities
    rows = connection.execute(select(table.c.id, table.c.content).where(table.c.id.in_(ids))) if ids else ()
    contents = {row.id: row.content for row in rows}
    return [Entity.model_validate_json(contents[entity]) for entity in ids]


def like(piece: str) -> str:
    """The piece with the wildcards of LIKE escaped."""
    return piece.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
