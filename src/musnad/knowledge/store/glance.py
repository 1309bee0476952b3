"""Reading the overview of a case: heads of entities, their reports a part at a time, what stands in a few reports."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Engine, Select, func, or_, select

from musnad.errors import NotFound
from musnad.knowledge.judgements import Docket
from musnad.knowledge.store import finding, judging, layered, overview, reading, schema
from musnad.knowledge.store.rows import DocumentSummary, EntitySummary, Head
from musnad.records import Contradiction, Event, Record, Reference, Relation, Report, Span, Statement

_AT_ONCE = 400
"""Ids of one question; SQLite takes some thousands."""
_SUMMARY = tuple(schema.documents.c[name] for name in DocumentSummary.model_fields)
_ENTITY = tuple(schema.entities.c[name] for name in EntitySummary.model_fields)


class Stated(NamedTuple):
    """What a statement says of the annotation that it stands on."""

    document: str
    annotation: str | None
    rule: str
    value: str | None


class Naming(Record):
    """Where one report names an entity, and under which of its names (by their number)."""

    document: str
    references: tuple[Reference, ...]
    names: tuple[tuple[int, tuple[Reference, ...]], ...]


@dataclass(frozen=True)
class Places:
    """The places that can be put on a map: the most mentioned ones, how many there are of these, and of all."""

    most: tuple[Head, ...]
    placed: int
    everything: int


class Glance:
    """The quick side of a case, for pages and dossiers; `Case.glance`."""

    def __init__(self, database: Engine) -> None:
        self._database = database

    def report(self, document: str) -> Report:
        """A report as its analysts read it, its layers read when they are looked at. Raises NotFound."""
        found = self.reports([document]).get(document)
        if found is None:
            with self._database.connect() as connection:
                return reading.report(connection, document)
        return found

    def reports(self, documents: Iterable[str]) -> dict[str, Report]:
        """These reports in the same way; ids of none are passed over."""
        with self._database.connect() as connection:
            found: dict[str, Report] = dict(layered.read(connection, list(dict.fromkeys(documents))))
            judged = judging.of_reports(connection, [one.document.sha256 for one in found.values()])
        for document, report in found.items():
            if isinstance(report, layered.LayeredReport) and report.document.sha256 in judged:
                found[document] = Docket(judged[report.document.sha256]).read(report.whole())
        return found

    def linked(self, documents: Iterable[str]) -> dict[str, tuple[dict[str, str], dict[str, str]]]:
        """Of each of these reports: mention → entity, event mention → happening."""
        wanted = list(dict.fromkeys(documents))
        found: dict[str, tuple[dict[str, str], dict[str, str]]] = {one: ({}, {}) for one in wanted}
        for (document, mention), entity in sorted(self.mentions_in(wanted).items()):
            found[document][0][mention] = entity
        told = schema.event_mentions
        columns = select(told.c.document_id, told.c.annotation_id, told.c.event_id)
        for document, telling, event in self._in(wanted, lambda some: columns.where(told.c.document_id.in_(some))):
            found[document][1][telling] = event
        return found

    # --- entities ---

    def summaries(self, ids: Iterable[str]) -> dict[str, EntitySummary]:
        """Lines of these entities; ids of other things are passed over."""
        table = schema.entities
        rows = self._in(ids, lambda some: select(*_ENTITY).where(table.c.id.in_(some)))
        return {row.id: EntitySummary.model_construct(**dict(row._mapping)) for row in rows}

    def heads(self, ids: Iterable[str]) -> dict[str, Head]:
        """Heads of these entities; ids of other things are passed over."""
        table = schema.heads
        rows = self._in(ids, lambda some: select(table.c.entity_id, table.c.content).where(table.c.entity_id.in_(some)))
        return {row.entity_id: Head.model_validate_json(row.content) for row in rows}

    def head(self, entity: str) -> Head:
        """The head of an entity. Raises NotFound."""
        found = self.heads([entity]).get(entity)
        if found is None:
            raise NotFound(f"no entity {entity!r} in this case; ids follow what the reports say, so look it up by name")
        return found

    def head_listed(self, authority: str) -> Head | None:
        """The first entity, by id, that stands in a list under this id."""
        table = schema.heads
        query = select(table.c.content).where(table.c.authority == authority).order_by(table.c.entity_id).limit(1)
        with self._database.connect() as connection:
            found = connection.execute(query).scalar()
        return Head.model_validate_json(found) if found else None

    def organisations_called(self, key: str) -> list[Head]:
        """Organisations one of whose names folds to this, by id."""
        # In two questions: joined in one, all organisations are looked through for the name.
        names = schema.aliases
        with self._database.connect() as connection:
            called = connection.execute(select(names.c.entity_id).where(names.c.key == key).distinct()).scalars().all()
        heads = self.heads(called)
        return [heads[one] for one in sorted(heads) if heads[one].type == "ORG"]

    def named(self, words: str) -> Head | None:
        """The entity of this id, name, alias or Latin name; None where there is none."""
        with self._database.connect() as connection:
            return finding.named(connection, words)

    def search(self, words: str, limit: int) -> list[Head]:
        """Entities one of whose names holds all the words; exact names first, best known first among equals."""
        with self._database.connect() as connection:
            return finding.search_heads(connection, words, limit)

    def names(self, words: str, limit: int) -> list[tuple[bool, str]]:
        """Entities that the words name, best first, each with whether it is called so by whole words."""
        with self._database.connect() as connection:
            return [(finding.is_called(tier), one) for tier, one in finding.found(connection, words, limit)]

    def called(self, words: str, type: str | None, limit: int) -> list[EntitySummary]:
        """The same as lines of a list, of one type or any."""
        with self._database.connect() as connection:
            ids = [one for _, one in finding.found(connection, words, limit)]
        known = self.summaries(ids)
        return [known[one] for one in ids if type is None or known[one].type == type]

    # --- the reports of an entity ---

    def documents_of(self, entity: str, first: int = 0, number: int | None = None) -> list[tuple[str, int]]:
        """Reports that name an entity, by publication, with how often each does."""
        table = schema.entity_documents
        query = select(table.c.document_id, table.c.times).where(table.c.entity_id == entity, table.c.place >= first)
        query = query.order_by(table.c.place).limit(number)
        with self._database.connect() as connection:
            return [(row.document_id, row.times) for row in connection.execute(query)]

    def telling_most(self, entity: str, number: int) -> list[str]:
        """Reports that name an entity most often, the later first among equals."""
        table = schema.entity_documents
        query = select(table.c.document_id).where(table.c.entity_id == entity)
        with self._database.connect() as connection:
            return list(connection.execute(query.order_by(table.c.times.desc(), table.c.place.desc()).limit(number)).scalars())

    def ends_of(self, entity: str) -> tuple[str | None, str | None]:
        """Dates of the first and the last dated report that name an entity."""
        table, documents = schema.entity_documents, schema.documents
        query = (
            select(documents.c.published)
            .join(table, table.c.document_id == documents.c.id)
            .where(table.c.entity_id == entity, documents.c.published.is_not(None))
            .limit(1)
        )
        with self._database.connect() as connection:
            first = connection.execute(query.order_by(table.c.place)).scalar()
            return first, connection.execute(query.order_by(table.c.place.desc())).scalar()

    def outlets_of(self, entity: str) -> list[tuple[str | None, int]]:
        """Outlets whose reports name an entity, in the order of the first report of each, with how many do."""
        table, documents = schema.entity_documents, schema.documents
        query = (
            select(documents.c.outlet, func.count().label("times"))
            .join(documents, table.c.document_id == documents.c.id)
            .where(table.c.entity_id == entity)
            .group_by(documents.c.outlet)
            .order_by(func.min(table.c.place))
        )
        with self._database.connect() as connection:
            return [(row.outlet, row.times) for row in connection.execute(query)]

    def namings(self, entity: str, documents: Iterable[str]) -> list[Naming]:
        """Where these reports name an entity, by publication."""
        table = schema.entity_documents
        columns = select(table.c.place, table.c.document_id, table.c.content).where(table.c.entity_id == entity)
        rows = self._in(documents, lambda some: columns.where(table.c.document_id.in_(some)))
        return [_naming(row.document_id, row.content) for row in sorted(rows, key=lambda row: int(row.place))]

    def named_in(self, document: str) -> dict[str, Naming]:
        """Entity → where this report names it."""
        table = schema.entity_documents
        query = select(table.c.entity_id, table.c.content).where(table.c.document_id == document)
        with self._database.connect() as connection:
            return {row.entity_id: _naming(document, row.content) for row in connection.execute(query)}

    # --- what stands in some reports ---

    def summaries_of(self, documents: Iterable[str]) -> dict[str, DocumentSummary]:
        """Lines of these reports."""
        table = schema.documents
        rows = self._in(documents, lambda some: select(*_SUMMARY).where(table.c.id.in_(some)))
        return {row.id: DocumentSummary.model_construct(**dict(row._mapping)) for row in rows}

    def mentions_in(self, documents: Iterable[str]) -> dict[tuple[str, str], str]:
        """Report and mention → entity."""
        table = schema.mentions
        columns = select(table.c.document_id, table.c.mention_id, table.c.entity_id)
        rows = self._in(documents, lambda some: columns.where(table.c.document_id.in_(some)))
        return {(document, mention): entity for document, mention, entity in rows}

    def stated_in(self, documents: Iterable[str]) -> list[Stated]:
        """On what annotations of these reports statements stand."""
        table = schema.statements
        columns = select(table.c.id, table.c.document_id, table.c.annotation_id, table.c.rule, table.c.value)
        rows = self._in(documents, lambda some: columns.where(table.c.document_id.in_(some)))
        return [Stated(document, annotation, rule, value) for _, document, annotation, rule, value in sorted(map(tuple, rows))]

    def statements(self, ids: Iterable[str], within: frozenset[str] | None = None) -> dict[str, Statement]:
        """These statements, or those of them that some reports make; ids of none are passed over."""
        table = schema.statements
        query = select(table) if within is None else select(table).where(table.c.document_id.in_(sorted(within)))
        rows = self._in(ids, lambda some: query.where(table.c.id.in_(some)))
        return {row.id: judging.statement_of(row) for row in rows}

    def statements_about(
        self, subject: str, within: frozenset[str] | None = None, properties: Sequence[str] = ()
    ) -> list[Statement]:
        """Statements about something, of some reports or some properties alone, by id."""
        table = schema.statements
        query = select(table).where(table.c.subject == subject)
        query = query.where(table.c.property.in_(properties)) if properties else query
        query = query.where(table.c.document_id.in_(sorted(within))) if within is not None else query
        with self._database.connect() as connection:
            return [judging.statement_of(row) for row in connection.execute(query.order_by(table.c.id))]

    def statements_about_many(
        self, subjects: Iterable[str], within: frozenset[str] | None, properties: Sequence[str]
    ) -> list[Statement]:
        """Statements with some properties about some things, of some reports or all, by id."""
        table = schema.statements
        query = select(table).where(table.c.property.in_(properties))
        query = query.where(table.c.document_id.in_(sorted(within))) if within is not None else query
        rows = self._in(subjects, lambda some: query.where(table.c.subject.in_(some)))
        return [judging.statement_of(row) for row in sorted(rows, key=lambda row: str(row.id))]

    def contradictions_about(self, ids: Iterable[str]) -> list[Contradiction]:
        """Contradictions about any of these, by id."""
        table = schema.contradictions
        rows = self._in(ids, lambda some: select(table.c.id, table.c.content).where(table.c.about.in_(some)))
        return [Contradiction.model_validate_json(row.content) for row in sorted(rows, key=lambda row: str(row.id))]

    def events(self, ids: Iterable[str]) -> dict[str, Event]:
        """These happenings; ids of none are passed over."""
        table = schema.events
        rows = self._in(ids, lambda some: select(table.c.id, table.c.content).where(table.c.id.in_(some)))
        return {row.id: Event.model_validate_json(row.content) for row in rows}

    def relations(self, ids: Iterable[str]) -> dict[str, Relation]:
        """These relations; ids of none are passed over."""
        table = schema.relations
        rows = self._in(ids, lambda some: select(table.c.id, table.c.content).where(table.c.id.in_(some)))
        return {row.id: Relation.model_validate_json(row.content) for row in rows}

    def heaviest_relations(self, entity: str, number: int) -> list[Relation]:
        """The relations of an entity, from either side, that most is said of: those with the longest lists of statements."""
        table = schema.relations
        query = select(table.c.content).where(or_(table.c.subject == entity, table.c.object == entity))
        query = query.order_by(func.length(table.c.content).desc(), table.c.id).limit(number)
        with self._database.connect() as connection:
            return [Relation.model_validate_json(content) for content in connection.execute(query).scalars()]

    def relations_from(self, subjects: Iterable[str], predicates: Sequence[str]) -> list[Relation]:
        """Relations of some kinds that begin at some entities, by id."""
        table = schema.relations
        query = select(table.c.id, table.c.content).where(table.c.predicate.in_(predicates))
        rows = self._in(subjects, lambda some: query.where(table.c.subject.in_(some)))
        return [Relation.model_validate_json(row.content) for row in sorted(rows, key=lambda row: str(row.id))]

    def places(self) -> Places:
        """The places of the whole map."""
        content = self._drawing(overview.PLACES)
        heads = self.heads(content.get("most", ()))
        return Places(tuple(heads[one] for one in content.get("most", ())), content.get("placed", 0), content.get("all", 0))

    def happened_in(self, place: str, number: int) -> list[tuple[str, int]]:
        """Kinds of happenings in a place with how many, those with most first."""
        parts, told = schema.event_entities, schema.moments
        times = func.count().label("times")
        query = (
            select(told.c.type, times)
            .join(parts, parts.c.event_id == told.c.event_id)
            .where(parts.c.entity_id == place, parts.c.role == "place")
            .group_by(told.c.type)
            .order_by(times.desc(), told.c.type)
            .limit(number)
        )
        with self._database.connect() as connection:
            return [(row.type, row.times) for row in connection.execute(query)]

    def actors_in(self, place: str, number: int) -> list[tuple[str, int]]:
        """Ids of those who had a part in what happened in a place, and in how much of it."""
        here, parts = schema.event_entities.alias(), schema.event_entities
        times = func.count(parts.c.event_id.distinct()).label("times")
        query = (
            select(parts.c.entity_id, times)
            .join(here, here.c.event_id == parts.c.event_id)
            .where(here.c.entity_id == place, here.c.role == "place", parts.c.role != "place", parts.c.entity_id != place)
            .group_by(parts.c.entity_id)
            .order_by(times.desc(), parts.c.entity_id)
            .limit(number)
        )
        with self._database.connect() as connection:
            return [(row.entity_id, row.times) for row in connection.execute(query)]

    def inside(self, listed: str, number: int) -> list[Head]:
        """The case's places that lie in a listed one, the most mentioned first."""
        content = self._drawing(f"{overview.INSIDE} {listed}")
        wanted = content.get("most", [])[:number]
        heads = self.heads(wanted)
        return [heads[one] for one in wanted]

    def _drawing(self, name: str) -> dict[str, Any]:
        table = schema.drawings
        with self._database.connect() as connection:
            kept = connection.execute(select(table.c.content).where(table.c.name == name)).scalar()
        return dict(json.loads(kept)) if kept else {}

    def counts(self) -> dict[str, int]:
        """How much of everything was derived; entities also by type (`entities.PER`)."""
        with self._database.connect() as connection:
            return overview.derived(connection)

    def events_in(self, entity: str, documents: Iterable[str]) -> list[Event]:
        """Happenings that these reports tell and in which an entity has a part, by id."""
        told, parts = schema.event_mentions, schema.event_entities
        taking_part = select(parts.c.event_id).where(parts.c.entity_id == entity)
        columns = select(told.c.event_id.label("id")).where(told.c.event_id.in_(taking_part)).distinct()
        ids = {str(row.id) for row in self._in(documents, lambda some: columns.where(told.c.document_id.in_(some)))}
        found = self.events(sorted(ids))
        return [found[one] for one in sorted(found)]

    def _in(self, ids: Iterable[str], query: Callable[[Sequence[str]], Select[Any]]) -> Iterator[Any]:
        """The rows of a question about many ids, some hundreds at a time."""
        wanted = list(dict.fromkeys(ids))
        with self._database.connect() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                yield from connection.execute(query(wanted[start : start + _AT_ONCE])).all()


def _naming(document: str, content: str) -> Naming:
    kept = json.loads(content)
    return Naming.model_construct(
        document=document,
        references=tuple(_reference(document, one) for one in kept["references"]),
        names=tuple(
            (int(number), tuple(_reference(document, one) for one in places)) for number, places in kept["names"].items()
        ),
    )


def _reference(document: str, short: Sequence[Any]) -> Reference:
    span = Span.model_construct(start=short[0], end=short[1])
    return Reference.model_construct(document=document, span=span, line=short[2], annotation=short[3])
