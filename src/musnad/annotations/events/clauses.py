"""A sentence as the event rules read it: words with the names, dates and numbers that stand on them, cut into clauses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from musnad.annotations.events import entries, lexicon
from musnad.records import Annotation, Mention, Report, Sentence, Span
from musnad.script import Token, tokenize

# Marks that may part a name from the word it belongs to.
_OPENING = "“«\"('‘[„"
_Item = TypeVar("_Item", bound=Annotation)


@dataclass(frozen=True, slots=True)
class Preposition:
    """A preposition at a word: its slot and how many words it takes."""

    slot: str
    length: int


class Clauses:
    """One sentence. `mention[i]` is the name that word i belongs to (index into `mentions`), None elsewhere."""

    def __init__(self, report: Report, sentence: Sentence, mentions: Sequence[Mention]) -> None:
        self.text = report.document.text
        self.sentence = sentence
        self.line_kind = report.document.line_at(sentence.span.start).kind
        self.tokens = _tokens(self.text, sentence.span.start, sentence.span.end)
        self.starts = [token.start for token in self.tokens]
        self.keys = [token.folded for token in self.tokens]
        self.size = len(self.keys)
        self.mentions = list(mentions)
        self.dates = _inside(report.dates, sentence.span)
        self.quantities = _inside(report.quantities, sentence.span)
        self.mention: list[int | None] = [None] * len(self.tokens)
        self.opens: dict[int, int] = {}
        for number, found in enumerate(self.mentions):
            first = self.at(found.span.start)
            self.opens.setdefault(first, number)
            for index in range(first, len(self.tokens)):
                if self.tokens[index].start >= found.span.end:
                    break
                if self.mention[index] is None:
                    self.mention[index] = number

    def at(self, offset: int) -> int:
        """Index of the word that holds this offset."""
        found = bisect_left(self.starts, offset + 1) - 1
        return max(found, 0)

    def end_of(self, number: int) -> int:
        """Index of the first word behind a mention."""
        end = self.mentions[number].span.end
        return bisect_left(self.starts, end)

    def key(self, index: int) -> str:
        """Folded word, empty outside the sentence."""
        return self.keys[index] if 0 <= index < self.size else ""

    def light(self, index: int) -> lexicon.LightVerb | None:
        """The light verb at a word; قادة is no form of قاد."""
        if not 0 <= index < self.size or index in self.dated:
            return None  # مارس is a month
        if self.keys[index - 1 if index else 0] == "ما" and self._so_called(index - 1):
            return None  # ما يعرف بكذا
        found = lexicon.light_verb(self.keys[index])
        return None if found and found.form.pronoun and self.tokens[index].plain.endswith("ة") else found

    def words_before(self, index: int, reach: int) -> list[int]:
        """The nearest words before `index`, opening quotation marks and brackets passed over."""
        found: list[int] = []
        for back in range(index - 1, -1, -1):
            if self.tokens[back].kind == "mark" and self.keys[back] in _OPENING:
                continue
            found.append(back)
            if len(found) == reach:
                break
        return found

    def bare(self, index: int) -> str:
        """Folded word without و and ف joined to it, where it is a known small word behind them."""
        word = self.keys[index] if 0 <= index < self.size else ""
        return word[1:] if len(word) > 3 and word[0] in "وف" else word

    @cached_property
    def dated(self) -> frozenset[int]:
        """Words that belong to a date."""
        return frozenset(
            index
            for date in self.dates
            for index, token in enumerate(self.tokens)
            if date.span.start < token.end and token.start < date.span.end
        )

    @cached_property
    def borders(self) -> list[bool]:
        """True for words before which a clause ends."""
        border_words = lexicon.words("borders")
        found = []
        for index, token in enumerate(self.tokens):
            word = token.folded
            border = word in border_words and self.mention[index] is None and not (word == "ما" and self._so_called(index))
            if token.kind == "mark":
                border = word in ":؛;….!؟"
            elif index and self.key(index - 1) in "،," and word[:2] in ("لي", "لت") and len(word) > 4:
                border = border or _is_verb(word)  # ، ليتشكل بذلك
            elif index and self.key(index - 1) in "،," and word[:1] in "وف" and len(word) > 3:
                rest = word[1:]
                negated = rest in ("لم", "لن", "ليس", "لا", "قد", "كان", "كانت")
                border = border or negated or self.light(index) is not None or rest in border_words or _is_verb(word)
            found.append(border)
        return found

    def _so_called(self, index: int) -> bool:
        """ما يسمى, ما يعرف بـ: part of a name, no new clause."""
        return self.key(index + 1) in ("يسمي", "تسمي", "يعرف", "تعرف", "سمي", "عرف", "يدعي", "تسميه", "يطلق", "اسمته", "اسماه")

    @cached_property
    def clause(self) -> list[int]:
        """Number of the clause that each word belongs to."""
        numbers, current = [], 0
        for border in self.borders:
            current += border
            numbers.append(current)
        return numbers

    def preposition(self, index: int) -> Preposition | None:
        """The free-standing preposition at a word, longest first."""
        table = lexicon.prepositions()
        written = self.key(index)
        for word in (written, written[1:] if written[:1] in ("و", "ف") and len(written) > 2 else written):  # وفي
            if pair := table.get(f"{word} {self.key(index + 1)}"):
                return Preposition(pair, 2)
            if single := table.get(word):
                return Preposition(single, 1)
        return None

    def joined_preposition(self, index: int) -> tuple[str, bool]:
        """(ب ل ك or "", whether و or ف precedes) of the word, as written before its stem."""
        token = self.tokens[index]
        number = self.mention[index]
        if number is not None and self.opens.get(index) == number:
            prefix = self.text[token.start : max(self.mentions[number].span.start, token.start)]
            if token.start < self.mentions[number].span.start:
                letters = [letter for letter in prefix if letter in "وفبلك"]
                return next((letter for letter in letters if letter in "بلك"), ""), letters[:1] in (["و"], ["ف"])
            return "", self._and_before(index)
        parts = token.split.proclitics
        return next((part for part in parts if part in ("ب", "ل", "ك")), ""), "و" in parts or "ف" in parts

    def _and_before(self, index: int) -> bool:
        """A و that quotation marks or brackets part from its name: و(كذا), و"كذا"."""
        before = index - 1
        while before > 0 and self.tokens[before].kind == "mark" and self.key(before) in "(\"“”«['‘":
            before -= 1
        return before >= 0 and self.key(before) == "و" and self.mention[before] is None


@lru_cache(maxsize=1_000)
def _tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Words of a sentence: three steps read each sentence one after the other."""
    return tuple(tokenize(text, start, end))


@lru_cache(maxsize=50_000)
def _is_verb(folded: str) -> bool:
    return any(reading.kind == "verb" for reading in entries.readings(folded, False))


def _inside(items: Sequence[_Item], span: Span) -> list[_Item]:
    """Those of `items`, which stand in order of their beginnings, that lie in a sentence."""
    first = bisect_left(items, span.start, key=lambda item: item.span.start)
    end = bisect_left(items, span.end, lo=first, key=lambda item: item.span.start)
    return [item for item in items[first:end] if span.contains(item.span)]


def by_sentence(report: Report) -> list[tuple[Sentence, list[Mention]]]:
    """Sentences with their outermost mentions, in order."""
    ordered = sorted(report.mentions, key=lambda mention: (mention.span.start, -mention.span.end))
    pairs, at = [], 0
    for sentence in sorted(report.sentences, key=lambda item: item.span.start):
        while at < len(ordered) and ordered[at].span.start < sentence.span.start:
            at += 1
        end = at
        while end < len(ordered) and ordered[end].span.start < sentence.span.end:
            end += 1
        pairs.append((sentence, _outermost(ordered[at:end])))
    return pairs


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept
