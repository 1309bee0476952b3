"""Office words at a token: رئيس، والقائد السابق، بوزير الدفاع، مسؤولًا عامًا (lexicons/offices.yml)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from musnad.annotations.passages import Passage, words
from musnad.lexicons import load
from musnad.script import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """An office of the lexicon."""

    role: str
    heads: bool
    title_only: bool
    exact: str | None = None
    """Spelling that must be written out, where folding would make it another word (آمر, أمر)."""


@dataclass(frozen=True, slots=True)
class Head:
    """The office words found: tokens `start` to `end`, `cut` letters of proclitics on the first."""

    start: int
    end: int
    cut: int
    entry: Entry
    joined: bool
    """A و is attached: one more office or one more person."""
    definite: bool
    accusative: bool


def bare(word: str) -> str:
    """A folded word without the article."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


@cache
def _table() -> dict[str, list[tuple[tuple[str, ...], Entry]]]:
    table: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for name, entry in load("offices")["offices"].items():
        key = tuple(bare(word) for word in fold(name).text.split())
        value = Entry(
            entry["role"], bool(entry.get("heads")), bool(entry.get("title_only")), name if entry.get("exact") else None
        )
        table.setdefault(key[0], []).append((key, value))
    for readings in table.values():
        readings.sort(key=lambda reading: -len(reading[0]))
    return table


def _readings(word: str) -> Iterator[tuple[str, int, bool]]:
    """(word without proclitics and article, letters cut, definite)."""
    yield bare(word), 0, word.startswith("ال")
    if len(word) > 3 and word[0] in "وفبلك":
        rest = word[1:]
        yield bare(rest), 1, rest.startswith("ال")
        if word[0] == "ل" and rest[0] == "ل":
            yield rest[1:], 1, True
        if word[0] in "وف" and rest[0] in "بل" and len(rest) > 3:
            yield bare(rest[1:]), 2, rest[1:].startswith("ال")
            if rest.startswith("لل"):
                yield rest[2:], 2, True


def _base(word: str) -> Iterator[tuple[str, bool]]:
    yield word, False
    if word.endswith("ا") and len(word) > 3:
        yield word[:-1], True
    if word.endswith("ه") and len(word) > 4 and word[:-1] not in wordlist("never_feminine"):
        yield word[:-1], False


@cache
def _first(word: str) -> tuple[tuple[str, int, bool, bool], ...]:
    """Readings of a word whose base opens an office: (base, cut, definite, accusative)."""
    table = _table()
    return tuple(
        (base, cut, definite, accusative)
        for stem, cut, definite in _readings(word)
        for base, accusative in _base(stem)
        if base in table
    )


def match(passage: Passage, index: int) -> Head | None:
    """The longest office whose words stand at `index`."""
    token = passage.tokens[index]
    if token.kind != "word":
        return None
    best: Head | None = None
    for base, cut, definite, accusative in _first(token.folded):
        for key, entry in _table()[base]:
            end = index + len(key)
            if end > len(passage.tokens) or not _rest_matches(passage, index, key, accusative):
                continue
            if (entry.exact and entry.exact not in token.plain) or _with_pronoun(token.plain, base, end - index):
                continue
            if best is None or end > best.end:
                joined = cut > 0 and token.folded[0] in "وف"
                best = Head(index, end, cut, entry, joined, definite, accusative)
    return best


def _with_pronoun(plain: str, base: str, length: int) -> bool:
    """True where a final ه is the pronoun (قائده: his commander) and no ة."""
    return length == 1 and plain.endswith("ه") and not base.endswith("ه")


def _rest_matches(passage: Passage, index: int, key: tuple[str, ...], accusative: bool) -> bool:
    for offset, want in enumerate(key[1:], start=1):
        word = bare(passage.words[index + offset])
        if word != want and not (accusative and word == want + "ا") and word != want + "ه":
            return False
    return True


@cache
def wordlist(name: str) -> frozenset[str]:
    """A list of lexicons/offices.yml, folded."""
    return words(load("offices")[name])


@cache
def nationalities() -> dict[str, str]:
    """Folded adjective in its written forms → country code."""
    table: dict[str, str] = {}
    for stem, entry in load("nationalities").items():
        key = fold(stem).text
        for form in (key, key + "ه", key + "ين", key + "ون"):
            table[f"ال{form}"] = entry["code"]
            if entry["code"] not in ("ML", "IN", "DZ"):  # مالي "financial", هندي and جزائري are also family names
                table.setdefault(form, entry["code"])
    return table


@cache
def countries() -> dict[str, tuple[str, ...]]:
    """Country code → folded Arabic names."""
    table: dict[str, tuple[str, ...]] = {}
    for entry in load("nationalities").values():
        known = table.get(entry["code"], ())
        table[entry["code"]] = (*known, *(fold(name).text for name in entry["names"] if fold(name).text not in known))
    return table
