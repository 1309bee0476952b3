"""By what reports can be sifted beside outlet and date: places they name, happenings they tell, unnamed sources, contradictions.

A value's reports are the bits of one number, bit n for the report whose words stand in row n of the search index: what several
values leave is then one `&`, and how many reports that is one `bit_count()`, also for thousands of values over 20,000 reports.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, delete, insert, select

from musnad.knowledge.store import schema
from musnad.records import Knowledge

PLACE, EVENT, ANONYMOUS, CONTESTED = "place", "event", "anonymous", "contested"
YES = "yes"
"""The one value of a facet that a report has or has not."""

Facets = Mapping[str, Mapping[str, int]]
"""Facet → value → reports."""


def bits(rows: Iterable[int]) -> int:
    """The number whose bits are these rows."""
    members = set(rows)
    held = bytearray(max(members, default=0) // 8 + 1)
    for row in members:
        held[row // 8] |= 1 << row % 8
    return int.from_bytes(held, "little")


def _found(knowledge: Knowledge) -> Iterator[tuple[str, str, str]]:
    """Facet, value, report."""
    listed = {entity.authority: entity.id for entity in knowledge.entities if entity.type == "LOC" and entity.authority}
    for entity in knowledge.entities:
        if entity.type == "LOC":
            # A report that names a town is one of its governorate's, and of its country's, where the case knows those.
            around = dict.fromkeys([entity.id, *(listed[one.id] for one in entity.within if one.id in listed)])
            for document in dict.fromkeys(reference.document for reference in entity.references):
                yield from ((PLACE, place, document) for place in around)
    for event in knowledge.events:
        for reference in event.tellings:
            yield EVENT, event.type, reference.document
    for statement in knowledge.statements:
        if any(hop.kind == "anonymous" for hop in statement.chain):
            yield ANONYMOUS, YES, statement.reference.document
    for contradiction in knowledge.contradictions:
        if contradiction.nature == "contradiction":
            for value in contradiction.values:
                yield CONTESTED, YES, value.reference.document


def replace(connection: Connection, knowledge: Knowledge) -> None:
    """The facets of what was derived, in place of those that were there."""
    documents, table = schema.documents, schema.facets
    rows = {one.id: one.search_row for one in connection.execute(select(documents.c.id, documents.c.search_row))}
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for facet, value, document in _found(knowledge):
        if document in rows:
            found[facet, value].add(rows[document])
    connection.execute(delete(table))
    filling = [{"facet": facet, "value": value, "reports": _packed(bits(held))} for (facet, value), held in sorted(found.items())]
    if filling:
        connection.execute(insert(table), filling)


def _packed(held: int) -> bytes:
    # Most places stand in a handful of reports: nearly all bytes are zero.
    return zlib.compress(held.to_bytes(held.bit_length() // 8 + 1, "little"), 1)


def read(connection: Connection) -> Facets:
    """All facets of the case."""
    table, found = schema.facets, defaultdict[str, dict[str, int]](dict)
    for row in connection.execute(select(table.c.facet, table.c.value, table.c.reports).order_by(table.c.facet, table.c.value)):
        found[row.facet][row.value] = int.from_bytes(zlib.decompress(row.reports), "little")
    return dict(found)


def rows(connection: Connection) -> dict[str, int]:
    """Report id → row of the search index."""
    table = schema.documents
    return {one.id: one.search_row for one in connection.execute(select(table.c.id, table.c.search_row))}
