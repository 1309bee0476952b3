"""A body line as roles and quotations read it: tokens with the names, quotation marks and sentences they stand in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from musnad.annotations.speech import cues
from musnad.records import BODY_KINDS, Line, LineKind, Mention, Report, Span
from musnad.script import Token, fold, tokenize

QUOTES = frozenset('"“”„‟«»″')
_OPENERS = frozenset(" \u00a0\t\n،,:؛;([{-–—ـ.…\u200f\u200e")
_CLITICS = frozenset("ولبفك")
# A stretch in quotation marks shorter than this is a name or a word under reserve, no speech.
SPEECH_WORDS = 4


@dataclass(frozen=True, slots=True)
class Quoted:
    """A pair of quotation marks: token indices of the marks; `closed` is False where the second is missing."""

    open: int
    close: int
    closed: bool

    @property
    def words(self) -> int:
        """Tokens between the marks."""
        return self.close - self.open - 1


@dataclass(slots=True)
class Passage:
    """One body line."""

    line: Line
    text: str
    tokens: list[Token]
    mentions: dict[int, Mention] = field(default_factory=dict)
    """By the index of the token in which the mention starts; the longest where several do."""
    ends: dict[str, int] = field(default_factory=dict)
    """Mention id → index behind its last token."""
    quoted: dict[int, Quoted] = field(default_factory=dict)
    """By the index of the opening mark."""
    speech: list[Quoted] = field(default_factory=list)
    """The pairs long enough to be speech."""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    """First token and index behind the last."""
    words: list[str] = field(default_factory=list)
    """Folded tokens."""

    def sentence_of(self, index: int) -> tuple[int, int]:
        """The sentence in which this token stands."""
        for start, end in self.sentences:
            if start <= index < end:
                return start, end
        return 0, len(self.tokens)

    def span(self, start: int, end: int) -> Span:
        """From the first character of token `start` to the last of token `end - 1`."""
        return Span(start=self.tokens[start].start, end=self.tokens[end - 1].end)

    def is_mark(self, index: int) -> bool:
        """True for punctuation."""
        return self.tokens[index].kind == "mark"

    def in_speech(self, index: int) -> Quoted | None:
        """The innermost long quotation around this token."""
        inner = [pair for pair in self.speech if pair.open < index < pair.close]
        return max(inner, key=lambda pair: pair.open) if inner else None

    def starts_with(self, index: int, phrase: tuple[str, ...]) -> bool:
        """True where the folded words of `phrase` stand at `index`."""
        return tuple(self.words[index : index + len(phrase)]) == phrase


def phrases(entries: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Folded word tuples of the entries, longest first."""
    folded = {tuple(fold(entry).text.split()) for entry in entries}
    return tuple(sorted(folded, key=lambda phrase: (-len(phrase), phrase)))


def words(entries: Iterable[str]) -> frozenset[str]:
    """Folded single words."""
    return frozenset(fold(entry).text for entry in entries)


def stripped(word: str) -> str:
    """A folded word without an attached و or ف, where one seems to be there."""
    return word[1:] if len(word) > 3 and word[0] in "وف" else word


def _pairs(text: str, tokens: list[Token]) -> Iterator[Quoted]:
    stack: list[int] = []
    for index, token in enumerate(tokens):
        mark = text[token.start : token.end]
        if token.kind != "mark" or mark not in QUOTES:
            continue
        if _opens(text, tokens, index, bool(stack)):
            stack.append(index)
        elif stack:
            yield Quoted(stack.pop(), index, True)
    for index in stack:
        yield Quoted(index, len(tokens), False)


def _opens(text: str, tokens: list[Token], index: int, inside: bool) -> bool:
    token = tokens[index]
    mark = text[token.start]
    if mark in "«»":
        return mark == "«"
    before = text[token.start - 1] if token.start else " "
    after = text[token.end] if token.end < len(text) else " "
    if after.isspace() or after in ".،,؛:!؟?)":
        return not inside and (not after.isspace() or before in _OPENERS or _leads(tokens, index))
    if before in _OPENERS or before in QUOTES:
        return True
    previous = tokens[index - 1] if index else None
    return bool(previous and previous.end == token.start and previous.folded in _CLITICS) or not inside


