"""Dossiers of the sample case from the real store: the law of the footnote holds for whatever was found."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers import MemoryCase

from musnad.knowledge.store import Case
from musnad.presentation.dossier import compose, render
from musnad.presentation.dossier import evidence as evidence_of

pytestmark = pytest.mark.xdist_group("samples")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_footnote_of_every_dossier_quotes_its_document(sample_case: Path, language: str) -> None:
    with Case.open(sample_case) as case:
        texts = {report.document.id: report.document.text for report in case.reports()}
        entities = [entity.id for entity in case.entities()][:25]  # ordered by number of mentions
        assert entities
        for entity in entities:
            dossier = compose(case, entity, language)  # type: ignore[arg-type]
            numbers = [note.number for note in dossier.footnotes]
            assert numbers == list(range(1, len(numbers) + 1))
            assert all(sentence.notes and set(sentence.notes) <= set(numbers) for sentence in dossier.sentences())
            for note in dossier.footnotes:
                assert note.quote == texts[note.document][note.span.start : note.span.end]
            assert "{" not in render(dossier, "txt"), "a phrase was not filled"


def test_two_dossiers_of_one_entity_are_the_same(sample_case: Path) -> None:
    with Case.open(sample_case) as case:
        entity = next(iter(case.entities())).id
        assert render(compose(case, entity, "ar"), "html") == render(compose(case, entity, "ar"), "html")


def test_a_dossier_looked_up_is_the_one_read_from_the_whole_case(sample_case: Path) -> None:
    with Case.open(sample_case) as case:
        whole = MemoryCase.of(case)
        ids = [*(one.id for one in case.entity_summaries()), *(one.id for one in case.event_summaries()[:40])]
        for number, one in enumerate(ids):
            language = ("ar", "en")[number % 2]
            assert compose(case, one, language) == compose(whole, one, language), one  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "words"), [("ar", "في خبر عن"), ("en", "is named in a report of")])
def test_a_part_that_is_often_misread_is_told_in_the_words_of_the_report(sample_case: Path, language: str, words: str) -> None:
    with Case.open(sample_case) as case:
        events = [event for event in case.knowledge().events if event.doubtful and event.date and event.modality == "actual"]
        subjects = sorted({entity for event in events for entity in event.doubtful})
        dossiers = [compose(case, entity, language) for entity in subjects]  # type: ignore[arg-type]
    told = [sentence for dossier in dossiers for sentence in dossier.sentences() if words in sentence.text]
    assert told, "the sample case has participants in doubt"
    assert all(any(part.kind == "quote" for part in sentence.parts) for sentence in told)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_dossier_of_too_many_reports_says_of_which_it_is_written(
    sample_case: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_of, "MOST_REPORTS", 3)
    with Case.open(sample_case) as case:
        busiest = case.entity_summaries(type="ORG")[0]
        dossier = compose(case, busiest.id, language)  # type: ignore[arg-type]
        most = case.glance.telling_most(busiest.id, 3)
        assert dossier.naming == busiest.documents > 3 == dossier.written_of
        assert {paragraph.sentences[0].notes for paragraph in dossier.sections[-1].paragraphs}, "its sources are listed"
        assert len(dossier.sections[-1].paragraphs) == 3
        assert {note.document for note in dossier.footnotes} & set(most) == set(most)
        for format in ("md", "html", "txt"):
            assert dossier.in_part in render(dossier, format)  # type: ignore[arg-type]
        assert f"{busiest.documents}" in dossier.in_part
