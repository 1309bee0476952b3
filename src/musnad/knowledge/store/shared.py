"""What two outlets, or two entities, have in common."""

from __future__ import annotations

from sqlalchemy import Connection, Select, func, select

from musnad.knowledge.store import schema
from musnad.knowledge.store.bonds import Told
from musnad.records import Event, Relation


def events_of_outlets(connection: Connection, one: str, other: str, limit: int) -> list[Told]:
    """Happenings that reports of both outlets tell, by date."""
    told, others, table = schema.event_outlets, schema.event_outlets.alias(), schema.events
    content = (func.json_extract(table.c.content, f"$.{name}") for name in ("name", "name_en", "date"))
    query = (
        select(table.c.id, *content)
        .join(told, told.c.event_id == table.c.id)
        .join(others, others.c.event_id == told.c.event_id)
        .where(told.c.outlet == one, others.c.outlet == other)
        .order_by(table.c.date_order, table.c.id)
        .limit(limit)
    )
    return [Told(*row) for row in connection.execute(query)]


def events_of_entities(connection: Connection, one: str, other: str, limit: int) -> list[Event]:
    """Happenings in which both have a part, by date."""
    parts = schema.event_entities
    both = (
        select(parts.c.event_id)
        .where(parts.c.entity_id.in_((one, other)))
        .group_by(parts.c.event_id)
        .having(func.count(parts.c.entity_id.distinct()) == len({one, other}))
    )
    return _events(connection, both, limit)


def relations_between(connection: Connection, one: str, other: str) -> list[Relation]:
    """Relations that join the two, either way."""
    table = schema.relations
    ends = (one, other)
    query = select(table.c.content).where(table.c.subject.in_(ends), table.c.object.in_(ends), table.c.subject != table.c.object)
    found = connection.execute(query.order_by(table.c.predicate, table.c.subject)).scalars()
    return [Relation.model_validate_json(content) for content in found]


def reports_naming(connection: Connection, one: str, other: str, limit: int) -> list[str]:
    """Ids of reports that name both, by publication."""
    named, reports = schema.mentions, schema.documents
    both = (
        select(named.c.document_id)
        .where(named.c.entity_id.in_((one, other)))
        .group_by(named.c.document_id)
        .having(func.count(named.c.entity_id.distinct()) == len({one, other}))
    )
    query = select(reports.c.id).where(reports.c.id.in_(both)).order_by(reports.c.published_order, reports.c.id).limit(limit)
    return list(connection.execute(query).scalars())


def _events(connection: Connection, ids: Select[tuple[str]], limit: int) -> list[Event]:
    table = schema.events
    query = select(table.c.content).where(table.c.id.in_(ids)).order_by(table.c.date_order, table.c.id).limit(limit)
    return [Event.model_validate_json(content) for content in connection.execute(query).scalars()]
