"""Words of time in a line: every word gets a class of the date grammar and what it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from musnad.annotations.numbers.phrases import key, numbers_of
from musnad.annotations.numbers.reading import Word
from musnad.lexicons import load

# One character a class, so that a line becomes a short string and a rule a regular expression over it.
# fmt: off
CLASSES = [
        "SMALL", "NUMBER", "ORDINAL", "YEAR", "NUMERIC", "CLOCK", "MONTH", "WEEKDAY",
        "DEICTIC", "DAY", "WEEK", "MONTHWORD", "YEARWORD", "YEARSWORD", "DECADEWORD", "CENTURYWORD",
        "UNITS", "RELATIVE", "FOLLOWING", "SAME", "THIS", "PART", "HALF", "DAYPART",
        "SEASON", "DECADE", "AGO", "SINCE", "IN", "OF", "TO", "BETWEEN",
        "ABOUT", "DATEWORD", "EQUALS", "HIJRI", "GREGORIAN", "ARTICLE", "AND", "CLITIC",
        "COMMA", "SLASH", "OPEN", "CLOSE", "DASH", "OTHER", "OTHER_NOUN", "MARK",
        "AFTER", "NOW", "AT", "FINAL", "FINAL_ADJECTIVE", "EVERY", "EXCEPT", "FOR",
        "UNITSTHE", "HOURWORD", "SUBUNIT", "SUBUNITTHE", "MINUTEWORD", "SECONDS", "FRACTION", "PERIOD",
        "NTH", "BAREDAY", "HOURNUM", "ONE", "FEAST", "VAGUE", "DAILY", "RELPRON", "DECIMAL",
        "TONIGHT", "WHOLE", "HOURNAME", "SPOKENDAY",
    ]
# fmt: on
LETTER = {name: chr(0x4E00 + index) for index, name in enumerate(CLASSES)}
MARKS = {
    "،": "COMMA", ",": "COMMA", "/": "SLASH", "\\": "SLASH", "|": "SLASH", "(": "OPEN", ")": "CLOSE", "-": "DASH", "–": "DASH",
    "—": "DASH", "[": "OPEN", "]": "CLOSE",
}  # fmt: skip
# A bare four-digit number is a year of the common era within these, a Hijri year within those.
YEARS, HIJRI_YEARS = range(1900, 2060), range(1300, 1500)
YEARS_WRITTEN = frozenset((*YEARS, *HIJRI_YEARS))


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One classed stretch of a line."""

    kind: str
    start: int
    end: int
    text: str
    values: Mapping[str, Any] = field(default_factory=dict)


Entry = tuple[str, Mapping[str, Any]]


def _spell(name: str) -> tuple[str, ...]:
    return tuple(key(name).split())


# Groups of time.yml whose rows become lexemes of one class (None: the row says which).
_NAMED = (
    ("bare_weekdays", "BAREDAY"), ("clock", None), ("fractions", "FRACTION"), ("periods", "PERIOD"), ("bare_ordinals", "NTH"),
    ("hour_numbers", "HOURNUM"), ("daily", "DAILY"), ("vague_counts", "VAGUE"), ("hour_names", "HOURNAME"),
)  # fmt: skip


def _names(row: Mapping[str, Any]) -> list[str]:
    """The names of a row that has one or a list of them."""
    return row["name"] if isinstance(row["name"], list) else [row["name"]]


@cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], Entry]]]:
    """First folded word → phrases that begin with it, longest first."""
    time, months, numbers = load("time"), load("months"), load("numbers")
    entries: list[tuple[str, Entry]] = []
    for calendar in ("gregorian", "hijri"):
        for row in months[calendar]:
            values = {"month": row["month"], "calendar": calendar, "alone": row.get("alone", True)}
            entries.append((row["name"], ("MONTH", values)))
    entries += [(row["name"], ("WEEKDAY", row)) for row in time["weekdays"]]
    entries += [(row["name"], (row.get("class", "DEICTIC"), row)) for row in time["deictic"]]
    entries += [(row["name"], (row["class"], row)) for row in time["units"]]
    entries += [(row["name"], ("RELATIVE", row)) for row in time["relative"]]
    entries += [(row["name"], ("FOLLOWING", row)) for row in time["following"]]
    entries += [(row["name"], ("PART", row)) for row in time["parts"]]
    entries += [(row["name"], ("SEASON", {"unit": "season", **row})) for row in time["seasons"]]
    for group, kind in (("same", "SAME"), ("this", "THIS"), ("spoken_this", "THIS"), ("final", "FINAL")):
        entries += [(name, (kind, {"third": "late"} if kind == "FINAL" else {})) for name in time[group]]
    hours = {key(name): row for row in time["periods"] for name in row["name"]}
    entries += [(name, ("DAYPART", hours.get(key(name), {}))) for name in time["dayparts"]]
    for group, named in _NAMED:
        entries += [(name, (named or row["class"], row)) for row in time[group] for name in _names(row)]
    entries += [(row["name"], ("FEAST", row)) for row in load("feasts")["feasts"]]
    for kind, names in time["words"].items():
        entries += [(name, (kind, {})) for name in names]
    for row in time["decades"]:
        for ending in time["decade_endings"]:
            for article in ("", "ال"):
                entries.append((article + row["stem"] + ending, ("DECADE", row)))
    for row in numbers["ordinals"]:
        entries += [(form, ("ORDINAL", row)) for form in row["forms"]]
    table: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for name, entry in entries:
        words = _spell(name)
        table.setdefault(words[0], []).append((words, entry))
    for found in table.values():
        found.sort(key=lambda item: -len(item[0]))
    return table


