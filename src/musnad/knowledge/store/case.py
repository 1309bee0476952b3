"""The case as the rest of musnad sees it: open, write, read; every write is one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Engine, delete, inspect, select
from sqlalchemy.exc import DatabaseError

from musnad.errors import CaseError, JudgementError
from musnad.knowledge.judgements import Docket
from musnad.knowledge.judgements.deciding import decide
from musnad.knowledge.packing import collector_paused
from musnad.knowledge.store import (
    engine,
    finding,
    judging,
    matching,
    migrations,
    originals,
    overview,
    reading,
    reckoning,
    schema,
    search,
    shared,
    writing,
)
from musnad.knowledge.store.bonds import Bonds, Told
from musnad.knowledge.store.desk import Desk
from musnad.knowledge.store.glance import Glance
from musnad.knowledge.store.moments import Moments
from musnad.knowledge.store.naming import Naming
from musnad.knowledge.store.reckoning import Reckoning
from musnad.knowledge.store.rows import DocumentSummary, EntitySummary, EventSummary, Hit, ItemStatus
from musnad.knowledge.store.search import Matches
from musnad.knowledge.store.shelf import CaseShelf
from musnad.knowledge.store.times import Times
from musnad.records import (
    Conflict,
    Contradiction,
    Document,
    Entity,
    Event,
    Failure,
    Judgement,
    Knowledge,
    Outlet,
    Relation,
    Report,
    Span,
    Standing,
    Statement,
    Verdict,
)


class Case:
    """A case file with its originals. Close it, or use it in a `with` block; one object may serve several threads."""

    def __init__(self, path: Path, database: Engine) -> None:
        self.path = path
        self._database = database
        self.times = Times(database)
        """What lies in which time."""
        self.desk = Desk(database)
        """What waits for analysts, and what they keep for themselves."""
        self.glance = Glance(database)
        """What pages and dossiers look up: by id, or a part at a time."""
        self.bonds = Bonds(database)
        """Who is tied to whom."""
        self.moments = Moments(database)
        """Happenings in order of time."""

    @classmethod
    def create(cls, path: Path) -> Case:
        """The case at `path`, made where it does not exist, brought to the present version.

        Raises CaseError where the place cannot be written or holds something else.
        """
        path = Path(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CaseError(f"{path}: cannot make the folder ({error.strerror}); choose another place with --case") from error
        return cls._opened(path, migrate=True)

    @classmethod
    def open(cls, path: Path) -> Case:
        """The case at `path`.

        Raises CaseError where there is none, or where it is of another version.
        """
        path = Path(path)
        if not path.is_file():
            raise CaseError(f"{path}: there is no case; make one with `musnad build REPORTS --case {path}`")
        return cls._opened(path, migrate=False)

    @classmethod
    def _opened(cls, path: Path, migrate: bool) -> Case:
        database = engine.connect(path)
        try:
            if migrate or _outdated(database):
                _refuse_strangers(database, path)
                migrations.migrate(database)
            with database.connect() as connection:
                migrations.check(connection, str(path))
                stale = overview.stale(connection)
            if stale:
                _gather(database)
        except DatabaseError as error:
            database.dispose()
            raise CaseError(f"{path} cannot be opened as a case ({error.orig}); is it another kind of file?") from error
        except CaseError:
            database.dispose()
            raise
        return cls(path, database)

    def close(self) -> None:
        """Release the file."""
        self._database.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def originals(self) -> Path:
        """Folder of the originals."""
        return originals.folder(self.path)

    def original_path(self, sha256: str) -> Path:
        """Where the original of this hash is kept."""
        return originals.place(self.originals, sha256)

    # --- writing ---

    def add_report(self, report: Report, original: bytes, path: str, received: str, pipeline_version: str) -> None:
        """Keep a report and its original; an older version of the same report is replaced."""
        originals.keep(self.originals, original)
        with engine.writing(self._database) as connection:
            writing.add_report(connection, report, path, received, pipeline_version)

    def forget(self, document_id: str) -> None:
        """Take a report and its original out of the case."""
        with engine.writing(self._database) as connection:
            sha256 = writing.forget(connection, document_id)
        self.original_path(sha256).unlink(missing_ok=True)

    def add_failure(self, failure: Failure) -> None:
        """List a file that did not become part of the case."""
        with engine.writing(self._database) as connection:
            writing.add_failure(connection, failure)

    def clear_failures(self, names: Collection[str] | None = None) -> None:
        """Empty the list of failures before a new build, or take those out that are now given again."""
        table = schema.failures
        with engine.writing(self._database) as connection:
            if names is None:
                connection.execute(delete(table))
            for name in sorted(names or ()):
                connection.execute(delete(table).where(table.c.name == name))

    def replace_knowledge(self, knowledge: Knowledge, naming: Naming | None = None) -> None:
        """Store what was derived in place of what was there; `naming`: the names of its entities, where these were begun."""
        with collector_paused(), engine.writing(self._database) as connection:
            writing.replace_knowledge(connection, knowledge, naming or Naming())

    def add_judgement(self, judgement: Judgement) -> None:
        """Append an analyst's decision as it is; nothing is ever overwritten. See `judge`, which makes one."""
        self.add_judgements([judgement])

    def add_judgements(self, judgements: Iterable[Judgement]) -> list[str]:
        """Append decisions, each once, in one transaction; returns the ids of the new ones."""
        with engine.writing(self._database) as connection:
            return judging.add(connection, judgements)

    def judge(
        self, verdict: Verdict, items: Sequence[str], *, by: str, at: str | None = None, note: str = "",
        field: str | None = None, value: str | None = None, span: Span | None = None,
    ) -> Judgement:  # fmt: skip
        """Take a decision down and keep it; what is derived follows with `musnad.build.derive_again` or the next build.

        Items are ids: `document id/annotation id`, or those of entities, statements, relations, events, contradictions; for
        `undo` those of judgements. `field` and `value`: of `correct`; `span`: of `move`. Raises JudgementError or NotFound.
        """
        if verdict == "undo":
            self._check_undo(items)
        shelf = CaseShelf(self)
        machine = shelf.together(items) if verdict in ("same", "not_same") else None
        judgement = decide(
            shelf, verdict, items, by=by, at=at, note=note, field=field, value=value, span=span, machine=machine
        )  # fmt: skip
        self.add_judgement(judgement)
        return judgement

    def undo(self, judgement_id: str, *, by: str, at: str | None = None, note: str = "") -> Judgement:
        """Take a decision back; an undo can itself be undone. Raises JudgementError where there is no such decision."""
        return self.judge("undo", [judgement_id], by=by, at=at, note=note)

    def _check_undo(self, items: Sequence[str]) -> None:
        with self._database.connect() as connection:
            known = judging.known(connection, items)
        for item in items:
            if item not in known:
                raise JudgementError(f"no judgement {item!r} in this case to undo; `musnad judge list` shows them all")

    def set_meta(self, key: str, value: str) -> None:
        """Keep a fact about the case itself."""
        with engine.writing(self._database) as connection:
            writing.set_meta(connection, key, value)

    # --- reading ---

    def known(self, sha256: str, pipeline_version: str) -> bool:
        """True where these bytes were read by this version of the rules."""
        table = schema.documents
        query = select(table.c.id).where(table.c.sha256 == sha256, table.c.pipeline_version == pipeline_version)
        with self._database.connect() as connection:
            return connection.execute(query).first() is not None

    def meta(self, key: str) -> str | None:
        """A fact about the case, None where not set."""
        with self._database.connect() as connection:
            return connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == key)).scalar()

    def documents(self, limit: int | None = None, offset: int = 0) -> list[DocumentSummary]:
        """Reports by publication, then name."""
        with self._database.connect() as connection:
            return reading.documents(connection, limit, offset)

    def document(self, id_or_name: str) -> DocumentSummary:
        """One report of the list. Raises NotFound."""
        with self._database.connect() as connection:
            return reading.summary(connection, id_or_name)

    def report(self, id_or_name: str) -> Report:
        """One report with its annotations, as its analysts read it. Raises NotFound."""
        with self._database.connect() as connection:
            report = reading.report(connection, id_or_name)
            return Docket(judging.of_report(connection, report.document.sha256)).read(report)

    def reports(self) -> Iterator[Report]:
        """All reports by id, as their analysts read them, one in memory at a time."""
        judgements = self.judgements()
        docket = Docket(judgements)
        for report in self.machine_reports():
            yield docket.read(report) if judgements else report

    def machine_report(self, id_or_name: str) -> Report:
        """One report as the rules read it, whatever was judged. Raises NotFound."""
        with self._database.connect() as connection:
            return reading.report(connection, id_or_name)

    def machine_reports(self) -> Iterator[Report]:
        """All reports by id as the rules read them: what knowledge is derived from, one in memory at a time."""
        with self._database.connect() as connection:
            for document_id in reading.report_ids(connection):
                yield reading.report(connection, document_id)

    def original(self, id_or_name: str) -> bytes:
        """A report's bytes as found. Raises NotFound, or CaseError where they are missing or changed."""
        return originals.read(self.originals, self.document(id_or_name).sha256)

    def event_dates(self) -> list[tuple[str, int]]:
        """Each date that happenings have, with how many have it."""
        with self._database.connect() as connection:
            return reading.event_dates(connection)

    def waiting(self) -> dict[str, int]:
        """How much no analyst has looked at: statements, entities with a name in doubt, conflicts with earlier decisions."""
        with self._database.connect() as connection:
            return reading.waiting(connection)

    def failures(self) -> list[Failure]:
        """Files that did not become part of the case."""
        with self._database.connect() as connection:
            return reading.failures(connection)

    def entities(self, type: str | None = None, limit: int | None = None, offset: int = 0) -> list[Entity]:
        """Entities, most mentioned first; for long lists see `entity_summaries`."""
        with self._database.connect() as connection:
            return reading.entities(connection, type, limit, offset)

    def entity_summaries(self, type: str | None = None, limit: int | None = None, offset: int = 0) -> list[EntitySummary]:
        """Entities for a list, without their references, most mentioned first."""
        with self._database.connect() as connection:
            return reading.entity_summaries(connection, type, limit, offset)

    def entity(self, entity_id: str) -> Entity:
        """One entity by id. Raises NotFound."""
        with self._database.connect() as connection:
            return reading.entity(connection, entity_id)

    def find_entity(self, name_or_id: str) -> Entity:
        """One entity by id, name, alias or Latin name in any spelling. Raises NotFound with suggestions."""
        with self._database.connect() as connection:
            return reading.find_entity(connection, name_or_id)

    def search_entities(self, words: str, limit: int = 20) -> list[Entity]:
        """Entities one of whose names holds all the words, most mentioned first."""
        with self._database.connect() as connection:
            return finding.search_entities(connection, words, limit)

    def statements(self, subject: str | None = None, object: str | None = None) -> list[Statement]:
        """Statements about a subject, with an object, or all."""
        with self._database.connect() as connection:
            return reading.statements(connection, subject, object)

    def assertions(self) -> Iterator[dict[str, Any]]:
        """The rows of the view `assertions`: statements with their reports, first and last seen, in order of report and place."""
        with self._database.connect() as connection:
            yield from judging.assertions(connection)

    def doubtful(self, limit: int = 50) -> list[Statement]:
        """Statements that no analyst has looked at, the least certain first; without names and arguments of events."""
        with self._database.connect() as connection:
            return reading.doubtful(connection, limit)

    def entities_in_doubt(self, limit: int = 50) -> list[Entity]:
        """Entities with a name of which it is not certain that it is theirs, those mentioned most first."""
        with self._database.connect() as connection:
            return reading.entities_in_doubt(connection, limit)

    def statement(self, statement_id: str) -> Statement:
        """One statement by id. Raises NotFound."""
        with self._database.connect() as connection:
            return reading.statement(connection, statement_id)

    def relations(self, entity: str | None = None) -> list[Relation]:
        """Relations of an entity, from either side, or all."""
        with self._database.connect() as connection:
            return reading.relations(connection, entity)

    def events(self, entity: str | None = None, limit: int | None = None, offset: int = 0) -> list[Event]:
        """Happenings, of an entity or all, by date."""
        with self._database.connect() as connection:
            return reading.events(connection, entity, limit, offset)

    def event_summaries(self) -> list[EventSummary]:
        """Happenings for a list, without their tellings, by date."""
        with self._database.connect() as connection:
            return reading.event_summaries(connection)

    def event(self, event_id: str) -> Event:
        """One happening by id. Raises NotFound."""
        with self._database.connect() as connection:
            return reading.event(connection, event_id)

    def contradictions(self, about: str | None = None) -> list[Contradiction]:
        """Contradictions about an entity or event, or all."""
        with self._database.connect() as connection:
            return reading.contradictions(connection, about)

    def relation(self, relation_id: str) -> Relation:
        """One relation by id. Raises NotFound."""
        with self._database.connect() as connection:
            return reading.relation(connection, relation_id)

    def contradiction(self, contradiction_id: str) -> Contradiction:
        """One contradiction by id. Raises NotFound."""
        with self._database.connect() as connection:
            return reading.contradiction(connection, contradiction_id)

    def judgements(self, about: str | None = None) -> list[Judgement]:
        """Decisions in the order in which they came into the case: all, or those on one item or on anything in one report."""
        with self._database.connect() as connection:
            return judging.judgements(connection, about)

    def standings(self, state: str | None = None) -> list[Standing]:
        """What became of the decisions when the knowledge was derived last."""
        with self._database.connect() as connection:
            return judging.standings(connection, state)

    def conflicts(self) -> list[Conflict]:
        """Where a rule, or another analyst, now says something else than a decision."""
        with self._database.connect() as connection:
            return judging.conflicts(connection)

    def dormant(self) -> list[Judgement]:
        """Decisions on what is not found at present, because no report holds the words; they are kept until one does."""
        waiting = {standing.judgement for standing in self.standings("dormant")}
        return [judgement for judgement in self.judgements() if judgement.id in waiting]

    def status(self, item: str) -> ItemStatus:
        """What analysts have decided on one thing, and what of it holds."""
        about = self.judgements(item)
        states = {one.judgement: one for one in self.standings()}
        return ItemStatus(
            item=item, judgements=tuple(about), standings=tuple(states[one.id] for one in about if one.id in states)
        )

    def links(self, document_id: str) -> tuple[dict[str, str], dict[str, str]]:
        """Mention → entity and event mention → event of one report, keys `document id/annotation id`."""
        with self._database.connect() as connection:
            return reading.links(connection, document_id)

    def knowledge(self) -> Knowledge:
        """All that was derived."""
        with self._database.connect() as connection:
            return reading.knowledge(connection)

    def outlets(self) -> list[Outlet]:
        """What the case holds of each outlet, those with most reports first."""
        with self._database.connect() as connection:
            return reading.outlets(connection)

    def reckoning(self) -> Reckoning:
        """What was found by which layer and how surely, and what of the reports is not known."""
        with self._database.connect() as connection:
            return reckoning.reckoning(connection)

    def counts(self) -> dict[str, int]:
        """How many reports, entities, events and so on."""
        with self._database.connect() as connection:
            return reading.counts(connection)

    def search(self, words: str, limit: int = 50, offset: int = 0) -> list[Hit]:
        """Reports that hold all the words (any spelling; "phrases"; beginnings*), best first."""
        with self._database.connect() as connection:
            return list(reading.hits(connection, words, limit, offset))

    def events_of_outlets(self, one: str, other: str, limit: int) -> list[Told]:
        """Happenings that reports of both outlets tell, by date."""
        with self._database.connect() as connection:
            return shared.events_of_outlets(connection, one, other, limit)

    def events_of_entities(self, one: str, other: str, limit: int) -> list[Event]:
        """Happenings in which both entities have a part, by date."""
        with self._database.connect() as connection:
            return shared.events_of_entities(connection, one, other, limit)

    def relations_between(self, one: str, other: str) -> list[Relation]:
        """Relations that join two entities, either way."""
        with self._database.connect() as connection:
            return shared.relations_between(connection, one, other)

    def reports_naming(self, one: str, other: str, limit: int) -> list[str]:
        """Ids of reports that name both entities, by publication."""
        with self._database.connect() as connection:
            return shared.reports_naming(connection, one, other, limit)

    def matches(self, words: str) -> Matches:
        """Rows of all reports that `search` would find, with their scores, best first."""
        with self._database.connect() as connection:
            return matching.matches(connection, words)

    def hits(
        self, words: str, found: Sequence[tuple[DocumentSummary, float]], texts: Mapping[str, Document]
    ) -> list[matching.Found]:
        """These reports, chosen from `matches`, with the stretches of their text that hold the words; `texts` has theirs."""
        with self._database.connect() as connection:
            return matching.hits_of(connection, words, found, texts)

    def texts(self, ids: Sequence[str]) -> dict[str, Document]:
        """These reports as found, without their annotations; ids of none are passed over."""
        with self._database.connect() as connection:
            return matching.texts(connection, ids)

    def sentences(self, ids: Sequence[str]) -> dict[str, list[Span]]:
        """Where the sentences of these reports begin and end, in order."""
        with self._database.connect() as connection:
            return matching.sentences(connection, ids)

    def naming(self, entity: str) -> list[tuple[str, int]]:
        """Reports that name an entity, in no order, and how often each does."""
        with self._database.connect() as connection:
            return matching.naming(connection, entity)

    def count_hits(self, words: str) -> int:
        """How many reports `search` would find in all."""
        with self._database.connect() as connection:
            return search.count(connection, search.parse(words))


def _outdated(database: Engine) -> bool:
    """True for a case that an older musnad made."""
    with database.connect() as connection:
        have = migrations.applied(connection)
    return bool(have) and set(have) < {step.__name__ for step in migrations.MIGRATIONS}


def _gather(database: Engine) -> None:
    """Gather the overview of a case that has none yet, or one of an older form."""
    with collector_paused(), engine.writing(database) as connection:
        if overview.stale(connection):
            overview.replace(connection, reading.knowledge(connection))
            reading.locate_words(connection)


def _refuse_strangers(database: Engine, path: Path) -> None:
    """A SQLite file of another program is not turned into a case."""
    with database.connect() as connection:
        tables = inspect(connection).get_table_names()
    if tables and "migrations" not in tables:
        raise CaseError(f"{path} is a database of another program; choose another file with --case")
