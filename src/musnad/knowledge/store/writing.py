"""What is written into a case; every function works inside the transaction it is given."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from musnad import edtf
from musnad.errors import CaseError
from musnad.knowledge.store import engine, facets, judging, overview, schema, search
from musnad.knowledge.store.naming import Naming
from musnad.records import Document, Entity, Event, Failure, Knowledge, LineKind, Report

_TITLE_WORDS = 12
_MASK = re.compile(r"(?<=\w)ـ*[.·•*]+ـ+(?=\w)|(?<=\w)ـ+[.·•*]+ـ*(?=\w)")
_LAST = "9999-99-99"
"""Sorts behind every date: reports and events whose date is not known come last."""


def date_order(value: str | None) -> str:
    """A text that sorts EDTF values by their first day, then their last."""
    if value is None or not edtf.is_edtf(value):
        return _LAST
    first, last = edtf.sort_key(value)
    return f"{first.isoformat()} {last.isoformat()}"


def title(document: Document) -> tuple[str, bool]:
    """The headline as written, else the page's own title, else the first words of the article; true where it has no title."""
    for line in document.body():
        if line.kind is LineKind.headline:
            return _tidy(document.quote(line.span)), False
    if document.metadata.title:
        return _tidy(document.metadata.title), False
    for lines in (document.body(), document.lines):
        for line in lines:
            words = _tidy(document.quote(line.span)).split()
            if words and line.kind not in (LineKind.dateline, LineKind.byline, LineKind.furniture):
                return " ".join(words[:_TITLE_WORDS]) + (" …" if len(words) > _TITLE_WORDS else ""), True
    words = document.text.split()
    return (" ".join(words[:_TITLE_WORDS]) or document.name), True


def _tidy(words: str) -> str:
    """White space made single and masks taken off (القـ.ـصف); the rest stays as the outlet set it."""
    return " ".join(_MASK.sub("", words).split())


def _as_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def add_report(connection: Connection, report: Report, path: str, received: str, pipeline_version: str) -> None:
    """One report with its annotations and its words in the index, in place of an older version."""
    document = report.document
    documents = schema.documents
    name, untitled = title(document)
    kept = connection.execute(
        select(documents.c.search_row, documents.c.copy_of).where(documents.c.id == document.id)
    ).one_or_none()
    row = kept.search_row if kept else 1 + (connection.execute(select(func.max(documents.c.search_row))).scalar() or 0)
    connection.execute(delete(documents).where(documents.c.id == document.id))
    connection.execute(delete(schema.reports).where(schema.reports.c.document_id == document.id))
    published = report.published
    value = published.value if published else None
    connection.execute(
        insert(documents).values(
            id=document.id,
            name=document.name,
            title=name,
            untitled=untitled,
            outlet=report.outlet.name if report.outlet else None,
            published=value,
            basis=published.basis if published else "unknown",
            published_order=date_order(value),
            copy_of=kept.copy_of if kept else None,
            words=len(search.words_of(document)),
            mentions=len(report.mentions),
            sha256=document.sha256,
            size=document.size,
            path=path,
            received=received,
            pipeline_version=pipeline_version,
            search_row=row,
        )
    )
    content = report.model_dump(mode="json", exclude_defaults=True)
    document_content = content.pop("document")
    connection.execute(
        insert(schema.reports).values(document_id=document.id, document=_as_json(document_content), annotations=_as_json(content))
    )
    search.index(connection, row, document)


def forget(connection: Connection, document_id: str) -> str:
    """Take a report out; returns the SHA-256 of its original. What was derived from it stays until knowledge is replaced."""
    documents = schema.documents
    found = connection.execute(
        select(documents.c.search_row, documents.c.sha256).where(documents.c.id == document_id)
    ).one_or_none()
    if found is None:
        raise CaseError(f"no report {document_id} to forget")
    search.remove(connection, found.search_row)
    connection.execute(delete(documents).where(documents.c.id == document_id))
    connection.execute(delete(schema.reports).where(schema.reports.c.document_id == document_id))
    return str(found.sha256)


