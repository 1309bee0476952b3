"""Every number of any text with its value, without a counted noun: `numbers_in`, and ordinals: `ordinals_in`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from musnad.annotations.numbers.phrases import Number, key, numbers_of
from musnad.annotations.numbers.reading import Word, read_stretch
from musnad.lexicons import load

Found = tuple[int, int, float]
"""Start, end, value."""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(tuple_key(word)[0] for word in load("numbers")[name])


def tuple_key(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase."""
    return tuple(key(phrase).split())


def numbers_in(text: str) -> list[Found]:
    """The numbers of a text in digits, words or both, with sign, decimal فاصلة, fraction stroke and per cent understood."""
    found: list[Found] = []
    at = 0
    for line in text.split("\n"):
        words = read_stretch(text, at, at + len(line))
        found += _in_line(words)
        at += len(line) + 1
    return found


def _in_line(words: Sequence[Word]) -> Iterator[Found]:
    numbers = [*numbers_of(words, alone=True), *_long(words)]
    numbers.sort(key=lambda number: number.first)
    pieces = _fractions(words, numbers)
    index = 0
    while index < len(pieces):
        first, last, value, start = pieces[index]
        index += 1
        while index < len(pieces) and (whole := _together(words, (first, last, value, start), pieces[index])) is not None:
            value, last, index = whole, pieces[index][1], index + 1
        if (first and words[first - 1].key in _words("minus")) or (
            first and words[first - 1].key == "-" and words[first - 1].end == start and _begins(words, first - 1)
        ):
            value, start = -value, words[first - 1].start
        share, last = _share(words, last)
        yield start, words[last].end, round(value * share, 12)


Piece = tuple[int, int, float, int]
"""First and last word, value, offset of the first character."""


def _long(words: Sequence[Word]) -> list[Number]:
    """Long runs of digits, which the reader of reports takes for telephone numbers."""
    return [
        Number(at, at, float(word.key), digits=True)
        for at, word in enumerate(words)
        if word.kind == "address" and word.key.isdigit()
    ]


@cache
def _denominators(name: str) -> dict[str, tuple[float, bool]]:
    rows = load("numbers")[name]
    return {key(form): (float(row["value"]), bool(row.get("alone"))) for row in rows for form in row["forms"]}


def _fractions(words: Sequence[Word], numbers: Sequence[Number]) -> list[Piece]:
    """The numbers, each with the denominator behind it, and fractions that stand by themselves, in order."""
    pieces: list[Piece] = []
    taken: set[int] = set()
    for number in numbers:
        if number.value is None:
            continue
        value, first, last, start = number.value, number.first, number.last, words[number.first].offset(number.skip)
        below = _denominators("denominators").get(words[last + 1].key) if last + 1 < len(words) else None
        if below is not None:
            value, last = value / below[0], last + 1
        elif number.digits and first and words[first - 1].key == "." and words[first].key.isdigit() and _begins(words, first - 1):
            value, start, first = float(f"0.{words[first].key}"), words[first - 1].start, first - 1
        pieces.append((first, last, value, start))
        taken.update(range(first, last + 1))
    for at, word in enumerate(words):
        for skip in (0, 1):
            bare = word.key[skip:]
            if at in taken or (skip and word.key[:1] not in "وب"):
                continue
            if bare in _denominators("two_of_denominators"):
                pieces.append((at, at, 2 / _denominators("two_of_denominators")[bare][0], word.offset(skip)))
            elif _denominators("denominators").get(bare, (0.0, False))[1]:
                pieces.append((at, at, 1 / _denominators("denominators")[bare][0], word.offset(skip)))
            else:
                continue
            break
    return sorted(pieces)


