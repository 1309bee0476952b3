"""Which value stands first and why, and what is an update or a correction: said in the dossier, never as a verdict."""

from __future__ import annotations

import pytest
from papers import MemoryCase

from musnad.presentation.dossier import compose
from musnad.records import Contradiction, Weighed


def words(case: MemoryCase, entity: str, language: str) -> str:
    """The whole dossier as plain text."""
    dossier = compose(case, entity, language)  # type: ignore[arg-type]
    return " ".join(sentence.text for section in dossier.sections for one in section.paragraphs for sentence in one.sentences)


def changed(case: MemoryCase, **fields: object) -> MemoryCase:
    """The case with its contradiction of dates changed."""
    one = next(one for one in case.knowledge().contradictions if one.kind == "date")
    case.replace(contradictions=(one.model_copy(update=fields),))
    return case


def ranking(contradiction: Contradiction, *told: tuple[tuple[str, ...], int | None]) -> tuple[Weighed, ...]:
    values = list(dict.fromkeys(given.value for given in contradiction.values))
    return tuple(
        Weighed(value=value, sources=sources, days=days, because="", because_en="")
        for value, (sources, days) in zip(values, told, strict=False)
    )


@pytest.mark.parametrize(("language", "expected"), [
    ("ar", "المستقلة أكثر (3 مقابل 1)، ولا يُرجَّح هنا شيء"), ("en", "(3 against 1); this settles nothing"),
])  # fmt: skip
def test_the_value_with_more_independent_sources_is_told_and_nothing_settled(
    case: MemoryCase, language: str, expected: str
) -> None:
    one = next(one for one in case.knowledge().contradictions if one.kind == "date")
    assert expected not in words(case, "committee", language)
    changed(case, ranking=ranking(one, (("a", "b", "c"), 2), (("d",), 0)))
    assert expected in words(case, "committee", language)


def test_the_value_closest_to_the_event_is_told_where_sources_are_equal(case: MemoryCase) -> None:
    one = next(one for one in case.knowledge().contradictions if one.kind == "date")
    changed(case, ranking=ranking(one, (("a",), 0), (("d",), 4)))
    text = words(case, "committee", "en")
    assert "closest to the event" in text and "published 0 day(s) after it, against 4" in text
    changed(case, ranking=ranking(one, (("a",), None), (("d",), None)))
    assert "closest to the event" not in words(case, "committee", "en")


@pytest.mark.parametrize(("language", "expected"), [
    ("ar", "وصوّبت الجهة الناشرة نفسها ما سبق أن أوردته"), ("en", "itself has corrected what it gave before"),
])  # fmt: skip
def test_a_later_correction_of_the_same_outlet_is_marked(case: MemoryCase, language: str, expected: str) -> None:
    assert expected not in words(case, "committee", language)
    changed(case, nature="correction")
    assert expected in words(case, "committee", language)
