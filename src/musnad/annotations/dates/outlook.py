"""Whether a sentence looks ahead before it names a day: سيعقد, من المقرر, the present of what is planned (ينطلق المهرجان غدا)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from musnad.annotations.numbers.phrases import key
from musnad.lexicons import load

BEGIN = "^"
"""Stands before the first word of a sentence, where that is known."""
# س before the prefix of an imperfect, four letters and more behind it: سيعقد, ستجري; not سيارة, ستة.
_NOT_FUTURE = (
    "سيار", "سياد", "سياس", "ستين", "ستون", "سيطر", "ستار", "سياج", "سياق", "سيره", "سيول", "سينا", "سنوا", "سناء", "سنجا",
    "سيده", "سيدا",
)  # fmt: skip
# How far behind its verb a planned day stands, how far its verb behind إن, كان before what was planned.
_REACH, _SUBJECT, _WAS = 9, 4, 3


@cache
def _class(name: str) -> frozenset[str]:
    return frozenset(key(word) for word in load("time")["outlook"][name])


def _is_future(word: str) -> bool:
    if word in _class("cues"):
        return True
    word = word.removeprefix("و")
    return len(word) >= 5 and word[0] == "س" and word[1] in "يت" and not word.startswith(_NOT_FUTURE)


def _was(words: Sequence[str], at: int) -> bool:
    """True behind كان: what was to come then is over (كان من المقرر أن يصل الأحد)."""
    return any(word in _class("was") for word in words[max(0, at - _WAS) : at])


def _opens_a_clause(words: Sequence[str], at: int) -> bool:
    """True for a verb where news tells what is planned: first of its sentence or clause, or behind إن and its subject.

    Anywhere else the present is mostly that of narration (أوقفت الشرطة رجلا يزور شقيقه).
    """
    before = words[at - 1] if at else ""
    if before in (BEGIN, ".", "؛") or before in _class("relative"):
        return True
    for back in range(max(0, at - _SUBJECT), at - 1):
        if words[back] in _class("that") and not (back and words[back - 1] in _class("subordinate")):
            return not any(word in _class("breaks") for word in words[back + 1 : at])
    return False


def _planned(words: Sequence[str]) -> bool:
    low = max(0, len(words) - _REACH)
    for at in range(low, len(words)):
        verb = words[at] if words[at] in _class("planned") else words[at].removeprefix("و")
        if verb in _class("planned") and _opens_a_clause(words, at):
            return not any(word in _class("breaks") for word in words[at + 1 :])
    return False


def looks_ahead(words: Sequence[str]) -> bool:
    """True where the words of a sentence before a date speak of what is to come."""
    if any(_is_future(word) and not _was(words, at) for at, word in enumerate(words)):
        return True
    if len(words) > 1 and words[-1] == "في" and words[-2] in _class("coming"):  # الانتخابات المقبلة في 3 ديسمبر
        return True
    return _planned(words)
