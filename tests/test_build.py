"""A build loses nothing, repeats itself exactly, and survives being killed."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from musnad.build import build
from musnad.errors import CaseError
from musnad.knowledge.store import Case
from musnad.presentation.exports import export

REPORT = """أعلنت «لجنة الوادي» إطلاق حملة "بذور" في مدينة الرقة

10 آذار 2021

أعلنت «لجنة الوادي»، اليوم الأربعاء، إطلاق حملة "بذور" في مدينة الرقة.

وقال رئيس «لجنة الوادي»، سامر العلي، إن الحملة ستستمر ثلاثة أشهر.
"""


def exported(case_path: Path, out: Path) -> dict[str, bytes]:
    """All bytes of the standoff export."""
    with Case.open(case_path) as case:
        return {path.name: path.read_bytes() for path in export(case, "standoff", out)}


def test_building_twice_gives_the_same_bytes(samples: Path, tmp_path: Path) -> None:
    build([samples], tmp_path / "a.musnad")
    build(sorted(samples.iterdir(), reverse=True), tmp_path / "b.musnad", workers=2)
    assert exported(tmp_path / "a.musnad", tmp_path / "a") == exported(tmp_path / "b.musnad", tmp_path / "b")


def test_a_second_build_reads_only_what_is_new(samples: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.musnad"
    first = build([samples], case)
    new = tmp_path / "new.txt"
    new.write_text(REPORT, encoding="utf-8")
    second = build([samples, new], case)
    assert (second.read, second.unchanged) == (1, first.read)


def test_building_in_two_steps_equals_building_at_once(samples: Path, tmp_path: Path) -> None:
    reports = sorted(samples.iterdir())
    build(reports[:5], tmp_path / "a.musnad")
    build(reports, tmp_path / "a.musnad")
    build(reports, tmp_path / "b.musnad")
    assert exported(tmp_path / "a.musnad", tmp_path / "a") == exported(tmp_path / "b.musnad", tmp_path / "b")


def test_the_same_bytes_under_two_names_are_one_document(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    result = build([tmp_path / "one.txt", tmp_path / "two.txt"], tmp_path / "case.musnad")
    assert (result.read, result.repeated, result.counts["documents"]) == (1, 1, 1)


def test_original_bytes_are_kept_untouched(tmp_path: Path) -> None:
    data = REPORT.encode("windows-1256", errors="ignore")
    (tmp_path / "old.txt").write_bytes(data)
    build([tmp_path / "old.txt"], tmp_path / "case.musnad")
    with Case.open(tmp_path / "case.musnad") as case:
        document = case.documents()[0]
        assert case.original(document.id) == data


def test_files_that_cannot_be_read_are_listed_and_the_rest_is_built(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text(REPORT, encoding="utf-8")
    (folder / "old.txt").write_bytes(("خبر قديم. " + REPORT).replace("«", '"').replace("»", '"').encode("windows-1256"))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(50_000_000)
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    result = build([folder], tmp_path / "case.musnad")
    assert {Path(failure.name).name for failure in result.failures} == {"empty.txt", "binary.txt", "huge.txt", "gone.txt"}
    assert all(failure.problem and failure.advice for failure in result.failures)
    with Case.open(tmp_path / "case.musnad") as case:
        assert {document.name for document in case.documents()} == {"good.txt", "old.txt"}
        assert "لجنة الوادي" in case.report("old.txt").document.text
        assert len(case.failures()) == 4


def test_a_killed_build_goes_on_and_ends_with_the_same_bytes(samples: Path, tmp_path: Path) -> None:
    case = tmp_path / "killed.musnad"
    command = [sys.executable, "-m", "musnad", "build", str(samples), "--case", str(case)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with Case.open(case) as opened:
                if opened.counts()["documents"] >= 2:
                    break
        except Exception:  # the case is being made right now
            pass
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with Case.open(case) as opened:
        assert opened.counts()["documents"] >= 1
    build([samples], case)
    build([samples], tmp_path / "whole.musnad")
    assert exported(case, tmp_path / "a") == exported(tmp_path / "whole.musnad", tmp_path / "b")


def test_a_case_that_lies_among_its_reports_does_not_read_itself(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(REPORT, encoding="utf-8")
    first = build([tmp_path], tmp_path / "case.musnad")
    second = build([tmp_path], tmp_path / "case.musnad")
    other = build([tmp_path], tmp_path / "case.db")
    assert (first.read, second.read, second.unchanged, other.read) == (1, 0, 1, 1)
    assert not (*first.failures, *second.failures, *other.failures)
    assert not build([tmp_path], tmp_path / "case.db").failures


def test_a_report_named_like_the_case_is_read(tmp_path: Path) -> None:
    for name in ("news-01.txt", "about.musnad.txt", "old-originals/one.txt"):
        path = tmp_path / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{REPORT}\n{name}", encoding="utf-8")
    assert build([tmp_path / "reports"], tmp_path / "reports/news").read == 3
    again = build([tmp_path / "reports"], tmp_path / "reports/news")
    assert (again.read, again.unchanged, again.failures) == (0, 3, ())


def test_a_file_that_is_no_case_is_refused_with_advice(tmp_path: Path) -> None:
    wrong = tmp_path / "letter.docx"
    wrong.write_bytes(b"PK\x03\x04 not a case")
    with pytest.raises(CaseError):
        build([], wrong)


def test_every_annotation_quotes_its_document(sample_case: Path) -> None:
    with Case.open(sample_case) as case:
        for report in case.reports():
            text = report.document.text
            ids = [annotation.id for annotation in report.annotations()]
            assert len(ids) == len(set(ids)), f"{report.document.name}: two annotations share an id"
            for annotation in report.annotations():
                assert 0 <= annotation.span.start <= annotation.span.end <= len(text)
            for sentence in report.sentences:
                assert text[sentence.span.start : sentence.span.end].strip() == text[sentence.span.start : sentence.span.end]


def test_every_statement_has_its_words_in_a_report(sample_case: Path) -> None:
    with Case.open(sample_case) as case:
        texts = {report.document.id: report.document for report in case.reports()}
        statements = case.statements()
        assert statements
        for statement in statements:
            document = texts[statement.reference.document]
            assert statement.original == document.quote(statement.reference.span)
