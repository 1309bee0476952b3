"""Happenings by time: counted, filtered and read a part at a time from the narrow rows that stand beside them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, and_, case, exists, func, or_, select

from musnad import edtf
from musnad.knowledge.store import schema


@dataclass(frozen=True)
class WantedTimes:
    """What happenings are asked for; empty: any. `first` and `last` are EDTF, `apart` those whose dates share no day."""

    entity: str | None = None
    type: str = ""
    first: str | None = None
    last: str | None = None
    apart: bool = False
    modality: str = ""
    year: str = ""


class Moments:
    """The happenings of a case in order of time; `Case.moments`."""

    def __init__(self, database: Engine) -> None:
        self._database = database

    def counted(self, wanted: WantedTimes) -> dict[str, tuple[int, int]]:
        """Type → how many happenings, and how many of them are dated."""
        table = schema.moments
        dated = func.sum(case((table.c.dated, 1), else_=0))
        query = _within(select(table.c.type, func.count().label("times"), dated.label("dated")), wanted).group_by(table.c.type)
        with self._database.connect() as connection:
            return {row.type: (row.times, row.dated) for row in connection.execute(query)}

    def ids(self, wanted: WantedTimes, first: int, number: int) -> list[str]:
        """Dated happenings in order of time, so many from one on."""
        table = schema.moments
        query = _within(select(table.c.event_id), wanted).where(table.c.dated).order_by(table.c.place)
        with self._database.connect() as connection:
            return list(connection.execute(query.limit(number).offset(first)).scalars())

    def first_of(self, entity: str, number: int) -> list[str]:
        """Happenings of an entity in order of time, those of unknown date last: the first so many."""
        parts, table = schema.event_entities, schema.moments
        query = select(table.c.event_id).join(parts, parts.c.event_id == table.c.event_id).where(parts.c.entity_id == entity)
        with self._database.connect() as connection:
            return list(connection.execute(query.distinct().order_by(table.c.place).limit(number)).scalars())

    def listed(self, wanted: WantedTimes, first: int, number: int) -> list[tuple[str, str]]:
        """Happenings with the month they are listed under, by month, those without one last; so many from one on."""
        table = schema.moments
        query = _within(select(table.c.event_id, table.c.month), wanted).order_by(
            table.c.month == "", table.c.month, table.c.place
        )
        with self._database.connect() as connection:
            return [(row.event_id, row.month) for row in connection.execute(query.limit(number).offset(first))]

    def years(self, wanted: WantedTimes) -> Counter[str]:
        """How many happenings each year has; empty: no date."""
        table = schema.moments
        year = func.substr(table.c.month, 1, 4)
        query = _within(select(year.label("year"), func.count().label("times")), wanted).group_by(year)
        with self._database.connect() as connection:
            return Counter({row.year: row.times for row in connection.execute(query)})

    def types(self) -> list[str]:
        """All kinds of happenings."""
        return sorted(self.counted(WantedTimes()))


def any_time(wanted: WantedTimes) -> WantedTimes:
    """The same of every kind and whether or not dates agree."""
    return replace(wanted, type="", apart=False)


def _within(query: Select[Any], wanted: WantedTimes) -> Select[Any]:
    table, parts = schema.moments, schema.event_entities
    if wanted.entity is not None:
        query = query.where(table.c.event_id.in_(select(parts.c.event_id).where(parts.c.entity_id == wanted.entity)))
    if wanted.type:
        query = query.where(table.c.type == wanted.type)
    if wanted.apart:
        query = query.where(table.c.apart)
    if wanted.modality:
        query = query.where(table.c.modality == wanted.modality)
    if wanted.year:
        query = query.where(table.c.month >= wanted.year, table.c.month < wanted.year + "\uffff")
    start = edtf.earliest(wanted.first) if wanted.first else None
    end = edtf.latest(wanted.last) if wanted.last else None
    if wanted.first or wanted.last:
        query = query.where(table.c.dated, _meets(str(start or ""), str(end or "9999-99-99")))
    return query


def _meets(start: str, end: str) -> ColumnElement[bool]:
    """True where any date that is given falls between the two: dates that share no day are looked at one by one."""
    table, datings = schema.moments, schema.datings
    whole = and_(table.c.ends >= start, table.c.begins <= end)
    single = exists().where(datings.c.event_id == table.c.event_id, datings.c.ends >= start, datings.c.begins <= end)
    return and_(whole, or_(~table.c.apart, single))
