"""Words as the names model reads them: the tokens of the report, hamza on alef taken off, numbers made alike.

Training and running both cut words here, so that the model never sees a form in a report that it could not have learnt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from musnad.script import Token, tokenize
from musnad.script.clitics import split

WORD_LIMIT = 120
"""Words of one piece of work: with about 1.6 word pieces a word this stays well under the encoder's 512."""

SPELLINGS = str.maketrans("أإآٱ", "اااا")
"""Hamza on alef is left out as often as not, and wrongly set: one spelling for all."""

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class ModelWord:
    """A word of a text: offsets of the text, the form that the model reads, and where each character of that form stands."""

    start: int
    end: int
    text: str
    positions: tuple[int, ...]

    def index_of(self, offset: int) -> int:
        """How many characters of `text` stand before `offset`."""
        return sum(position < offset for position in self.positions[: len(self.text)])

    def offset(self, index: int) -> int:
        """Where character `index` stands in the text; `end` behind the last."""
        return self.positions[index] if index < len(self.text) else self.end


@lru_cache(maxsize=65536)
def spelled(word: str) -> str:
    """The form that the model reads."""
    return _DIGIT.sub("0", word.translate(SPELLINGS))


@lru_cache(maxsize=65536)
def parts(word: str) -> tuple[str, ...]:
    """A word as (clitics, stem) or (word,): a name reads alike with و and without. Behind لل the stem gets its alef back."""
    length = split(word).length
    if not 0 < length < len(word):
        return (word,)
    stem = word[length:]
    return word[:length], "ا" + stem if word[length - 1] == "ل" and stem.startswith("ل") else stem


def of_token(token: Token) -> ModelWord:
    """The model's word of a token."""
    return ModelWord(token.start, token.end, spelled(token.plain), token.positions)


def split_words(text: str) -> list[ModelWord]:
    """The words of a line; one that is only invisible characters or tatweel is left out."""
    return [of_token(token) for token in tokenize(text) if token.plain]
