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
from operator import itemgetter

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
_CONTEXTS, _STEPS = 20_000, 60_000
"""Contexts taken apart, and answers for a context and a letter, that are kept."""

_cost, _likely = itemgetter(0), itemgetter(1)
_Step = tuple[float, str, str]
"""Cost of a token (minus its log probability), the token, its Latin letters."""
_Beginning = tuple[float, str, str]
"""Cost of the beginning of a form, its last tokens, its Latin letters."""


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
        self._next: dict[tuple[str, str], tuple[_Step, ...]] = {}

    def _context(self, context: str) -> tuple[float, dict[str, list[tuple[str, float]]]] | None:
        known = self._read.get(context)
        if known is None and (line := self._lines.get(context)) is not None:
            tokens: dict[str, list[tuple[str, float]]] = {}
            for at in range(1, len(line), 2):
                tokens.setdefault(self._letter[line[at]], []).append((line[at], -STEP * (ord(line[at + 1]) - 48)))
            for of_letter in tokens.values():
                of_letter.sort(key=_likely, reverse=True)
            known = -STEP * (ord(line[0]) - 48), tokens
            if len(self._read) > _CONTEXTS:
                self._read.clear()
            self._read[context] = known
        return known

    def _seen(self, history: str) -> str:
        """The longest end of a history that is a context of the training: histories that differ before it share their answers."""
        while history and history not in self._lines:
            history = history[1:]
        return history

    def _after(self, seen: str, letter: str) -> tuple[_Step, ...]:
        """Tokens for the letter with their log probability, likeliest first; none for a letter that training never saw."""
        scores: dict[str, float] = {}
        passed, best = 0.0, -math.inf
        for start in range(len(seen) + 1):
            context = self._context(seen[start:])
            if context:
                for token, score in context[1].get(letter, ()):
                    if passed + score < best - _FAR:
                        break
                    if token not in scores:
                        scores[token] = passed + score
                        best = max(best, passed + score)
                passed += context[0]
        least = best - _FAR
        near = sorted((-score, token) for token, score in scores.items() if score >= least)[:_WIDTH]
        found = tuple([(cost, token, self._chunk[token]) for cost, token in near])
        if len(self._next) > _STEPS:
            self._next.clear()
        self._next[seen, letter] = found
        return found

    def spellings(self, word: str, count: int = 1) -> list[tuple[str, float]]:
        """The likeliest Latin forms, each with the log probability of it and the word together."""
        width = max(_BEAM, count + 2)
        beam: list[_Beginning] = [(0.0, START, "")]
        known = self._next
        for letter in word + END:
            ahead: list[tuple[float, _Beginning, _Step]] = []
            for one in beam:
                cost, seen = one[0], self._seen(one[1])
                steps = known.get((seen, letter))
                if steps is None:
                    steps = self._after(seen, letter)
                ahead += [(cost + step[0], one, step) for step in steps or self._unseen(one[1], letter)]
            beam = _best(ahead, width)
        forms: dict[str, float] = {}
        for cost, _, text in beam:
            # Two ways to share one form out among the letters add up.
            forms[text] = math.log1p(math.exp(min(0.0, forms[text] + cost))) - cost if text in forms else -cost
        return sorted(forms.items(), key=lambda item: (-item[1], item[0]))[:count]

    def _unseen(self, history: str, letter: str) -> tuple[_Step, ...]:
        """A letter that training never saw leaves no trace but its cost."""
        token = history[-1:]
        chunk = self._chunk[token] if self._letter.get(token) == letter else ""
        return ((-_UNSEEN, token, chunk),)


def _best(ahead: list[tuple[float, _Beginning, _Step]], width: int) -> list[_Beginning]:
    """The cheapest beginnings one letter on, each once; equal ones in order of their letters."""
    ahead.sort(key=_cost)
    most = ahead[0][0] + _FAR
    found: dict[tuple[str, str], _Beginning] = {}
    last = 0.0
    for cost, (_, history, text), (_, token, chunk) in ahead:
        if cost > most or (len(found) >= width and cost > last):
            break
        state = ((history + token)[1 - ORDER :], text + chunk)
        if state not in found:
            found[state] = (cost, *state)
            last = cost
    return sorted(found.values())[:width]


@cache
def _speller(name: str) -> Speller:
    raw = files("musnad.knowledge").joinpath(f"data/{name}.txt.gz").read_bytes()
    return Speller(gzip.decompress(raw).decode("utf-8"))


@lru_cache(maxsize=20_000)
def _by_model(name: str, word: str, count: int) -> tuple[tuple[str, float], ...]:
    return tuple(_speller(name).spellings(word, count))


@lru_cache(maxsize=20_000)
def spellings(word: str, arab: bool = False, count: int = 1) -> tuple[str, ...]:
    """The likeliest Latin forms in small letters, best first. `arab`: its name is an Arab one for certain."""
    # The list of Arab names writes every last ى as ي; here it is known to be an a.
    forms = dict(_by_model("spelling_arab", folded_letters(_LAST_A.sub("ا", word)), count + 2))
    if not arab:
        for form, score in _by_model("spelling_world", letters(word), count + 2):
            forms[form] = max(score, forms.get(form, score))
    return tuple(sorted(forms, key=lambda form: (-forms[form], form))[:count])


def let_go() -> None:
    """Forget the models and what they answered, 150 MB: the next to ask reads them anew in half a second."""
    for kept in (_speller, _by_model, spellings):
        kept.cache_clear()


def spelling(word: str, arab: bool = False) -> str:
    """The likeliest Latin form."""
    return spellings(word, arab)[0]
