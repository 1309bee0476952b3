"""A first pass over a line that is cheap: where words of time stand, so that only those stretches are read closely.

Every rule of the grammar is made of classes of words that the lexicons list, so a match lies inside a run of listed words
that holds at least one word of time. One regular expression cuts the line, one table says what each word may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from musnad.annotations.dates.lexemes import MARKS, YEARS_WRITTEN, phrases, proclitics
from musnad.annotations.numbers.phrases import atoms
from musnad.script import fold
from musnad.script.folding import HARAKAT, TATWEEL, fold_text, keeps_places

# Of one word: stands in no rule, may stand in one, makes it worth reading (with another word of a rule, or all alone).
_NONE, _MEMBER, _TRIGGER_OF_CLOCK, _TRIGGER, _ALONE = 0, 1, 2, 3, 4
# Words come first because most pieces are words; the alternatives exclude each other by their first character.
_CUT = re.compile(r"[^\W\d_]+|\d+(?:\s?[./\\-]\s?\d+){2}|\d+(?:[.,،:]\d+)*|\S")
# Addresses and e-mails are one piece to the reader (numbers/reading.py): what stands inside them is no word of time.
_CUT_ADDRESSES = re.compile(r"(?:(?i:https?)://|[wW]{3}\.)\S+|[\w.+-]{1,64}@[\w.-]{1,64}\.\w{2,12}|#\w+|" + _CUT.pattern)
# Lines up to this length are read whole where times of day are asked for.
_SHORT = 120
_DATE = re.compile(r"\d+(?:\s?[./\\-]\s?\d+){2}")
_HAS_ADDRESS = re.compile("@|://|[wW]{3}\\.|#")
# Vowel signs and tatweel behind the last letter belong to the word.
_TRAIL = re.compile(f"[{HARAKAT}{TATWEEL}]*")
_RUN = re.compile(b"[\x01\x02]*[\x03\x04][\x01-\x04]*")
_RUN_OF_CLOCK = re.compile(b"\x01*[\x02-\x04][\x01-\x04]*")
# Words that no rule needs a word of time beside are only members.
# fmt: off
TIMELESS = frozenset(
    [
        "OTHER", "MARK", "COMMA", "SLASH", "OPEN", "CLOSE", "DASH", "AND",
        "CLITIC", "OF", "IN", "TO", "AGO", "AFTER", "SINCE", "BETWEEN", "ABOUT",
        "SMALL", "NUMBER", "ORDINAL", "ARTICLE", "SAME", "THIS", "FOLLOWING", "PART",
        "HIJRI", "GREGORIAN", "CLOCK", "AT", "FINAL", "FINAL_ADJECTIVE", "EXCEPT", "FOR",
        "NTH", "ONE", "VAGUE", "RELPRON", "DECIMAL", "FRACTION", "HOURNUM", "WHOLE",
    ]
)
# Words that make a line worth reading only where times of day, durations and frequencies are asked for.
# Words that are a date by themselves; يوم or عام alone is none.
_SAYS_A_DATE = frozenset(["MONTH", "WEEKDAY", "DEICTIC", "TONIGHT", "FEAST", "DECADE"])
_OF_THE_CLOCK = frozenset(
    ["NOW", "EVERY", "HOURWORD", "SUBUNIT", "SUBUNITTHE", "MINUTEWORD", "SECONDS", "PERIOD", "BAREDAY", "DAILY",
     "HOURNAME", "SPOKENDAY"]
)
# fmt: on


@cache
def _listed() -> dict[str, int]:
    """Every folded word of the lexicons and what it may be."""
    table: dict[str, int] = dict.fromkeys(atoms(), _MEMBER)
    table |= dict.fromkeys(("عشر", "عشره", "ميه", "مايه", "و"), _MEMBER)
    for entries in phrases().values():
        for spelled, (kind, _) in entries:
            for word in spelled[1:]:
                table.setdefault(word, _MEMBER)
            first = spelled[0]
            found = (
                _MEMBER
                if kind in TIMELESS
                else _TRIGGER_OF_CLOCK
                if kind in _OF_THE_CLOCK
                else _ALONE
                if kind in _SAYS_A_DATE
                else _TRIGGER
            )
            table[first] = max(table.get(first, 0), found)
    return table


def _kind(word: str) -> int:
    """What a folded piece of a line may be."""
    first = word[0]
    if first.isdigit():
        if not word.isdigit():
            return _ALONE if _DATE.fullmatch(word) else _TRIGGER_OF_CLOCK if ":" in word else _MEMBER
        return _TRIGGER if len(word) == 4 and int(word) in YEARS_WRITTEN else _MEMBER
    if not first.isalnum():
        return _MEMBER if word in MARKS else _NONE
    listed = _listed()
    found = max(listed.get(bare, _NONE) for _, bare in proclitics(word))
    if found == _NONE and len(word) > 3 and word[0] in "وفبل" and (word[1:] in atoms() or word[2:] in atoms()):
        return _MEMBER
    return found


class _Kinds(dict[str, int]):
    """Kinds of the words met so far, folded or not; a text of endless new words does not make it grow for ever."""

    def __missing__(self, word: str) -> int:
        kind = _kind(fold_text(word) or word)
        if len(self) < 200_000:
            self[word] = kind
        return kind


_KINDS = _Kinds()


def windows(text: str, start: int, end: int, clock: bool = False) -> Iterator[tuple[int, int]]:
    """Offsets of the stretches of `text[start:end]` that must be read, each with the words beside it."""
    if clock and end - start <= _SHORT:  # a message: من السابعة للثامنة has no word of time
        if end > start:
            yield start, end
        return
    line = text[start:end]
    in_place = keeps_places(line)
    folded = line if in_place else fold_text(line)
    cut = _CUT_ADDRESSES if _HAS_ADDRESS.search(folded) else _CUT
    kinds = bytes(map(_KINDS.__getitem__, cut.findall(folded)))
    if b"\x03" not in kinds and b"\x04" not in kinds and not (clock and b"\x02" in kinds):
        return
    runs = [run.span() for run in (_RUN_OF_CLOCK if clock else _RUN).finditer(kinds)]
    if not clock:
        runs = [(low, high) for low, high in runs if high - low > 1 or kinds[low] == _ALONE]
    if not runs:
        return
    positions = None if in_place else fold(line).positions
    pieces = list(cut.finditer(folded))
    stretches: list[tuple[int, int]] = []
    for first, last in runs:
        # One piece before for what must not stand there, two behind: a number's unit, "قبل يوم واحد من ...".
        low, high = max(first - 1, 0), min(last + 1, len(pieces) - 1)
        if stretches and low <= stretches[-1][1]:  # بعد اعتصام الأربعاء: read once, or the day would be found twice
            low = stretches.pop()[0]
        stretches.append((low, high))
    for low, high in stretches:
        a, b = pieces[low].start(), pieces[high].end()
        if positions is not None:
            a, b = positions[a], _TRAIL.match(text, start + positions[b - 1] + 1, end).end() - start  # type: ignore[union-attr]
        yield start + a, start + b
