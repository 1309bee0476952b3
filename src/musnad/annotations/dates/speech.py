"""When direct speech was spoken: غدًا between quotation marks counts from the day of the words, where the sentence tells it.

Only direct speech moves the anchor: its words are the speaker's, said on his day. In indirect speech the reporter retells
(قال أمس إن الوفد سيصل غدا), and news retells from the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from musnad import edtf
from musnad.annotations.dates.expressions import Expression
from musnad.annotations.numbers.phrases import key
from musnad.lexicons import load
from musnad.records import DateMention, Document
from musnad.script.folding import fold_text

RELATIVE = frozenset(("deictic", "weekday", "unit_relative", "ago", "after", "day_of_month_relative"))
"""Rules that are counted from the day of speaking."""
# How far back the quotation and the sentence that leads to it are looked for.
_QUOTED, _LEAD = 500, 240
_OPENING, _CLOSING = "«“", "»”"
_COLON = re.compile(r":(?!\d)")
_STOP = re.compile(r"[.؟!؛](?!\d)")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The day that direct speech was spoken, and the line that told so."""

    day: str
    line: int


@cache
def _verbs() -> dict[str, str]:
    """Folded forms of the verbs of saying and the kind of saying; what is also a noun or a particle is left out."""
    forms: dict[str, str] = {}
    for row in load("reporting_verbs")["verbs"]:
        if row.get("noun") or row.get("particle"):
            continue
        past, act = key(row["past"]), str(row["act"])
        for form in (past, past + "ت", past + "وا"):
            forms.setdefault(form, act)
        if "present" in row:  # some are said in the past only
            present = key(row["present"])
            for form in (present, "ت" + present[1:]):
                forms.setdefault(form, act)
        if "part" in row:
            part = key(row["part"])
            forms |= dict.fromkeys((part, part + "ا", part + "ه"), act)
    return forms


@cache
def _class(name: str) -> frozenset[str]:
    return frozenset(key(word) for word in load("time")["speech"][name])


def _act(word: str) -> str | None:
    return _verbs().get(word) or (_verbs().get(word[1:]) if word[:1] in "وف" else None)


def _opened(text: str, low: int, at: int) -> int | None:
    """Where the direct speech around an offset begins: its quotation mark, or the colon of the same sentence."""
    before = text[low:at]
    opened = max(map(before.rfind, _OPENING))
    if opened > max(map(before.rfind, _CLOSING)):
        return low + opened
    if before.count('"') % 2:
        return low + before.rfind('"')
    stops = [match.end() for match in _STOP.finditer(before)]
    colons = [match.start() for match in _COLON.finditer(before, stops[-1] if stops else 0)]
    if not colons or "»" in before[colons[-1] :]:
        return None
    first = _words(before[colons[-1] : colons[-1] + 20])[:1]  # قالت المصادر أمس: إن الوفد سيصل: indirect all the same
    return low + colons[-1] if not first or first[0] not in _class("content") else None


def _words(text: str) -> list[str]:
    return _WORD.findall(fold_text(text))


def _tells_when(before: Sequence[str], verb_at: int | None) -> bool:
    """True where a date with these words of the lead before it says when the words were said."""
    if verb_at is None:  # في مؤتمر عقده الأحد قال: the occasion of the words, or the date first of all
        plain = [word for word in before if word not in _class("elsewhen")]
        return len(plain) == len(before) and (len(before) <= 2 or any(_occasion(word) for word in before))
    between = before[verb_at + 1 :]
    if any(word in _class("content") for word in between):
        return False  # قال إن هجوم الأحد: a date of what was said
    last = max((at for at, word in enumerate(between) if word in _class("elsewhen")), default=-1)
    return last < 0 or any(_occasion(word) for word in between[last + 1 :])


def _occasion(word: str) -> bool:
    return word in _class("occasions") or (len(word) > 3 and word[0] in "وفبل" and word[1:] in _class("occasions"))


def spoken_on(
    document: Document, expression: Expression, found: Sequence[DateMention], published: str | None, last: Spoken | None
) -> Spoken | None:
    """The day on which the direct speech around an expression was spoken; None where no sentence tells one."""
    if expression.rule not in RELATIVE or (not found and last is None):
        return None
    text, line = document.text, expression.line
    opened = _opened(text, max(line.span.start, expression.start - _QUOTED), expression.start)
    if opened is None:
        return None
    low = max(line.span.start, opened - _LEAD)
    low = max([low, *(match.end() for match in _STOP.finditer(text, low, opened))])
    words = _words(text[low:opened])
    verbs = [at for at, word in enumerate(words) if _act(word)]
    if not verbs:
        return None
    days = [mention for mention in found[-4:] if low <= mention.span.start and mention.span.end <= opened]
    if not days:  # وأضاف: «…»: the same speech goes on
        goes_on = last is not None and line.number - last.line <= 1 and _act(words[verbs[-1]]) == "add"
        return last if goes_on else None
    day = days[-1]
    if day.value is None or edtf.precision(day.value) != "day" or (published is not None and not _before(day.value, published)):
        return None
    before = _words(text[low : day.span.start])
    verb_at = max((at for at, word in enumerate(before) if _act(word)), default=None)
    return Spoken(day.value, line.number) if _tells_when(before, verb_at) else None


def _before(day: str, published: str) -> bool:
    first, last = edtf.earliest(day), edtf.parse(published).latest
    return first is not None and last is not None and first < last
