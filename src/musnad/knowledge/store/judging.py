"""Judgements and statements as rows; every function works inside the connection it is given."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select, text

from musnad.knowledge.store import schema
from musnad.records import Anchor, Conflict, Hop, Judgement, Knowledge, Reference, Span, Standing, Statement

_ARABIC, _LATIN = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"), re.compile(r"[A-Za-z]")


def add(connection: Connection, judgements: Iterable[Judgement]) -> list[str]:
    """Append decisions; the same decision (same id) is kept once. Returns the ids of those that are new."""
    table, new = schema.judgements, []
    for judgement in judgements:
        if connection.execute(select(table.c.number).where(table.c.id == judgement.id)).first() is not None:
            continue
        content = judgement.model_dump_json(exclude_defaults=True)
        connection.execute(insert(table).values(id=judgement.id, content=content))
        rows = [
            {"judgement_id": judgement.id, "item": item, "sha256": sha256}
            for item, sha256 in sorted({*((item, "") for item in judgement.items), *_places(judgement.anchors)})
        ]
        if rows:
            connection.execute(insert(schema.judgement_items), rows)
        new.append(judgement.id)
    return new


def known(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Which of these are judgements of the case."""
    table = schema.judgements
    return {one for one in ids if connection.execute(select(table.c.number).where(table.c.id == one)).first() is not None}


def _places(anchors: Sequence[Anchor]) -> Iterator[tuple[str, str]]:
    """The item of every anchor with the report that it stands in, those inside others too."""
    for anchor in anchors:
        if anchor.sha256:
            yield anchor.item, anchor.sha256
        yield from _places([part.anchor for part in anchor.parts])


def judgements(connection: Connection, about: str | None = None) -> list[Judgement]:
    """Decisions in the order in which they came into the case; those on one item, or on anything in one report."""
    table = schema.judgements
    query = select(table.c.content).order_by(table.c.number)
    if about is not None:
        query = query.where(table.c.id.in_(_ids_about(connection, about)))
    return [Judgement.model_validate_json(content) for content in connection.execute(query).scalars()]


def _ids_about(connection: Connection, about: str) -> list[str]:
    """Judgements that name an item or whose anchors are it now; with the undoing of these."""
    named, found = schema.judgement_items, schema.standing_items
    sha256 = connection.execute(select(schema.documents.c.sha256).where(schema.documents.c.id == about)).scalar()
    of_report = or_(named.c.item == about, named.c.sha256 == sha256) if sha256 else named.c.item == about
    ids = set(connection.execute(select(named.c.judgement_id).where(of_report)).scalars())
    ids |= set(connection.execute(select(found.c.judgement_id).where(found.c.item == about)).scalars())
    return sorted(ids | _undoing(connection, ids))


def _undoing(connection: Connection, ids: set[str]) -> set[str]:
    """The judgements that undo these, that undo the undoing, and so on."""
    named, found, at = schema.judgement_items, set[str](), sorted(ids)
    while at:
        new = set[str]()
        for some in (at[start : start + 500] for start in range(0, len(at), 500)):
            new |= set(connection.execute(select(named.c.judgement_id).where(named.c.item.in_(some))).scalars())
        at = sorted(new - ids - found)
        found |= new
    return found


def of_report(connection: Connection, sha256: str) -> list[Judgement]:
    """The decisions that may change how one report is read."""
    named, table = schema.judgement_items, schema.judgements
    ids = set(connection.execute(select(named.c.judgement_id).where(named.c.sha256 == sha256)).scalars())
    if not ids:
        return []
    rows = connection.execute(select(table.c.id, table.c.content).order_by(table.c.number)).all()
    wanted = ids | _undoing(connection, ids)
    return [Judgement.model_validate_json(row.content) for row in rows if row.id in wanted]


