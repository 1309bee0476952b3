"""Dossiers of the sample case from the real store: the law of the footnote holds for whatever was found."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.knowledge.store import Case
from musnad.presentation.dossier import compose, render

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
