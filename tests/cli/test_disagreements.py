"""`musnad contradictions` and `musnad timeline` on a case of four short reports."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from factory import Draft, clash
from typer.testing import CliRunner

from musnad.cli import app
from musnad.knowledge import derive
from musnad.knowledge.store import Case
from musnad.records import Report

RIVER = (
    "وذكر مزارعون أن الحقول القريبة من الجسر بقيت خالية طوال الأسبوع، وأن أصحاب الشاحنات غيروا طريقهم إلى المدينة خوفًا من "
    "الحواجز التي انتشرت على الطرق الفرعية بين القرى. "
)
SCHOOL = (
    "وطالبت لجنة من الأهالي بإخلاء المدرسة التي تحولت إلى مقر، وقالت إن التلاميذ خسروا شهرًا من الدروس، فيما وعد المجلس المحلي "
    "بنقلهم إلى مبنى آخر قبل نهاية العام. "
)


def _denial() -> Report:
    draft = Draft(
        "قال ناشطون إن كتائب الوادي صادرت خمس شاحنات طحين في رأس التل.\nلكن كتائب الوادي نفت مصادرة شاحنات الطحين.\n"
        "ولم يعلق لواء السفح.",
        name="denial.txt", published="2021-03-20", outlet="موقع الجسر",
    )  # fmt: skip
    draft.mention("ORG", "كتائب الوادي")
    body = draft.mention("ORG", "كتائب الوادي", nth=1)
    draft.mention("ORG", "لواء السفح")
    draft.quotation("كتائب الوادي صادرت خمس شاحنات طحين في رأس التل", "قال", anonymous=True, source_text=draft.span("ناشطون"))
    draft.quotation("مصادرة شاحنات الطحين", "نفت", source=body, denial=True)
    return draft.report()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("disagreements") / "c.musnad"
    reports = [
        clash("a.txt", "يوم الثلاثاء", "2021-03-09", 4, tail=RIVER),
        clash("b.txt", "الأربعاء", "2021-03-10", 7, "وكالة السهل", SCHOOL),
        _denial(),
    ]
    with Case.create(path) as opened:
        for report in reports:
            opened.add_report(
                report, report.document.text.encode() + report.document.name.encode(), report.document.name, "now", "v"
            )
        opened.replace_knowledge(derive(reports))
    return path


def _run(*words: object) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_both_values_stand_side_by_side_with_their_sources(case: Path) -> None:
    text = _run("contradictions", "--case", case, "--kind", "quantity", "--language", "en")
    assert "a.txt:2" in text
    assert "b.txt:2" in text
    assert "وكالة السهل ← سليم الحوراني" in text
    assert "independent sources: 1" in text


def test_json_and_csv_hold_the_same_values(case: Path) -> None:
    records = json.loads(_run("contradictions", "--case", case, "--format", "json"))
    rows = list(csv.DictReader(io.StringIO(_run("contradictions", "--case", case, "--format", "csv"))))
    assert {record["type"] for record in records} == {"date", "quantity", "denial"}
    assert len(rows) == sum(len(record["values"]) for record in records)
    with Case.open(case) as opened:
        texts = {summary.name: opened.report(summary.id).document.text for summary in opened.documents()}
    for row in rows:
        assert " ".join(texts[row["report"]][int(row["start"]) : int(row["end"])].split()) == row["words"]


def test_a_denial_stands_beside_what_it_denies(case: Path) -> None:
    (record,) = json.loads(_run("contradictions", "كتائب الوادي", "--case", case, "--kind", "denial", "--format", "json"))
    assert [value["reference"]["line"] for value in record["values"]] == [1, 2]
    assert "كتائب الوادي" in record["because"]


def test_of_an_entity_without_any(case: Path) -> None:
    assert "لا تناقضات" in _run("contradictions", "سليم الحوراني", "--case", case, "--kind", "date")


def test_an_unknown_kind_lists_the_known_ones(case: Path) -> None:
    done = CliRunner().invoke(app, ["contradictions", "--case", str(case), "--kind", "colour"])
    assert done.exit_code == 2
    assert "quantity" in done.output


def test_a_contested_date_is_shown_as_contested(case: Path) -> None:
    text = _run("timeline", "--case", case, "--language", "en")
    assert "contested date" in text
    assert "9 March 2021" in text
    assert "10 March 2021" in text


def test_the_window_takes_any_date_given(case: Path) -> None:
    inside = json.loads(_run("timeline", "كتائب الوادي", "--case", case, "--from", "2021-03-10", "--format", "json"))
    assert {"2021-03-09", "2021-03-10"} == {date for one in inside for date in one["contested"]}
    assert json.loads(_run("timeline", "--case", case, "--to", "2021-02", "--format", "json")) == []


def test_a_window_that_is_no_date_is_named(case: Path) -> None:
    done = CliRunner().invoke(app, ["timeline", "--case", str(case), "--from", "آذار"])
    assert done.exit_code == 1
    assert "آذار" in done.output