def of_reports(connection: Connection, sha256s: Sequence[str]) -> dict[str, list[Judgement]]:
    """The same for many reports; those that no decision is on are not in it."""
    named, judged = schema.judgement_items, set[str]()
    for start in range(0, len(sha256s), 400):
        query = select(named.c.sha256).where(named.c.sha256.in_(sha256s[start : start + 400])).distinct()
        judged |= set(connection.execute(query).scalars())
    return {sha256: of_report(connection, sha256) for sha256 in sorted(judged)}


def standings(connection: Connection, state: str | None = None) -> list[Standing]:
    """What became of the judgements, when the knowledge was derived last."""
    table = schema.standings
    query = select(table.c.content).order_by(table.c.judgement_id)
    query = query.where(table.c.state == state) if state else query
    return [Standing.model_validate_json(content) for content in connection.execute(query).scalars()]


def conflicts(connection: Connection) -> list[Conflict]:
    """Where rules or analysts now say otherwise than a judgement."""
    table = schema.conflicts
    return [
        Conflict.model_validate_json(content)
        for content in connection.execute(select(table.c.content).order_by(table.c.id)).scalars()
    ]  # fmt: skip


def replace(connection: Connection, knowledge: Knowledge) -> None:
    """What became of the judgements, in the derived tables that `replace_knowledge` has emptied."""
    rows = [
        {"judgement_id": one.judgement, "state": one.state, "content": one.model_dump_json(exclude_defaults=True)}
        for one in knowledge.standings
    ]  # fmt: skip
    items = [
        {"judgement_id": one.judgement, "item": item} for one in knowledge.standings for item in dict.fromkeys(one.items)
    ]  # fmt: skip
    told = [
        {"id": one.id, "judgement_id": one.judgement, "content": one.model_dump_json(exclude_defaults=True)}
        for one in knowledge.conflicts
    ]  # fmt: skip
    for table, filling in ((schema.standings, rows), (schema.standing_items, items), (schema.conflicts, told)):
        if filling:
            connection.execute(insert(table), filling)


# --- statements ---


def language(words: str) -> str | None:
    """`ar` or `en` by the letters of the words; None where there are none."""
    return "ar" if _ARABIC.search(words) else "en" if _LATIN.search(words) else None


def assertions(connection: Connection) -> Iterator[dict[str, Any]]:
    """The rows of the view, read as they come."""
    query = text("SELECT * FROM assertions ORDER BY document_id, start, stop, id")
    for row in connection.execution_options(yield_per=1000).execute(query):
        yield dict(row._mapping)


def statement_rows(statements: Sequence[Statement]) -> Iterator[Mapping[str, Any]]:
    """Statements as rows of their table."""
    # What one report or one speaker says shares its chain, the very object: written out once for a dozen statements.
    chains: dict[int, str] = {}
    for one in statements:
        if id(one.chain) not in chains:
            chains[id(one.chain)] = _chain(one.chain)
        at = one.reference
        yield {
            "id": one.id, "subject": one.subject, "property": one.property, "value": one.value, "object": one.object,
            "original": one.original, "lang": language(one.original), "document_id": at.document, "start": at.span.start,
            "stop": at.span.end, "line": at.line, "annotation_id": at.annotation, "stated_by": one.annotation,
            "holds": one.holds, "chain": chains[id(one.chain)], "rule": one.by, "score": one.score,
            "modality": one.modality, "judged": one.judged, "machine": one.machine, "code": one.code,
        }  # fmt: skip


def _chain(hops: Iterable[Hop]) -> str:
    content = [hop.model_dump(mode="json", exclude_defaults=True) for hop in hops]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def statement_of(row: Row[Any]) -> Statement:
    """The statement of a row."""
    span = Span(start=row.start, end=row.stop)
    return Statement(
        id=row.id, subject=row.subject, property=row.property, value=row.value, object=row.object, original=row.original,
        reference=Reference(document=row.document_id, span=span, line=row.line, annotation=row.annotation_id),
        holds=row.holds, chain=tuple(Hop.model_validate(hop) for hop in json.loads(row.chain)), by=row.rule, score=row.score,
        modality=row.modality, annotation=row.stated_by, judged=row.judged, machine=row.machine,
        code=row.code,
    )  # fmt: skip
