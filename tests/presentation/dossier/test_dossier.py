"""Dossiers: every sentence has its footnote, every footnote its words, in both languages and three formats."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from papers import MemoryCase, Paper
from pydantic import ValidationError

from musnad.lexicons import load
from musnad.presentation.dossier import Dossier, Part, Sentence, compose, render
from musnad.records import Alias, Entity

GOLDEN = Path(__file__).parent / "golden"
ALL = [(entity, language) for entity in ("committee", "man", "basil", "sumac", "town") for language in ("ar", "en")]


def sentence_about(dossier: Dossier, section: str) -> str:
    """The words of a section."""
    found = next(s for s in dossier.sections if s.id == section)
    return " ".join(sentence.text for paragraph in found.paragraphs for sentence in paragraph.sentences)


@pytest.mark.parametrize(("entity", "language"), ALL)
def test_every_sentence_has_a_footnote_that_exists(case: MemoryCase, entity: str, language: str) -> None:
    dossier = compose(case, entity, language)  # type: ignore[arg-type]
    numbers = {note.number for note in dossier.footnotes}
    assert dossier.sentences()
    for sentence in dossier.sentences():
        assert sentence.notes and set(sentence.notes) <= numbers, sentence.text
    assert numbers == {number for sentence in dossier.sentences() for number in sentence.notes}


@pytest.mark.parametrize(("entity", "language"), ALL)
def test_footnotes_quote_their_document(case: MemoryCase, entity: str, language: str) -> None:
    for note in compose(case, entity, language).footnotes:  # type: ignore[arg-type]
        document = case.report(note.document).document
        assert note.quote == document.quote(note.span) and note.quote.strip()
        assert document.line_at(note.span.start).number == note.line
        assert note.target.startswith(f"reports/{note.document}#")
        assert note.sha256 == document.sha256


def test_a_sentence_without_a_footnote_cannot_be_made() -> None:
    with pytest.raises(ValidationError, match="needs a footnote"):
        Sentence(parts=(Part(text="قيل."),))


def test_contested_date_is_shown_as_contested(case: MemoryCase) -> None:
    assert sentence_about(compose(case, "committee", "ar"), "status") == (
        "تختلف التقارير في تاريخ نشأة لجنة إطفاء الفتنة في السدر: التشكيل في 10 نيسان 2020 بحسب صحيفة الميزان، "
        "أو في 12 نيسان 2020 بحسب وكالة سهيل نقلًا عن مصدر محلي."
    )
    english = sentence_about(compose(case, "committee", "en"), "status")
    assert "on 10 April 2020 according to" in english and "on 12 April 2020 according to" in english


def test_months_are_a_choice(case: MemoryCase) -> None:
    assert "10 نيسان/أبريل 2020" in sentence_about(compose(case, "committee", "ar", months="levantine+egyptian"), "status")


def test_a_copy_stands_with_its_original(case: MemoryCase) -> None:
    dossier = compose(case, "committee", "ar")
    about = sentence_about(dossier, "about")
    assert about.count("قال") == 1 and "جريدة المرسى" not in about
    copied = next(note for note in dossier.footnotes if note.outlet == "جريدة المرسى")
    assert copied.origin == "وكالة سهيل"
    said = next(s for section in dossier.sections if section.id == "about" for p in section.paragraphs for s in p.sentences)
    assert copied.number in said.notes


def test_offices_change_over_time(case: MemoryCase) -> None:
    offices = sentence_about(compose(case, "man", "ar"), "offices")
    assert offices.index("رئيس اللجنة") < offices.index("وكذلك رئيس لجنة إطفاء الفتنة (سابقًا)")
    assert "former head" in sentence_about(compose(case, "man", "en"), "offices")


def test_figures_keep_every_value(case: MemoryCase) -> None:
    figures = sentence_about(compose(case, "basil", "ar"), "figures")
    assert "في السدر في آذار 2020" in figures
    assert "ثلاثة قتلى بحسب صحيفة الميزان" in figures and "خمسة قتلى بحسب وكالة سهيل" in figures


def test_month_stays_a_month(case: MemoryCase) -> None:
    timeline = sentence_about(compose(case, "sumac", "ar"), "timeline")
    assert timeline.startswith("في آذار 2020 وقع اشتباك بين فرقة الريحان وفرقة السماق")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_golden_markdown(case: MemoryCase, language: str) -> None:
    """Regenerate on purpose with `python tests/presentation/dossier/golden.py` and read the difference."""
    golden = GOLDEN / f"committee.{language}.md"
    assert render(compose(case, "committee", language), "md") == golden.read_text(encoding="utf-8")  # type: ignore[arg-type]


def test_html_isolates_names_and_links_footnotes(case: MemoryCase) -> None:
    page = render(compose(case, "committee", "ar"), "html", link=lambda target: f"/ar/{target}")
    assert '<article class="dossier" lang="ar" dir="rtl">' in page
    assert "<bdi>" in page and '<a href="/ar/entities/man"><bdi>نعيم الجذلان</bdi></a>' in page
    for anchor in re.findall(r'href="#([\w-]+)"', page):
        assert f'id="{anchor}"' in page, anchor
    assert len(re.findall(r'id="note-\d+"', page)) == len(compose(case, "committee", "ar").footnotes)


def test_letters_written_onto_a_name_stay_joined_to_it(case: MemoryCase) -> None:
    dossier = compose(case, "committee", "ar")
    onto, apart = Part(text="دمشق", kind="name"), Part(text="حلب", kind="name")
    parts = (Part(text="مرّ ب"), onto, Part(text=" قرب "), apart, Part(kind="note", text="1"))
    paragraph = dossier.sections[0].paragraphs[0].model_copy(update={"sentences": (Sentence(parts=parts),)})
    section = dossier.sections[0].model_copy(update={"paragraphs": (paragraph,)})
    page = render(dossier.model_copy(update={"sections": (section,)}), "html")
    assert "مرّ بدمشق قرب <bdi>حلب</bdi>" in page


def test_html_escapes_what_reports_write(case: MemoryCase) -> None:
    dossier = compose(case, "committee", "ar")
    hostile = dossier.model_copy(update={"title": "<script>alert(1)</script>"})
    assert "<script>" not in render(hostile, "html")


def test_plain_text_lists_its_notes(case: MemoryCase) -> None:
    dossier = compose(case, "committee", "en")
    page = render(dossier, "txt")
    assert all(f"[{note.number}] " in page for note in dossier.footnotes)


def test_both_languages_have_the_same_phrases() -> None:
    phrases = load("phrases", "musnad.presentation.dossier")
    # feminine and plural headings, in English for him and her; in English the Arabic title is shown, verbs, bounds of numbers
    # and kinds of bodies are translated
    only_arabic, only_english = (
        {"sections_f", "sections_p", "plural_words"},
        {"title_quoted", "sections_PER_m", "sections_PER_f", "acts", "bounds", "called", "pronouns"},
    )
    assert set(phrases["ar"]) - set(phrases["en"]) == only_arabic
    assert set(phrases["en"]) - set(phrases["ar"]) == only_english
    assert set(phrases["ar"]["relations"]) == set(phrases["en"]["relations"])
    predicates = load("predicates", "musnad.ontology")
    assert {name.removesuffix("_inverse") for name in phrases["ar"]["relations"]} == {*predicates, "other"}
    for language in ("ar", "en"):
        assert set(phrases[language]["events"]) == set(load("event_types", "musnad.ontology"))


def test_html_of_its_own_is_a_whole_page_that_asks_nothing(case: MemoryCase) -> None:
    page = render(compose(case, "committee", "en"), "html")
    assert page.startswith("<!DOCTYPE html>") and '<meta charset="utf-8">' in page and '<html lang="en" dir="ltr">' in page
    assert "http" not in page and "src=" not in page
    assert '<bdi lang="ar">' in page


def test_what_an_analyst_rejected_is_not_told(case: MemoryCase) -> None:
    kept = tuple(s for s in case.knowledge().statements if s.property != "said")
    case.replace(statements=kept)
    assert "said" not in {section.id for section in compose(case, "man", "ar").sections}


def test_a_corrected_office_is_told_as_corrected(case: MemoryCase) -> None:
    corrected = tuple(
        s.model_copy(update={"value": "عضو اللجنة", "by": "judgement.correct"}) if "رئيس اللجنة" in s.original else s
        for s in case.knowledge().statements
    )
    case.replace(statements=corrected)
    assert "عضو اللجنة" in sentence_about(compose(case, "man", "ar"), "offices")


def told(case: MemoryCase, subject: str, language: str = "ar", **changed: object) -> str:
    """The timeline of a dossier with one more event: the clash of the case, changed."""
    clash = next(event for event in case.knowledge().events if event.id in ("clash", "new"))
    event = clash.model_copy(update={"id": "new", "quantities": (), "date": "2020-05-01", "sources": 1, **changed})
    case.replace(events=(event,))
    return sentence_about(compose(case, subject, language), "timeline")  # type: ignore[arg-type]


def test_events_are_told_in_clauses_that_agree(case: MemoryCase) -> None:
    attack = {"type": "attack", "agents": ("basil",), "others": ("sumac",)}
    assert told(case, "sumac", **attack).startswith("في 1 أيار 2020 شنّت فرقة الريحان هجومًا على فرقة السماق في السدر")
    assert told(case, "sumac", "en", **attack).startswith(
        "On 1 May 2020, Basil Band (فرقة الريحان) launched an attack on Sumac Band"
    )


def test_a_party_goes_by_the_name_that_the_telling_has(case: MemoryCase) -> None:
    later = next(p for p in case.reports_by_id.values() if p.outlet and p.outlet.name == "وكالة سهيل").document
    reference = next(r for r in case.entity("committee").references if r.document == later.id)
    sumac = case.entity("sumac")
    other = Alias(name="كتيبة النهر", references=(reference,))
    renamed = sumac.model_copy(update={"aliases": (*sumac.aliases, other), "references": (*sumac.references, reference)})
    case.replace(entities=(*(e for e in case.knowledge().entities if e.id != "sumac"), renamed))
    attack = {"type": "attack", "agents": ("sumac",), "others": ("basil",), "tellings": (reference,)}
    assert "شنّت كتيبة النهر هجومًا على فرقة الريحان" in told(case, "basil", **attack)


def test_a_planned_event_is_told_as_a_plan(case: MemoryCase) -> None:
    talks = {"type": "talks", "agents": ("basil", "sumac"), "modality": "planned"}
    assert "خُطط لمحادثات بين فرقة الريحان وفرقة السماق" in told(case, "sumac", **talks)


def test_whom_nothing_can_be_done_to_is_passed_over(case: MemoryCase) -> None:
    appointed = {"type": "appointment", "agents": ("basil",), "others": ("man", "town")}
    assert "عيّنت فرقة الريحان نعيم الجذلان في السدر" in told(case, "basil", **appointed)


def test_an_event_of_which_nothing_else_is_known_is_not_told(case: MemoryCase) -> None:
    clash = next(event for event in case.knowledge().events if event.id == "clash")
    bare = clash.model_copy(update={"agents": ("sumac",), "place": None, "quantities": (), "date": None, "sources": 1})
    case.replace(events=(bare,))
    assert not {"timeline", "undated"} & {section.id for section in compose(case, "sumac", "ar").sections}


def test_a_happening_has_a_dossier_with_the_reckoning_of_its_sources(case: MemoryCase) -> None:
    dossier = compose(case, "founding", "ar")
    lead, tellings = sentence_about(dossier, "lead"), sentence_about(dossier, "tellings")
    assert "وردت الواقعة في ثلاثة تقارير، ولها مصدران مستقلان" in lead
    assert "ونص جريدة المرسى منقول عن وكالة سهيل فلا يُعدّ مصدرًا آخر" in lead
    assert tellings.index("صحيفة الميزان") < tellings.index("وكالة سهيل") < tellings.index("جريدة المرسى")


def test_a_report_of_unknown_outlet_is_called_by_its_date() -> None:
    paper = Paper(None, "2020-04-12", "خبر من السدر", "قال نعيم الجذلان إن الطريق إلى السدر مقطوع.")
    man = paper.mention("man", "نعيم الجذلان", "PER")
    paper.quotation("الطريق إلى السدر مقطوع", "قال", source=man)
    alias = Alias(name="نعيم الجذلان", references=(paper.name_at("نعيم الجذلان"),))
    entity = Entity(id="man", type="PER", name="نعيم الجذلان", aliases=(alias,), references=alias.references)
    dossier = compose(MemoryCase([paper], entities=(entity,)), "man", "ar")
    assert sentence_about(dossier, "said") == "قال نعيم الجذلان، بحسب تقرير 12 نيسان 2020، إن الطريق إلى السدر مقطوع."
    assert "لا تُعرف الوسيلة التي نشرت تقرير 12 نيسان 2020" in sentence_about(dossier, "contradictions")


def test_an_agreement_bears_its_own_name(case: MemoryCase) -> None:
    pact = case.entity("sumac").model_copy(update={"id": "pact", "type": "EVT", "name": "اتفاق السدر"})
    clash = next(event for event in case.knowledge().events if event.id == "clash")
    signed = clash.model_copy(update={"id": "signed", "type": "agreement", "others": ("pact",), "date": "2020-05-01"})
    case.replace(entities=(*case.knowledge().entities, pact), events=(*case.knowledge().events, signed))
    timeline = sentence_about(compose(case, "sumac", "ar"), "timeline")
    assert "أُبرم اتفاق السدر بين فرقة الريحان وفرقة السماق" in timeline
