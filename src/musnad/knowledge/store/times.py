"""What lies in which time: the dates of the evidence behind ties and places, and what reports of a period name and tell."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import ColumnElement, Engine, Select, func, select

from musnad.knowledge.store import schema
from musnad.knowledge.store.rows import EntitySummary
from musnad.records import Reference, Span

_AT_ONCE = 400
"""Ids of one question; SQLite takes some thousands."""
_UNKNOWN = "9999"
"""What the order of an unknown date begins with."""
Days = tuple[str, str]
"""First and last day, as ISO dates; an empty text where an end is open."""


class Times:
    """The side of a case that answers by time; `Case.times`."""

    def __init__(self, database: Engine) -> None:
        self._database = database

    # --- evidence ---

    def of_relations(self, relations: Iterable[str]) -> dict[str, list[Days]]:
        """When the reports were published that state these relations."""
        query = (
            "SELECT relations.id, published_order FROM relations, json_each(relations.content, '$.statements') stated "
            "JOIN statements ON statements.id = stated.value JOIN documents ON documents.id = statements.document_id "
            "WHERE relations.id IN (SELECT value FROM json_each(?)) AND published_order < ?"
        )
        found: dict[str, list[Days]] = defaultdict(list)
        for relation, order in self._asked(query, relations, _UNKNOWN):
            found[relation].append(_days(order))
        return found

    def of_events(self, events: Iterable[str]) -> dict[str, Days]:
        """From when to when happenings may have been, over all their dates; without the undated."""
        query = "SELECT event_id, begins, ends FROM moments WHERE dated AND event_id IN (SELECT value FROM json_each(?))"
        return {event: (_end(begins), _end(ends)) for event, begins, ends in self._asked(query, events)}

    def _asked(self, query: str, ids: Iterable[str], *others: str) -> list[tuple[str, ...]]:
        """Asked of the driver itself: a tie has hundreds of happenings, and a row of SQLAlchemy's costs ten times as much."""
        with self._database.connect() as connection:
            cursor = connection.connection.cursor()
            cursor.execute(query, (json.dumps(list(dict.fromkeys(ids))), *others))
            return list(cursor.fetchall())

    def of_places(self, places: Iterable[str]) -> dict[str, list[Days]]:
        """When reports that name these places were published, and what happened there when."""
        ids = list(places)
        found: dict[str, list[Days]] = defaultdict(list)
        named, documents = schema.entity_documents, schema.documents
        query = select(named.c.entity_id, documents.c.published_order).join(documents, documents.c.id == named.c.document_id)
        for row in self._in(query, named.c.entity_id, ids):
            if not row[1].startswith(_UNKNOWN):
                found[row[0]].append(_days(row[1]))
        parties, moments = schema.event_entities, schema.moments
        there = select(parties.c.entity_id, moments.c.begins, moments.c.ends).join(
            moments, moments.c.event_id == parties.c.event_id
        )
        for row in self._in(there.where(parties.c.role == "place", moments.c.dated), parties.c.entity_id, ids):
            found[row[0]].append((_end(row[1]), _end(row[2])))
        return found

    def _in(self, query: Select[*tuple[str, ...]], column: ColumnElement[str], ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
        wanted = list(dict.fromkeys(ids))
        with self._database.connect() as connection:
            for at in range(0, len(wanted), _AT_ONCE):
                yield from (tuple(row) for row in connection.execute(query.where(column.in_(wanted[at : at + _AT_ONCE]))))

    # --- periods ---

    def reports(self, first: date, last: date, entity: str | None = None) -> list[str]:
        """Reports published between these days, or those of them that name an entity, by publication."""
        documents, named = schema.documents, schema.entity_documents
        query = select(documents.c.id).where(*_between(first, last)).order_by(documents.c.published_order, documents.c.id)
        if entity:
            query = query.join(named, named.c.document_id == documents.c.id).where(named.c.entity_id == entity)
        with self._database.connect() as connection:
            return list(connection.execute(query).scalars())

    def named(self, first: date, last: date, entity: str | None = None) -> dict[str, int]:
        """In how many reports of a period each entity is named; of those that name `entity` too, where one is given."""
        documents, named = schema.documents, schema.entity_documents
        query = (
            select(named.c.entity_id, func.count())
            .join(documents, documents.c.id == named.c.document_id)
            .where(*_between(first, last))
            .group_by(named.c.entity_id)
        )
        if entity:
            beside = select(named.c.document_id).where(named.c.entity_id == entity).scalar_subquery()
            query = query.where(named.c.document_id.in_(beside), named.c.entity_id != entity)
        with self._database.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def lines(self, entities: Iterable[str]) -> dict[str, EntitySummary]:
        """These entities as a list shows them."""
        columns = tuple(schema.entities.c[name] for name in EntitySummary.model_fields)
        wanted, found = list(dict.fromkeys(entities)), dict[str, EntitySummary]()
        with self._database.connect() as connection:
            for at in range(0, len(wanted), _AT_ONCE):
                query = select(*columns).where(schema.entities.c.id.in_(wanted[at : at + _AT_ONCE]))
                for row in connection.execute(query):
                    found[row.id] = EntitySummary.model_validate(dict(row._mapping))
        return found

    def places_in(self, entity: str, reports: Iterable[str]) -> dict[str, Reference]:
        """Where each of these reports names an entity first."""
        table = schema.entity_documents
        query = select(table.c.document_id, table.c.content).where(table.c.entity_id == entity)
        found = {}
        for document, content in self._in(query, table.c.document_id, reports):
            for start, end, line, annotation in json.loads(content)["references"][:1]:
                span = Span(start=start, end=end)
                found[document] = Reference(document=document, span=span, line=line, annotation=annotation)
        return found

    def events_of(self, entity: str) -> set[str]:
        """Happenings in which an entity has a part, or which happened there."""
        table = schema.event_entities
        with self._database.connect() as connection:
            return set(connection.execute(select(table.c.event_id).where(table.c.entity_id == entity)).scalars())

    def outlets(self, first: date, last: date, entity: str | None = None) -> dict[str, int]:
        """How many reports of a period each outlet has, or how many that name an entity."""
        documents, named = schema.documents, schema.entity_documents
        query = select(documents.c.outlet, func.count()).where(*_between(first, last), documents.c.outlet.is_not(None))
        if entity:
            query = query.join(named, named.c.document_id == documents.c.id).where(named.c.entity_id == entity)
        with self._database.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query.group_by(documents.c.outlet))}

    def event_types(self, first: date, last: date, entity: str | None = None) -> dict[str, int]:
        """How many happenings of each kind are dated into a period, or those in which an entity has a part."""
        moments, parties = schema.moments, schema.event_entities
        within = (moments.c.dated, moments.c.begins >= str(first), moments.c.ends <= str(last))
        query = select(moments.c.type, func.count()).where(*within).group_by(moments.c.type)
        if entity:
            having = select(parties.c.event_id).where(parties.c.entity_id == entity).scalar_subquery()
            query = query.where(moments.c.event_id.in_(having))
        with self._database.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}


def _between(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    order = schema.documents.c.published_order
    return order >= str(first), func.substr(order, 12) <= str(last), order < _UNKNOWN


def _days(order: str) -> Days:
    return _end(order[:10]), _end(order[11:21])


def _end(value: str) -> str:
    """A day; nothing where that end is open, which is written as the first or the last day there is."""
    return "" if value.startswith((_UNKNOWN, "0001")) else value
