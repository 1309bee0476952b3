"""What is said of a file that cannot be read: the same code in both languages, with its advice."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from musnad import documents
from musnad.documents import refusals
from musnad.documents.signatures import SIGNATURES
from musnad.errors import UnreadableDocument
from musnad.knowledge.store import Case
from musnad.lexicons import load
from musnad.records import Failure

CODES = sorted(code for code in load("reasons/unread") if not code.startswith("next_"))


@pytest.mark.parametrize("code", CODES)
def test_every_reason_has_advice_in_both_languages(code: str) -> None:
    for language in ("ar", "en"):
        problem, advice = refusals.in_words(code, {}, language)
        assert problem != f"unread.{code}" and not problem.endswith(".") and advice.endswith(".")


def test_every_kind_of_file_that_is_refused_has_a_reason() -> None:
    assert {code for _, code in SIGNATURES} <= set(CODES)


def test_what_a_reader_says_is_told_in_arabic_and_comes_back_from_the_case(tmp_path: Path) -> None:
    with (tmp_path / "dump.txt").open("wb") as file:
        file.truncate(30_000_000)
    with pytest.raises(UnreadableDocument) as caught:
        documents.read(tmp_path / "dump.txt")
    noted = refusals.noted("in/dump.txt", caught.value)
    with Case.create(tmp_path / "x.musnad") as case:
        case.add_failure(noted)
        assert case.failures() == [noted]
    assert refusals.told(noted, "ar") == (
        "حجم الملف 30.0 ميغابايت، والحد 20 ميغابايت",
        "قسّمه تقارير مفردة لا يزيد الواحد منها على 20 ميغابايت.",
    )
    assert refusals.told(noted, "en") == (noted.problem, noted.advice)


def test_a_failure_of_an_older_case_keeps_its_words(tmp_path: Path) -> None:
    path = tmp_path / "old.musnad"
    Case.create(path).close()
    with sqlite3.connect(path) as old:
        old.execute("DROP TABLE failures")
        old.execute("CREATE TABLE failures (number INTEGER PRIMARY KEY, name TEXT, problem TEXT, advice TEXT)")
        old.execute("INSERT INTO failures (name, problem, advice) VALUES ('a.pdf', 'is a PDF file', 'Save its text.')")
        old.execute("DELETE FROM migrations WHERE name = 'failures_with_codes'")
    with Case.open(path) as case:
        found = case.failures()
    assert found == [Failure(name="a.pdf", problem="is a PDF file", advice="Save its text.")]
    assert refusals.told(found[0], "ar") is None
