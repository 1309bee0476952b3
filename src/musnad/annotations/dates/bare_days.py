"""Numbers that are days of the month to who plans by the calendar alone: عدت إلى 27, سأعود في الثاني."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.annotations.dates.lexemes import lexemes_of
from musnad.annotations.numbers.reading import read_stretch

_BEFORE = frozenset(("TO", "IN", "CLITIC"))
_NUMBERS = frozenset(("SMALL", "NUMBER", "ORDINAL", "HOURNUM"))
_ENDS = frozenset(("MARK", "COMMA"))


def bare_days(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Start, end and day of the numbers from 1 to 31 that close a clause behind إلى, في or لـ."""
    lexemes = lexemes_of(read_stretch(text, start, end))
    for at in range(1, len(lexemes)):
        lexeme = lexemes[at]
        if lexeme.kind not in _NUMBERS or lexemes[at - 1].kind not in _BEFORE:
            continue
        number = lexeme.values.get("number", lexeme.values.get("value"))
        closed = at + 1 == len(lexemes) or lexemes[at + 1].kind in _ENDS
        if closed and number is not None and number == int(number) and 1 <= number <= 31:
            yield lexeme.start, lexeme.end, int(number)
