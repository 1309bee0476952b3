"""Office words at a token: رئيس، والقائد السابق، بوزير الدفاع، مسؤولًا عامًا (lexicons/offices.yml)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

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
    partitive: bool = False
    """One of several: أحد قادة كذا, من ضباط كذا."""


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
    feminine: bool = False
    pronoun: bool = False
    """A pronoun is attached: رئيسها, قائده العسكري."""


@lru_cache(maxsize=4096)
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


@cache
def _several() -> dict[tuple[str, str], list[tuple[tuple[str, ...], Entry]]]:
    """Partitives by their first two words: there are hundreds, and من is everywhere."""
    table: dict[tuple[str, str], list[tuple[tuple[str, ...], Entry]]] = {}
    for key, role in _partitives():
        table.setdefault(key[:2], []).append((key, Entry(role, False, False, None, True)))  # type: ignore[arg-type]
    return table


@cache
def _openers() -> frozenset[str]:
    return frozenset(first for first, _ in _several())


def _partitives() -> Iterator[tuple[tuple[str, ...], str]]:
    """أحد قادة, أحد أبرز القادة, من كبار ضباط: opener, a word of degree or none, plural."""
    lexicon = load("offices")
    for opener in lexicon["partitive_openers"]:
        first = tuple(bare(word) for word in fold(opener).text.split())
        for plural, role in lexicon["plurals"].items():
            last = bare(fold(plural).text)
            yield (*first, last), role
            for degree in lexicon["partitive_degrees"]:
                yield (*first, fold(degree).text, last), role


@cache
def _ranks() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(bare(word) for word in fold(name).text.split()) for name in load("offices")["no_office"])


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
        if base in table or base in _openers()
    )


def match(passage: Passage, index: int) -> Head | None:
    """The longest office whose words stand at `index`."""
    token = passage.tokens[index]
    readings = _first(token.folded)
    if not readings or token.kind != "word" or _no_office(passage, index):
        return None
    best: Head | None = None
    for base, cut, definite, accusative in readings:
        second = bare(passage.words[index + 1]) if index + 1 < len(passage.words) else ""
        for key, entry in (*_table().get(base, ()), *_several().get((base, second), ())):
            end = index + len(key)
            if end > len(passage.tokens) or not _rest_matches(passage, index, key, accusative):
                continue
            if (entry.exact and entry.exact not in token.plain) or _with_pronoun(token.plain, base, end - index):
                continue
            if entry.partitive and index > 0 and base == "من" and passage.words[index - 1] in _OF_SEVERAL:
                continue
            if best is None or end > best.end:
                joined = cut > 0 and token.folded[0] in "وف"
                feminine = token.folded.endswith("ه") and token.folded[cut:] not in (base, f"ال{base}")
                best = Head(index, end, cut, entry, joined, definite, accusative, feminine)
    return best


_OF_SEVERAL = frozenset(("عدد", "عددا", "كل", "كلا", "مجموعه", "وفد", "العديد", "عشرات", "اثنان", "اثنين", "ثلاثه", "اربعه"))


def _no_office(passage: Passage, index: int) -> bool:
    """`القاضي بتشكيل لجنة`: that orders; `أمين الشرطة`: a rank."""
    word = passage.words[index]
    behind = passage.words[index + 1] if index + 1 < len(passage.words) else ""
    if word in ("القاضي", "القاضيه") and behind.startswith("ب") and index + 1 not in passage.mentions:
        return True
    pair = (bare(word), bare(behind))
    return pair in _ranks() or (word[:1] in "وبلف" and (bare(word[1:]), bare(behind)) in _ranks())


@cache
def _possessed(word: str) -> tuple[str, int] | None:
    """(base, letters cut) of an office with a pronoun: رئيسها, وقائده."""
    for cut in (0, 1):
        if cut and not (len(word) > 4 and word[0] in "وفبل"):
            continue
        rest = word[cut:]
        for ending in ("ها", "ه", "هم"):
            base = rest[: -len(ending)]
            long_enough = len(base) > 3 or base in wordlist("possessed_words")
            if rest.endswith(ending) and long_enough and base in _table() and not rest.startswith("ال"):
                return base, cut
    return None


def possessed(passage: Passage, index: int) -> Head | None:
    """`رئيسها X`, `قائدها العسكري X`: an office whose body is a pronoun."""
    token = passage.tokens[index]
    found = _possessed(token.folded) if token.kind == "word" and not token.plain.endswith("ة") else None
    if found is None:
        return None
    base, cut = found
    best: Head | None = None
    for key, entry in _table()[base]:
        if not _takes_pronoun(" ".join(key), entry):
            continue
        if index + len(key) <= len(passage.tokens) and _rest_matches(passage, index, key, False):
            end = index + len(key)
            if best is None or end > best.end:
                best = Head(index, end, cut, entry, cut > 0 and token.folded[0] in "وف", True, False, False, True)
    return best


@cache
def _takes_pronoun(key: str, entry: Entry) -> bool:
    """Whether an office of the lexicon is written with a pronoun for its body (وكيله is an attorney)."""
    if key == "وكيل":
        return False
    return entry.role in wordlist_ids("possessed") or key in wordlist("possessed_words")


@cache
def wordlist_ids(name: str) -> frozenset[str]:
    """A list of lexicons/offices.yml as it stands: role ids."""
    return frozenset(load("offices")[name])


def _with_pronoun(plain: str, base: str, length: int) -> bool:
    """True where a final ه is the pronoun (قائده: his commander) and no ة."""
    return length == 1 and plain.endswith("ه") and not base.endswith("ه")


def _rest_matches(passage: Passage, index: int, key: tuple[str, ...], accusative: bool) -> bool:
    for offset, want in enumerate(key[1:], start=1):
        word = bare(passage.words[index + offset])
        marked = word == want + "ه" and passage.tokens[index + offset].plain.endswith("ة")  # رئيس أركانه has a pronoun
        if word != want and not (accusative and word == want + "ا") and not marked:
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


@cache
def body_adjectives() -> dict[str, frozenset[str]]:
    """Folded adjective of a body, with and without article and ة → folded names of the body (أممي)."""
    table: dict[str, frozenset[str]] = {}
    for stem, names in load("offices")["body_adjectives"].items():
        folded = frozenset(fold(name).text for name in names)
        for form in (fold(stem).text, fold(stem).text + "ه"):
            table[form] = table[f"ال{form}"] = folded
    return table


def has_body_adjective(word: str) -> bool:
    """True for the adjective of a body (أممي)."""
    return word in body_adjectives()


def title_word(word: str) -> str:
    """A written office without proclitics, article and ة, folded (السفيرة → سفير)."""
    folded = fold(word).text
    for reading in (folded, folded[1:]):
        for form in (bare(reading), bare(reading)[:-1]):
            if form in wordlist("courtesy"):
                return form
    return bare(folded)