def add_failure(connection: Connection, failure: Failure) -> None:
    """One file that did not become part of the case."""
    connection.execute(insert(schema.failures).values(**failure.model_dump(exclude={"gaps"}), gaps=json.dumps(failure.gaps)))


def set_meta(connection: Connection, key: str, value: str) -> None:
    """A fact about the case itself."""
    connection.execute(delete(schema.meta).where(schema.meta.c.key == key))
    connection.execute(insert(schema.meta).values(key=key, value=value))


def replace_knowledge(connection: Connection, knowledge: Knowledge, naming: Naming) -> None:
    """All that was derived, in place of what was there; `naming` has the names of the entities, or makes them."""
    for table in schema.KNOWLEDGE:
        connection.execute(delete(table))
    with engine.filling(connection, schema.KNOWLEDGE):
        _fill_all(connection, knowledge, naming)
    judging.replace(connection, knowledge)
    facets.replace(connection, knowledge)
    kept = [outlet.model_dump(mode="json", exclude_defaults=True) for outlet in knowledge.outlets]
    set_meta(connection, schema.OUTLETS, _as_json(kept))
    documents = schema.documents
    connection.execute(update(documents).values(copy_of=None))
    for copy, first in sorted(knowledge.copies.items()):
        connection.execute(update(documents).where(documents.c.id == copy).values(copy_of=first))
    with engine.filling(connection, schema.OVERVIEW):
        overview.replace(connection, knowledge)


def _fill_all(connection: Connection, knowledge: Knowledge, naming: Naming) -> None:
    engine.fill(connection, schema.entities, map(_entity_row, knowledge.entities))
    engine.insert_rows(connection, schema.aliases, naming.rows(knowledge.entities))
    engine.fill(connection, schema.mentions, _keyed(knowledge.mention_entities, "mention_id", "entity_id"))
    engine.fill(connection, schema.statements, judging.statement_rows(knowledge.statements))
    engine.fill(connection, schema.relations, (
        {
            "id": relation.id, "subject": relation.subject, "predicate": relation.predicate, "object": relation.object,
            "content": relation.model_dump_json(),
        }
        for relation in knowledge.relations
    ))  # fmt: skip
    engine.fill(connection, schema.events, (
        {
            "id": event.id, "type": event.type, "date": event.date, "date_order": date_order(event.date),
            "content": _as_json(event.model_dump(mode="json", exclude_defaults=True)),
        }
        for event in knowledge.events
    ))  # fmt: skip
    engine.fill(connection, schema.event_entities, (row for event in knowledge.events for row in _participants(event)))
    engine.fill(connection, schema.event_mentions, _keyed(knowledge.event_mentions, "annotation_id", "event_id"))
    engine.fill(connection, schema.contradictions, (
        {
            "id": contradiction.id, "about": contradiction.about, "kind": contradiction.kind,
            "content": _as_json(contradiction.model_dump(mode="json", exclude_defaults=True)),
        }
        for contradiction in knowledge.contradictions
    ))  # fmt: skip


def _keyed(links: Mapping[str, str], annotation: str, target: str) -> Iterable[Mapping[str, str]]:
    for key, value in sorted(links.items()):
        document, _, annotation_id = key.partition("/")
        yield {"document_id": document, annotation: annotation_id, target: value}


def _entity_row(entity: Entity) -> Mapping[str, Any]:
    return {
        "id": entity.id, "type": entity.type, "name": entity.name, "name_en": entity.name_en, "subtype": entity.subtype,
        "mentions": len(entity.references), "documents": len({reference.document for reference in entity.references}),
        "content": _as_json(entity.model_dump(mode="json", exclude_defaults=True)),
    }  # fmt: skip


def _participants(event: Event) -> Iterable[Mapping[str, str]]:
    roles: dict[tuple[str, str], None] = defaultdict(None)
    for role, entities in (("agent", event.agents), ("other", event.others), ("place", (event.place,) if event.place else ())):
        for entity in entities:
            roles[entity, role] = None
    return [{"event_id": event.id, "entity_id": entity, "role": role} for entity, role in roles]
