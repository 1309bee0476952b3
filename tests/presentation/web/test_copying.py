"""A copy beside its original: what is marked, and that nothing else changes a character."""

from __future__ import annotations

from pathlib import Path

import httpx
from newsroom import Sheet
from outline import Outline

from musnad.knowledge.store import Case
from musnad.presentation.web.copying import beside
from musnad.records import Report

ORIGINAL = """أعلنت بلدية وادي الزيتون مساء اليوم فتح الجسر الغربي أمام الشاحنات الصغيرة بعد إصلاح دام شهرين.
وقال رئيس البلدية إن الكلفة بلغت مليونين وإن العمل انتهى قبل موعده بأسبوع كامل.
ويصل الجسر بين ضفتي النهر منذ سبعين عامًا وتعبره كل يوم مئات السيارات.
"""
CHANGED = """أعلنت بلدية وادي الزيتون مساء اليوم فتح الجسر الشرقي أمام الشاحنات الصغيرة بعد إصلاح دام شهرين.
ويصل الجسر بين ضفتي النهر منذ سبعين عامًا وتعبره كل يوم مئات السيارات.
"""


def _report(name: str, text: str) -> Report:
    return Report(document=Sheet(name, text, ["paragraph"] * len(text.splitlines())).document)


def test_what_stands_in_one_only_is_marked_and_no_character_lost() -> None:
    found = beside(_report("copy.txt", CHANGED), _report("original.txt", ORIGINAL))
    assert [(line.number, content.count("<ins>")) for line, content in found.copy.lines] == [(1, 1)]
    assert "<ins>الشرقي</ins>" in found.copy.lines[0][1]
    assert [line.number for line, _ in found.original.lines] == [1, 2]
    assert "<del>الغربي</del>" in found.original.lines[0][1]
    assert found.original.lines[1][1].startswith("<del>وقال رئيس") and found.original.lines[1][1].endswith("</del>.")
    for side, text in ((found.copy, CHANGED), (found.original, ORIGINAL)):
        for line, content in side.lines:
            assert Outline(f"<p>{content}</p>").text == text.splitlines()[line.number - 1]
    assert (found.copy.same, found.original.same) == (1, 1)
    assert found.copy.own == 1 and not found.same_text and found.copy.share > 0.9


def test_the_same_text_has_nothing_marked() -> None:
    found = beside(_report("a.txt", ORIGINAL), _report("b.txt", ORIGINAL))
    assert found.same_text and not found.copy.lines and found.original.same == 3


def test_a_copy_shows_the_differences_on_its_page_and_others_show_none(client: httpx.Client, news_case: Path) -> None:
    with Case.open(news_case) as case:
        copy = next(one for one in case.documents() if one.copy_of)
    page = client.get(f"/en/reports/{copy.id}").text
    section = page.split('id="differences"')[1].split("</section>")[0]
    assert "<del>وأضاف مصدر محلي أن" in section.replace("</bdi>", "") and f"/en/reports/{copy.copy_of}" in section
    assert 'href="#differences"' in page
    assert 'id="differences"' not in client.get(f"/en/reports/{copy.copy_of}").text
