"""Quantities: a number with its bound and the noun it counts (أكثر من 70 سرية، مئات الآلاف من الأكياس، قتيلين)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from musnad.annotations.numbers.phrases import Number, key, numbers_of
from musnad.annotations.numbers.reading import Word, body_lines, read_line
from musnad.lexicons import load
from musnad.records import DateMention, Document, Quantity, Span, annotation_id
from musnad.script import plain, split

Bound = Literal["exact", "about", "at_least", "at_most", "vague"]
YEARS = range(1900, 2060)
_SIDES: tuple[Bound, ...] = ("at_most", "at_least", "about")  # لا يتجاوز before يتجاوز: the longer phrase is looked for first


class _Stretches:
    """Stretches of text that do not overlap, asked by position without a walk through all of them."""

    def __init__(self, spans: Sequence[Span]) -> None:
        """Of spans in any order."""
        ordered = sorted((span.start, span.end) for span in spans)
        self.starts = [start for start, _ in ordered]
        self.ends = [end for _, end in ordered]

    def touch(self, start: int, end: int) -> bool:
        """True where one of them shares a character with `start` to `end`."""
        index = bisect_left(self.starts, end) - 1
        return index >= 0 and self.ends[index] > start


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(key(word) for word in load("numbers")[name])


@cache
def _phrases(group: str) -> tuple[tuple[tuple[str, ...], Bound], ...]:
    """Bound phrases as folded words, longest first."""
    found = [(tuple(key(phrase).split()), side) for side in _SIDES for phrase in load("numbers")[group].get(side, ())]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


@cache
def _duals() -> frozenset[str]:
    return frozenset(key(word) for row in load("numbers")["duals"] for word in row)


def _bound_before(words: Sequence[Word], number: Number) -> tuple[Bound, int] | None:
    """The bound phrase that ends right before the number, and its first word; a bare ب may stand on the number (يقدر بـ300)."""
    before = [word.key for word in words[max(0, number.first - 4) : number.first]]
    if number.skip and words[number.first].key[0] == "ب":
        before.append("ب")
    for phrase, side in _phrases("bounds"):
        size = len(phrase)
        tail = before[-size:]
        if (
            len(tail) == size
            and tuple(tail[1:]) == phrase[1:]
            and tail[0] in (phrase[0], "و" + phrase[0], "ب" + phrase[0], "ل" + phrase[0])
        ):
            inside = 1 if number.skip and phrase[-1] == "ب" else 0
            return side, number.first - size + inside
    return None


def _bound_after(words: Sequence[Word], after: int) -> tuple[Bound, int] | None:
    """A bound phrase within the next two words: 30 قتيلا على الأقل."""
    for start in (after, after + 1):
        for phrase, side in _phrases("bounds_after"):
            if tuple(word.key for word in words[start : start + len(phrase)]) == phrase:
                return side, start + len(phrase) - 1
    return None


def _unit(words: Sequence[Word], number: Number) -> tuple[int, int] | None:
    """First and last word of the counted noun: the next word, behind من after thousands and vague numbers."""
    at = number.last + 1
    if at < len(words) and words[at].key == "%":
        return at, at
    if at + 1 < len(words) and words[at].key in ("من", "في") and words[at].kind == "word":
        if words[at].key == "في":
            return (at, at + 1) if words[at + 1].key in ("الميه", "المايه") else None
        if words[at + 1].key in _set("not_units"):
            return None
        at += 1
    if at >= len(words) or words[at].kind != "word" or words[at].key in _set("not_units"):
        return None
    if at == number.last + 1 and words[at].key in _set("never_counted"):
        return None
    if len(words[at].key) < 3 and words[at].key not in _set("short_units"):
        return None
    if words[at].key in ("بالميه", "بالمايه"):
        return at, at
    letters = split(words[at].key)
    joined = letters.proclitics and letters.proclitics[0] in "وفبل"
    # و and the prepositions begin the next phrase; وثيقة, بندقية, فلسطيني are whole words by the splitter's own lists.
    return None if joined else (at, at)


def _names_a_thing(words: Sequence[Word], number: Number) -> bool:
    """القرار 2254, اللواء 105, إف-16, a list's `1-`: the number is a name."""
    at = number.first - 1
    while at >= 0 and words[at].kind == "mark" and words[at].key in '-–/()«»"“”:' and number.first - at <= 2:
        at -= 1
    if at >= 0 and words[at].kind == "word":
        before = words[at].key
        if before in _set("identifiers") or (before[:1] in "وبل" and before[1:] in _set("identifiers")):
            return True
        # المحافظة 19, مجلس الأمن 2216; but حصيلة القتلى 30 counts.
        counting = any(word.key in _set("counting") for word in words[max(0, at - 3) : at])
        glued = number.first - at == 1 and before.startswith("ال") and len(before) > 4
        if number.digits and glued and not counting and _unit(words, number) is None:
            return True
    following = words[number.last + 1].key if number.last + 1 < len(words) else ""
    second = words[number.last + 2].kind if number.last + 2 < len(words) else ""
    return number.digits and number.first == 0 and following in ("-", "–", ".", ")", "/") and second != "number"


