"""What `musnad explain` tells of an invented report: every layer, a near miss of each, and how a line is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad import documents
from musnad.errors import NotFound
from musnad.presentation.explanation import Explanation, explain, lines_meant

REPORT = """مجلس بلدة الزهراء يعلن هدنة مع لواء الفجر

راديو المنارة - 12 آذار 2021

قال رئيس المجلس المحلي في بلدة الزهراء، سامر الحلبي، إن "المفاوضات مع لواء الفجر انتهت أمس الخميس". وأضاف الحلبي أن \
ثلاثة مدنيين قُتلوا في قصف شنته قوات النظام على مدينة حلب.

لم يؤكد المجلس أن الاتفاق نهائي، وعبّر ناشطون في البلدة. "نحن لا نريد حربًا جديدة في بلدتنا أبدًا".

يعد لواء الفجر فصيلًا عسكريًا مستقلًا تابعًا للجيش الوطني. واجتمع الوزير السابق مع الوفد في سوق الأحد.
"""
DOCUMENT = documents.read_bytes(REPORT.encode(), "report.txt")


@pytest.fixture(scope="module", params=["ar", "en"])
def explained(request: pytest.FixtureRequest) -> Explanation:
    return explain(DOCUMENT, range(1, len(DOCUMENT.lines) + 1), request.param)


def test_every_layer_is_told_with_its_reason(explained: Explanation) -> None:
    findings = [found for line in explained.lines for sentence in line.sentences for found in sentence.findings]
    assert {"mention", "date", "quantity", "role", "quotation", "event"} <= {found.layer for found in findings}
    for found in findings:
        assert DOCUMENT.text[found.start : found.end] == found.words
        assert found.reason != found.rule and found.what
        for part in found.parts:
            assert part.start is None or DOCUMENT.text[part.start : part.end] == part.words


def test_a_quotation_is_told_with_source_cue_and_content(explained: Explanation) -> None:
    quotations = [f for line in explained.lines for s in line.sentences for f in s.findings if f.layer == "quotation"]
    assert {"source", "cue", "content"} <= {part.name for part in quotations[0].parts}


def test_near_misses_say_what_stopped_them(explained: Explanation) -> None:
    near = [stopped for line in explained.lines for sentence in line.sentences for stopped in sentence.near]
    assert {"quotations", "events", "dates", "roles"} <= {stopped.layer for stopped in near}
    assert {"near.cue_negated", "near.date_context", "near.marks_without_cue"} <= {stopped.condition for stopped in near}
    for stopped in near:
        assert stopped.words in stopped.reason and "…" not in stopped.reason.replace("، …", "")


def test_what_was_found_after_all_is_no_near_miss(explained: Explanation) -> None:
    cues = {p.start for line in explained.lines for s in line.sentences for f in s.findings for p in f.parts if p.name == "cue"}
    near = {n.start for line in explained.lines for s in line.sentences for n in s.near if n.layer == "quotations"}
    assert not cues & near


@pytest.mark.parametrize(
    ("wanted", "numbers"), [("5", [5]), ("٥", [5]), ("5-7", [5, 6, 7]), ("لم يوكد المجلس", [7]), ("لواء الفجر", [1, 5, 9])]
)
def test_a_line_is_meant_by_number_range_or_words(wanted: str, numbers: list[int]) -> None:
    assert lines_meant(DOCUMENT, wanted) == numbers


@pytest.mark.parametrize("wanted", ["0", "99", "4-2", "كلمة لا توجد", ""])
def test_a_line_that_is_not_there_is_said_so(wanted: str) -> None:
    with pytest.raises(NotFound, match=r"report\.txt"):
        lines_meant(DOCUMENT, wanted)


def test_the_example_of_the_docs_page_holds() -> None:
    page = (Path(__file__).parents[2] / "docs/explain.md").read_text(encoding="utf-8")
    document = documents.read_bytes((REPORT.splitlines()[0] + "\n\nلم يؤكد المجلس أن الاتفاق نهائي.\n").encode(), "report.txt")
    near = [stopped.reason for line in explain(document, [3], "en").lines for s in line.sentences for stopped in s.near]
    assert any(f"> {reason}\n" in page for reason in near)


MISSED = """اجتماع في البلدة

ووصل وفد تابع لجهة مجهولة إلى مدينة حلب، ويعد لواء الفجر من القوى الفاعلة. يعتمد على التبرعات منذ سنوات.

والتقى الجنرال قائد الفيلق كريم بدوي الهاشمي في ساحة الأحد يوم 31 شباط 2020 بقيادة مدعومة من مدينة حلب.
"""


def test_every_other_layer_has_its_near_misses_too() -> None:
    document = documents.read_bytes(MISSED.encode(), "missed.txt")
    told = explain(document, range(1, len(document.lines) + 1), "en")
    near = {stopped.condition for line in told.lines for sentence in line.sentences for stopped in sentence.near}
    assert near >= {
        "near.relation_without_source", "near.attribute_without_bearer", "near.date_impossible", "near.no_antecedent",
        "near.leading_without_person",
    }  # fmt: skip
