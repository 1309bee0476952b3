"""Search in any spelling, highlights on the original characters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from factory import Draft

from musnad.knowledge.store import Case

TEXT = "أعلنت المُقاوِمة المحلّية وقف إطـلاق النار في ١٢ قرية.\nوبالنازحين امتلأت مدرسة الضيعة، والقـ.ـصف توقف مساءً."


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    path: Path = tmp_path_factory.mktemp("search") / "x.case"
    with Case.create(path) as opened:
        for name, text in (("a", TEXT), ("b", "نص آخر عن موسم الزيتون وأسعاره.")):
            opened.add_report(Draft(text, name=name).report(), text.encode(), name, "2024", "v1")
        yield opened


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("المقاومه", "المُقاوِمة"),
        ("مقاومة", "المُقاوِمة"),
        ("اطلاق", "إطـلاق"),
        ("12", "١٢"),
        ("١٢", "١٢"),
        ("القصف", "والقـ.ـصف"),
        ("نازحين", "وبالنازحين"),
        ("مدرس*", "مدرسة"),
        ('"وقف اطلاق النار"', "وقف إطـلاق النار"),
        ("«وقف إطلاق»", "وقف إطـلاق"),
    ],
)
def test_words_are_found_in_any_spelling(case: Case, query: str, marked: str) -> None:
    hits = case.search(query)
    assert [hit.document.name for hit in hits] == ["a"]
    shown = [TEXT[mark.start : mark.end] for _, marks in hits[0].snippets for mark in marks]
    assert marked in shown
    for snippet, marks in hits[0].snippets:
        assert all(snippet.contains(mark) for mark in marks)


@pytest.mark.parametrize("query", ["", "   ", '"', "***", "()", "النار وقف غائب", '"النار إطلاق"', 'a"b OR NOT', "words:x"])
def test_what_is_not_there_is_not_found_and_no_query_fails(case: Case, query: str) -> None:
    assert case.search(query) == []
    assert case.count_hits(query) == 0


def test_all_words_must_be_there(case: Case) -> None:
    assert case.count_hits("الزيتون") == 1
    assert case.search("الزيتون القصف") == []
