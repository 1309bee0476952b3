"""All reports that hold the words of a search, to be counted and sifted, and what to show of those that are shown."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, func, select

from musnad.knowledge.store import schema, search, snippets
from musnad.knowledge.store.rows import DocumentSummary, Hit
from musnad.knowledge.store.search import Matches
from musnad.records import Document, Span

_AT_ONCE = 400
"""Reports of one question; SQLite takes some thousands."""
_NONE = Matches(np.empty(0, np.int64), np.empty(0))


def matches(connection: Connection, words: str) -> Matches:
    """All reports that hold all the words, best first."""
    terms = search.parse(words)
    return search.matches(connection, terms) if terms else _NONE


class Found(Hit):
    """A report that is shown, with the words of its stretches."""

    passages: tuple[str, ...] = ()


def texts(connection: Connection, ids: Sequence[str]) -> dict[str, Document]:
    """These reports as found, without their annotations."""
    table, found = schema.reports, dict[str, Document]()
    for start in range(0, len(ids), _AT_ONCE):
        query = select(table.c.document).where(table.c.document_id.in_(ids[start : start + _AT_ONCE]))
        documents = map(Document.model_validate_json, connection.execute(query).scalars())
        found |= {one.id: one for one in documents}
    return found


def sentences(connection: Connection, ids: Sequence[str]) -> dict[str, list[Span]]:
    """Where the sentences of these reports begin and end, in order."""
    table, found = schema.reports, dict[str, list[Span]]()
    for start in range(0, len(ids), _AT_ONCE):
        query = select(table.c.document_id, func.json_extract(table.c.annotations, "$.sentences"))
        for document, kept in connection.execute(query.where(table.c.document_id.in_(ids[start : start + _AT_ONCE]))):
            found[document] = [
                Span.model_construct(start=one["span"]["start"], end=one["span"]["end"]) for one in json.loads(kept or "[]")
            ]
    return found


def naming(connection: Connection, entity: str) -> list[tuple[str, int]]:
    """Reports that name an entity, in no order, and how often each does."""
    found = connection.connection.cursor().execute(
        "SELECT document_id, times FROM entity_documents WHERE entity_id = ?", (entity,)
    )
    return list(found.fetchall())


def hits_of(
    connection: Connection, words: str, found: Sequence[tuple[DocumentSummary, float]], texts: Mapping[str, Document]
) -> list[Found]:
    """These reports in this order, with the stretches of their text that hold the words; `texts` has theirs."""
    terms, table = search.parse(words), schema.documents
    query = select(table.c.id, table.c.search_row).where(table.c.id.in_([summary.id for summary, _ in found]))
    rows = {row.id: row.search_row for row in connection.execute(query)}
    placed = snippets.placed(connection, rows.values())
    return [
        _found(summary, score, texts[summary.id], terms, placed.get(rows[summary.id]))
        for summary, score in found
        if summary.id in rows
    ]


def _found(
    summary: DocumentSummary, score: float, document: Document, terms: Sequence[search.Term], words: snippets.Words | None
) -> Found:
    shown = tuple(snippets.highlights(document, terms, words))
    passages = tuple(" ".join(document.quote(span).split()) for span, _ in shown)
    return Found.model_construct(document=summary, score=score, snippets=shown, passages=passages)
