"""Tokens quote their text; masks and lost spaces are told apart."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from musnad.script import tokenize
from musnad.script.tokens import Token

ARABIC = st.text(alphabet='ابتجدرسصعفقكلمنهويأةىـَّ.،؟"«»()٠١9/- \nab', max_size=60)


@given(ARABIC)
def test_tokens_are_in_order_and_do_not_overlap(text: str) -> None:
    tokens = tokenize(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))
    assert all(token.start < token.end <= len(text) for token in tokens)


@given(ARABIC)
def test_positions_lead_into_the_token(text: str) -> None:
    for token in tokenize(text):
        assert len(token.positions) == len(token.plain)
        assert all(token.start <= position < token.end for position in token.positions)
        assert token.start <= token.stem_start <= token.end


def words(text: str) -> list[str]:
    return [token.plain for token in tokenize(text)]


def test_a_masked_word_is_one_token() -> None:
    text = "جبهات القـ.ـتال"
    token = tokenize(text)[1]
    assert (token.plain, text[token.start : token.end]) == ("القتال", "القـ.ـتال")


def test_a_bare_stop_inside_a_common_word_is_a_mask() -> None:
    assert words("تعرضت لـ ق.صف عنيف") == ["تعرضت", "ل", "قصف", "عنيف"]


def test_a_stop_between_two_words_is_a_sentence_end_with_its_space_lost() -> None:
    assert words("انتهت المفاوضات.وغادر الوفد") == ["انتهت", "المفاوضات", ".", "وغادر", "الوفد"]


def test_offsets_start_where_asked() -> None:
    text = "قبل 250 بندقية"
    tokens: list[Token] = tokenize(text, 4)
    assert [text[t.start : t.end] for t in tokens] == ["250", "بندقية"]


def test_the_stem_begins_behind_the_clitics() -> None:
    text = "وبلبنان وإدلب"
    assert text[tokenize(text)[1].stem_start :] == "إدلب"
