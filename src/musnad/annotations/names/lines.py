"""A body line as the proposers of names read it: words with their clitic readings, quotation marks and brackets paired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from musnad.records import BODY_KINDS, Report
from musnad.script import Token, tokenize
from musnad.script.clitics import frequencies, split

_OPENS = {"«": "»", "“": "”", "„": "“", "‘": "’", "(": ")", "[": "]"}
_QUOTES = frozenset("\"“”„«»″‘’'")
# A pair of marks around more tokens than this holds speech, no name.
LONGEST_QUOTED_NAME = 7


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word: `skip` characters of clitics, then the folded stem. For لل the article's alef is given back."""

    skip: int
    stem: str
    likely: bool


@dataclass(slots=True)
class Word:
    """A token with its readings, the unsplit one first."""

    token: Token
    index: int
    readings: tuple[Reading, ...]
    tanwin: bool = False
    """Tanwin is written (دومًا): an adverb or an object, no name."""
    stem: str = field(init=False)
    """The likeliest folded stem, article kept."""

    def __post_init__(self) -> None:
        likely = next((reading.stem for reading in self.readings if reading.likely), self.folded)
        self.stem = likely if self.is_word else self.folded

    @property
    def folded(self) -> str:
        """The whole word, folded."""
        return self.token.folded

    @property
    def definite(self) -> bool:
        """True for a word with the article and no clitic before it."""
        return self.token.plain.startswith("ال") and len(self.token.folded) > 3

    @property
    def is_word(self) -> bool:
        """True for an Arabic word; a lone tatweel set as a dash is none."""
        return self.token.kind == "word" and bool(self.token.folded)

    def start(self, skip: int = 0) -> int:
        """Document offset behind `skip` characters of clitics."""
        return self.token.offset(skip)


@dataclass(frozen=True, slots=True)
class Marks:
    """A pair of quotation marks or brackets: token indices of both marks."""

    open: int
    close: int
    quote: bool


@dataclass(slots=True)
class NameLine:
    """One body line, cut into words."""

    text: str
    words: list[Word]
    marks: list[Marks] = field(default_factory=list)
    opening: dict[int, Marks] = field(default_factory=dict)
    closing: dict[int, Marks] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def folded(self, index: int) -> str:
        """The folded word at `index`, empty beyond the ends."""
        return self.words[index].token.folded if 0 <= index < len(self.words) else ""

    def is_word(self, index: int) -> bool:
        """True where an Arabic word stands at `index`."""
        return 0 <= index < len(self.words) and self.words[index].is_word

    def written(self, first: int, last: int) -> str:
        """The characters from word `first` to word `last`, both included."""
        return self.text[self.words[first].token.start : self.words[last].token.end]

    def stem(self, index: int) -> str:
        """The likeliest folded stem of the word at `index`, article kept; empty beyond the ends."""
        return self.words[index].stem if 0 <= index < len(self.words) else ""


_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك")
# A word this frequent (Zipf × 10) is read whole or as the splitter reads it, never with clitics that a gazetteer would like.
_COMMON = 38


def readings(token: Token) -> tuple[Reading, ...]:
    """Every reading with و ف ب ل ك taken off; for a common word only the whole and the likeliest."""
    if token.kind != "word":
        return (Reading(0, token.folded, True),)
    return _word_readings(token.plain, token.folded)


@lru_cache(maxsize=50_000)
def _word_readings(plain: str, word: str) -> tuple[Reading, ...]:
    """The readings of a word, which comes back all the time."""
    best = split(plain).length
    common = frequencies().get(word, 0) >= _COMMON
    found = [Reading(0, word, best == 0)]
    for conjunction in _CONJUNCTIONS:
        if not word.startswith(conjunction):
            continue
        for preposition in _PREPOSITIONS:
            outer = conjunction + preposition
            if not outer or not word.startswith(outer):
                continue
            skip, stem = len(outer), word[len(outer) :]
            if len(stem) < 2:
                continue
            if preposition == "ل" and stem.startswith("ل") and len(stem) >= 3:
                found.append(Reading(skip, "ال" + stem[1:], True))
            if best == skip or not common:
                found.append(Reading(skip, stem, best == skip))
    return tuple(found)


def _only_opens(words: list[Word], index: int, text: str) -> bool:
    """A straight mark with a space or a lone clitic before it and a letter behind it opens (تنظيم "X" و"Y" inside "...")."""
    token = words[index].token
    if token.start == 0 or token.end >= len(text) or not text[token.end].isalpha():
        return False
    before = words[index - 1].token if index else None
    clitic = before is not None and before.end == token.start and before.folded in ("و", "ف", "ب", "ل", "ك", "ول", "وب")
    starts_alone = before is not None and (before.start == 0 or not text[before.start - 1].isalpha())
    return text[token.start - 1].isspace() or (clitic and starts_alone)


def _pair_marks(words: list[Word], text: str) -> list[Marks]:
    """Pairs of marks in order of their opening, innermost pairs included; unpaired marks are left out."""
    stack: list[tuple[int, str]] = []
    pairs: list[Marks] = []
    for word in words:
        token = word.token
        if token.kind != "mark":
            continue
        mark = text[token.start]
        closes = next((depth for depth in range(len(stack) - 1, -1, -1) if stack[depth][1] == mark), None)
        if mark == "″" and closes is None:
            closes = next((depth for depth in range(len(stack) - 1, -1, -1) if stack[depth][1] == "”"), None)
        if closes is not None and mark == '"' and _only_opens(words, word.index, text):
            closes = None
        if closes is not None and not (mark == "“" and token.end < len(text) and not text[token.end].isspace()):
            pairs.append(Marks(stack[closes][0], word.index, mark in _QUOTES))
            del stack[closes:]
        elif mark in _OPENS:
            stack.append((word.index, _OPENS[mark]))
        elif mark in '"″':
            stack.append((word.index, mark))
        elif mark == "”":
            # Some pages open with the closing mark: ”X”.
            stack.append((word.index, "”"))
    return sorted(pairs, key=lambda pair: pair.open)


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of the stretch; a hashtag's underscores part its words (#دير_الزور)."""
    hashtag = False
    for token in tokenize(text, start, end):
        written = text[token.start : token.end]
        if hashtag and token.kind == "word" and "_" in written:
            at = token.start
            for piece in written.split("_"):
                yield from tokenize(text, at, at + len(piece))
                at += len(piece) + 1
        else:
            yield token
        hashtag = written == "#"


@lru_cache(maxsize=256)
def read_line(text: str, start: int, end: int) -> NameLine:
    """The stretch `text[start:end]` with its words and marks; kept, for coreference reads the lines that names has read."""
    words = [
        Word(token, index, readings(token), "\u064b" in text[token.start : token.end])
        for index, token in enumerate(_tokens(text, start, end))
    ]
    marks = _pair_marks(words, text)
    return NameLine(text, words, marks, {pair.open: pair for pair in marks}, {pair.close: pair for pair in marks})


def name_lines(report: Report) -> Iterator[NameLine]:
    """The body lines of a report; date lines too, for they name the place of writing."""
    for line in report.document.lines:
        if line.kind in BODY_KINDS:
            yield read_line(report.document.text, line.span.start, line.span.end)
