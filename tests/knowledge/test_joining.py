"""Tellings put together inside reports and across them, figures, copies, corrections, short forms, namesakes, titles."""

from __future__ import annotations

import pytest
from factory import Draft

from musnad.annotations import places
from musnad.knowledge import derive
from musnad.knowledge.acronyms import fits
from musnad.knowledge.corpus import Indexed
from musnad.knowledge.figures import corrects, counted
from musnad.knowledge.store import writing
from musnad.records import Event, Knowledge, LineKind, Report


def headed(report: Report) -> Report:
    """The report with its first line as headline."""
    first, *rest = report.document.lines
    lines = (first.model_copy(update={"kind": LineKind.headline}), *rest)
    return report.model_copy(update={"document": report.document.model_copy(update={"lines": lines})})


def _event(known: Knowledge, kind: str) -> Event:
    found = [event for event in known.events if event.type == kind]
    assert len(found) == 1
    return found[0]


def _fight(name: str, dead: int, outlet: str, published: str = "2021-03-10", headline: str = "معارك") -> Draft:
    """Headline without a date, first paragraph with one, the fighting taken up again as a definite noun, the dead beside it."""
    draft = Draft(
        f"{headline} في رأس التل وسقوط {dead} قتلى\nجرت مواجهات بين كتائب الوادي ولواء السفح في رأس التل يوم الثلاثاء.\n"
        f"وتوقفت الاشتباكات ليلًا كما قال سليم الحوراني ووائل الدالي من مجلس السهل لموقع {outlet}.",
        name=name, published=published, outlet=outlet,
    )  # fmt: skip
    wadi, safh = draft.mention("ORG", "كتائب الوادي"), draft.mention("ORG", "لواء السفح")
    places = [draft.mention("LOC", "رأس التل", nth, subtype="town") for nth in (0, 1)]
    for person in ("سليم الحوراني", "وائل الدالي"):
        draft.mention("PER", person)
    draft.mention("ORG", "مجلس السهل")
    day = draft.date("يوم الثلاثاء", "2021-03-09")
    draft.event("clash", headline, place=places[0])
    figure = draft.quantity(f"{dead} قتلى", dead, "قتلى")
    draft.event("casualties", "سقوط", place=places[0], quantity=figure)
    draft.event("clash", "مواجهات", date="2021-03-09", date_mention=day, place=places[1], agents=(wadi, safh))
    draft.event("clash", "الاشتباكات")
    return draft


def test_headline_first_paragraph_and_definite_noun_are_one_happening() -> None:
    known = derive([headed(_fight("a", 4, "صحيفة النهر").report())])
    event = _event(known, "clash")
    assert len(event.tellings) == 4
    assert event.date == "2021-03-09"
    assert [value.value for value in event.quantities] == ["4 قتلى"]
    assert event.name.count("الوادي") == event.name.count("رأس التل") == 1


def test_the_dead_of_one_clash_in_two_reports_and_a_correction() -> None:
    first = headed(_fight("a", 4, "صحيفة النهر").report())
    other = headed(_fight("b", 7, "وكالة السهل", headline="اشتباك").report())
    later = headed(_fight("c", 6, "صحيفة النهر", "2021-03-12", "تصويب: معارك").report())
    plain = derive([first, other])
    assert {contradiction.kind for contradiction in plain.contradictions} == set()  # the one is a copy of the other
    assert corrects(Indexed(later))
    assert not corrects(Indexed(first))


def _agreement(name: str, agreement: str, day: str, published: str) -> Report:
    draft = Draft(
        f"وقعت كتائب الوادي ولواء السفح {agreement} في رأس التل {day}.", name=name, published=published, outlet=f"موقع {name}"
    )
    parties = (draft.mention("ORG", "كتائب الوادي"), draft.mention("ORG", "لواء السفح"))
    place = draft.mention("LOC", "رأس التل", subtype="town")
    named = draft.mention("EVT", agreement, subtype="agreement") if " " in agreement else ""
    draft.event(
        "agreement", "وقعت", date=day, date_mention=draft.date(day, day), place=place, agents=parties,
        others=(named,) if named else (),
    )  # fmt: skip
    return draft.report()


def test_agreements_of_two_names_are_two_and_one_has_two_dates() -> None:
    plain = _agreement("a", "اتفاق السهل", "2021-04-02", "2021-04-04")
    two = derive([plain, _agreement("b", "اتفاق الجبل", "2021-04-02", "2021-04-03")])
    assert len(two.events) == 2
    one = derive([plain, _agreement("b", "هدنة", "2021-04-03", "2021-04-04")])
    event = _event(one, "agreement")
    assert event.name == "اتفاق السهل"
    assert [contradiction.kind for contradiction in one.contradictions] == ["date"]


