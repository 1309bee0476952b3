"""What the reports do not say is told with its reckoning, and only where they are silent."""

from __future__ import annotations

import pytest
from papers import MemoryCase, Paper

from musnad.presentation.dossier import compose
from musnad.records import Alias, Entity

BODY = "كتيبة النعناع"


def _case(*papers: Paper) -> MemoryCase:
    """A body that every one of these reports names, and two men."""
    entities = []
    for key, kind, words in (("body", "ORG", BODY), ("chief", "PER", "راجح السيل"), ("critic", "PER", "وديع القمح")):
        references = tuple(paper.name_at(words, nth) for paper in papers for nth in range(paper.text.count(words)))
        if references:
            more_of_body = {"subtype": "armed_group"} if key == "body" else {}
            entities.append(
                Entity(
                    id=key, type=kind, name=words, aliases=(Alias(name=words, references=references),), references=references,
                    **more_of_body,
                )  # type: ignore[arg-type]
            )  # fmt: skip
    return MemoryCase(list(papers), entities=tuple(entities))


def _paper(outlet: str, day: str, *lines: str) -> Paper:
    paper = Paper(outlet, day, f"خبر عن {BODY} برقم {day}", *lines)
    paper.mention("body", BODY)
    return paper


def _led(outlet: str, day: str) -> Paper:
    paper = _paper(outlet, day, f"وصل قائد {BODY} راجح السيل إلى الجسر.")
    body, man = paper.mention("body", BODY, nth=1), paper.mention("chief", "راجح السيل", "PER")
    paper.role(man, "قائد", f"قائد {BODY} راجح السيل", body, role="commander")
    return paper


def _accused(outlet: str, day: str, answer: str = "") -> Paper:
    paper = _paper(outlet, day, f"اتهم وديع القمح {BODY} بقطع الطريق عن السوق.", *([answer] if answer else []))
    paper.mention("body", BODY, nth=1)
    critic = paper.mention("critic", "وديع القمح", "PER")
    paper.quotation(f"{BODY} بقطع الطريق عن السوق", "اتهم", source=critic)
    return paper


def _open_questions(case: MemoryCase, language: str = "ar") -> str:
    dossier = compose(case, "body", language)  # type: ignore[arg-type]
    sections = [section for section in dossier.sections if section.id == "contradictions"]
    sentences = [sentence for section in sections for paragraph in section.paragraphs for sentence in paragraph.sentences]
    assert all(sentence.notes for sentence in sentences)
    return " ".join(sentence.text for sentence in sentences)


def test_the_last_report_that_names_who_leads_it_and_how_many_later_ones_do_not() -> None:
    later = [_paper("جريدة المرسى", f"2021-0{month}-01", "عبرت القافلة النهر.") for month in (3, 5)]
    told = _open_questions(_case(_led("وكالة سهيل", "2020-06-02"), *later))
    assert f"آخر تقرير يسمّي من يقود {BODY} نُشر في 2 حزيران 2020" in told
    assert "وعددها 2، وآخرها في 1 أيار 2021" in told


def test_nothing_is_missed_where_the_latest_report_names_who_leads_it() -> None:
    earlier = [_paper("جريدة المرسى", f"2020-0{month}-01", "عبرت القافلة النهر.") for month in (3, 5)]
    assert "من يقود" not in _open_questions(_case(*earlier, _led("وكالة سهيل", "2020-06-02")))


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", f"لا يسمّي أي من التقارير، وعددها 3، من يقود {BODY}."), ("en", f"None of the 3 reports names who leads {BODY}.")],
)
def test_nobody_who_leads_it_is_named(language: str, expected: str) -> None:
    papers = [_paper("جريدة المرسى", f"2021-0{month}-01", "عبرت القافلة النهر.") for month in (3, 5, 7)]
    assert expected in _open_questions(_case(*papers), language)
    assert "من يقود" not in _open_questions(_case(*papers[:2])), "of two reports that says nothing"


def test_an_accusation_that_no_word_of_the_accused_stands_beside() -> None:
    told = _open_questions(_case(_accused("وكالة سهيل", "2020-06-02"), _accused("صحيفة الميزان", "2020-06-03")))
    assert f"لا ينقل أي من التقارير التي تورد ما قيل ضد {BODY}، وعددها 2، شيئًا على لسانها." in told


def test_one_word_of_the_accused_is_an_answer() -> None:
    answered = _accused("وكالة سهيل", "2020-06-02", f"ونفت {BODY} ذلك.")
    answered.quotation("ذلك", "ونفت", source=answered.mention("body", BODY, nth=2), denial=True)
    assert "على لسانها" not in _open_questions(_case(answered))


def test_all_reports_from_one_outlet() -> None:
    papers = [_paper("جريدة المرسى", f"2021-0{month}-01", "عبرت القافلة النهر.") for month in (3, 5, 7)]
    told = _open_questions(_case(*papers))
    assert "وعددها 3، من وسيلة واحدة هي جريدة المرسى." in told
    assert "وسيلة واحدة" not in _open_questions(_case(*papers, _paper("وكالة سهيل", "2021-08-01", "عبرت القافلة النهر.")))


def test_a_year_in_which_no_report_names_it() -> None:
    first, last = _paper("جريدة المرسى", "2019-03-01", "عبرت القافلة."), _paper("وكالة سهيل", "2020-09-15", "عادت القافلة.")
    assert f"لا تقرير يذكر {BODY} بين 1 آذار 2019 و15 أيلول 2020، أي طوال 18 شهرًا." in _open_questions(_case(first, last))
    near = _paper("وكالة سهيل", "2020-02-20", "عادت القافلة.")
    assert "أي طوال" not in _open_questions(_case(first, near))