def _together(words: Sequence[Word], one: Piece, two: Piece) -> float | None:
    """The value of two numbers that are one: 1 000, واحد فاصلة خمسة, ٧٧/١٠٠, واحد على عشرين; None where they are two."""
    gap = [word.key for word in words[one[1] + 1 : two[0]]]
    if _thousands(words, one[1], two):
        return one[2] * 1000 + two[2]
    if len(gap) == 1 and gap[0] in _words("decimal_point"):
        return _decimal(one[2], two)
    if gap == ["/"] and words[one[1]].end + 1 == words[two[0]].start and two[2]:
        return one[2] / two[2]
    if (
        ((len(gap) == 1 and gap[0] in _words("over")) or (gap[-1:] == ["من"] and _is_share(gap, one[2])))
        and two[2]
        and one[3] < two[3]
    ):
        return one[2] / two[2]
    joined = gap == ["و"] or (not gap and words[two[0]].key.startswith("و"))
    return one[2] + two[2] if joined and 0 < two[2] < 1 <= one[2] else None


def _is_share(gap: Sequence[str], value: float) -> bool:
    """True of واحد من مئة and مئتان جزء من ألف."""
    return (len(gap) == 1 and value == 1) or (len(gap) == 2 and gap[0] in _words("share_of"))


def _begins(words: Sequence[Word], at: int) -> bool:
    """True where nothing is written right before word `at`."""
    return at == 0 or words[at - 1].end < words[at].start or words[at - 1].key == "-"


def _thousands(words: Sequence[Word], last: int, following: Piece) -> bool:
    """True of 000 behind 1, one space between."""
    digits = words[following[0]].key
    return (
        following[0] == last + 1 == following[1]
        and words[last].kind == words[following[0]].kind == "number"
        and len(digits) == 3
        and digits.isdigit()
        and words[following[0]].start - words[last].end == 1
        and words[last].key.replace(",", "").isdigit()
    )


def _decimal(whole: float, behind: Piece) -> float | None:
    """واحد فاصلة خمسة: what follows stands behind the point; a scale behind it (خمسة مليون) multiplies all."""
    value, scale = behind[2], 1.0
    for size in (1e12, 1e9, 1e6):
        if value >= size and value % size == 0 and behind[1] > behind[0]:
            value, scale = value / size, size
            break
    return float(f"{int(whole)}.{int(value)}") * scale if value == int(value) else None


def _share(words: Sequence[Word], last: int) -> tuple[float, int]:
    """What per cent, per thousand and per million make of the number, and the last word of it."""
    for phrase, share in load("numbers")["shares"].items():
        spelled = tuple_key(phrase)
        if tuple(word.key for word in words[last + 1 : last + 1 + len(spelled)]) == spelled:
            return share, last + len(spelled)
    return 1.0, last


@cache
def _ordinals() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """First folded word → ordinals that begin with it, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for row in (*load("numbers")["ordinals"], *load("numbers")["more_ordinals"]):
        for form in row["forms"]:
            spelled = tuple_key(form)
            table.setdefault(spelled[0], []).append((spelled, row["value"]))
    for entries in table.values():
        entries.sort(key=lambda item: -len(item[0]))
    return table


def ordinals_in(text: str) -> list[Found]:
    """The ordinals of a text: الثاني, ثالث, الواحد والثلاثون."""
    words = read_stretch(text, 0, len(text))
    keys = [word.key for word in words]
    found: list[Found] = []
    at = 0
    while at < len(words):
        entry = next((one for one in _ordinals().get(keys[at], ()) if tuple(_glued(keys, at, len(one[0]))) == one[0]), None)
        if entry is None:
            at += 1
            continue
        last = _last(keys, at, len(entry[0]))
        found.append((words[at].start, words[last].end, float(entry[1])))
        at = last + 1
    return found


def _glued(keys: Sequence[str], at: int, size: int) -> list[str]:
    """`size` words from `at`, a lone و written together with the word behind it."""
    parts: list[str] = []
    while at < len(keys) and len(parts) < size:
        joined = keys[at] == "و" and at + 1 < len(keys)
        parts.append(keys[at] + keys[at + 1] if joined else keys[at])
        at += 2 if joined else 1
    return parts


def _last(keys: Sequence[str], at: int, size: int) -> int:
    for _ in range(size):
        at += 2 if keys[at] == "و" else 1
    return at - 1


__all__ = ["numbers_in", "ordinals_in"]
