"""Proposers: bodies that several countries have under the same words, and clans by the form of their names.

المقاومة الشعبية · الأمن العسكري · الحرس الجمهوري + adjective of nationality · البوناصر · قبائل X، Y، وZ
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from musnad.annotations.names import gazetteer
from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import NameLine
from musnad.annotations.names.phrasebook import Phrasebook
from musnad.annotations.names.quoted import holds_a_name
from musnad.annotations.names.vocabulary import (
    folded,
    frequency,
    has_proclitic,
    head_table,
    is_function,
    looks_like_verb,
    nationality_adjectives,
    word_set,
)
from musnad.lexicons import load

_RARE_CLAN = 24
"""البوابة and البورصة are above it, names of clans below."""


@cache
def _common() -> Phrasebook[tuple[str, str]]:
    return Phrasebook.of((name, (name, subtype)) for name, subtype in load("organisation_heads")["common_bodies"].items())


@cache
def _clan_plurals() -> frozenset[str]:
    return folded(["قبائل", "عشائر", "قبيلتي", "عشيرتي", "قبيلتا", "عشيرتا"])


def propose(line: NameLine) -> Iterator[Candidate]:
    """Common bodies, clans in البو, and the clans listed behind a plural."""
    yield from _common_bodies(line)
    yield from _albu(line)
    yield from _clan_lists(line)


def _common_bodies(line: NameLine) -> Iterator[Candidate]:
    for match in _common().all_in(line):
        if match.reading.skip and not match.reading.likely and not match.reading.stem.startswith("ال"):
            continue
        name, subtype = match.value
        last = match.last
        following = line.folded(last + 1)
        if following in nationality_adjectives() and following.startswith("ال"):
            feminine = line.folded(last).endswith("ه")
            last += 1 if following.endswith("ه") == feminine else 0
        pair = line.opening.get(match.first - 1)
        if pair is not None and pair.quote and pair.close > last + 1 and holds_a_name(line, pair):
            last = pair.close - 1  # "القوة المشتركة لحركات ..."
        start, stop = line.words[match.first].start(match.reading.skip), line.words[last].token.end
        yield Candidate(start, stop, "ORG", 0.76, "names.common_body", (("name", line.text[start:stop]), ("body", name)), subtype)


def _clan(line: NameLine, first: int, last: int, skip: int, score: float) -> Candidate:
    start, stop = line.words[first].start(skip), line.words[last].token.end
    return Candidate(start, stop, "ORG", score, "names.clan_name", (("name", line.text[start:stop]),), "clan")


def _albu(line: NameLine) -> Iterator[Candidate]:
    """البوناصر, البو ناصر: unless a place of that name or a word for a place stands there."""
    for word in line.words:
        if not word.is_word:
            continue
        stem = next((reading for reading in word.readings if reading.stem.startswith("البو")), None)
        if stem is None or gazetteer.places_named(stem.stem) is not None:
            continue
        before = head_table("places").get(line.stem(word.index - 1), {})
        if before.get("cue"):
            continue
        if stem.stem == "البو":
            following = line.folded(word.index + 1)
            if line.is_word(word.index + 1) and not is_function(following) and not looks_like_verb(following):
                yield _clan(line, word.index, word.index + 1, stem.skip, 0.7)
        elif len(stem.stem) >= 6 and frequency(stem.stem) < _RARE_CLAN and not stem.stem.endswith(("يه", "ات")):
            last = word.index + (1 if _branch(line, word.index + 1) else 0)
            yield _clan(line, word.index, last, stem.skip, 0.68)


def _branch(line: NameLine, index: int) -> bool:
    """البوعلي [الجاسم]: the branch of a clan."""
    word = line.folded(index)
    if not line.is_word(index) or not line.words[index].definite or word in word_set("name_words", "stops"):
        return False
    return 0 < frequency(word) < 36 and not word.endswith(("ين", "ون", "ه"))


def _clan_lists(line: NameLine) -> Iterator[Candidate]:
    """قبائل X، Y، وZ: single words with the article, two of them at least; one alone keeps its head (قبائل X)."""
    for word in line.words:
        if not word.is_word or line.stem(word.index) not in _clan_plurals():
            continue
        found: list[tuple[int, int]] = []
        at = word.index + 1
        while at < len(line) and len(found) < 15:
            if line.folded(at) in ("،", ",", "و"):
                at += 1
                continue
            item = line.folded(at)
            skip = 1 if item.startswith("وال") else 0
            stem = item[skip:]
            plausible = stem.startswith("ال") and len(stem) >= 5 and frequency(stem) < 40 and not has_proclitic(stem)
            if not line.is_word(at) or not plausible or (found and not skip and line.folded(at - 1) not in ("،", ",", "و")):
                break
            if stem in nationality_adjectives() or stem in word_set("name_words", "stops"):
                break
            found.append((at, skip))
            at += 1
        if len(found) >= 2:
            yield from (_clan(line, index, index, skip, 0.84) for index, skip in found)
