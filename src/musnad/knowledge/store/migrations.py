"""The ordered steps from an empty file to the present tables; each runs once, in one transaction with its record.

A step that was ever released is never changed: what it did is written out here, apart from `schema.py`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from sqlalchemy import Connection, Engine, inspect, select, text

from musnad.errors import CaseError
from musnad.knowledge.store import engine, schema, search


def first_tables(connection: Connection) -> None:
    """Documents, reports, knowledge, judgements, failures."""
    for statement in (
        "CREATE TABLE documents (id TEXT PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, outlet TEXT, published TEXT, "
        "basis TEXT NOT NULL, published_order TEXT NOT NULL, copy_of TEXT, words INTEGER NOT NULL, mentions INTEGER NOT NULL, "
        "sha256 TEXT NOT NULL, size INTEGER NOT NULL, path TEXT NOT NULL, received TEXT NOT NULL, "
        "pipeline_version TEXT NOT NULL, search_row INTEGER NOT NULL)",
        "CREATE UNIQUE INDEX documents_sha256 ON documents (sha256)",
        "CREATE UNIQUE INDEX documents_search_row ON documents (search_row)",
        "CREATE INDEX documents_name ON documents (name)",
        "CREATE INDEX documents_published ON documents (published_order, name, id)",
        "CREATE TABLE reports (document_id TEXT PRIMARY KEY, document TEXT NOT NULL, annotations TEXT NOT NULL)",
        "CREATE TABLE entities (id TEXT PRIMARY KEY, type TEXT NOT NULL, name TEXT NOT NULL, name_en TEXT, subtype TEXT, "
        "mentions INTEGER NOT NULL, documents INTEGER NOT NULL, content TEXT NOT NULL)",
        "CREATE INDEX entities_mentions ON entities (mentions, name)",
        "CREATE INDEX entities_type ON entities (type, mentions)",
        "CREATE TABLE aliases (entity_id TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, grade TEXT NOT NULL, "
        "mentions INTEGER NOT NULL, PRIMARY KEY (entity_id, key))",
        "CREATE INDEX aliases_key ON aliases (key)",
        "CREATE TABLE mentions (document_id TEXT NOT NULL, mention_id TEXT NOT NULL, entity_id TEXT NOT NULL, "
        "PRIMARY KEY (document_id, mention_id))",
        "CREATE INDEX mentions_entity ON mentions (entity_id, document_id)",
        "CREATE TABLE statements (id TEXT PRIMARY KEY, subject TEXT NOT NULL, property TEXT NOT NULL, object TEXT, "
        "document_id TEXT NOT NULL, start INTEGER NOT NULL, content TEXT NOT NULL)",
        "CREATE INDEX statements_subject ON statements (subject, document_id, start)",
        "CREATE INDEX statements_object ON statements (object, document_id, start)",
        "CREATE TABLE relations (id TEXT PRIMARY KEY, subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT NOT NULL, "
        "content TEXT NOT NULL)",
        "CREATE INDEX relations_subject ON relations (subject)",
        "CREATE INDEX relations_object ON relations (object)",
        "CREATE TABLE events (id TEXT PRIMARY KEY, type TEXT NOT NULL, date TEXT, date_order TEXT NOT NULL, "
        "content TEXT NOT NULL)",
        "CREATE INDEX events_date ON events (date_order, id)",
        "CREATE TABLE event_entities (event_id TEXT NOT NULL, entity_id TEXT NOT NULL, role TEXT NOT NULL, "
        "PRIMARY KEY (event_id, entity_id, role))",
        "CREATE INDEX event_entities_entity ON event_entities (entity_id)",
        "CREATE TABLE event_mentions (document_id TEXT NOT NULL, annotation_id TEXT NOT NULL, event_id TEXT NOT NULL, "
        "PRIMARY KEY (document_id, annotation_id))",
        "CREATE INDEX event_mentions_event ON event_mentions (event_id)",
        "CREATE TABLE contradictions (id TEXT PRIMARY KEY, about TEXT NOT NULL, kind TEXT NOT NULL, content TEXT NOT NULL)",
        "CREATE INDEX contradictions_about ON contradictions (about)",
        "CREATE TABLE judgements (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, content TEXT NOT NULL)",
        "CREATE TABLE failures (number INTEGER PRIMARY KEY, name TEXT NOT NULL, problem TEXT NOT NULL, advice TEXT NOT NULL)",
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    ):
        connection.execute(text(statement))


def search_index(connection: Connection) -> None:
    """The full-text index over folded words."""
    search.create(connection)


def reports_without_title(connection: Connection) -> None:
    """Reports are flagged whose title is only their first words."""
    connection.execute(text("ALTER TABLE documents ADD COLUMN untitled BOOLEAN NOT NULL DEFAULT FALSE"))


def judgements_by_item(connection: Connection) -> None:
    """What judgements are about, what became of them, and their conflicts."""
    for statement in (
        "CREATE TABLE judgement_items (judgement_id TEXT NOT NULL, item TEXT NOT NULL, sha256 TEXT NOT NULL, "
        "PRIMARY KEY (judgement_id, item, sha256))",
        "CREATE INDEX judgement_items_item ON judgement_items (item)",
        "CREATE INDEX judgement_items_sha256 ON judgement_items (sha256)",
        "CREATE TABLE standings (judgement_id TEXT PRIMARY KEY, state TEXT NOT NULL, content TEXT NOT NULL)",
        "CREATE INDEX standings_state ON standings (state)",
        "CREATE TABLE standing_items (judgement_id TEXT NOT NULL, item TEXT NOT NULL, PRIMARY KEY (judgement_id, item))",
        "CREATE INDEX standing_items_item ON standing_items (item)",
        "CREATE TABLE conflicts (id TEXT PRIMARY KEY, judgement_id TEXT NOT NULL, content TEXT NOT NULL)",
    ):
        connection.execute(text(statement))
    kept = connection.execute(text("SELECT id, content FROM judgements")).all()
    for judgement, content in kept:
        for item in dict.fromkeys(json.loads(content)["items"]):
            row = {"judgement_id": judgement, "item": item}
            connection.execute(text("INSERT INTO judgement_items VALUES (:judgement_id, :item, '')"), row)


def statements_as_rows(connection: Connection) -> None:
    """Statements in columns of their own instead of as JSON, and the view of them with their reports."""
    kept = [json.loads(content) for content in connection.execute(text("SELECT content FROM statements")).scalars()]
    connection.execute(text("DROP TABLE statements"))
    for statement in (
        "CREATE TABLE statements (id TEXT PRIMARY KEY, subject TEXT NOT NULL, property TEXT NOT NULL, value TEXT, object TEXT, "
        "original TEXT NOT NULL, lang TEXT, document_id TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, "
        "line INTEGER NOT NULL, annotation_id TEXT, stated_by TEXT, holds TEXT, chain TEXT NOT NULL, rule TEXT NOT NULL, "
        "score DOUBLE PRECISION NOT NULL, modality TEXT NOT NULL, judged TEXT, machine TEXT)",
        "CREATE INDEX statements_subject ON statements (subject, document_id, start)",
        "CREATE INDEX statements_object ON statements (object, document_id, start)",
        "CREATE VIEW assertions AS SELECT s.id, s.subject AS entity_id, s.property AS prop, s.value, s.object AS object_id, "
        "s.original, s.lang, s.document_id, d.name AS document_name, d.sha256, d.outlet, d.published, s.start, s.stop, s.line, "
        "s.annotation_id, s.chain, s.rule, s.score, s.modality, s.holds, "
        "MIN(d.published) OVER (PARTITION BY s.subject, s.property, COALESCE(s.object, s.value)) AS first_seen, "
        "MAX(d.published) OVER (PARTITION BY s.subject, s.property, COALESCE(s.object, s.value)) AS last_seen, "
        "COALESCE(s.judged, 'machine') AS judged, s.machine FROM statements s JOIN documents d ON d.id = s.document_id",
    ):
        connection.execute(text(statement))
    insert = text(
        "INSERT INTO statements VALUES (:id, :subject, :property, :value, :object, :original, NULL, :document, :start, :stop, "
        ":line, :annotation, NULL, :holds, :chain, :by, :score, :modality, NULL, NULL)"
    )
    for one in kept:
        at = one["reference"]
        row = {name: one.get(name) for name in ("id", "subject", "property", "value", "object", "original", "holds", "by")}
        row |= {"score": one.get("score", 1.0), "modality": one.get("modality", "actual")}
        row |= {"chain": json.dumps(one.get("chain", []), ensure_ascii=False), "annotation": at.get("annotation")}
        row |= {"document": at["document"], "start": at["span"]["start"], "stop": at["span"]["end"], "line": at["line"]}
        connection.execute(insert, row)


def codes_of_statements(connection: Connection) -> None:
    """What the value of a statement stands for in the ontology."""
    for statement in (
        "DROP VIEW assertions",
        "ALTER TABLE statements ADD COLUMN code TEXT",
        "CREATE VIEW assertions AS SELECT s.id, s.subject AS entity_id, s.property AS prop, s.value, s.code, "
        "s.object AS object_id, s.original, s.lang, s.document_id, d.name AS document_name, d.sha256, d.outlet, d.published, "
        "s.start, s.stop, s.line, s.annotation_id, s.chain, s.rule, s.score, s.modality, s.holds, "
        "MIN(d.published) OVER (PARTITION BY s.subject, s.property, COALESCE(s.object, s.value)) AS first_seen, "
        "MAX(d.published) OVER (PARTITION BY s.subject, s.property, COALESCE(s.object, s.value)) AS last_seen, "
        "COALESCE(s.judged, 'machine') AS judged, s.machine FROM statements s JOIN documents d ON d.id = s.document_id",
    ):
        connection.execute(text(statement))


def what_analysts_keep(connection: Connection) -> None:
    """Saved searches and drafts; by what reports can be sifted; what waits for an analyst, in order of doubt."""
    for statement in (
        "CREATE TABLE facets (facet TEXT NOT NULL, value TEXT NOT NULL, reports BLOB NOT NULL, PRIMARY KEY (facet, value))",
        "CREATE TABLE saved_searches (id TEXT PRIMARY KEY, name TEXT NOT NULL, owner TEXT NOT NULL, query TEXT NOT NULL, "
        "made TEXT NOT NULL, seen INTEGER NOT NULL, looked TEXT NOT NULL)",
        "CREATE TABLE drafts (item TEXT NOT NULL, owner TEXT NOT NULL, note TEXT NOT NULL, value TEXT NOT NULL, "
        "at TEXT NOT NULL, PRIMARY KEY (item, owner))",
        "CREATE INDEX statements_waiting ON statements (property, score, id) WHERE judged IS NULL",
    ):
        connection.execute(text(statement))


def overview_of_the_case(connection: Connection) -> None:
    """What pages would otherwise gather from the whole case (`overview.py` fills it), and indexes for what they look up."""
    for statement in (
        "CREATE TABLE heads (entity_id TEXT PRIMARY KEY, authority TEXT, content TEXT NOT NULL)",
        "CREATE INDEX heads_authority ON heads (authority, entity_id) WHERE authority IS NOT NULL",
        "CREATE TABLE entity_documents (entity_id TEXT NOT NULL, place INTEGER NOT NULL, document_id TEXT NOT NULL, "
        "times INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (entity_id, place))",
        "CREATE INDEX entity_documents_document ON entity_documents (document_id, entity_id)",
        "CREATE INDEX entity_documents_times ON entity_documents (entity_id, times, place, document_id)",
        "CREATE TABLE moments (event_id TEXT PRIMARY KEY, place INTEGER NOT NULL, type TEXT NOT NULL, month TEXT NOT NULL, "
        "modality TEXT NOT NULL, dated BOOLEAN NOT NULL, apart BOOLEAN NOT NULL, contested BOOLEAN NOT NULL, "
        "tellings INTEGER NOT NULL, begins TEXT NOT NULL, ends TEXT NOT NULL)",
        "CREATE INDEX moments_place ON moments (place, dated, type, apart, modality, begins, ends, event_id)",
        "CREATE INDEX moments_month ON moments (month, place, type, modality, event_id)",
        "CREATE TABLE datings (event_id TEXT NOT NULL, number INTEGER NOT NULL, begins TEXT NOT NULL, ends TEXT NOT NULL, "
        "PRIMARY KEY (event_id, number))",
        "CREATE TABLE event_outlets (event_id TEXT NOT NULL, outlet TEXT NOT NULL, PRIMARY KEY (event_id, outlet))",
        "CREATE INDEX event_outlets_outlet ON event_outlets (outlet, event_id)",
        "CREATE TABLE ties (one TEXT NOT NULL, other TEXT NOT NULL, weight INTEGER NOT NULL, stated INTEGER NOT NULL, "
        "told INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (one, other))",
        "CREATE INDEX ties_weight ON ties (one, weight, other, stated, told)",
        "CREATE TABLE drawings (name TEXT PRIMARY KEY, content TEXT NOT NULL)",
        "CREATE INDEX statements_document ON statements (document_id, annotation_id, rule)",
        "CREATE INDEX statements_doubtful ON statements (score, id, property) WHERE judged IS NULL",
        "CREATE INDEX aliases_grade ON aliases (grade, entity_id)",
        "CREATE INDEX documents_copy_of ON documents (copy_of) WHERE copy_of IS NOT NULL",
    ):
        connection.execute(text(statement))


def words_in_their_places(connection: Connection) -> None:
    """Where the indexed words of a report stand, and an index of all names by their words (`overview.py` fills both)."""
    connection.execute(text("CREATE TABLE search_places (search_row INTEGER PRIMARY KEY, places BLOB NOT NULL)"))
    connection.execute(text("CREATE VIRTUAL TABLE name_words USING fts5(key, entity_id UNINDEXED, prefix = '2 3')"))
    connection.execute(text("DELETE FROM meta WHERE key = 'overview'"))


def entities_in_their_order(connection: Connection) -> None:
    """Indexes that hold all that a list of entities shows, in its order."""
    line = "name, id, type, name_en, subtype, documents"
    connection.execute(text(f"CREATE INDEX entities_listed ON entities (mentions DESC, {line})"))
    connection.execute(text("CREATE INDEX events_by_date ON events (date)"))
    connection.execute(text(f"CREATE INDEX entities_listed_by_type ON entities (type, mentions DESC, {line})"))


def failures_with_codes(connection: Connection) -> None:
    """What names the reason of a failure, so that pages tell it in either language."""
    connection.execute(text("ALTER TABLE failures ADD COLUMN code TEXT NOT NULL DEFAULT ''"))
    connection.execute(text("ALTER TABLE failures ADD COLUMN gaps TEXT NOT NULL DEFAULT '{}'"))


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    first_tables,
    search_index,
    reports_without_title,
    judgements_by_item,
    statements_as_rows,
    codes_of_statements,
    what_analysts_keep,
    overview_of_the_case,
    words_in_their_places,
    entities_in_their_order,
    failures_with_codes,
)


def applied(connection: Connection) -> list[str]:
    """Names of the steps that this case has been through; empty for a file that is no case."""
    if not inspect(connection).has_table("migrations"):
        return []
    return list(connection.execute(select(schema.migrations.c.name)).scalars())


def check(connection: Connection, place: str) -> None:
    """Refuse a file that is no case, is older than this musnad or newer."""
    have, known = set(applied(connection)), {step.__name__ for step in MIGRATIONS}
    if not have:
        raise CaseError(f"{place} is not a musnad case; give the file that `musnad build --case` made")
    if have - known:
        raise CaseError(f"{place} was made by a newer musnad ({', '.join(sorted(have - known))}); update musnad to open it")


def migrate(database: Engine) -> list[str]:
    """Run the steps that are missing, in order; returns their names."""
    with engine.writing(database) as connection:
        listing = "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied DOUBLE PRECISION NOT NULL)"
        connection.execute(text(listing))
    ran = []
    for step in MIGRATIONS:
        with engine.writing(database) as connection:
            # Asked inside the transaction: two programs that open a new case at once do not both run the step.
            if step.__name__ in applied(connection):
                continue
            step(connection)
            connection.execute(schema.migrations.insert().values(name=step.__name__, applied=time.time()))
            ran.append(step.__name__)
    return ran
