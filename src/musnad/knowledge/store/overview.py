"""What pages and dossiers would otherwise gather from the whole case, gathered once when its knowledge is written.

Everything here follows from what was derived: `replace` gathers it whenever knowledge is written, and once for a case that an
older musnad made (`stale`).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from musnad import edtf
from musnad.knowledge.store import bonds, engine, finding, schema
from musnad.records import Alias, Entity, Event, Knowledge, Reference

VERSION = "3"
"""Of the form of what is gathered: another one makes cases gather it anew."""
KEY = "overview"
"""The fact of a case that says in which form its overview stands."""
COUNTS = "counts"
"""The fact of a case that holds how much of everything was derived."""
FIRST_PLACES = 3
"""Places of a name kept with its entity: the oldest."""
CROWD = 6
"""A happening with more parties than this ties none to the others: who signs what everybody signs is not thereby near."""
ACTORS = ("PER", "ORG", "EVT")
PLACES = "places"
"""Name of the drawing that holds the places of the whole map."""
INSIDE = "inside"
"""Name, with the id of a listed place behind it, of what holds the case's places that lie in it."""
PLACES_INSIDE = 60
"""Places kept of those that lie in another."""
PLACES_DRAWN = 600
"""Places of one map: the most mentioned."""
WIDE_KINDS = frozenset({"country", "region"})
"""What is too large for a point: its country's outline is there already."""
_LAST = "9999-99-99"

_Order = Mapping[str, tuple[str, str]]
"""Report → what sorts it: by publication, then name."""


def replace(connection: Connection, knowledge: Knowledge) -> None:
    """Gather it from what was derived, in place of what was there."""
    documents = schema.documents
    rows = connection.execute(select(documents.c.id, documents.c.published_order, documents.c.name, documents.c.outlet)).all()
    order = {row.id: (row.published_order, row.name) for row in rows}
    outlets = {row.id: row.outlet for row in rows}
    for table in schema.OVERVIEW:
        connection.execute(delete(table))
    engine.fill(connection, schema.heads, (_head_row(one, order) for one in knowledge.entities))
    engine.fill(connection, schema.entity_documents, (row for one in knowledge.entities for row in _documents_of(one, order)))
    contested = {one.about for one in knowledge.contradictions}
    engine.fill(connection, schema.moments, _moments(knowledge.events, contested))
    engine.fill(connection, schema.datings, (row for one in knowledge.events for row in _datings(one)))
    engine.fill(connection, schema.event_outlets, (row for one in knowledge.events for row in _outlets_of(one, outlets)))
    tied = _tied(knowledge)
    engine.fill(connection, schema.ties, _ties(tied))
    bonds.draw(connection, {pair: (stated, len(events)) for pair, (stated, _, events) in tied.items()})
    engine.fill(connection, schema.drawings, _places(knowledge.entities))
    finding.index(connection)
    _set(connection, COUNTS, json.dumps(_counts(knowledge)))
    _set(connection, KEY, VERSION)


def stale(connection: Connection) -> bool:
    """True where the overview is missing or of another form."""
    kept = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == KEY)).scalar()
    return kept != VERSION


def _set(connection: Connection, key: str, value: str) -> None:
    connection.execute(delete(schema.meta).where(schema.meta.c.key == key))
    connection.execute(insert(schema.meta).values(key=key, value=value))


# --- entities ---


def _head_row(entity: Entity, order: _Order) -> Mapping[str, Any]:
    """The entity without its references, each name with the oldest of its places."""
    names = tuple(
        one if len(one.references) == 1 else one.model_copy(update={"references": _oldest(one.references, order)})
        for one in entity.aliases
    )
    head = entity.model_copy(update={"aliases": names, "references": _oldest(entity.references, order)})
    content = {
        **head.model_dump(mode="json", exclude_defaults=True),
        "mentions": len(entity.references), "documents": len({one.document for one in entity.references}),
        "times": [len(one.references) for one in entity.aliases],
    }  # fmt: skip
    return {"entity_id": entity.id, "authority": entity.authority, "content": _as_json(content)}


def _oldest(references: Sequence[Reference], order: _Order) -> tuple[Reference, ...]:
    return tuple(
        nsmallest(FIRST_PLACES, references, lambda one: (*order.get(one.document, (_LAST, "")), one.document, one.span.start))
    )


def _documents_of(entity: Entity, order: _Order) -> Iterator[Mapping[str, Any]]:
    """A row for each report that names it, in order of publication: where, and under which of its names."""
    found: dict[str, list[Reference]] = defaultdict(list)
    for reference in entity.references:
        found[reference.document].append(reference)
    named = _names_by_document(entity.aliases)
    ordered = sorted({*found, *named}, key=lambda one: (order.get(one, (_LAST, ""))[0], one))
    for place, document in enumerate(ordered):
        content = {
            "references": [_short(one) for one in found.get(document, ())],
            "names": {str(number): [_short(one) for one in places] for number, places in named.get(document, {}).items()},
        }
        yield {
            "entity_id": entity.id, "place": place, "document_id": document, "times": len(found.get(document, ())),
            "content": _as_json(content),
        }  # fmt: skip


def _names_by_document(aliases: Sequence[Alias]) -> dict[str, dict[int, list[Reference]]]:
    found: dict[str, dict[int, list[Reference]]] = defaultdict(lambda: defaultdict(list))
    for number, alias in enumerate(aliases):
        for reference in alias.references:
            found[reference.document][number].append(reference)
    return found


def _short(reference: Reference) -> list[int | str | None]:
    return [reference.span.start, reference.span.end, reference.line, reference.annotation]


# --- happenings ---


