"""The case file: round trip, transactions, migrations, lists."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from factory import Draft, clash
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from musnad.errors import CaseError, NotFound
from musnad.knowledge import derive
from musnad.knowledge.store import Case, engine, migrations, schema, writing
from musnad.records import Failure, Judgement, Report


def _reports() -> list[Report]:
    return [
        clash("a.txt", "يوم الثلاثاء", "2021-03-09", 4),
        clash("b.txt", "الأربعاء", "2021-03-10", 7, "وكالة السهل", "وبقي الطريق مقطوعًا."),
    ]


def _filled(path: Path) -> Case:
    case = Case.create(path)
    for report in _reports():
        case.add_report(report, report.document.text.encode(), f"/in/{report.document.name}", "2024-01-01T00:00:00", "v1")
    case.replace_knowledge(derive(_reports()))
    return case


def _rows(path: Path) -> list[str]:
    """Every row but the times of migrations and the index's own segments, which depend on how often it was written."""
    with sqlite3.connect(path) as connection:
        return [line for line in connection.iterdump() if '"migrations"' not in line and '"search' not in line]


def test_knowledge_and_reports_come_back_as_they_went_in(tmp_path: Path) -> None:
    with _filled(tmp_path / "x.case") as case:
        assert case.knowledge() == derive(_reports())
        assert sorted(map(repr, case.reports())) == sorted(map(repr, _reports()))
        assert case.original("a.txt") == _reports()[0].document.text.encode()
        assert case.counts()["documents"] == 2
        assert case.known(_reports()[0].document.sha256, "v1")
        assert not case.known(_reports()[0].document.sha256, "v2")


def test_building_twice_gives_the_same_rows(tmp_path: Path) -> None:
    for name in ("one", "two"):
        _filled(tmp_path / name).close()
    with _filled(tmp_path / "one") as again:
        again.replace_knowledge(derive(list(reversed(_reports()))))
    assert _rows(tmp_path / "one") == _rows(tmp_path / "two")


@settings(max_examples=25, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_any_text_survives_the_store(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    report = Draft(text).report()
    with Case.create(tmp_path_factory.mktemp("case") / "x.case") as case:
        case.add_report(report, text.encode(), "x", "2024", "v1")
        assert case.report(report.document.id) == report


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with _filled(tmp_path / "x.case") as case:
        before = case.knowledge()

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(writing, "_participants", stop)
        with pytest.raises(KeyboardInterrupt):
            case.replace_knowledge(before)
        assert case.knowledge() == before
        monkeypatch.setattr(writing.search, "index", stop)
        with pytest.raises(KeyboardInterrupt):
            case.add_report(Draft("نص جديد").report(), b"x", "x", "2024", "v1")
        assert case.counts()["documents"] == 2
        assert case.search("جديد") == []


def test_indexes_stand_again_when_tables_are_filled_and_when_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def indexes(case: Case) -> list[tuple[str, str]]:
        with sqlite3.connect(case.path) as connection:
            return list(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql > '' ORDER BY name"))

    with Case.create(tmp_path / "x.case") as case:
        made = indexes(case)
        case.replace_knowledge(derive(_reports()))
        assert indexes(case) == made and any("statements" in sql for _, sql in made)
        before = case.knowledge()
        monkeypatch.setattr(writing.overview, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            case.replace_knowledge(derive(_reports()[:1]))
        assert indexes(case) == made and case.knowledge() == before


def test_migrations_make_the_tables_of_the_schema_and_run_once(tmp_path: Path) -> None:
    Case.create(tmp_path / "x.case").close()
    database = engine.connect(tmp_path / "x.case")
    found = inspect(database)
    for table in schema.metadata.sorted_tables:
        assert [column["name"] for column in found.get_columns(table.name)] == [column.name for column in table.columns]
    assert migrations.migrate(database) == []
    database.dispose()


def test_what_is_no_case_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no case"):
        Case.open(tmp_path / "missing")
    (tmp_path / "text").write_text("just words, long enough to be read as a header of something" * 30)
    with pytest.raises(CaseError, match="another kind"):
        Case.open(tmp_path / "text")
    with sqlite3.connect(tmp_path / "other") as connection:
        connection.execute("CREATE TABLE things (id)")
    with pytest.raises(CaseError, match="another program"):
        Case.create(tmp_path / "other")
    with _filled(tmp_path / "new") as case, engine.writing(case._database) as connection:
        connection.execute(schema.migrations.insert().values(name="from_the_future", applied=0))
    with pytest.raises(CaseError, match="newer"):
        Case.open(tmp_path / "new")


def test_lists_and_names(tmp_path: Path) -> None:
    with _filled(tmp_path / "x.case") as case:
        assert [summary.name for summary in case.documents()] == ["a.txt", "b.txt"]
        wadi = case.find_entity("كتايب الوادي")
        assert wadi.name == "كتائب الوادي"
        assert case.find_entity(wadi.id) == wadi
        assert case.find_entity(wadi.name_en or "") == wadi
        assert case.search_entities("الوادي") == [wadi]
        assert {event.id for event in case.events(wadi.id)} == {event.id for event in case.events()}
        assert case.contradictions(case.contradictions()[0].about)
        assert case.statements(subject=wadi.id)
        with pytest.raises(NotFound, match="كتائب الوادي"):
            case.find_entity("كتائب الوادى العليا جدا")
        with pytest.raises(NotFound):
            case.report("c.txt")


def test_judgements_are_kept_in_order_and_once(tmp_path: Path) -> None:
    with _filled(tmp_path / "x.case") as case:
        for number in (2, 1, 2):
            case.add_judgement(Judgement(id=f"j{number}", verdict="accept", items=("s",), by="ن", at="2024-01-01T00:00:00"))
        assert [judgement.id for judgement in case.judgements()] == ["j2", "j1"]
        case.add_failure(Failure(name="x", problem="p", advice="a"))
        assert len(case.failures()) == 1
        case.clear_failures()
        assert case.failures() == []


def test_forgetting_takes_report_original_and_words_away(tmp_path: Path) -> None:
    with _filled(tmp_path / "x.case") as case:
        report = _reports()[0]
        case.forget(report.document.id)
        assert not case.original_path(report.document.sha256).exists()
        assert [hit.document.name for hit in case.search("اشتباكات")] == ["b.txt"]
