"""Export `standoff`: annotations beside the text, as `documents.jsonl` and `knowledge.json`.

One report a line, in order of name, with body spans, publication date, outlet, mentions, dates, roles, quotations and event
mentions; positions are code-point offsets into the report's text. `knowledge.json` holds entities, relations, events and
contradictions. The form is stable and byte-identical between two builds of the same reports: made for scoring and for
programs that do their own thing with a case.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from musnad.errors import ExportError
from musnad.knowledge.store import Case
from musnad.records import Document, EventMention, Knowledge, Quantity, Quotation, Reference, Report, Role, Span

NAME = "standoff"
DESCRIPTION = "documents.jsonl + knowledge.json, positions in code points"

Json = dict[str, Any]


def write(case: Case, out: Path) -> list[Path]:
    """Write both files into the folder `out` (made if missing); returns their paths.

    Raises ExportError where the folder cannot be written.
    """
    knowledge = case.knowledge()
    names = {}
    documents = []
    for report in case.reports():
        names[report.document.id] = report.document.name
        documents.append(document_record(report, knowledge))
    documents.sort(key=lambda record: (record["name"], record["id"]))
    try:
        out.mkdir(parents=True, exist_ok=True)
        listing, known = out / "documents.jsonl", out / "knowledge.json"
        listing.write_text("".join(_dump(record) + "\n" for record in documents), encoding="utf-8")
        known.write_text(_dump(knowledge_record(knowledge, names), indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise ExportError(f"{out}: cannot write the export ({error.strerror}); choose another folder with --out") from error
    return [listing, known]


def _dump(record: Json, indent: int | None = None) -> str:
    return json.dumps(record, ensure_ascii=False, indent=indent, sort_keys=True)


def _span(document: Document, span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": document.quote(span)}


def document_record(report: Report, knowledge: Knowledge) -> Json:
    """All layers of one report."""
    document = report.document
    entity_of = {mention.id: knowledge.mention_entities.get(f"{document.id}/{mention.id}") for mention in report.mentions}
    outlet = report.outlet
    return {
        "id": document.id,
        "name": document.name,
        "sha256": document.sha256,
        "body": [[line.span.start, line.span.end] for line in document.body()],
        "published": report.published.value if report.published else None,
        "published_basis": report.published.basis if report.published else "unknown",
        "outlet": outlet.known_as or outlet.name if outlet else None,
        "mentions": [
            {**_span(document, m.span), "type": m.type, "entity": entity_of[m.id], "nominal": m.nominal, "by": m.by}
            for m in report.mentions
        ],
        "dates": [{**_span(document, d.span), "value": d.value, "by": d.by} for d in report.dates],
        "roles": [_role(document, role, entity_of) for role in report.roles],
        "quotations": [_quotation(document, quotation, entity_of) for quotation in report.quotations],
        "events": [_event(report, event, entity_of, knowledge) for event in report.events],
        "failures": list(report.failures),
    }


def _role(document: Document, role: Role, entity_of: dict[str, str | None]) -> Json:
    return {
        "person": entity_of.get(role.person),
        "organization": entity_of.get(role.organization) if role.organization else None,
        "title": _span(document, role.title),
        "former": role.former,
        "evidence": _span(document, role.span),
        "by": role.by,
    }


def _quotation(document: Document, quotation: Quotation, entity_of: dict[str, str | None]) -> Json:
    return {
        "source": entity_of.get(quotation.source) if quotation.source else None,
        "source_text": _span(document, quotation.source_text) if quotation.source_text else None,
        "cue": _span(document, quotation.cue),
        "content": _span(document, quotation.span),
        "anonymous": quotation.anonymous,
        "mode": quotation.mode,
        "via": _entities(quotation.via, entity_of),
        "by": quotation.by,
    }


def _entities(mentions: Iterable[str], entity_of: dict[str, str | None]) -> list[str]:
    """Entity ids of mentions, each once, in order."""
    return list(dict.fromkeys(entity for mention in mentions if (entity := entity_of.get(mention))))


def _event(report: Report, event: EventMention, entity_of: dict[str, str | None], knowledge: Knowledge) -> Json:
    document = report.document
    quantities = {quantity.id: quantity for quantity in report.quantities}
    quantity = quantities.get(event.quantity) if event.quantity else None
    return {
        "type": event.type,
        "trigger": _span(document, event.span),
        "date": event.date,
        "place": entity_of.get(event.place) if event.place else None,
        "agents": _entities(event.agents, entity_of),
        "others": _entities(event.others, entity_of),
        "quantity": _quantity(document, quantity) if quantity else None,
        "modality": event.modality,
        "event": knowledge.event_mentions.get(f"{document.id}/{event.id}"),
        "by": event.by,
    }


def _quantity(document: Document, quantity: Quantity) -> Json:
    value = quantity.value
    if value is not None and value.is_integer():
        value = int(value)
    return {"value": value, "unit": quantity.unit, "bound": quantity.bound, "text": document.quote(quantity.span)}


def knowledge_record(knowledge: Knowledge, names: dict[str, str]) -> Json:
    """What all reports say together; reports are named by their file name."""

    def place(reference: Reference) -> Json:
        return {
            "doc": names[reference.document],
            "line": reference.line,
            "start": reference.span.start,
            "end": reference.span.end,
        }

    statements = {statement.id: statement for statement in knowledge.statements}
    return {
        "entities": {
            entity.id: {
                "type": entity.type,
                "name": entity.name,
                "name_en": entity.name_en,
                "aliases": sorted({alias.name for alias in entity.aliases} - {entity.name}),
                "authority": entity.authority,
                **({"wikidata": entity.wikidata} if entity.wikidata else {}),
            }
            for entity in knowledge.entities
        },
        "relations": [
            {
                "subject": relation.subject,
                "predicate": relation.predicate,
                "object": relation.object,
                "evidence": [{**place(statements[s].reference), "text": statements[s].original} for s in relation.statements],
            }
            for relation in knowledge.relations
        ],
        "events": {
            event.id: {
                "type": event.type,
                "what": event.name_en,
                "what_ar": event.name,
                "date": event.date,
                "docs": sorted({names[telling.document] for telling in event.tellings}),
            }
            for event in knowledge.events
        },
        "contradictions": [
            {
                "id": contradiction.id,
                "about": contradiction.about,
                "property": contradiction.property,
                "kind": contradiction.kind,
                "nature": contradiction.nature,
                "values": [
                    {**place(value.reference), "value": value.value, "text": value.original} for value in contradiction.values
                ],
            }
            for contradiction in knowledge.contradictions
            if contradiction.nature != "update"  # a toll that grew is told apart: no report contradicts another
        ],
    }
