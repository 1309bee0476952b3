"""The splitter against its table, and its laws."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from musnad.script import candidates, split

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/clitics.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("word", "parts"), CASES.items())
def test_word_is_split_as_in_the_table(word: str, parts: list[str]) -> None:
    reading = split(word)
    assert [*(p for p in reading.proclitics if p != "ال"), reading.stem] == parts


@given(st.text(alphabet="ابتجدرسصعفقكلمنهويأةى", min_size=1, max_size=12))
def test_proclitics_and_stem_make_up_the_word(word: str) -> None:
    for reading in (split(word), *candidates(word)):
        assert word[reading.length :] == reading.stem
        assert reading.stem
