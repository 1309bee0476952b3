"""Where rules and model disagree on the borders of a name: run together, parted by و, organs and their parents."""

from __future__ import annotations

import pytest

from musnad.annotations.names import borders, fusion
from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import NameLine, read_line
from musnad.annotations.names.model.tagger import LineView
from musnad.records import MentionType

RULE = "names.organisation_head"


def line_of(text: str) -> NameLine:
    return read_line(text, 0, len(text))


def seen(line: NameLine, written: str, type_: MentionType, score: float = 0.9, by: str = "names.model") -> Candidate:
    start = line.text.index(written)
    return Candidate(start, start + len(written), type_, score, by, (("name", written),))


@pytest.mark.parametrize(
    ("text", "ruled", "names"),
    [
        ("قال رئيس حركة النهر سالم هاني إن", "حركة النهر سالم هاني", [("حركة النهر", "ORG"), ("سالم هاني", "PER")]),
        ("قال رئيس حركة النهر سالم هاني إن", "حركة النهر سالم", [("حركة النهر", "ORG"), ("سالم هاني", "PER")]),
        ("وقعه مركز النبراس والمبادرة الخضراء للبيئة", "مركز النبراس والمبادرة الخضراء",
         [("مركز النبراس", "ORG"), ("المبادرة الخضراء للبيئة", "ORG")]),
        ("حضر جيش الوادي، لواء النهر", "جيش الوادي، لواء النهر", [("جيش الوادي", "ORG"), ("لواء النهر", "ORG")]),
    ],
)  # fmt: skip
def test_a_rule_that_runs_two_names_together_yields(text: str, ruled: str, names: list[tuple[str, MentionType]]) -> None:
    line = line_of(text)
    view = LineView(tuple(seen(line, written, type_) for written, type_ in names), (0.02,) * len(line.words))
    weighed = fusion.weigh(line, [seen(line, ruled, "ORG", 0.72, RULE)], view)
    assert weighed[0].score == fusion.RUN_TOGETHER


def test_a_person_behind_a_body_does_not_open_in_it() -> None:
    line = line_of("قال رئيس حركة النهر سالم هاني إن")
    view = LineView((seen(line, "حركة النهر", "ORG"), seen(line, "سالم هاني", "PER")), (0.02,) * len(line.words))
    weighed = fusion.weigh(line, [seen(line, "النهر سالم هاني", "PER", 0.8, "names.person_office")], view)
    assert weighed[0].score == fusion.RUN_TOGETHER


def test_a_body_that_is_called_after_a_person_stays_whole() -> None:
    line = line_of("تتبع كتيبة سالم هاني للواء")
    view = LineView((seen(line, "سالم هاني", "PER"),), (0.02,) * len(line.words))
    assert fusion.weigh(line, [seen(line, "كتيبة سالم هاني", "ORG", 0.72, RULE)], view)[0].score > 0.7


def test_a_rule_begins_where_the_model_sees_the_name_begin() -> None:
    line = line_of("سالم هاني وامحند الفخري")
    view = LineView((seen(line, "امحند الفخري", "PER"),), (0.02,) * len(line.words))
    weighed = fusion.weigh(line, [seen(line, "وامحند الفخري", "PER", 0.8, "names.person_office")], view)[0]
    assert line.text[weighed.start : weighed.end] == "امحند الفخري"


@pytest.mark.parametrize(
    ("text", "written", "parts"),
    [
        ("المحاميان سالم هاني وفؤاد نعيم", "سالم هاني وفؤاد نعيم", ["سالم هاني", "فؤاد نعيم"]),
        ("المهندس سالم وليد هاني", "سالم وليد هاني", ["سالم وليد هاني"]),
        ("سالم وهاني وفؤاد نعيم", "سالم وهاني وفؤاد نعيم", ["سالم", "هاني", "فؤاد نعيم"]),
    ],
)
def test_persons_joined_by_and_are_parted(text: str, written: str, parts: list[str]) -> None:
    line = line_of(text)
    assert [text[part.start : part.end] for part in borders.apart(line, seen(line, written, "PER"))] == parts


def test_the_parent_of_an_organ_is_a_mention_of_its_own() -> None:
    line = line_of("بيان المكتب السياسي لحركة النهر أمس")
    outer, inner = seen(line, "المكتب السياسي لحركة النهر", "ORG"), seen(line, "حركة النهر", "ORG", 0.72, RULE)
    assert [one.parent for one in borders.with_parents(line, [outer, inner])] == [False, True]
    union = line_of("بيان الاتحاد العام لحركة النهر أمس")
    outer, inner = seen(union, "الاتحاد العام لحركة النهر", "ORG"), seen(union, "حركة النهر", "ORG", 0.72, RULE)
    assert not any(one.parent for one in borders.with_parents(union, [outer, inner]))


def test_the_government_of_troops_is_a_mention_of_its_own() -> None:
    line = line_of("قصفت قوات حكومة الوادي الطريق")
    outer, inner = seen(line, "قوات حكومة الوادي", "ORG"), seen(line, "حكومة الوادي", "ORG", 0.72, RULE)
    assert [one.parent for one in borders.with_parents(line, [outer, inner])] == [False, True]
    line = line_of("قصفت قوات الدعم النهري الطريق")
    outer, inner = seen(line, "قوات الدعم النهري", "ORG"), seen(line, "الدعم النهري", "ORG", 0.72, RULE)
    assert not any(one.parent for one in borders.with_parents(line, [outer, inner]))


@pytest.mark.parametrize(
    ("text", "written", "kept"),
    [
        ("قتل سعيد هاني بن لشعب الخليفي أمس", "سعيد هاني", "سعيد هاني بن لشعب الخليفي"),
        ("قتل سعيد هاني بن لشعب أمس", "سعيد هاني", "سعيد هاني بن لشعب"),
        ("قتل سعيد هاني أمس", "سعيد هاني", "سعيد هاني"),
    ],
)
def test_a_fathers_name_belongs_to_the_persons(text: str, written: str, kept: str) -> None:
    line = line_of(text)
    name = borders.with_father(line, seen(line, written, "PER"))
    assert text[name.start : name.end] == kept
