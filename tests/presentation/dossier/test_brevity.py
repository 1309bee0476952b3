"""An editor's brief says each thing once and cuts long lists with a count."""

from __future__ import annotations

import pytest
from papers import MemoryCase, Paper

from musnad.presentation.dossier import Dossier, compose
from musnad.presentation.dossier import accounts as accounts_of
from musnad.presentation.dossier.sections import names as names_of
from musnad.records import Alias, Contradiction, Entity, Relation

BODY, MAN = "مجلس الزعتر", "ماهر البحري"


def _section(dossier: Dossier, name: str) -> str:
    found = [section for section in dossier.sections if section.id == name]
    return " ".join(sentence.text for section in found for part in section.paragraphs for sentence in part.sentences)


def _case(papers: list[Paper], aliases: tuple[Alias, ...] = (), **knowledge: object) -> MemoryCase:
    """A council and a man, named in these reports; their mentions are placed here."""
    entities = []
    for key, kind, words in (("body", "ORG", BODY), ("man", "PER", MAN)):
        references = []
        for paper in papers:
            for nth in range(paper.text.count(words)):
                paper.mention(key, words, kind, nth=nth)
                references.append(paper.name_at(words, nth))
        own = (Alias(name=words, references=tuple(references)), *(aliases if key == "body" else ()))
        entities.append(Entity(id=key, type=kind, name=words, aliases=own, references=tuple(references)))  # type: ignore[arg-type]
    return MemoryCase(papers, entities=tuple(entities), **knowledge)


def _case_of(papers: list[Paper], entities: tuple[Entity, ...]) -> MemoryCase:
    return MemoryCase(papers, entities=entities)


def test_a_headline_only_announces_what_its_report_quotes() -> None:
    paper = Paper("وكالة سهيل", "2020-06-02", f"{MAN}: نفتح الجسر قريبًا جدًا", f"قال {MAN} إن الجسر يُفتح صباح الخميس أمام {BODY}.")
    case = _case([paper])
    head, body = (one.id for one in case.report(paper.id).mentions if one.name == MAN)
    for words, cue, source in (("نفتح الجسر قريبًا جدًا", MAN, head), (f"الجسر يُفتح صباح الخميس أمام {BODY}", "قال", body)):
        paper.quotation(words, cue, source=source)
    told = _section(compose(_case([paper]), "man", "ar"), "said")
    assert "صباح الخميس" in told and "قريبًا" not in told


def test_a_tie_names_whose_it_is() -> None:
    paper = Paper("وكالة سهيل", "2020-06-02", f"خبر عن {BODY}", f"يدعم {BODY} جمعية {MAN} في السوق.")
    stated = paper.statement("body", "supports", f"يدعم {BODY} جمعية", object="man")
    tie = Relation(id="r", subject="body", predicate="supports", object="man", statements=(stated.id,))
    case = _case([paper], statements=(stated,), relations=(tie,))
    assert _section(compose(case, "body", "ar"), "relations").startswith(f"يدعم {BODY} {MAN} بحسب وكالة سهيل")
    assert "ويحظى" not in (told := _section(compose(case, "man", "ar"), "relations")) and told.startswith(f"يحظى {MAN} بدعم")


def test_outlets_beyond_some_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts_of, "MOST_OUTLETS", 2)
    papers = [Paper(f"جريدة {name}", "2020-06-02", f"{MAN} رئيس {BODY} في {name}") for name in ("المرسى", "السنبلة", "الوادي")]
    for paper in papers:
        mention = [paper.mention("man", MAN, "PER"), paper.mention("body", BODY)]
        paper.role(mention[0], "رئيس", f"{MAN} رئيس {BODY}", mention[1], role="head")
    told = _section(compose(_case(papers), "body", "ar"), "offices")
    assert told.count("جريدة") == 2 and "وغيرها (3 في المجموع)" in told


def test_names_beyond_some_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names_of, "MOST", 1)
    monkeypatch.setattr(names_of, "SPARE", 0)
    spellings = ["مجلس أهل الزعتر", "مجلس الزعتر الأهلي", "الزعتر"]
    paper = Paper("وكالة سهيل", "2020-06-02", f"خبر عن {BODY}", f"اجتمع {'، ثم '.join(spellings)} أمس.")
    aliases = tuple(Alias(name=one, references=(paper.name_at(one, one == "الزعتر"),)) for one in spellings)
    told = _section(compose(_case([paper], aliases), "body", "ar"), "names")
    assert "صيغتان أخريان لم تُدرج" in told


