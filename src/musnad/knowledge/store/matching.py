"""All reports that hold the words of a search, to be counted and sifted, and what to show of those that are shown."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from musnad.knowledge.store import schema, search
from musnad.knowledge.store.rows import DocumentSummary, Hit
from musnad.records import Document

_EVERY = -1
"""SQLite's word for no limit."""


def matches(connection: Connection, words: str) -> list[tuple[str, float]]:
    """Ids of all reports that hold all the words with their scores, best first."""
    ranked = search.find(connection, search.parse(words), _EVERY, 0)
    if not ranked:
        return []
    table = schema.documents
    ids = {row.search_row: row.id for row in connection.execute(select(table.c.search_row, table.c.id))}
    return [(ids[number], score) for number, score in ranked]


class Found(Hit):
    """A report that is shown, with the words of its stretches."""

    passages: tuple[str, ...] = ()


def hits_of(connection: Connection, words: str, found: Sequence[tuple[DocumentSummary, float]]) -> list[Found]:
    """These reports in this order, with the stretches of their text that hold the words."""
    terms, table = search.parse(words), schema.reports
    ids = [summary.id for summary, _ in found]
    query = select(table.c.document_id, table.c.document).where(table.c.document_id.in_(ids))
    texts = {row.document_id: row.document for row in connection.execute(query)}
    return [_found(summary, score, Document.model_validate_json(texts[summary.id]), terms) for summary, score in found]


def _found(summary: DocumentSummary, score: float, document: Document, terms: Sequence[search.Term]) -> Found:
    snippets = tuple(search.highlights(document, terms))
    passages = tuple(" ".join(document.quote(span).split()) for span, _ in snippets)
    return Found(document=summary, score=score, snippets=snippets, passages=passages)
