"""Figures freed of the words of the sentence that they were cut out of."""

from __future__ import annotations

import pytest

from musnad.presentation.dossier.figures_in_words import _free, _is_no_noun, _whole


@pytest.mark.parametrize(
    ("cut", "figure"),
    [
        ("يقدر بمئة عربة", "مئة عربة"), ("بأكثر من مئة مركبة", "أكثر من مئة مركبة"), ("وبلغ نحو 30", "نحو 30"),
        ("بضعة رجال", "بضعة رجال"), ("سبعة قتلى", "سبعة قتلى"), ("بلغ", "بلغ"),
    ],
)  # fmt: skip
def test_a_figure_is_freed_of_what_brings_it_in(cut: str, figure: str) -> None:
    assert _free(cut) == figure


@pytest.mark.parametrize(
    ("cut", "whole"),
    [("ستة من مسلحي", "ستة من المسلحين"), ("22 مقاتلي", "22 مقاتلين"), ("ستة من أهالي", "ستة من أهالي"), ("4 عناصر", "4 عناصر")],
)
def test_a_plural_cut_off_from_its_noun_has_its_end_again(cut: str, whole: str) -> None:
    assert _whole(cut) == whole


@pytest.mark.parametrize(
    ("unit", "uncountable"), [("إصاباتهم", True), ("يُشتبه", True), ("كانوا", True), ("مقاتل", False), ("سرية", False)]
)
def test_what_cannot_be_counted_is_no_unit(unit: str, uncountable: bool) -> None:
    assert _is_no_noun(unit) is uncountable