@pytest.mark.parametrize(("others", "told"), [((), True), (("body",), False)])
def test_what_several_reports_contradict_is_not_told_again_of_one(others: tuple[str, ...], told: bool) -> None:
    paper = Paper("وكالة سهيل", "2020-06-02", f"خبر عن {BODY}", "قيل إنه مستقل عن الجميع", "وقيل إن جهة تموله سرا")
    other = Paper("جريدة المرسى", "2020-06-03", f"خبر آخر عن {BODY}", "قيل إنه تابع لغيره")
    values = tuple(paper.given(words, words) for words in ("مستقل عن الجميع", "تموله سرا"))
    within = Contradiction(
        id="c1", about="body", property="independence", kind="within_report", values=values, because="يقول التقرير الشيء وخلافه",
        because_en="the report says both",
    )  # fmt: skip
    across = Contradiction(
        id="c2", about="body", property="independence", kind="affiliation",
        values=(*values, other.given("تابع لغيره", "تابع لغيره")), because="تختلف التقارير", because_en="the reports differ",
    )  # fmt: skip
    found = (within, *([across] if others else []))
    assert (
        "الشيء وخلافه" in _section(compose(_case([paper, other], contradictions=found), "body", "ar"), "contradictions")
    ) is told


def test_words_quoted_in_the_accusative_stand_behind_a_word_that_asks_for_it() -> None:
    paper = Paper("وكالة سهيل", "2020-06-02", f"خبر عن {BODY}", f"يعد {BODY} تجمعًا مدنيًا، وهو رديف للبلدية.")
    stated = [paper.statement("body", "nature", words, value=words) for words in ("تجمعًا مدنيًا", "رديف للبلدية")]
    lead = _section(compose(_case([paper], statements=tuple(stated)), "body", "ar"), "lead")
    assert "بكونه «تجمعًا مدنيًا»" in lead and "بأنه «رديف للبلدية»" in lead


def test_a_word_that_says_nothing_by_itself_stands_with_all_that_it_is_said_of() -> None:
    paper = Paper(
        "وكالة سهيل", "2020-06-02", f"خبر عن {BODY}", "قيل بعد دعمه من السنبلة والمرسى إنه كبر، وقيل إنه مستقل عن الجميع"
    )
    values = (*(paper.given(value, "دعمه") for value in ("السنبلة", "المرسى")), paper.given("مستقل عن الجميع", "مستقل عن الجميع"))
    found = Contradiction(
        id="c", about="body", property="independence", kind="affiliation", values=values, because="ورد الشيء وخلافه",
        because_en="both are told",
    )  # fmt: skip
    told = _section(compose(_case([paper], contradictions=(found,)), "body", "ar"), "contradictions")
    assert "«دعمه» (السنبلة والمرسى) و«مستقل عن الجميع» بحسب وكالة سهيل" in told


@pytest.mark.parametrize(
    ("language", "expected"), [("ar", f"قال {MAN} (رئيس بلدية السنبلة)، بحسب"), ("en", "(head of بلدية السنبلة)")]
)
def test_who_speaks_is_introduced_once(language: str, expected: str) -> None:
    paper = Paper(
        "وكالة سهيل", "2020-06-02", f"خبر عن {BODY}", f"رئيس بلدية السنبلة {MAN} زار السوق.",
        f"وقال {MAN} إن قرار {BODY} جاء متأخرا.",
    )  # fmt: skip
    other = Paper("جريدة المرسى", "2020-06-05", f"خبر آخر عن {BODY}", f"وقال {MAN} إن باب {BODY} ما زال مغلقا.")
    case = _case([paper, other])
    town = paper.mention("town", "بلدية السنبلة")
    held = Entity(id="town", type="ORG", name="بلدية السنبلة", references=(paper.name_at("بلدية السنبلة"),))
    first, again = (one.id for one in paper.report().mentions if one.name == MAN)
    paper.role(first, "رئيس", f"رئيس بلدية السنبلة {MAN}", town, role="head")
    paper.quotation(f"قرار {BODY} جاء متأخرا", "وقال", source=again)
    other.quotation(f"باب {BODY} ما زال مغلقا", "وقال", source=other.report().mentions[-1].id)
    case = _case_of([paper, other], (*case.knowledge().entities, held))
    told = _section(compose(case, "body", language), "about")  # type: ignore[arg-type]
    assert expected in told and told.count("السنبلة") == 1