def _range(words: Sequence[Word], one: Number, two: Number | None) -> bool:
    """بين 30 و40, من 30 إلى 40, 30-40."""
    if two is None or one.value is None or two.value is None or two.value <= one.value:
        return False
    gap = [word.key for word in words[one.last + 1 : two.first]]
    before = words[one.first - 1].key if one.first else ""
    froms, tos = _set("range_from"), _set("range_to")
    if len(gap) == 1 and gap[0] in tos:
        return gap[0] not in ("-", "–") or words[one.last].end + 1 >= words[two.first].start - 1
    return (
        (gap in ([], ["و"]))
        and (two.conjunction or gap == ["و"])
        and before in froms
        and before.removeprefix("ما").strip() != "من"
    )


def _quantity(
    document: Document, words: Sequence[Word], number: Number, unit: tuple[int, int] | None, bound: Bound, low: float | None,
    high: float | None, value: float | None, first: int | None = None, last: int | None = None,
) -> Quantity:  # fmt: skip
    start = words[number.first].offset(number.skip)
    if first is not None and first != number.first:
        start = words[first].offset(1 if words[first].key[0] == "و" else 0)
    end = words[number.last].end if last is None else max(words[last].end, words[number.last].end)
    unit_span = Span(start=words[unit[0]].start, end=words[unit[1]].end) if unit else None
    span = Span(start=start, end=max(end, unit_span.end) if unit_span else end)
    rule = "digits" if number.digits else "vague" if value is None and bound == "vague" else "words"
    if bound in ("about", "at_least", "at_most"):
        rule = "range" if value is None and low is not None and high is not None and bound == "about" else bound
    name = plain(document.quote(unit_span)) if unit_span else None
    shown = f"{value:g}" if value is not None else f"{low:g}–{high:g}" if low is not None and high is not None else "؟"
    because = (("words", document.quote(span)), ("value", shown), ("unit", name or "؟"))
    return Quantity(
        id=annotation_id("quantity", span), span=span, by=f"numbers.{rule}", value=value, bound=bound, low=low, high=high,
        unit=name, unit_span=unit_span, because=because, score=1.0 if unit else 0.7,
    )  # fmt: skip


