"""Who is tied to whom in a case: the ties between actors and the drawing of the whole, as they were stored with the knowledge."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Engine, func, select, text

from musnad.knowledge import layout
from musnad.knowledge.store import schema

MOST = 120
"""Actors of the drawing of a whole case: the most tied; more are a blot."""
KINDS = ("all", "stated", "told")
WHOLE, WHOLE_MOST = "whole", 3000
"""The drawing in which one can move about, and how many actors it holds at most."""
_PACE = 180_000
"""Actors times rounds of their layout: some seconds, however many they are; few actors get all the rounds there are."""


@dataclass(frozen=True)
class Bond:
    """What ties two actors: ids of relations and of happenings; `one` and `other` are entity ids, in order."""

    one: str
    other: str
    weight: int
    """Statements and happenings behind it."""
    relations: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True)
class Drawing:
    """The whole case on paper: its most tied actors with their weights, where they stand, how many there is no room for."""

    actors: dict[str, int]
    places: dict[str, tuple[float, float]]
    left_out: int


class Told(NamedTuple):
    """A happening as a line of a list."""

    id: str
    name: str
    name_en: str
    date: str | None


class Bonds:
    """The ties of a case; `Case.bonds`."""

    def __init__(self, database: Engine) -> None:
        self._database = database

    def drawing(self, kind: str) -> Drawing:
        """The whole case, by ties of one kind or all."""
        table = schema.drawings
        with self._database.connect() as connection:
            kept = connection.execute(select(table.c.content).where(table.c.name == f"network {kind}")).scalar()
        content: dict[str, Any] = json.loads(kept) if kept else {"actors": [], "left_out": 0}
        actors = {actor: weight for actor, weight, _, _ in content["actors"]}
        return Drawing(actors, {actor: (x, y) for actor, _, x, y in content["actors"]}, content["left_out"])

    def around(self, actor: str, kind: str, most: int) -> tuple[dict[str, int], int]:
        """Those most tied to an actor with the weight of each tie, and how many there are in all."""
        table, weight = schema.ties, _weight(kind)
        mine = (table.c.one == actor) & (weight > 0)
        query = select(table.c.other, weight.label("weight")).where(mine).order_by(weight.desc(), table.c.other).limit(most)
        with self._database.connect() as connection:
            everyone = connection.execute(select(func.count()).select_from(table).where(mine)).scalar_one()
            return {row.other: row.weight for row in connection.execute(query)}, int(everyone)

    def told(self, events: Iterable[str]) -> dict[str, Told]:
        """These happenings as lines; of their records, which name every telling, the rest is not read."""
        query = (
            "SELECT id, json_extract(content, '$.name'), json_extract(content, '$.name_en'), json_extract(content, '$.date') "
            "FROM events WHERE id IN (SELECT value FROM json_each(:ids))"
        )
        with self._database.connect() as connection:
            return {row[0]: Told(*row) for row in connection.execute(text(query), {"ids": json.dumps(list(events))})}

    def among(self, actors: Iterable[str], kind: str) -> list[Bond]:
        """The ties between any two of some actors, the strongest first."""
        table, weight, wanted = schema.ties, _weight(kind), sorted(set(actors))
        query = (
            select(table.c.one, table.c.other, weight.label("weight"), table.c.content)
            .where(table.c.one.in_(wanted), table.c.other.in_(wanted), table.c.one < table.c.other, weight > 0)
            .order_by(weight.desc(), table.c.one, table.c.other)
        )
        with self._database.connect() as connection:
            return [_bond(row, kind) for row in connection.execute(query)]


def _weight(kind: str) -> Column[Any]:
    return {"stated": schema.ties.c.stated, "told": schema.ties.c.told}.get(kind, schema.ties.c.weight)


def _bond(row: Any, kind: str) -> Bond:
    content = json.loads(row.content)
    relations = tuple(content["relations"]) if kind != "told" else ()
    events = tuple(content["events"]) if kind != "stated" else ()
    return Bond(row.one, row.other, row.weight, relations, events)


def draw(connection: Connection, ties: Mapping[tuple[str, str], tuple[int, int]]) -> None:
    """Lay the whole case out, once for each kind of tie; `ties`: two actors → weight of what is stated, of what is told."""
    for kind in KINDS:
        weighed = {pair: {"stated": stated, "told": told}.get(kind, stated + told) for pair, (stated, told) in ties.items()}
        content = _laid_out({pair: weight for pair, weight in weighed.items() if weight})
        connection.execute(schema.drawings.insert().values(name=f"network {kind}", content=json.dumps(content)))
    content = _laid_out({pair: stated + told for pair, (stated, told) in ties.items()}, WHOLE_MOST)
    connection.execute(schema.drawings.insert().values(name=f"network {WHOLE}", content=json.dumps(content)))


def _laid_out(ties: Mapping[tuple[str, str], int], most: int = MOST) -> dict[str, Any]:
    weights: dict[str, int] = {}
    for pair, weight in ties.items():
        for actor in pair:
            weights[actor] = weights.get(actor, 0) + weight
    order = sorted(weights, key=lambda actor: (-weights[actor], actor))
    shown = set(order[:most])
    within = sorted(((*pair, weight) for pair, weight in ties.items() if shown >= set(pair)), key=lambda tie: (-tie[2], tie))
    # Whose every tie leads out of the drawing would stand there alone.
    tied = {actor for one, other, _ in within for actor in (one, other)}
    actors = [actor for actor in order[:most] if actor in tied]
    rounds = min(layout.ROUNDS, _PACE // max(1, len(actors)))
    places = layout.places(actors, within, rounds) if actors else {}
    return {"actors": [[one, weights[one], *places[one]] for one in actors], "left_out": len(order) - len(actors)}
