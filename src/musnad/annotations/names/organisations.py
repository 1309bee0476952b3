"""Proposer: a word that opens an organisation's name (لواء, مجلس, وزارة ...) and the words that may follow it.

    لواء شهداء الوادي · مجلس الأعيان والحكماء · الجبهة الوطنية للإصلاح · وزارة الدفاع التركية · حكومة "التوافق"

The name goes on over words with the article, a chain of genitives that ends in one or in a proper name, and للـ behind an
adjective; it ends at a mark, a particle, a verb, or a word of `name_words.yml` stops (الماضي, التابعة).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from musnad.annotations.names.authority import book, lookup
from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import LONGEST_QUOTED_NAME, NameLine
from musnad.annotations.names.organisation_grammar import (
    clan_end,
    end_of_name,
    governs_place_head,
    has_proper,
    ungrammatical,
    with_place,
    with_purpose,
)
from musnad.annotations.names.phrasebook import Phrasebook
from musnad.annotations.names.place_grammar import is_day
from musnad.annotations.names.places import is_front
from musnad.annotations.names.quoted import holds_a_name
from musnad.annotations.names.vocabulary import (
    RARE,
    folded,
    frequency,
    head_table,
    nationality_adjectives,
    word_set,
)
from musnad.lexicons import load

_PLURALS = frozenset(
    {"قوى", "قوات", "لجان", "كتائب", "ألوية", "سرايا", "عشائر", "قبائل", "وحدات", "ميليشيات", "مليشيات", "سلطات"}
)


@cache
def _heads() -> Phrasebook[dict[str, Any]]:
    pairs: list[tuple[str, dict[str, Any]]] = []
    for word, entry in load("organisation_heads")["heads"].items():
        ready = {
            **entry, "word": word, "not_before": folded(entry.get("not_before", ())), "plural": word in _PLURALS,
        }  # fmt: skip
        pairs.append((word, {**ready, "definite": False}))
        if " " not in word:
            pairs.append(("ال" + word, {**ready, "word": "ال" + word, "definite": True}))
    return Phrasebook.of(pairs)


@cache
def _organs() -> frozenset[str]:
    return folded(load("organisation_heads")["organs"])


def _parent(line: NameLine, end: int) -> int | None:
    """اللجنة العليا لسرايا ...: the index of a head with ل behind an organ's name."""
    if not line.is_word(end):
        return None
    for reading in line.words[end].readings:
        if reading.skip == 1 and line.folded(end).startswith("ل") and reading.stem in head_table("organisation_heads"):
            return end
    return None


_MINISTERS = folded(["وزير", "وزيرة", "وزيرا", "وزيري", "وزراء", "وزيره"])


def _of_minister(line: NameLine, first: int, head: dict[str, Any]) -> bool:
    """وزير خارجية مصر: the word says what the minister is in charge of; the state is named, no ministry."""
    return not head["definite"] and line.stem(first - 1) in _MINISTERS


@cache
def _name_ends() -> frozenset[str]:
    return folded(load("outlet_cues")["name_ends"])


def _closing(line: NameLine, after: int) -> int | None:
    """وكالة س للأنباء, شبكة س ص الإخبارية: the index behind the word that closes the name."""
    for at in range(after + 1, after + 4):
        if not all(line.is_word(index) for index in range(after, at + 1)):
            return None
        if line.folded(at) in _name_ends():
            return at + 1
    return None


