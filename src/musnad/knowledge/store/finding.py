"""Entities by name, in Arabic or in any usual Latin spelling: the whole name first, then all words, some, beginnings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Any

from sqlalchemy import Connection, Row, select, text

from musnad.knowledge.latin import latin_key, latin_readings
from musnad.knowledge.store import schema
from musnad.knowledge.store.rows import Head
from musnad.records import Entity
from musnad.script import search_key

_WHOLE, _SPELT, _ALL, _SOME, _BEGINS = range(5)
"""How a name holds what was typed: it is it, in its usual Latin form or in Arabic; in another spelling; in all its words; in some
of its words; in beginnings of its words."""


_ORDERED = 4
"""Words of a name that are tried in every order."""


def readings(typed: str) -> list[str]:
    """What the words are looked up as: Latin letters by sound, in one or more readings, else Arabic ones folded."""
    return list(latin_readings(typed)) or [search_key(typed)]


def found(connection: Connection, typed: str, limit: int) -> list[tuple[int, str]]:
    """Entity ids, best first, each with how its name holds what was typed."""
    words = typed.replace("*", " ").replace('"', " ")
    best: dict[str, tuple[int, int, int, str]] = {}
    for number, reading in enumerate(readings(words)):
        pieces = reading.split()
        for row in _named(connection, pieces, limit) if pieces else ():
            tier = _tier(pieces, row.key, row.name, row.grade)
            # A second reading of the same letters (ch as in French) counts after the first.
            tier += _SPELT if number and tier < _ALL else 0
            # A name that the entity is mostly called by comes before one that it was once called by.
            rank = (tier, -row.mentions if tier == _WHOLE else 0, -row.all, row.entity_name)
            if row.entity_id not in best or rank < best[row.entity_id]:
                best[row.entity_id] = rank
    ordered = sorted(best, key=lambda entity: (best[entity], entity))
    return [(best[entity][0], entity) for entity in ordered[:limit]]


def index(connection: Connection) -> None:
    """Put all names in the index by words, those of the best known first: so they are found first."""
    connection.execute(text("DROP TABLE IF EXISTS name_words"))
    connection.execute(text("CREATE VIRTUAL TABLE name_words USING fts5(key, entity_id UNINDEXED, prefix = '2 3')"))
    connection.execute(
        text(
            "INSERT INTO name_words (key, entity_id) SELECT a.key, a.entity_id FROM aliases a "
            "JOIN entities e ON e.id = a.entity_id ORDER BY e.mentions DESC, e.name, e.id, a.key"
        )
    )


_COLUMNS = (
    'a.entity_id, a.key, a.name, a.grade, a.mentions, e.mentions AS "all", e.name AS entity_name '
    "FROM {found} JOIN entities e ON e.id = a.entity_id"
)
_MOST = 400
"""Names looked at of those that hold the words, those of the best known: common words stand in tens of thousands."""
_BEGINNING = 2000
"""Names looked at of those with a word that begins so, those of the best known."""


def _named(connection: Connection, pieces: Sequence[str], limit: int) -> Iterator[Row[Any]]:
    """Names that are these words in any order, then those that hold them, then those with words that begin so."""
    if len(pieces) <= _ORDERED:
        keys = {f"key{n}": " ".join(order) for n, order in enumerate(dict.fromkeys(permutations(pieces)))}
        gaps = ", ".join(f":{name}" for name in keys)
        query = "SELECT " + _COLUMNS.format(found=f"(SELECT * FROM aliases WHERE key IN ({gaps})) a")
        yield from connection.execute(text(query), keys)
    enough = max(_MOST, 2 * limit)
    for star in ("", " *"):
        # One letter begins every tenth name: it is looked for as a word of its own.
        match = " ".join('"' + piece.replace('"', '""') + '"' + star * (len(piece) > 1) for piece in pieces)
        found = (
            "(SELECT key, entity_id FROM name_words WHERE name_words MATCH :match ORDER BY rowid LIMIT :most) w "
            "JOIN aliases a ON a.entity_id = w.entity_id AND a.key = w.key"
        )
        rows = connection.execute(text("SELECT " + _COLUMNS.format(found=found)), {"match": match, "most": enough}).all()
        yield from (row for row in rows if all(any(word.startswith(piece) for word in row.key.split()) for piece in pieces))
        if len({row.entity_id for row in rows}) >= limit:
            return


def beginning(connection: Connection, pieces: Sequence[str]) -> dict[str, str]:
    """Names with a word that begins with any of these, by their folded form, those of the best known first."""
    match = " OR ".join('"' + piece.replace('"', '""') + '" *' for piece in pieces)
    query = (
        "SELECT a.key, a.name FROM (SELECT key, entity_id, rowid AS place FROM name_words WHERE name_words MATCH :match "
        "ORDER BY rowid LIMIT :most) w JOIN aliases a ON a.entity_id = w.entity_id AND a.key = w.key "
        "WHERE a.grade NOT IN (:other, :any) ORDER BY w.place"
    )
    asked = {"match": match, "most": _BEGINNING, "other": schema.OTHER_SPELLING, "any": schema.ANY_SPELLING}
    return {row.key: row.name for row in connection.execute(text(query), asked)}


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
    called = _called(connection, typed)
    return _entities(connection, [called])[0] if called else None


def _entities(connection: Connection, ids: Sequence[str]) -> list[Entity]:
    table = schema.entities
    rows = connection.execute(select(table.c.id, table.c.content).where(table.c.id.in_(ids))) if ids else ()
    contents = {row.id: row.content for row in rows}
    return [Entity.model_validate_json(contents[entity]) for entity in ids]


def search_heads(connection: Connection, words: str, limit: int = 20) -> list[Head]:
    """The same entities without their places."""
    return _heads(connection, [one for _, one in found(connection, words, limit)])


def named(connection: Connection, typed: str) -> Head | None:
    """The entity of this id, or that is called so."""
    table = schema.heads
    by_id = connection.execute(select(table.c.content).where(table.c.entity_id == typed)).scalar()
    if by_id is not None:
        return Head.model_validate_json(by_id)
    called = _called(connection, typed)
    return _heads(connection, [called])[0] if called else None


def is_called(tier: int) -> bool:
    """True for what is called so, in whole or by whole words of a name; else the words only begin words of the name."""
    return tier < _BEGINS


def _called(connection: Connection, typed: str) -> str | None:
    """Id of the entity that is called so, in whole or by whole words of its name."""
    first = found(connection, typed, 1)
    return first[0][1] if first and is_called(first[0][0]) else None


def _heads(connection: Connection, ids: Sequence[str]) -> list[Head]:
    table = schema.heads
    rows = connection.execute(select(table.c.entity_id, table.c.content).where(table.c.entity_id.in_(ids))) if ids else ()
    contents = {row.entity_id: row.content for row in rows}
    return [Head.model_validate_json(contents[entity]) for entity in ids]


def like(piece: str) -> str:
    """The piece with the wildcards of LIKE escaped."""
    return piece.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
