"""All reports that hold the words of a search, to be counted and sifted, and what to show of those that are shown."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from musnad.knowledge.store import schema, search
from musnad.knowledge.store.rows import DocumentSummary, Hit
from musnad.records import Document


def matches(connection: Connection, words: str) -> list[tuple[str, float]]:
    """Ids of all reports that hold all the words with their scores, best first."""
    terms = search.parse(words)
    return search.ranked(connection, terms) if terms else []


class Found(Hit):
    """A report that is shown, with the words of its stretches."""

    passages: tuple[str, ...] = ()


def hits_of(connection: Connection, words: str, found: Sequence[tuple[DocumentSummary, float]]) -> list[Found]:
    """These reports in this order, with the stretches of their text that hold the words."""
    terms, table = search.parse(words), schema.reports
    ids = [summary.id for summary, _ in found]
    rows = schema.documents
    query = select(table.c.document_id, table.c.document, rows.c.search_row).join(rows, rows.c.id == table.c.document_id)
    texts = {row.document_id: row for row in connection.execute(query.where(table.c.document_id.in_(ids)))}
    placed = search.placed(connection, [row.search_row for row in texts.values()])
    documents = {one: Document.model_validate_json(row.document) for one, row in texts.items()}
    return [
        _found(summary, score, documents[summary.id], terms, placed.get(texts[summary.id].search_row)) for summary, score in found
    ]


def _found(
    summary: DocumentSummary, score: float, document: Document, terms: Sequence[search.Term], words: list[search.Placed] | None
) -> Found:
    snippets = tuple(search.highlights(document, terms, words))
    passages = tuple(" ".join(document.quote(span).split()) for span, _ in snippets)
    return Found(document=summary, score=score, snippets=snippets, passages=passages)