def _match(words: Sequence[Word], at: int, first: str) -> tuple[int, Entry] | None:
    """The longest phrase whose first word is `first` (word `at`, its proclitics off): its last word and its entry."""
    for spelled, entry in phrases().get(first, ()):
        if len(spelled) == 1:
            return at, entry
        last = at + len(spelled) - 1
        if last < len(words) and all(words[at + i].key == spelled[i] for i in range(1, len(spelled))):
            return last, entry
    return None


@lru_cache(maxsize=65536)
def proclitics(word: str) -> list[tuple[int, str]]:
    """How many letters may be proclitics, and the word without them, the whole word first."""
    readings = [(0, word)]
    outer = 1 if word[0] in "وف" else 0
    if outer:
        readings.append((1, word[1:]))
    rest = word[outer:]
    if rest[:1] and rest[0] in "بلك":
        readings.append((outer + 1, rest[1:]))
        if rest.startswith("لل"):
            readings.append((outer + 1, "ا" + rest[1:]))
    return readings


def _numbers(words: Sequence[Word]) -> dict[int, tuple[int, Lexeme]]:
    """Word index → last word and lexeme of the number that begins there."""
    found = {}
    for number in numbers_of(words):
        value, first, last = number.value, words[number.first], words[number.last]
        if value is None:
            continue
        if value != int(value):
            found[number.first] = (
                number.last,
                Lexeme("DECIMAL", first.offset(number.skip), last.end, first.key, {"number": value, "and": number.conjunction}),
            )
            continue
        whole = number.digits and words[number.first].key.isdigit()
        if whole and len(first.key) <= 2 and 1 <= value <= 31:
            kind = "SMALL"
        elif (value in YEARS or value in HIJRI_YEARS) and (not whole or len(first.key) == 4):
            kind = "YEAR"
        else:
            kind = "NUMBER"
        text = " ".join(word.key for word in words[number.first : number.last + 1])
        found[number.first] = (
            number.last,
            Lexeme(kind, first.offset(number.skip), last.end, text, {"number": int(value), "and": number.conjunction}),
        )
    return found


def _word(words: Sequence[Word], at: int) -> tuple[int, list[Lexeme]] | None:
    """The phrase of time at word `at` with its proclitics as lexemes of their own."""
    word = words[at]
    for skip, first in proclitics(word.key):
        if len(first) < 2 and skip:
            continue
        match = _match(words, at, first)
        if match is None:
            continue
        last, (kind, values) = match
        lexemes = []
        if skip:
            lexemes.append(Lexeme("AND" if word.key[0] in "وف" else "CLITIC", word.start, word.offset(1), word.key[0]))
            if skip == 2:
                lexemes.append(Lexeme("CLITIC", word.offset(1), word.offset(2), word.key[1]))
        text = " ".join([first, *(other.key for other in words[at + 1 : last + 1])])
        lexemes.append(Lexeme(kind, word.offset(skip), words[last].end, text, values))
        return last, lexemes
    return None


_SECOND_NAME = ("SLASH", "COMMA", "DASH")


def _double_months(lexemes: list[Lexeme]) -> list[Lexeme]:
    """كانون الثاني/يناير, آذار (مارس), كانون الثاني يناير: two names of one month become one lexeme."""
    joined: list[Lexeme] = []
    at = 0
    while at < len(lexemes):
        lexeme = lexemes[at]
        if lexeme.kind == "MONTH":
            for shape in ((), ("SLASH",), ("COMMA",), ("DASH",), ("OPEN",)):
                second = at + 1 + len(shape)
                kinds = tuple(other.kind for other in lexemes[at + 1 : second])
                if kinds != shape or second >= len(lexemes) or lexemes[second].kind != "MONTH":
                    continue
                other = lexemes[second]
                if (other.values["month"], other.values["calendar"]) != (lexeme.values["month"], lexeme.values["calendar"]):
                    continue
                end = second
                if shape == ("OPEN",):
                    if second + 1 >= len(lexemes) or lexemes[second + 1].kind != "CLOSE":
                        continue
                    end = second + 1
                lexeme = Lexeme("MONTH", lexeme.start, lexemes[end].end, lexeme.text, {**lexeme.values, "alone": True})
                at = end
                break
        joined.append(lexeme)
        at += 1
    return joined


def lexemes_of(words: Sequence[Word]) -> list[Lexeme]:
    """The line as lexemes, in order; words of no time are OTHER."""
    numbers = _numbers(words)
    found: list[Lexeme] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word.kind == "mark":
            found.append(Lexeme(MARKS.get(word.key, "MARK"), word.start, word.end, word.key))
        elif word.kind in ("date", "clock", "address"):
            kind = {"date": "NUMERIC", "clock": "CLOCK"}.get(word.kind, "OTHER")
            found.append(Lexeme(kind, word.start, word.end, word.key))
        elif word.kind == "word" and (match := _word(words, at)) and not _number_first(numbers, at, match[0]):
            at = match[0]
            found += match[1]
        elif at in numbers:
            at, lexeme = numbers[at]
            if lexeme.values["and"]:
                found.append(Lexeme("AND", lexeme.start - 1, lexeme.start, "و"))
            found.append(lexeme)
        elif word.key == "و":
            found.append(Lexeme("AND", word.start, word.end, "و"))
        else:
            found.append(Lexeme("OTHER", word.start, word.end, word.key))
        at += 1
    return _double_months(found)


def _number_first(numbers: Mapping[int, tuple[int, Lexeme]], at: int, last: int) -> bool:
    """True where a number that is longer than the phrase of time begins at the same word."""
    return at in numbers and numbers[at][0] > last
