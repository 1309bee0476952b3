"""Relations of names that stand right beside each other.

كتائب كذا في بلدة كذا · الفرقة كذا في الجيش كذا · X من لواء كذا · X عن حزب كذا
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from musnad.annotations.events import entries, lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.relations.cues import cue_set
from musnad.annotations.relations.derived import relation
from musnad.annotations.roles import offices
from musnad.lexicons import load
from musnad.records import Mention, RelationMention, Span
from musnad.script import fold

_MEDIA = frozenset({"media_outlet", "news_agency", "social_network"})


def find(view: Clauses) -> Iterator[RelationMention]:
    """Every pair of neighbours in a sentence that a preposition ties."""
    order = sorted(view.opens.items())
    for (first, left), (second, right) in pairwise(order):
        inner, outer = view.mentions[left], view.mentions[right]
        end = view.end_of(left)
        between = [view.key(at) for at in range(end, second) if view.tokens[at].kind == "word"]
        if any(view.tokens[at].kind == "mark" and view.key(at) not in "\"“”«»()'" for at in range(end, second)):
            continue
        joined, conjoined = view.joined_preposition(second)
        if conjoined or inner.name == outer.name or (inner.nominal and outer.nominal):
            continue
        word = between[0] if between else joined
        if any(one not in cue_set("generic_heads") for one in between[1:]):
            continue
        predicate = _predicate(view, first, inner, outer, word)
        if predicate is None:
            continue
        span = Span(start=inner.span.start, end=outer.span.end)
        score = 0.6 if predicate == "located_in" else 0.75
        yield relation(span, "adjacent", inner, predicate, outer, score, word)


def _predicate(view: Clauses, first: int, inner: Mention, outer: Mention, word: str) -> str | None:
    pair = (inner.type, outer.type)
    if pair == ("ORG", "ORG"):
        return "part_of" if word in ("في", "ب", "لدي") and not _verbal(view, first) and not _medium(outer) else None
    if pair == ("ORG", "LOC"):
        return "located_in" if word in ("في", "ب") and _governed(view, first) and not _medium(inner) else None
    if pair == ("LOC", "LOC"):
        return "located_in" if word == "من" and view.key(first - 1) in cue_set("generic_heads") else None
    if pair == ("PER", "ORG") and word in ("من", "عن") and not _medium(outer) and not inner.nominal:
        if word == "من" and _leaving(view, first):
            return "formerly_member_of"
        return None if _verbal(view, first, cue_set("moving")) else "member_of"
    return None


def _medium(body: Mention) -> bool:
    return body.subtype in _MEDIA or lexicon.key(body.name) in cue_set("networks")


def _before(view: Clauses, first: int) -> int:
    """Index of the word before a name, its heads, honorifics and marks skipped."""
    at = first - 1
    while at >= 0 and (
        (view.tokens[at].kind == "mark" and view.key(at) in '"“”«»(')
        or view.key(at) in offices.wordlist("honorifics")
        or view.key(at) in cue_set("generic_heads")
    ):
        at -= 1
    return at


def _verbal(view: Clauses, first: int, verbs: frozenset[str] | None = None) -> bool:
    """A verb right before the name: the place or source behind may be the verb's."""
    at = _before(view, first)
    if at < 0 or view.mention[at] is not None:
        return False
    if verbs is not None:
        return view.bare(at) in verbs
    return view.light(at) is not None or any(reading.kind == "verb" for reading in entries.readings(view.key(at), False))


def _governed(view: Clauses, first: int) -> bool:
    """A preposition, an office, أن or nothing stands before the name: what follows in في belongs to it."""
    at = _before(view, first)
    if at < 0 or view.tokens[at].kind == "mark":
        return True
    if view.mention[at] is not None:
        return False
    word = view.key(at)
    if view.joined_preposition(first)[0]:
        return True
    if word == "في":
        return False  # مقاتلون في كذا في بلدة كذا: where they are, not the body
    return view.preposition(at) is not None or word in cue_set("governing") or _office(word)


@cache
def _office(word: str) -> bool:
    """True for a word that opens an office of one word (مسؤول, قائد)."""
    names = frozenset(fold(name).text for name in load("offices")["offices"] if " " not in name)
    return offices.bare(word) in names or offices.bare(word[1:]) in names


def _leaving(view: Clauses, first: int) -> bool:
    at = _before(view, first)
    return at >= 0 and view.bare(at) in cue_set("leaving")
