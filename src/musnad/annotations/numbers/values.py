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
    numbers = numbers_of(words, alone=True)
    index = 0
    while index < len(numbers):
        number = numbers[index]
        start, last, value = words[number.first].offset(number.skip), number.last, number.value
        index += 1
        if value is None:
            continue
        while index < len(numbers) and _thousands(words, last, numbers[index]):  # 1 000 000
            value, last, index = value * 1000 + (numbers[index].value or 0), numbers[index].last, index + 1
        if index < len(numbers) and (joined := _decimal(words, value, last, numbers[index])) is not None:
            value, last, index = joined, numbers[index].last, index + 1
        elif index < len(numbers) and (joined := _stroke(words, value, last, numbers[index])) is not None:
            value, last, index = joined, numbers[index].last, index + 1
        elif number.first and number.digits and words[number.first - 1].key == "." and _begins(words, number.first - 1):
            value, start = float(f"0.{words[number.first].key}"), words[number.first - 1].start
        sign = next((n for n in range(number.first - 1, max(-1, number.first - 3), -1) if words[n].start < start and words[n].kind == "mark"), None)
        if sign is not None and words[sign].key == "-" and words[sign].end == start and _begins(words, sign):
            value, start = -value, words[sign].start
        share, last = _share(words, last)
        yield start, words[last].end, round(value * share, 12)


def _begins(words: Sequence[Word], at: int) -> bool:
    """True where nothing is written right before word `at`."""
    return at == 0 or words[at - 1].end < words[at].start or words[at - 1].key == "-"


def _thousands(words: Sequence[Word], last: int, following: Number) -> bool:
    digits = words[following.first].key
    return (
        following.first == last + 1 == following.last
        and words[last].kind == words[following.first].kind == "number"
        and len(digits) == 3
        and digits.isdigit()
        and words[following.first].start - words[last].end == 1
        and words[last].key.replace(",", "").isdigit()
    )


def _decimal(words: Sequence[Word], value: float, last: int, following: Number) -> float | None:
    """واحد فاصلة خمسة: what follows stands behind the point, a scale behind it multiplies all."""
    if following.first != last + 2 or words[last + 1].key not in _words("decimal_point") or following.value is None:
        return None
    behind, scale = following.value, 1.0
    for size in (1e12, 1e9, 1e6, 1e3):
        if behind >= size and behind % size == 0 and not following.digits and behind / size < 1000 and following.last > following.first:
            behind, scale = behind / size, size
            break
    return float(f"{int(value)}.{int(behind)}") * scale if behind == int(behind) else None


def _stroke(words: Sequence[Word], value: float, last: int, following: Number) -> float | None:
    """٧٧/١٠٠."""
    if following.first != last + 2 or words[last + 1].key != "/" or not following.value or not following.digits:
        return None
    tight = words[last].end == words[last + 1].start and words[last + 1].end == words[following.first].start
    return value / following.value if tight else None


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
