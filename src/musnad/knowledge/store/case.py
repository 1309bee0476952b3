"""The case as the rest of musnad sees it: open, write, read; every write is one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, delete, inspect, select
from sqlalchemy.exc import DatabaseError

from musnad.errors import CaseError
from musnad.knowledge.store import engine, finding, migrations, originals, reading, schema, search, writing
from musnad.knowledge.store.rows import DocumentSummary, EntitySummary, Hit
from musnad.records import (
    Contradiction,
    Entity,
    Event,
    Failure,
    Judgement,
    Knowledge,
    Relation,
    Report,
    Statement,
)


class Case:
    """A case file with its originals. Close it, or use it in a `with` block; one object may serve several threads."""

    def __init__(self, path: Path, database: Engine) -> None:
        self.path = path
        self._database = database

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

    def clear_failures(self) -> None:
        """Empty the list of failures, before a new build."""
        with engine.writing(self._database) as connection:
            connection.execute(delete(schema.failures))

    def replace_knowledge(self, knowledge: Knowledge) -> None:
        """Store what was derived in place of what was there."""
        with engine.writing(self._database) as connection:
            writing.replace_knowledge(connection, knowledge)

    def add_judgement(self, judgement: Judgement) -> None:
        """Append an analyst's decision; nothing is ever overwritten."""
        with engine.writing(self._database) as connection:
            writing.add_judgement(connection, judgement)

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
        """One report with its annotations. Raises NotFound."""
        with self._database.connect() as connection:
            return reading.report(connection, id_or_name)

    def reports(self) -> Iterator[Report]:
        """All reports by id, one in memory at a time."""
        with self._database.connect() as connection:
            for document_id in reading.report_ids(connection):
                yield reading.report(connection, document_id)

    def original(self, id_or_name: str) -> bytes:
        """A report's bytes as found. Raises NotFound, or CaseError where they are missing or changed."""
        return originals.read(self.originals, self.document(id_or_name).sha256)

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

    def event(self, event_id: str) -> Event:
        """One happening by id. Raises NotFound."""
        with self._database.connect() as connection:
            return reading.event(connection, event_id)

    def contradictions(self, about: str | None = None) -> list[Contradiction]:
        """Contradictions about an entity or event, or all."""
        with self._database.connect() as connection:
            return reading.contradictions(connection, about)

    def judgements(self) -> list[Judgement]:
        """Decisions in the order made."""
        with self._database.connect() as connection:
            return reading.judgements(connection)

    def links(self, document_id: str) -> tuple[dict[str, str], dict[str, str]]:
        """Mention → entity and event mention → event of one report, keys `document id/annotation id`."""
        with self._database.connect() as connection:
            return reading.links(connection, document_id)

    def knowledge(self) -> Knowledge:
        """All that was derived."""
        with self._database.connect() as connection:
            return reading.knowledge(connection)

    def counts(self) -> dict[str, int]:
        """How many reports, entities, events and so on."""
        with self._database.connect() as connection:
            return reading.counts(connection)

    def search(self, words: str, limit: int = 50, offset: int = 0) -> list[Hit]:
        """Reports that hold all the words (any spelling; "phrases"; beginnings*), best first."""
        with self._database.connect() as connection:
            return list(reading.hits(connection, words, limit, offset))

    def count_hits(self, words: str) -> int:
        """How many reports `search` would find in all."""
        with self._database.connect() as connection:
            return search.count(connection, search.parse(words))


def _outdated(database: Engine) -> bool:
    """True for a case that an older musnad made."""
    with database.connect() as connection:
        have = migrations.applied(connection)
    return bool(have) and set(have) < {step.__name__ for step in migrations.MIGRATIONS}


def _refuse_strangers(database: Engine, path: Path) -> None:
    """A SQLite file of another program is not turned into a case."""
    with database.connect() as connection:
        tables = inspect(connection).get_table_names()
    if tables and "migrations" not in tables:
        raise CaseError(f"{path} is a database of another program; choose another file with --case")