def _moments(events: Sequence[Event], contested: set[str]) -> Iterator[Mapping[str, Any]]:
    """A row for each happening in order of time, narrow enough to be counted and filtered in whole."""
    for place, event in enumerate(sorted(events, key=lambda one: (*edtf.sort_key(one.date), one.id))):
        values = [one.value for one in event.dates]
        spans = [(edtf.earliest(value), edtf.latest(value)) for value in dict.fromkeys(values)]
        begins, ends = [first for first, _ in spans], [last for _, last in spans]
        apart = any(not edtf.overlaps(one, other) for one, other in combinations(dict.fromkeys(values), 2))
        yield {
            "event_id": event.id, "place": place, "type": event.type, "month": month_of(event.date), "modality": event.modality,
            "dated": bool(values), "apart": apart, "contested": event.id in contested, "tellings": len(event.tellings),
            "begins": "" if None in begins or not begins else min(str(one) for one in begins),
            "ends": _LAST if None in ends or not ends else max(str(one) for one in ends),
        }  # fmt: skip


def month_of(value: str | None) -> str:
    """The month a date is listed under; the year alone where no month is known; empty where there is no date."""
    date = (value or "").strip("[")
    if not date or date.startswith(".."):
        return ""
    return date[:7] if len(date) > 5 and date[4] == "-" and date[5:7].isdecimal() else date[:4]


def _datings(event: Event) -> Iterator[Mapping[str, Any]]:
    """The days that each of several dates may mean; an event with one date has them in its own row."""
    values = list(dict.fromkeys(one.value for one in event.dates))
    for number, value in enumerate(values if len(values) > 1 else ()):
        first, last = edtf.earliest(value), edtf.latest(value)
        yield {"event_id": event.id, "number": number, "begins": str(first or ""), "ends": str(last or _LAST)}


def _outlets_of(event: Event, outlets: Mapping[str, str | None]) -> Iterator[Mapping[str, Any]]:
    """The outlets that tell of a happening, where there are several."""
    found = dict.fromkeys(outlets.get(one.document) for one in event.tellings)
    named = [one for one in found if one]
    for outlet in named if len(named) > 1 else ():
        yield {"event_id": event.id, "outlet": outlet}


# --- ties ---


def _tied(knowledge: Knowledge) -> dict[tuple[str, str], tuple[int, list[str], list[str]]]:
    """Two actors, in order → how many statements tie them, ids of relations, ids of happenings."""
    actors = {one.id for one in knowledge.entities if one.type in ACTORS}
    relations: dict[tuple[str, str], list[str]] = defaultdict(list)
    events: dict[tuple[str, str], list[str]] = defaultdict(list)
    stated: Counter[tuple[str, str]] = Counter()
    for relation in sorted(knowledge.relations, key=lambda one: (one.predicate, one.subject, one.object)):
        one, other = sorted((relation.subject, relation.object))
        if one in actors and other in actors and one != other:
            relations[one, other].append(relation.id)
            stated[one, other] += len(relation.statements)
    for event in sorted(knowledge.events, key=lambda one: (*edtf.sort_key(one.date), one.id)):
        parties = sorted({party for party in (*event.agents, *event.others) if party in actors})
        if len(parties) <= CROWD:
            for pair in combinations(parties, 2):
                events[pair].append(event.id)
    return {pair: (stated[pair], relations.get(pair, []), events.get(pair, [])) for pair in sorted({*relations, *events})}


def _ties(tied: Mapping[tuple[str, str], tuple[int, list[str], list[str]]]) -> Iterator[Mapping[str, Any]]:
    """Two rows for each pair, one seen from each end."""
    for pair, (stated, relations, events) in tied.items():
        weight = {"stated": stated, "told": len(events), "weight": stated + len(events)}
        content = _as_json({"relations": relations, "events": events})
        yield {"one": pair[0], "other": pair[1], "content": content, **weight}
        yield {"one": pair[1], "other": pair[0], "content": "", **weight}


# --- places ---


def placed(entities: Iterable[Entity]) -> list[Entity]:
    """The places that the lists know a point or an area of, those mentioned most first."""
    found = [one for one in entities if one.subtype not in WIDE_KINDS and (one.area is not None or one.latitude is not None)]
    return sorted(found, key=_by_mentions)


def _by_mentions(entity: Entity) -> tuple[int, str, str]:
    return -len(entity.references), entity.name, entity.id


def _places(entities: Sequence[Entity]) -> Iterator[Mapping[str, Any]]:
    """The places of the whole map, as many as it has room for; and of each listed place those of the case that lie in it."""
    places = sorted((one for one in entities if one.type == "LOC"), key=_by_mentions)
    found = placed(places)
    whole = {"all": len(places), "placed": len(found), "most": [one.id for one in found[:PLACES_DRAWN]]}
    yield {"name": PLACES, "content": _as_json(whole)}
    inside: dict[str, list[str]] = defaultdict(list)
    for one in places:
        for holder in dict.fromkeys(holder.id for holder in one.within):
            inside[holder].append(one.id)
    for holder, held in sorted(inside.items()):
        yield {"name": f"{INSIDE} {holder}", "content": _as_json({"all": len(held), "most": held[:PLACES_INSIDE]})}


def _counts(knowledge: Knowledge) -> dict[str, int]:
    return {
        "entities": len(knowledge.entities), "mentions": len(knowledge.mention_entities), "statements": len(knowledge.statements),
        "relations": len(knowledge.relations), "events": len(knowledge.events), "contradictions": len(knowledge.contradictions),
        **{f"entities.{kind}": times for kind, times in sorted(Counter(one.type for one in knowledge.entities).items())},
    }  # fmt: skip


def _as_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def derived(connection: Connection) -> dict[str, int]:
    """How much of everything was derived."""
    kept = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == COUNTS)).scalar()
    return dict(json.loads(kept)) if kept else {}
