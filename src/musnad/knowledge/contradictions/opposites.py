"""Words that cannot both be true of one thing: rises and falls, accepted and refused (`lexicons/opposites.yml`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from musnad.lexicons import load
from musnad.script import fold

_CLITICS = ("", "ال", "و", "ف", "ب", "ل", "س", "وال", "بال", "لل", "وس", "وب", "ول")

Form = tuple[str, bool]
"""A beginning of a phrase, folded, and whether the word must end there."""


@cache
def _sides() -> tuple[tuple[tuple[Form, ...], tuple[Form, ...]], ...]:
    return tuple((_forms(pair["a"]), _forms(pair["b"])) for pair in load("opposites")["pairs"])


def _forms(written: Sequence[str]) -> tuple[Form, ...]:
    return tuple((fold(word.removeprefix("=")).text, word.startswith("=")) for word in written)


def opposed(one: Sequence[str], other: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of words (folded, in order) of two passages that stand against each other; those that both passages hold left out."""
    mine, theirs = [word for word in one if word not in other], [word for word in other if word not in one]
    found: list[tuple[str, str]] = []
    for a, b in _sides():
        for first, second in ((a, b), (b, a)):
            left, right = _first(mine, first), _first(theirs, second)
            if left and right and not (_first(mine, second) and _first(theirs, first)):
                found.append((left, right))
    return found


def _first(words: Sequence[str], forms: tuple[Form, ...]) -> str | None:
    beginnings = _beginnings(forms)
    for at, word in enumerate(words):
        for form, whole in forms if word.startswith(beginnings) else ():
            parts = form.split()
            if len(parts) > 1:
                if list(words[at : at + len(parts)]) == parts:
                    return form
            elif _begins(word, form, whole):
                return word
    return None


def _begins(word: str, form: str, whole: bool) -> bool:
    written = _written(form)
    return word in written if whole else word.startswith(written)


@cache
def _beginnings(forms: tuple[Form, ...]) -> tuple[str, ...]:
    """What a word begins with that may be one of the forms, or the first word of one."""
    return tuple(written for form, _ in forms for written in (*_written(form), form.split()[0]))


@cache
def _written(form: str) -> tuple[str, ...]:
    return tuple(clitic + form for clitic in _CLITICS)
