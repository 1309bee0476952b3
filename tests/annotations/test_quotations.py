"""Quotations: cue, speaker, content and chain on invented sentences; laws that hold for any report."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from said_documents import Marked, read

from musnad.annotations import quotations, roles
from musnad.annotations.speech import cues
from musnad.lexicons import load
from musnad.records import Quotation

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/quotations.yml").read_text(encoding="utf-8"))


def annotated(case: dict) -> tuple[Marked, tuple[Quotation, ...]]:
    marked = read(case["text"], case.get("outlet"), bool(case.get("headline")))
    report = marked.report.model_copy(update=dict(roles.annotate(marked.report)))
    return marked, quotations.annotate(report)["quotations"]


def who(marked: Marked, quotation: Quotation) -> str:
    if quotation.anonymous:
        return f"anon {quotation.anonymity}"
    if quotation.source:
        return str(marked.name(quotation.source))
    return f"text {quotation.source_text.of(marked.report.document.text)}" if quotation.source_text else "none"


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:48] for case in CASES])
def test_who_said_what(case: dict) -> None:
    marked, found = annotated(case)
    text = marked.report.document.text
    if case.get("loose"):
        found = found[:1]
        marked = Marked(marked.report, marked.contents[:1])
    assert [quotation.span.of(text) for quotation in found] == list(marked.contents)
    assert [who(marked, quotation) for quotation in found] == case["who"]
    assert [[marked.name(via) for via in quotation.via] for quotation in found] == case.get("via", [[] for _ in found])
    direct = [number for number, quotation in enumerate(found, start=1) if quotation.mode == "direct"]
    assert direct == case.get("direct", [])


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("قال P[طوني خوري] إن {الاتفاق «بعيد جدا» ولن يوقع هذا الشهر}.", "mixed"),
        ("قال P[طوني خوري]: «{الاتفاق بعيد جدا ولن يوقع هذا الشهر}».", "direct"),
        ("قال P[طوني خوري] إن {حركة «O[الأرز]» لن توقع هذا الشهر}.", "indirect"),
        ("قال P[طوني خوري] إن {الاتفاق بعيد جدا}.", "indirect"),
    ],
)
def test_mixed_is_told_with_some_words_verbatim(text: str, mode: str) -> None:
    _, found = annotated({"text": text})
    assert [quotation.mode for quotation in found] == [mode]


def test_denials_are_marked() -> None:
    _, found = annotated({"text": "نفى P[طوني خوري] صحة الأنباء عن استقالته."})
    assert [quotation.denial for quotation in found] == [True]


def test_every_rule_has_its_reason_in_both_languages() -> None:
    reasons = load("reasons/quotations")
    emitted = {quotation.by for case in CASES for quotation in annotated(case)[1]}
    assert {rule.removeprefix("quotations.") for rule in emitted} == set(reasons)
    assert all(entry["ar"] and entry["en"] for entry in reasons.values())


def test_spans_stand_inside_their_line_and_do_not_hold_their_cue() -> None:
    for case in CASES:
        marked, found = annotated(case)
        for quotation in found:
            line = marked.report.document.line_at(quotation.span.start)
            assert line.span.contains(quotation.span)
            around = ("quotations.attribution", "quotations.words_first")
            assert quotation.by in around or not quotation.span.contains(quotation.cue)


def test_ids_are_unique() -> None:
    for case in CASES:
        found = annotated(case)[1]
        assert len({quotation.id for quotation in found}) == len(found)


def test_the_lexicon_knows_enough_verbs() -> None:
    assert len(load("reporting_verbs")["verbs"]) >= 120


@pytest.mark.parametrize(
    ("word", "past", "kind"),
    [("وأضافت", "أضاف", "past"), ("يؤكدون", "أكد", "present"), ("لافته", "لفت", "participle"), ("نفت", "نفى", "past"),
     ("دعوا", "دعا", "past"), ("مشيرين", "أشار", "participle"), ("بقوله", "قال", "masdar"), ("قالتا", "قال", "past")],
)  # fmt: skip
def test_forms_of_verbs(word: str, past: str, kind: str) -> None:
    from musnad.script import fold

    cue = cues.find(fold(word).text, 0)
    assert cue is not None and (cue.form.verb.past, cue.form.kind) == (past, kind)


@pytest.mark.parametrize("kind", sorted(set(load("anonymous_sources")["nouns"].values())))
def test_kinds_of_anonymous_sources_have_labels(kind: str) -> None:
    entry = load("anonymous_sources")["kinds"][kind]
    assert entry["ar"] and entry["en"]


def test_a_long_report_is_read_quickly() -> None:
    sentence = (
        "قال P[سامر الحسين] إن القافلة وصلت إلى المخيم صباح اليوم بعد رحلة طويلة، مضيفًا أن التوزيع سيبدأ غدا في الأحياء القديمة. "
    )
    marked = read(sentence * 40)
    begin = time.perf_counter()
    quotations.annotate(marked.report)
    assert time.perf_counter() - begin < 1.0