def _only_described(passage: Passage, at: int) -> bool:
    """`المفتي [الجعفري] الممتاز الشيخ X`: one word taken for a person, between an office and the honorific of who holds it."""
    mention = passage.mentions[at]
    if mention.type != "PER" or mention.nominal or passage.ends[mention.id] != at + 1 or not at or at - 1 in passage.mentions:
        return False
    word, before = passage.words[at], passage.words[at - 1]
    if not (word.startswith("ال") and word.endswith("ي") and before.startswith("ال")):
        return False
    for near in range(at + 2, min(at + 5, len(passage.tokens))):
        if passage.tokens[near].kind == "mark" or not passage.words[near - 1].startswith("ال"):
            return False
        following = passage.mentions.get(near)
        if following is not None:
            return following.type == "PER" and following.span.start == passage.tokens[near].start
    return False


def _leads(tokens: list[Token], index: int) -> bool:
    """`أكد أن” كذا“`, `وأضاف” كذا“`: a mark that clings to أن or to a verb of saying opens, a space behind it or not."""
    before = tokens[index - 1] if index else None
    if before is None or before.end != tokens[index].start:
        return False
    cue = cues.find(before.folded, index - 1)
    return before.folded in ("ان", "بان") or (cue is not None and not cue.form.homograph)


def read(report: Report) -> list[Passage]:
    """The passages of a report, in order; date lines and furniture are left out."""
    text = report.document.text
    by_line: dict[int, list[Mention]] = {}
    for mention in report.mentions:
        by_line.setdefault(report.document.line_at(mention.span.start).number, []).append(mention)
    stops: dict[int, list[Span]] = {}
    for sentence in report.sentences:
        stops.setdefault(sentence.line, []).append(sentence.span)
    found = []
    for line in report.document.lines:
        if line.kind not in BODY_KINDS or line.kind is LineKind.dateline:
            continue
        found.append(_passage(text, line, by_line.get(line.number, []), stops.get(line.number, [line.span])))
    return found


def _is_name(passage: Passage, pair: Quoted) -> bool:
    """True where the marks hold one name and nothing else: “مجلس الأعيان والوجهاء”."""
    mention = passage.mentions.get(pair.open + 1)
    return mention is not None and passage.ends[mention.id] >= pair.close


@lru_cache(maxsize=256)
def _tokens(text: str, start: int, end: int) -> list[Token]:
    """Roles and quotations read the same lines one after the other; nobody changes the list."""
    return tokenize(text, start, end)


def _passage(text: str, line: Line, mentions: list[Mention], stops: list[Span]) -> Passage:
    tokens = _tokens(text, line.span.start, line.span.end)
    passage = Passage(line=line, text=text, tokens=tokens, words=[token.folded for token in tokens])
    starts = [token.start for token in tokens]
    for mention in sorted(mentions, key=lambda item: (item.span.start, item.span.end)):
        first, last = bisect_right(starts, mention.span.start) - 1, bisect_right(starts, mention.span.end - 1) - 1
        if first >= 0:
            passage.mentions[first] = mention
            passage.ends[mention.id] = last + 1
    for at in [at for at in passage.mentions if _only_described(passage, at)]:
        del passage.mentions[at]
    for span in stops:
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        if first < last:
            passage.sentences.append((first, last))
    for pair in sorted(_pairs(text, tokens), key=lambda pair: pair.open):
        pair = pair if pair.closed else _until_next_saying(passage, pair)
        passage.quoted[pair.open] = pair
        if pair.words >= SPEECH_WORDS and not _is_name(passage, pair):
            passage.speech.append(pair)
    return passage


def _until_next_saying(passage: Passage, pair: Quoted) -> Quoted:
    """Speech whose second mark is missing ends where a later sentence opens with a verb of saying: `. وأضاف`."""
    for first, _ in passage.sentences:
        cue = cues.find(passage.words[first], first) if first > pair.open else None
        if cue and cue.form.kind == "past" and not cue.form.homograph:
            return Quoted(pair.open, first, False)
    return pair