@pytest.mark.parametrize(
    ("text", "words", "unit", "key"),
    [
        ("أدى القصف إلى مقتل سبعة أشخاص.", "سبعة أشخاص", "أشخاص", "dead"),
        ("وإصابة 11 آخرين بجروح.", "11", None, "hurt"),
        ("قال إن خمسة جنود قتلوا هناك.", "خمسة جنود", "جنود", "dead"),
        ("بينهم ثلاثة أطفال قتلوا.", "ثلاثة أطفال", "أطفال", None),
        ("إطلاق سراح 12 محتجزًا من الجانبين.", "12 محتجزًا", "محتجزا", "detained"),
        ("تحمل 300 سلة غذائية.", "300 سلة", "سلة", "سله"),
        ("مقتل 3500 شخص منذ بدء النزاع.", "3500 شخص", "شخص", None),
        ("سقوط 30 بين قتيل وجريح.", "30", None, "killed and hurt"),
        ("نزحت 60 عائلة.", "60 عائلة", "عائلة", "عائله displaced"),
        ("حضر الحفل 20 شخصًا.", "20 شخصًا", "شخصا", None),
    ],
)
def test_what_a_figure_counts(text: str, words: str, unit: str | None, key: str | None) -> None:
    draft = Draft(text)
    draft.quantity(words, 1, unit or "")
    report = draft.report()
    assert counted(Indexed(report), report.quantities[0]) == key


def test_a_shortened_copy_goes_back_to_the_agency() -> None:
    body = [
        "أعلنت لجنة الطرق في بلدة رأس التل أن الجسر القديم سيغلق أمام الشاحنات مدة أسبوعين لإصلاح دعائمه المتضررة.",
        "وأوضحت أن السيارات الصغيرة تستطيع العبور نهارًا، وأن حافلات المدارس ستسلك طريق المعصرة بدل الجسر.",
        "وطالب أصحاب المحال القريبة بتعويض، بينما وعد رئيس اللجنة بدرس مطالبهم بعد انتهاء العمل ورفع الحواجز.",
        "وكان الجسر قد تضرر في شتاء العام الماضي عندما فاض النهر وجرف جزءًا من الطريق المؤدي إلى السوق.",
    ]
    agency = Draft("\n".join(body), name="a", published="2021-05-03", outlet="وكالة السهل").report()
    cut = "\n".join(["إغلاق جسر رأس التل أسبوعين", body[0].replace("أعلنت", "ذكرت"), body[1].replace("نهارًا", "في النهار")])
    short = Draft(cut, name="b", published="2021-05-02", outlet="موقع الجسر").report()
    assert derive([agency, short]).copies == {short.document.id: agency.document.id}


def test_a_short_form_that_a_report_defines_holds_in_all_reports() -> None:
    one = Draft("اجتمعت هيئة متابعة السلم (همس) أمس.", name="a")
    body = one.mention("ORG", "هيئة متابعة السلم")
    two = Draft("وقال رئيس «همس» إن العمل مستمر.", name="b")
    short = two.mention("PER", "همس")
    reports = [one.report(), two.report()]
    known = derive(reports)
    links = known.mention_entities
    assert links[f"{reports[0].document.id}/{body}"] == links[f"{reports[1].document.id}/{short}"]
    assert [(entity.type, entity.name) for entity in known.entities] == [("ORG", "هيئة متابعة السلم")]
    assert fits("داعش", "الدوله الاسلاميه في العراق والشام")
    assert not fits("مسلح", "كتائب الوادي")


def test_one_name_in_two_countries_is_two_places() -> None:
    found = []
    for name, text in (("a", "في مدينة طرابلس اللبنانية سوق قديم."), ("b", "في طرابلس الليبية مطار جديد.")):
        draft = Draft(text, name=name)
        mention = draft.mention("LOC", "طرابلس", subtype="town")
        report = draft.report()
        found.append((report.model_copy(update=dict(places.annotate(report))), mention))
    known = derive([report for report, _ in found])
    assert len({known.mention_entities[f"{report.document.id}/{mention}"] for report, mention in found}) == 2
    assert {entity.country for entity in known.entities} == {"LB", "LY"}


def test_titles_are_kept_as_written() -> None:
    headline = headed(Draft("“القـ.ـصف”  يتـجدد في رأس التل\nنص.").report())
    assert writing.title(headline.document) == ("“القصف” يتـجدد في رأس التل", False)
    words = "كلمة " * 20
    title, untitled = writing.title(Draft(words).report().document)
    assert untitled
    assert title == " ".join(["كلمة"] * 12) + " …"
