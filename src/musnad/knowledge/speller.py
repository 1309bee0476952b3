"""Names that no list knows, spelt by a trained model: which Latin letters an Arabic letter takes after the choices before it.

A joint n-gram model (training/romanisation): a token is one Arabic letter with the Latin letters written for it and the
vowel behind it (م:mo ح:ha م:mme د:d). Two models, counted apart: names of the Arab world, and names of the world at
large in Arabic letters.
Pure Python, the same answer on every machine; contexts are read from their line when first asked for.
"""

from __future__ import annotations

import gzip
import math
import re
from functools import cache, lru_cache
from importlib.resources import files

from musnad.script import plain

ORDER = 7
"""Tokens of a context, and the one that follows."""
START, END = "\x02", "\x03"
_BEAM = 6
_WIDTH = 10
"""Tokens tried for one letter in one context."""
_FAR = 5.0
"""How far behind the best a token or a beginning of a name may lie and still be followed."""
_SAME = str.maketrans(
    {"ک": "ك", "ی": "ي", "ہ": "ه", "ھ": "ه", "ڨ": "ق", "ٱ": "ا", "ۀ": "ه", "\u200c": None, "\u200e": None, "ـ": None}
)
_FOLDED = str.maketrans("أإآىة", "ااايه")
_LAST_A = re.compile("ى$")
STEP = 0.05
"""Of the rounded logarithms in the files."""
_UNSEEN = -14.0


def letters(word: str) -> str:
    """The word as the models of the world's names read it."""
    return plain(word).translate(_SAME)


def folded_letters(word: str) -> str:
    """The word as the models of Arab names read it: hamza and taa marbuta are written or not as each likes."""
    return letters(word).translate(_FOLDED)


class Speller:
    """One model."""

    def __init__(self, text: str) -> None:
        head, *lines = text.split("\n")
        self._chunk: dict[str, str] = {}
        self._letter: dict[str, str] = {}
        for field in head.split(" "):
            self._letter[field[0]], self._chunk[field[0]] = field[1], field[2:]
        self._lines: dict[str, str] = dict(line.split("\t") for line in lines if line)
        self._read: dict[str, tuple[float, dict[str, list[tuple[str, float]]]]] = {}
        self._next: dict[tuple[str, str], list[tuple[str, float]]] = {}

    def _context(self, context: str) -> tuple[float, dict[str, list[tuple[str, float]]]] | None:
        known = self._read.get(context)
        if known is None and (line := self._lines.pop(context, None)) is not None:
            tokens: dict[str, list[tuple[str, float]]] = {}
            for at in range(1, len(line), 2):
                tokens.setdefault(self._letter[line[at]], []).append((line[at], -STEP * (ord(line[at + 1]) - 48)))
            known = self._read[context] = (-STEP * (ord(line[0]) - 48), tokens)
        return known

    def _after(self, history: str, letter: str) -> list[tuple[str, float]]:
        """Tokens for the letter with their log probability, likeliest first."""
        # A context that training never saw says nothing: histories that differ in it alone share one answer.
        while history and history not in self._read and history not in self._lines:
            history = history[1:]
        known = self._next.get((history, letter))
        if known is not None:
            return known
        scores: dict[str, float] = {}
        passed = 0.0
        for start in range(len(history) + 1):
            context = self._context(history[start:])
            if context:
                for token, score in context[1].get(letter, ()):
                    scores.setdefault(token, passed + score)
                passed += context[0]
        least = max(scores.values(), default=0.0) - _FAR
        near = ((-score, token) for token, score in scores.items() if score >= least)
        best = [(token, -cost) for cost, token in sorted(near)[:_WIDTH]]
        if len(self._next) > 60_000:
            self._next.clear()
        self._next[history, letter] = best
        return best

    def spellings(self, word: str, count: int = 1) -> list[tuple[str, float]]:
        """The likeliest Latin forms, each with the log probability of it and the word together."""
        beam: list[tuple[float, str, str]] = [(0.0, START, "")]
        for letter in word + END:
            ahead: dict[tuple[str, str], float] = {}
            for score, history, text in beam:
                for token, gain in self._after(history, letter) or ((history[-1:], _UNSEEN),):
                    # A letter that training never saw leaves no trace but its cost.
                    chunk = self._chunk[token] if self._letter.get(token) == letter else ""
                    state = ((history + token)[1 - ORDER :], text + chunk)
                    if state not in ahead or ahead[state] < score + gain:
                        ahead[state] = score + gain
            least = max(ahead.values()) - _FAR
            ranked = sorted((-score, history, text) for (history, text), score in ahead.items() if score >= least)
            beam = [(-cost, history, text) for cost, history, text in ranked[: max(_BEAM, count + 2)]]
        forms: dict[str, float] = {}
        for score, _, text in beam:
            # Two ways to share one form out among the letters add up.
            forms[text] = score + math.log1p(math.exp(min(0.0, forms[text] - score))) if text in forms else score
        return sorted(forms.items(), key=lambda item: (-item[1], item[0]))[:count]


@cache
def _speller(name: str) -> Speller:
    raw = files("musnad.knowledge").joinpath(f"data/{name}.txt.gz").read_bytes()
    return Speller(gzip.decompress(raw).decode("utf-8"))


@lru_cache(maxsize=50_000)
def _by_model(name: str, word: str, count: int) -> tuple[tuple[str, float], ...]:
    return tuple(_speller(name).spellings(word, count))


@lru_cache(maxsize=50_000)
def spellings(word: str, arab: bool = False, count: int = 1) -> tuple[str, ...]:
    """The likeliest Latin forms in small letters, best first. `arab`: its name is an Arab one for certain."""
    # The list of Arab names writes every last ى as ي; here it is known to be an a.
    forms = dict(_by_model("spelling_arab", folded_letters(_LAST_A.sub("ا", word)), count + 2))
    if not arab:
        for form, score in _by_model("spelling_world", letters(word), count + 2):
            forms[form] = max(score, forms.get(form, score))
    return tuple(sorted(forms, key=lambda form: (-forms[form], form))[:count])


def spelling(word: str, arab: bool = False) -> str:
    """The likeliest Latin form."""
    return spellings(word, arab)[0]