def propose(line: NameLine) -> Iterator[Candidate]:
    """Every head in the line that a name follows."""
    for match in _heads().all_in(line):
        head, after = match.value, match.last + 1
        if not match.reading.likely and match.reading.skip and frequency(line.folded(match.first)) >= RARE:
            continue
        if line.stem(match.first - 1) in word_set("name_words", "unnamed_plurals"):
            continue
        if line.stem(match.first) in word_set("organisation_heads", "shared_heads") and book().at(line, after) is not None:
            continue  # حزبي س وص: listed names, the head is both's
        pair = line.opening.get(after)
        if pair is not None:
            yield from _marked(line, match.first, after, head, match.reading.skip)
            continue
        end, proof = end_of_name(line, after, head)
        parent = _parent(line, end) if line.stem(match.first) in _organs() else None
        if (
            parent is not None
            and head["definite"]
            and end - after == 1
            and line.folded(after) in word_set("name_words", "institutional")
        ):
            proof = 2
        closing = _closing(line, after) if head.get("closed") else None
        if closing is not None:
            end, proof = closing, 2
        paired = head.get("pair") and end - after == 2 and line.folded(end - 1).startswith("وال")
        named = paired or closing is not None or is_day(line, after) or has_proper(line, after, end)
        if head.get("strict") and not named:
            proof = 0
        front = is_front(line, match.first, match.reading) and lookup(line.written(match.first, max(after, end - 1))) is None
        if front and (end - after == 1 or line.folded(after) in head_table("places")):
            proof = 0
        if head["subtype"] == "clan":
            end, proof = clan_end(line, after, end, proof)
        if governs_place_head(line, after, head) or ungrammatical(line, after, head) or _of_minister(line, match.first, head):
            proof = 0
        if not proof or (proof == 1 and head.get("weak")):
            continue
        if head["definite"] or end - after >= 1:
            end = with_purpose(line, after, end, head)
        end = closing or with_place(line, end, head)
        inside = closing is not None or head.get("inside", True)
        start = line.words[match.first].start(match.reading.skip) if inside else line.words[after].token.start
        agency = inside and " " in str(head["word"]) and head["subtype"] == "news_agency" and end - after > 1
        if agency and line.folded(end - 1) in nationality_adjectives():
            end -= 1  # وكالة أنباء س الإيرانية
        if not inside:
            # An outlet's home (صحيفة الغارديان البريطانية) is no part of its name.
            while end - 1 > after and line.folded(end - 1) in nationality_adjectives():
                end -= 1
            if end - after == 1 and line.folded(after) in nationality_adjectives():
                continue
        score = 0.85 if closing is not None else 0.6 if head.get("weak") else 0.72
        yield _candidate(line, start, end, head, score, None if inside else head["word"])
        if parent is not None:
            yield from _organ_of(line, start, parent, head, score)


def _organ_of(line: NameLine, start: int, parent: int, head: dict[str, Any], score: float) -> Iterator[Candidate]:
    """اللجنة العليا لسرايا X: the whole, and the parent inside it."""
    inner = _heads().at(line, parent)
    if inner is None:
        return
    end, proof = end_of_name(line, inner.last + 1, inner.value)
    if proof:
        yield _candidate(line, start, end, head, max(score, 0.72) + 0.02, None)
        yield _candidate(line, line.words[parent].start(inner.reading.skip), end, inner.value, max(score, 0.7), None, parent=True)


def _marked(line: NameLine, first: int, open_at: int, head: dict[str, Any], skip: int) -> Iterator[Candidate]:
    """حكومة "الإنقاذ": the name is what the marks hold; قوات "نظام الأسد" is a name itself, its parent inside."""
    pair = line.opening[open_at]
    size = pair.close - open_at - 1
    if not 1 <= size <= LONGEST_QUOTED_NAME:
        return
    if not pair.quote and not (
        lookup(line.written(open_at + 1, pair.close - 1)) or line.folded(open_at + 1) in head_table("organisation_heads")
    ):
        return
    if str(head["word"]) in ("مديرية", "قضاء"):
        return  # a district in marks
    if not holds_a_name(line, pair) or (head["definite"] and lookup(line.written(open_at + 1, pair.close - 1)) is None):
        return  # قال المرصد "...": behind a head with the article the marks hold speech.
    start, end = line.words[open_at + 1].token.start, pair.close
    inner_is_headed = line.folded(open_at + 1) in head_table("organisation_heads") and size > 1
    organ = line.stem(first) in _organs() and inner_is_headed
    score = 0.88 if " " in head["word"] else 0.85
    yield _candidate(line, start, end, head, score, head["word"], parent=organ)
    if organ:
        yield _candidate(line, line.words[first].start(skip), pair.close + 1, head, 0.8, None)


def _candidate(
    line: NameLine, start: int, end: int, head: dict[str, Any], score: float, outside: str | None, parent: bool = False
) -> Candidate:
    name = line.text[start : line.words[end - 1].token.end]
    known = lookup(name)
    because: tuple[tuple[str, str], ...] = (("head", str(head["word"])), ("name", name))
    subtype = head["subtype"]
    if known is not None and known.type == "ORG":
        because, subtype = (*because, ("authority", known.id)), known.subtype
    return Candidate(
        start, line.words[end - 1].token.end, "ORG", score, "names.organisation_head", because, subtype, outside, parent
    )
