"""The statements table: one row for each assertion, with its words, its report, its chain, and what an analyst said of it."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from factory import clash
from typer.testing import CliRunner

from musnad.build import derive_again
from musnad.cli import app
from musnad.errors import ExportError
from musnad.knowledge import derive
from musnad.knowledge.judgements import layers
from musnad.knowledge.store import Case
from musnad.presentation import exports
from musnad.presentation.exports import statements as table
from musnad.records import Report

REPORTS = (
    clash("a.txt", "يوم الثلاثاء", "2021-03-09", 4),
    clash("b.txt", "الأربعاء", "2021-03-10", 7, "وكالة السهل", "وبقي الطريق مقطوعًا."),
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "x.musnad") as opened:
        for number, report in enumerate(REPORTS):
            # The second report appeared two days after the first.
            assert report.published is not None
            later = report.published.model_copy(update={"value": f"2021-03-1{2 * number + 1}"})
            dated: Report = report.model_copy(update={"published": later})
            opened.add_report(dated, report.document.text.encode(), report.document.name, "2024", "v1")
        opened.replace_knowledge(derive(list(opened.machine_reports())))
        yield opened


def test_every_row_quotes_its_report_and_has_a_subject(case: Case) -> None:
    rows = list(table.rows(case))
    assert len(rows) == len(case.statements()) > 20
    assert [tuple(row) for row in rows] == [tuple(name for name, _, _ in table.COLUMNS)] * len(rows)
    texts = {report.document.id: report.document for report in REPORTS}
    for row in rows:
        document = texts[row["document_id"]]
        assert document.text[row["start"] : row["stop"]] == row["original"]
        assert row["sha256"] == document.sha256
        assert row["entity"] and row["schema"]
        assert (row["value"] is None) != (row["object_id"] is None)
        assert (row["object"] is None) == (row["object_id"] is None)
        assert row["chain"][0]["label"] == row["outlet"]
        assert row["judged"] == "machine"
        assert row["lang"] == ("ar" if any("ء" <= letter <= "ي" for letter in row["original"]) else None)


def test_statements_are_made_in_two_parts_and_stand_in_one_order(case: Case) -> None:
    known = derive(list(case.machine_reports()))
    ids = [statement.id for statement in known.statements]
    assert ids == sorted(set(ids))
    assert {"name", "said", "date"} <= {statement.property for statement in known.statements}
    # What several statements say through one chain, or in the same words, is one object: a large case has a million of them.
    chains = {statement.chain for statement in known.statements}
    assert len({id(statement.chain) for statement in known.statements}) == len(chains) < len(ids)
    assert len({id(one.original) for one in known.statements}) == len({one.original for one in known.statements}) < len(ids)


def test_first_and_last_seen_are_those_of_the_same_assertion(case: Case) -> None:
    seen = {(row["prop"], row["value"], row["published"]): (row["first_seen"], row["last_seen"]) for row in table.rows(case)}
    assert seen["name", "كتائب الوادي", "2021-03-11"] == ("2021-03-11", "2021-03-13")
    assert seen["name", "كتائب الوادي", "2021-03-13"] == ("2021-03-11", "2021-03-13")
    assert seen["quantity", "4 مقاتلين", "2021-03-11"] == ("2021-03-11", "2021-03-11")
    assert seen["quantity", "7 مقاتلين", "2021-03-13"] == ("2021-03-13", "2021-03-13")


def test_what_analysts_said_stands_in_the_table(case: Case) -> None:
    first = {kind: next(iter(found)) for kind, found in layers.by_kind(REPORTS[0]).items() if found}
    document = REPORTS[0].document.id
    case.judge("correct", [f"{document}/{first['quantity']}"], by="منى", value="5")
    case.judge("accept", [f"{document}/{first['quotation']}"], by="منى")
    case.judge("reject", [f"{document}/{first['date']}"], by="منى")
    derive_again(case)
    rows = [row for row in table.rows(case) if row["document_id"] == document]
    told = {row["prop"]: (row["value"], row["judged"], row["machine"]) for row in rows if row["prop"] in ("quantity", "said")}
    assert told == {"quantity": ("5 مقاتلين", "corrected", "4.0"), "said": ("4 مقاتلين قضوا", "accepted", None)}
    assert next(row["score"] for row in rows if row["prop"] == "said") == 1.0
    date = REPORTS[0].dates[0].span
    assert all(row["start"] != date.start for row in rows)


def test_the_view_is_there_for_any_sqlite_tool(case: Case) -> None:
    with sqlite3.connect(case.path) as connection:
        found = connection.execute("SELECT prop, count(*) FROM assertions GROUP BY prop ORDER BY prop").fetchall()
    assert dict(found)["name"] == sum(statement.property == "name" for statement in case.statements())


def test_csv_and_json_lines_hold_the_same(case: Case, tmp_path: Path) -> None:
    written = exports.export(case, "statements", tmp_path / "out")
    assert [path.name for path in written] == ["statements.csv", "statements.jsonl"]
    rows = [json.loads(line) for line in written[1].read_text(encoding="utf-8").splitlines()]
    with written[0].open(encoding="utf-8-sig", newline="") as file:
        cells = list(csv.DictReader(file))
    assert len(rows) == len(cells)
    for row, cell in zip(rows, cells, strict=True):
        row["chain"] = " ← ".join(hop["label"] for hop in row["chain"])
        assert {name: "" if value is None else str(value) for name, value in row.items()} == cell
    again = exports.export(case, "statements", tmp_path / "again")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in written]
    with pytest.raises(ExportError, match="out"):
        exports.export(case, "statements", tmp_path / "out" / "statements.csv" / "x.jsonl")


def test_one_file_by_its_name_on_the_command_line(case: Case, tmp_path: Path) -> None:
    out = tmp_path / "new" / "table.jsonl"
    done = CliRunner().invoke(app, ["export", "--case", str(case.path), "--to", "statements", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert len(out.read_text(encoding="utf-8").splitlines()) == len(case.statements())
    assert not (tmp_path / "new" / "table.csv").exists()


def test_every_column_is_explained_in_both_languages_and_in_the_docs() -> None:
    page = (Path(__file__).parents[2] / "docs/statements.md").read_text(encoding="utf-8")
    for name, meaning, arabic in table.COLUMNS:
        assert meaning and arabic
        assert f"| `{name}` | {meaning} | {arabic} |" in page