def _in_line(document: Document, words: Sequence[Word], taken: _Stretches) -> Iterator[Quantity]:
    numbers = numbers_of(words)
    skip = False
    for index, number in enumerate(numbers):
        if skip:
            skip = False
            continue
        span = Span(start=words[number.first].start, end=words[number.last].end)
        if number.definite and not (number.last + 1 < len(words) and words[number.last + 1].key == "من"):
            continue
        if number.digits and number.value in YEARS and len(words[number.first].key) == 4 and _unit(words, number) is None:
            continue  # a year that the date grammar could not place is still no count
        if taken.touch(span.start, span.end) or _names_a_thing(words, number):
            continue
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        if following and taken.touch(words[following.first].start, words[following.last].end):
            following = None  # a year is no end of a range of counts
        before = _bound_before(words, number)
        bound: Bound = before[0] if before else "exact"
        low, high, value, last = number.low, number.high, number.value, number.last
        if following and _range(words, number, following):
            value, low, high, bound, last, skip = None, number.value, following.value, "about", following.last, True
            number = Number(number.first, following.last, None, low, high, number.skip, digits=number.digits)
        elif value is None:
            bound = "vague" if bound == "exact" else bound
        unit = _unit(words, number)
        if unit and taken.touch(words[unit[0]].start, words[unit[1]].end):
            unit = None
        if unit is None and not number.digits and number.first == number.last and _ambiguous(words[number.last].key):
            continue
        if not before and bound == "exact" and (after := _bound_after(words, (unit[1] if unit else number.last) + 1)):
            bound = after[0]
        if bound == "at_least" and value is not None:
            low = value
        if bound == "at_most" and value is not None:
            high = value
        yield _quantity(document, words, number, unit, bound, low, high, value, before[1] if before else None, last)


def _ambiguous(word: str) -> bool:
    """ست, سبع, عشر, ألف alone are too often something else; خمسة, سبعة can only count."""
    return len(word) <= 4 and not (len(word) == 4 and word.endswith("ه"))


def _two_alone(document: Document, words: Sequence[Word], taken: _Stretches) -> Iterator[Quantity]:
    """مقتل اثنين, إصابة عسكريين اثنين, اثنان من عناصرها."""
    for at, word in enumerate(words):
        skip = next((n for n in (0, 1) if word.key[n:] in _set("two_alone") and (n == 0 or word.key[0] in "وبلف")), None)
        if word.kind != "word" or skip is None or (at and words[at - 1].key in ("يوم", "ليله")):
            continue
        span = Span(start=word.offset(skip), end=word.end)
        if taken.touch(span.start, span.end):
            continue
        quoted = document.quote(span)
        yield Quantity(
            id=annotation_id("quantity", span), span=span, by="numbers.words", value=2, score=0.7,
            because=(("words", quoted), ("value", "2"), ("unit", "؟")),
        )  # fmt: skip


def _dual_nouns(document: Document, words: Sequence[Word], taken: _Stretches) -> Iterator[Quantity]:
    for at, word in enumerate(words):
        skip = next((n for n in (0, 1) if word.key[n:] in _duals() and (n == 0 or word.key[0] in "وبلف")), None)
        if word.kind != "word" or skip is None:
            continue
        if at and words[at - 1].kind == "number":
            continue
        span = Span(start=word.offset(skip), end=word.end)
        if taken.touch(span.start, span.end):
            continue
        name = plain(document.quote(span))
        yield Quantity(
            id=annotation_id("quantity", span), span=span, by="numbers.dual", value=2, unit=name, unit_span=span, score=0.9,
            because=(("words", document.quote(span)), ("value", "2"), ("unit", name)),
        )  # fmt: skip


def quantities_of(document: Document, dates: Sequence[DateMention]) -> tuple[Quantity, ...]:
    """The quantities of the body, in order; digits and words of dates are none."""
    found: list[Quantity] = []
    taken = _Stretches([mention.span for mention in dates])
    for line in body_lines(document):
        words = read_line(document.text, line.span.start, line.span.end)
        counts = list(_in_line(document, words, taken))
        counted = _Stretches([one.span for one in counts])
        duals = (one for one in _dual_nouns(document, words, taken) if not counted.touch(one.span.start, one.span.end))
        pairs = (one for one in _two_alone(document, words, taken) if not counted.touch(one.span.start, one.span.end))
        found += [*counts, *duals, *pairs]
    return tuple(sorted(found, key=lambda one: (one.span.start, one.span.end)))
