"""What the sentences around a name are about: public life or a private one, a body at home or a guest (lexicons/scenes.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from musnad.knowledge.corpus import Indexed
from musnad.knowledge.names import folded
from musnad.knowledge.resolution.countries import code_of, written_code
from musnad.lexicons import load
from musnad.records import Mention

_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.؟!\n]")
_WIDE = 220
"""Characters on either side of a name that are looked at, as far as its sentence goes."""
_CLOSE = 90
"""Characters that are looked at for every person of every report."""
_MENTIONS = 4
"""Mentions of one name that are looked at: the first are where a report says who is meant."""
_JOINED = ("وال", "بال", "فال", "كال", "لل", "ال")
_PRONOUNS = ("ها", "ه", "هم")


@dataclass(frozen=True, slots=True)
class Scene:
    """The sentences around a name."""

    private: int
    public: int
    """Words of the one sort and of the other."""
    guest: int
    near: frozenset[str]
    """Countries that the words of these sentences tell."""
    its_people: frozenset[str]
    """Countries of a body's leaders and members, anywhere behind its first mention (قائدها اليمني)."""


@cache
def _words() -> dict[str, str]:
    lists = load("scenes")
    found = {folded(word): "private" for words in lists["private"].values() for word in words}
    return found | {folded(word): kind for kind in ("public", "guest") for word in lists[kind]}


@cache
def _people() -> frozenset[str]:
    stems = [folded(word) for word in load("scenes")["its_people"]]
    # `قائده` is folded as it stands; a final ة before a pronoun is seldom met among these words.
    return frozenset(f"{stem}{pronoun}" for stem in stems for pronoun in _PRONOUNS)


@lru_cache(maxsize=30_000)
def _kind(word: str) -> str | None:
    """The sort of one written word, joined letters and article taken off."""
    plain = folded(word)
    forms = [plain, *(plain.removeprefix(joined) for joined in _JOINED if plain.startswith(joined))]
    if plain[:1] in "وبلف":
        forms.append(plain[1:])
    return next((_words()[form] for form in forms if form in _words()), None)


def of(indexed: Indexed, mentions: Iterable[Mention]) -> Scene:
    """The scene of the first mentions of one name."""
    counts = {"private": 0, "public": 0, "guest": 0}
    near: set[str] = set()
    spans: list[tuple[int, int]] = []
    ordered = sorted(mentions, key=lambda mention: mention.span.start)
    for mention in ordered[:_MENTIONS]:
        start, end = mention.span.start, mention.span.end
        before = _STOP.split(indexed.text[max(0, start - _WIDE) : start])[-1]
        behind = _STOP.split(indexed.text[end : end + _WIDE])[0]
        if any(first <= start < last for first, last in spans):
            continue  # a second mention in one sentence
        spans.append((start - len(before), end + len(behind)))
        for word in _WORD.findall(f"{before} {behind}"):
            if kind := _kind(word):
                counts[kind] += 1
            elif code := written_code(word):
                near.add(code)
    return Scene(**counts, near=frozenset(near), its_people=_its_people(indexed, ordered[0].span.end if ordered else 0))


def _its_people(indexed: Indexed, start: int) -> frozenset[str]:
    """`زعيمها التشادي`: adjectives of nationality right behind such a word with a joined pronoun."""
    words = _WORD.findall(indexed.text[start : start + 3 * _WIDE])
    found: set[str] = set()
    for word, behind in pairwise(words):
        of_it = word.endswith(_PRONOUNS) and behind.startswith("ال") and folded(word).removeprefix("و") in _people()
        if of_it and (code := code_of(folded(behind))):
            found.add(code)
    return frozenset(found)


def matter(indexed: Indexed, mentions: Sequence[Mention]) -> str | None:
    """`public` or `private`, by the words around the first mention; None where both sorts are met as often."""
    if not mentions:
        return None
    span = min(mentions, key=lambda mention: mention.span.start).span
    before = _STOP.split(indexed.text[max(0, span.start - _CLOSE) : span.start])[-1]
    behind = _STOP.split(indexed.text[span.end : span.end + _CLOSE])[0]
    kinds = [_kind(word) for word in _WORD.findall(f"{before} {behind}")]
    private, public = kinds.count("private"), kinds.count("public")
    return None if private == public else "private" if private > public else "public"
