"""What is read from a case; every function works inside the connection it is given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import JSON, Connection, Row, func, or_, select, type_coerce

from musnad.errors import NotFound
from musnad.knowledge.store import finding, judging, overview, schema, search, snippets
from musnad.knowledge.store.rows import DocumentSummary, EntitySummary, EventSummary, Hit
from musnad.records import (
    Contradiction,
    Document,
    Entity,
    Event,
    Failure,
    Knowledge,
    Outlet,
    Relation,
    Report,
    Statement,
)
from musnad.script import search_key

_SUMMARY = tuple(schema.documents.c[name] for name in DocumentSummary.model_fields)
_JUDGED_ELSEWHERE = ("name", "agent", "other", "place", "date", "quantity")
_ENTITY_SUMMARY = tuple(schema.entities.c[name] for name in EntitySummary.model_fields)
_ENTITY_ORDER = (schema.entities.c.mentions.desc(), schema.entities.c.name, schema.entities.c.id)
_SUGGEST_AT = 70
"""Similarity (0-100) from which a name is offered for a misspelt one; below it, suggestions on the samples looked random."""


def _summary(row: Row[Any]) -> DocumentSummary:
    # Not checked again: the row was written from a summary's own fields, and a large case has tens of thousands.
    return DocumentSummary.model_construct(**row._mapping)


def documents(connection: Connection, limit: int | None = None, offset: int = 0) -> list[DocumentSummary]:
    """Reports by publication, then name."""
    table = schema.documents
    query = select(*_SUMMARY).order_by(table.c.published_order, table.c.name, table.c.id).limit(limit).offset(offset)
    return [_summary(row) for row in connection.execute(query)]


def summary(connection: Connection, id_or_name: str) -> DocumentSummary:
    """One report of the list, by id or file name."""
    table = schema.documents
    for column in (table.c.id, table.c.name):
        found = connection.execute(select(*_SUMMARY).where(column == id_or_name).order_by(table.c.id)).first()
        if found:
            return _summary(found)
    names = connection.execute(select(table.c.name).order_by(table.c.name).limit(2000)).scalars()
    near = [name for name, _, _ in process.extract(id_or_name, list(names), limit=3, score_cutoff=_SUGGEST_AT)]
    advice = f"did you mean {', '.join(near)}?" if near else "`musnad search` finds reports by their words"
    raise NotFound(f"no report {id_or_name!r} in this case; {advice}")


def _report(document: str, annotations: str) -> Report:
    # One object of JSON out of two: parsing and checking in one go takes half the time.
    rest = annotations.strip()[1:]
    return Report.model_validate_json(f'{{"document":{document}{"," if rest != "}" else ""}{rest}')


def report(connection: Connection, id_or_name: str) -> Report:
    """One report with its annotations."""
    table = schema.reports
    query = select(table.c.document, table.c.annotations)
    found = connection.execute(query.where(table.c.document_id == id_or_name)).one_or_none()
    if found is None:
        found = connection.execute(query.where(table.c.document_id == summary(connection, id_or_name).id)).one()
    return _report(found.document, found.annotations)


def report_ids(connection: Connection) -> list[str]:
    """All report ids in order."""
    return list(connection.execute(select(schema.reports.c.document_id).order_by(schema.reports.c.document_id)).scalars())


def failures(connection: Connection) -> list[Failure]:
    """What did not become part of the case, in the order met."""
    table = schema.failures
    rows = connection.execute(select(table).order_by(table.c.number))
    return [
        Failure(name=row.name, problem=row.problem, advice=row.advice, code=row.code, gaps=json.loads(row.gaps)) for row in rows
    ]


def entities(connection: Connection, of_type: str | None, limit: int | None = None, offset: int = 0) -> list[Entity]:
    """Entities with all their references, most mentioned first."""
    query = select(schema.entities.c.content).order_by(*_ENTITY_ORDER)
    if of_type:
        query = query.where(schema.entities.c.type == of_type)
    return [Entity.model_validate_json(content) for content in connection.execute(query.limit(limit).offset(offset)).scalars()]


def entity_summaries(connection: Connection, of_type: str | None, limit: int | None, offset: int) -> list[EntitySummary]:
    """Entities for a list, without references."""
    query = select(*_ENTITY_SUMMARY).order_by(*_ENTITY_ORDER).limit(limit).offset(offset)
    if of_type:
        query = query.where(schema.entities.c.type == of_type)
    return [EntitySummary.model_construct(**row._mapping) for row in connection.execute(query)]


def entity(connection: Connection, entity_id: str) -> Entity:
    """One entity by id."""
    content = connection.execute(select(schema.entities.c.content).where(schema.entities.c.id == entity_id)).scalar()
    if content is None:
        raise NotFound(f"no entity {entity_id!r} in this case; ids follow what the reports say, so look it up by name")
    return Entity.model_validate_json(content)


def find_entity(connection: Connection, name_or_id: str) -> Entity:
    """The entity of this id, name, alias or Latin name in any spelling; the most mentioned one of several."""
    table = schema.entities
    by_id = connection.execute(select(table.c.content).where(table.c.id == name_or_id)).scalar()
    if by_id is not None:
        return Entity.model_validate_json(by_id)
    called = finding.by_name(connection, name_or_id)
    if called is not None:
        return called
    key = search_key(name_or_id)
    near = suggestions(connection, key)
    advice = f"did you mean {'، '.join(near)}?" if near else "`musnad search` finds reports by their words"
    raise NotFound(f"nobody and nothing in this case is called {name_or_id!r}; {advice}")


def suggestions(connection: Connection, key: str, limit: int = 3) -> list[str]:
    """Names near to a misspelt one."""
    pieces = [word[:3] for word in key.split() if len(word) >= 3] or [key[:2]]
    # Narrowed in the database by a shared beginning of a word, compared letter by letter here.
    names = finding.beginning(connection, pieces)
    found = process.extract(key, list(names), scorer=fuzz.WRatio, limit=limit, score_cutoff=_SUGGEST_AT)
    return [names[alias] for alias, _, _ in found]


def statements(connection: Connection, subject: str | None, object_: str | None) -> list[Statement]:
    """Statements about, or with, an entity or event, in document order."""
    table = schema.statements
    query = select(table).order_by(table.c.document_id, table.c.start, table.c.id)
    if subject is not None:
        query = query.where(table.c.subject == subject)
    if object_ is not None:
        query = query.where(table.c.object == object_)
    return [judging.statement_of(row) for row in connection.execute(query)]


def doubtful(connection: Connection, limit: int) -> list[Statement]:
    """Statements that no analyst has looked at, the least certain first; without names and arguments of events."""
    table = schema.statements
    query = select(table).where(table.c.judged.is_(None), table.c.property.not_in(_JUDGED_ELSEWHERE))
    return [judging.statement_of(row) for row in connection.execute(query.order_by(table.c.score, table.c.id).limit(limit))]


def entities_in_doubt(connection: Connection, limit: int) -> list[Entity]:
    """Entities with a name of which it is not certain that it is theirs, those mentioned most first."""
    table, names = schema.entities, schema.aliases
    doubted = select(names.c.entity_id).where(names.c.grade.in_(("likely", "disputed"))).distinct()
    query = select(table.c.content).where(table.c.id.in_(doubted)).order_by(table.c.mentions.desc(), table.c.name, table.c.id)
    return [Entity.model_validate_json(content) for content in connection.execute(query.limit(limit)).scalars()]


def waiting(connection: Connection) -> dict[str, int]:
    """How many statements nobody has looked at, entities with a name in doubt, conflicts with decisions."""
    table, names = schema.statements, schema.aliases
    unseen = select(func.count()).where(table.c.judged.is_(None), table.c.property.not_in(_JUDGED_ELSEWHERE))
    doubted = select(func.count(names.c.entity_id.distinct())).where(names.c.grade.in_(("likely", "disputed")))
    conflicts = select(func.count()).select_from(schema.conflicts)
    queries = {"doubts": unseen, "names": doubted, "conflicts": conflicts}
    return {name: int(connection.execute(query).scalar_one()) for name, query in queries.items()}


def event_dates(connection: Connection) -> list[tuple[str, int]]:
    """Each date that happenings have, with how many have it."""
    table = schema.events
    query = select(table.c.date, func.count()).where(table.c.date.is_not(None)).group_by(table.c.date).order_by(table.c.date)
    return [(str(value), int(times)) for value, times in connection.execute(query)]


def statement(connection: Connection, statement_id: str) -> Statement:
    """One statement by id."""
    row = connection.execute(select(schema.statements).where(schema.statements.c.id == statement_id)).one_or_none()
    if row is None:
        raise NotFound(f"no statement {statement_id!r} in this case")
    return judging.statement_of(row)


def relations(connection: Connection, entity_id: str | None) -> list[Relation]:
    """Relations of an entity, from either side."""
    table = schema.relations
    query = select(table.c.content).order_by(table.c.predicate, table.c.subject, table.c.object)
    if entity_id is not None:
        query = query.where(or_(table.c.subject == entity_id, table.c.object == entity_id))
    return [Relation.model_validate_json(content) for content in connection.execute(query).scalars()]


def relation(connection: Connection, relation_id: str) -> Relation:
    """One relation by id."""
    content = connection.execute(select(schema.relations.c.content).where(schema.relations.c.id == relation_id)).scalar()
    if content is None:
        raise NotFound(f"no relation {relation_id!r} in this case; ids follow those of its two ends")
    return Relation.model_validate_json(content)


def contradiction(connection: Connection, contradiction_id: str) -> Contradiction:
    """One contradiction by id."""
    table = schema.contradictions
    content = connection.execute(select(table.c.content).where(table.c.id == contradiction_id)).scalar()
    if content is None:
        raise NotFound(f"no contradiction {contradiction_id!r} in this case; ids change when its values do")
    return Contradiction.model_validate_json(content)


def events(connection: Connection, entity_id: str | None, limit: int | None = None, offset: int = 0) -> list[Event]:
    """Happenings by date, those of unknown date last."""
    table = schema.events
    query = select(table.c.content).order_by(table.c.date_order, table.c.id)
    if entity_id is not None:
        taking_part = select(schema.event_entities.c.event_id).where(schema.event_entities.c.entity_id == entity_id)
        query = query.where(table.c.id.in_(taking_part))
    return [Event.model_validate_json(content) for content in connection.execute(query.limit(limit).offset(offset)).scalars()]


def event_summaries(connection: Connection) -> list[EventSummary]:
    """Happenings for a list, without tellings: by date, those of unknown date last."""
    table = schema.events
    modality = type_coerce(table.c.content, JSON)["modality"].as_string().label("modality")
    query = select(table.c.id, table.c.type, table.c.date, modality).order_by(table.c.date_order, table.c.id)
    # Left out of the record where it is "actual".
    rows = (row._mapping for row in connection.execute(query))
    return [EventSummary(**{name: value for name, value in row.items() if value is not None}) for row in rows]


def event(connection: Connection, event_id: str) -> Event:
    """One happening by id."""
    content = connection.execute(select(schema.events.c.content).where(schema.events.c.id == event_id)).scalar()
    if content is None:
        raise NotFound(f"no event {event_id!r} in this case; ids change when what the reports say of it changes")
    return Event.model_validate_json(content)


def contradictions(connection: Connection, about: str | None) -> list[Contradiction]:
    """Contradictions about an entity or event, or all."""
    table = schema.contradictions
    query = select(table.c.content).order_by(table.c.kind, table.c.about, table.c.id)
    if about is not None:
        query = query.where(table.c.about == about)
    return [Contradiction.model_validate_json(content) for content in connection.execute(query).scalars()]


def links(connection: Connection, of_document: str | None = None) -> tuple[dict[str, str], dict[str, str]]:
    """Mention → entity and event mention → event, of all reports or one."""
    mentions, telling = schema.mentions, schema.event_mentions
    named = select(mentions.c.document_id, mentions.c.mention_id, mentions.c.entity_id)
    told = select(telling.c.document_id, telling.c.annotation_id, telling.c.event_id)
    if of_document is not None:
        named = named.where(mentions.c.document_id == of_document)
        told = told.where(telling.c.document_id == of_document)
    return (
        {f"{document}/{mention}": target for document, mention, target in sorted(map(tuple, connection.execute(named)))},
        {f"{document}/{mention}": target for document, mention, target in sorted(map(tuple, connection.execute(told)))},
    )


def knowledge(connection: Connection) -> Knowledge:
    """All that was derived, as `derive` gave it."""
    named, told = links(connection)
    table = schema.documents
    copies = select(table.c.id, table.c.copy_of).where(table.c.copy_of.is_not(None)).order_by(table.c.id)
    return Knowledge(
        entities=tuple(sorted(entities(connection, None), key=lambda entity: entity.id)),
        events=tuple(sorted(events(connection, None), key=lambda event: event.id)),
        relations=tuple(sorted(relations(connection, None), key=lambda relation: relation.id)),
        statements=tuple(sorted(statements(connection, None, None), key=lambda statement: statement.id)),
        contradictions=tuple(sorted(contradictions(connection, None), key=lambda contradiction: contradiction.id)),
        mention_entities=named,
        event_mentions=told,
        copies={row.id: row.copy_of for row in connection.execute(copies)},
        outlets=tuple(outlets(connection)),
        standings=tuple(sorted(judging.standings(connection), key=lambda standing: standing.judgement)),
        conflicts=tuple(sorted(judging.conflicts(connection), key=lambda conflict: conflict.id)),
    )


def locate_words(connection: Connection) -> None:
    """Keep where the words of reports stand that an older musnad indexed."""
    table, texts = schema.documents, schema.reports
    for row in search.unlocated(connection):
        query = select(texts.c.document).join(table, table.c.id == texts.c.document_id).where(table.c.search_row == row)
        search.locate(connection, row, Document.model_validate_json(connection.execute(query).scalar_one()))


def outlets(connection: Connection) -> list[Outlet]:
    """What the case holds of each outlet, those with most reports first."""
    kept = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == schema.OUTLETS)).scalar()
    return [Outlet.model_validate(one) for one in json.loads(kept)] if kept else []


def counts(connection: Connection) -> dict[str, int]:
    """How many of everything."""
    # What was derived was counted when it was written: to count a million statements takes as long as a page may.
    known = overview.derived(connection)
    layers = ("entities", "mentions", "statements", "relations", "events", "contradictions")
    derived = {name: known.get(name, 0) for name in layers}
    tables = (("documents", schema.documents), ("judgements", schema.judgements), ("failures", schema.failures))
    found = {name: int(connection.execute(select(func.count()).select_from(table)).scalar_one()) for name, table in tables}
    copied = select(func.count()).select_from(schema.documents).where(schema.documents.c.copy_of.is_not(None))
    return {**derived, **found, "copies": int(connection.execute(copied).scalar_one())}


def hits(connection: Connection, words: str, limit: int, offset: int) -> Iterator[Hit]:
    """Reports that hold all the words, best first, with what to show of them."""
    terms = search.parse(words)
    ranked = search.find(connection, terms, limit, offset)
    table = schema.documents
    query = select(table.c.search_row, schema.reports.c.document, *_SUMMARY).join(
        schema.reports, schema.reports.c.document_id == table.c.id
    )
    rows = {
        row.search_row: row for row in connection.execute(query.where(table.c.search_row.in_([number for number, _ in ranked])))
    }
    for number, score in ranked:
        row = rows[number]
        fields = {name: row._mapping[column] for name, column in zip(DocumentSummary.model_fields, _SUMMARY, strict=True)}
        document = Document.model_validate_json(row._mapping[schema.reports.c.document])
        yield Hit(
            document=DocumentSummary.model_validate(fields), score=score,
            snippets=tuple(snippets.highlights(document, terms)),
        )  # fmt: skip
