"""Laws and examples of folding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.script import fold, plain, plain_with_map, search_key

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآةىؤئءـًٌٍَُِّْ.٠١٢٣،؟ \u200f\u00a0abé", max_size=60)


@given(ARABIC)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(ARABIC)
def test_every_folded_character_has_a_place_in_the_source(text: str) -> None:
    folded = fold(text)
    assert len(folded.positions) == len(folded.text) + 1
    assert list(folded.positions) == sorted(folded.positions)
    assert folded.positions[-1] == len(text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("القـ.ـصف", "القصف"),
        ("هجـ.مة شـ.رسة", "هجمة شرسة"),
        ("قـ ـصف", "قصف"),
        ("ق*تل", "قتل"),
        ("مُـسْـنَـد", "مسند"),
        ("\u200fحلب\u200e", "حلب"),
        ("\ufee3\ufe8e", "ما"),
    ],
)
def test_masked_and_stretched_words_read_as_meant(written: str, read: str) -> None:
    assert plain(written) == read


def test_the_map_of_a_masked_word_leads_to_all_its_characters() -> None:
    text = "بعد القـ.ـصف على"
    reading = plain_with_map(text)
    start = reading.text.index("القصف")
    assert text[slice(*reading.span(start, start + 5))] == "القـ.ـصف"


def test_spellings_that_writers_mix_up_share_a_key() -> None:
    assert search_key("إدلبُ") == search_key("ادلب")
    assert search_key("حماة") == search_key("حماه")
    assert search_key("٢٠١٩") == "2019"
    assert search_key("مؤسسة") != search_key("مسسة")


def test_dashes_and_full_stops_of_sentences_are_no_masks() -> None:
    assert plain("قال. ثم") == "قال. ثم"
    assert plain("روسي - تركي") == "روسي - تركي"
