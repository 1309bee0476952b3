"""What is gathered from the whole case says what the records say, also for a case that an older musnad made."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from musnad.knowledge.store import Case, finding, schema, search, snippets
from musnad.knowledge.store.bonds import KINDS
from musnad.records import Entity

pytestmark = pytest.mark.xdist_group("samples")
STEPS = ("overview_of_the_case", "words_in_their_places", "entities_in_their_order")
INDEXES = ("statements_document", "statements_doubtful", "aliases_grade", "documents_copy_of", "entities_listed",
           "entities_listed_by_type", "events_by_date")  # fmt: skip


@pytest.fixture
def older(sample_case: Path, tmp_path: Path) -> Path:
    """The sample case as it was before anything was gathered."""
    path = tmp_path / "older.musnad"
    with Case.open(sample_case):
        shutil.copy(sample_case, path)
    with sqlite3.connect(path) as database:
        for table in (*(table.name for table in schema.OVERVIEW), "search_places", "name_words"):
            database.execute(f"DROP TABLE {table}")
        for index in INDEXES:
            database.execute(f"DROP INDEX {index}")
        database.executemany("DELETE FROM migrations WHERE name = ?", [(step,) for step in STEPS])
        database.execute("DELETE FROM meta WHERE key IN ('overview', 'counts')")
    return path


def test_an_older_case_is_gathered_when_it_is_opened(older: Path, sample_case: Path) -> None:
    with Case.open(older) as one, Case.open(sample_case) as other:
        ids = [entity.id for entity in other.entity_summaries()]
        assert one.glance.heads(ids) == other.glance.heads(ids)
        assert [one.glance.documents_of(entity) for entity in ids] == [other.glance.documents_of(entity) for entity in ids]
        assert one.counts() == other.counts()
        assert [one.bonds.drawing(kind) for kind in KINDS] == [other.bonds.drawing(kind) for kind in KINDS]
        assert one.glance.places() == other.glance.places()
        assert one.search("مدينة") == other.search("مدينة")


def test_heads_and_reports_of_entities_are_those_of_their_records(sample_case: Path) -> None:
    with Case.open(sample_case) as case:
        for entity in case.entities():
            head = case.glance.head(entity.id)
            assert (head.mentions, head.documents) == (len(entity.references), len({one.document for one in entity.references}))
            assert head.times == tuple(len(alias.references) for alias in entity.aliases)
            assert [alias.name for alias in head.aliases] == [alias.name for alias in entity.aliases]
            times = Counter(one.document for one in entity.references)
            documents = case.glance.documents_of(entity.id)
            assert dict(documents) == times
            order = {one.id: place for place, one in enumerate(case.documents())}
            dated = [order[one] for one, _ in documents]
            assert [case.document(one).published or "9999" for one, _ in documents] == sorted(
                (case.document(one).published or "9999" for one, _ in documents), key=str
            ) or dated == sorted(dated)
            assert case.glance.documents_of(entity.id, 1, 2) == documents[1:3]
            assert _places(entity) == {
                (one.document, one.span.start) for naming in case.glance.namings(entity.id, times) for one in naming.references
            }


def _places(entity: Entity) -> set[tuple[str, int]]:
    return {(one.document, one.span.start) for one in entity.references}


def test_words_stand_where_the_index_says(sample_case: Path) -> None:
    with Case.open(sample_case) as case, case._database.connect() as connection:
        rows = case.desk.rows()
        for document in list(rows)[:6]:
            text = case.report(document).document
            placed = snippets.placed(connection, [rows[document]])[rows[document]]
            read = search.words_of(text)
            assert [(one.start, one.end, one.word) for one in placed.between(0, len(text.text))] == [
                (one.start, one.end, one.folded) for one in read
            ]
            terms = search.parse(" ".join(dict.fromkeys(token.folded for token in read[5:7])))
            assert snippets.highlights(text, terms, placed) == snippets.highlights(text, terms)


def test_names_are_found_by_their_words_in_any_order_and_by_beginnings(sample_case: Path) -> None:
    with Case.open(sample_case) as case:
        for entity in case.entity_summaries("PER", 10):
            words = entity.name.split()
            for typed in (entity.name, " ".join(reversed(words)), entity.id, words[-1][:4]):
                assert entity.id in [one.id for one in case.glance.search(typed, 60)] or typed == entity.id
            assert (found := case.glance.named(entity.name)) and found.name == entity.name
        assert case.glance.named('"') is None
        with case._database.connect() as connection:
            assert finding.found(connection, "لاشيءهنا", 5) == []
