"""What the model says of a report, made to agree with itself and with what a report can mean by a name.

A name that comes back in one report is of one type: the occurrences vote, and what the rules know counts too. A head noun by
itself (الهيئة, محطة) is no name. What only the model sees, and sees weakly, is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import NameLine
from musnad.annotations.names.model.tagger import LineView
from musnad.annotations.names.vocabulary import frequency, head_table
from musnad.records import MentionType
from musnad.script import fold

ALONE = 0.6
"""Least probability of a name that only the model sees."""
ALONE_ORDINARY = 0.72
"""The same for a single word that is frequent (Zipf × 10 of `FREQUENT` and more)."""
FREQUENT = 36
_HEADED = 0.65
"""Least score of a name with its head that tells what its short form is."""
_CLEAR = 1.5
"""How much heavier another type's votes must be to change a type."""

Key = str
Votes = dict[Key, dict[MentionType, float]]


def _key(line: NameLine, name: Candidate) -> Key:
    """The name as it comes back: folded, without the article."""
    return fold(line.text[name.start : name.end]).text.removeprefix("ال")


def _bare_head(line: NameLine, name: Candidate) -> bool:
    """A single word that heads names of bodies or places (الهيئة, الجبهة, محطة)."""
    word = fold(line.text[name.start : name.end]).text
    if " " in word or name.type == "PER":
        return False
    bare = word.removeprefix("ال")
    places = head_table("places")
    return bare in head_table("organisation_heads") or bare in places or word in places


def agreed(
    lines: Sequence[NameLine], views: Sequence[LineView | None], proposed: Sequence[Iterable[Candidate]]
) -> list[LineView | None]:
    """The views with types voted over the report and unlikely names left out; `proposed` are the rules' candidates by line."""
    votes: Votes = defaultdict(lambda: defaultdict(float))
    kinds: dict[tuple[Key, str], Counter[str]] = defaultdict(Counter)
    ruled: set[tuple[int, int, str]] = set()
    tails: dict[Key, str] = {}
    for line, view, candidates in zip(lines, views, proposed, strict=True):
        for candidate in candidates:
            ruled.add((candidate.start, candidate.end, candidate.type))
            known = any(key == "authority" for key, _ in candidate.because)
            votes[_key(line, candidate)][candidate.type] += candidate.score * (1.5 if known else 1.0)
            _vote_for_surname(line, candidate, votes)
            kinds[_key(line, candidate), candidate.type][candidate.subtype or ""] += 1
            if candidate.type == "ORG" and candidate.subtype and candidate.score >= _HEADED:
                head, _, tail = fold(line.text[candidate.start : candidate.end]).text.partition(" ")
                if head in head_table("organisation_heads") and tail:
                    tails.setdefault(tail.removeprefix("ال"), candidate.subtype)
        for name in view.names if view else ():
            votes[_key(line, name)][name.type] += name.score
            _vote_for_surname(line, name, votes)
            kinds[_key(line, name), name.type][name.subtype or ""] += 1
    return [view and _kept(line, view, votes, kinds, ruled, tails) for line, view in zip(lines, views, strict=True)]


def _vote_for_surname(line: NameLine, name: Candidate, votes: Votes) -> None:
    """Whom the report names in full is a person also where the surname stands alone."""
    words = fold(line.text[name.start : name.end]).text.split()
    if name.type == "PER" and len(words) > 1:
        votes[words[-1].removeprefix("ال")]["PER"] += name.score


def _kept(
    line: NameLine,
    view: LineView,
    votes: Votes,
    kinds: dict[tuple[Key, str], Counter[str]],
    ruled: set[tuple[int, int, str]],
    tails: dict[Key, str],
) -> LineView:
    names = []
    for name in view.names:
        key = _key(line, name)
        type_ = max(votes[key], key=lambda one: (votes[key][one], one == name.type, one))
        if type_ != name.type and votes[key][type_] >= _CLEAR * votes[key][name.type]:
            kind = max(kinds[key, type_], key=lambda one: (kinds[key, type_][one], one), default="")
            name = replace(name, type=type_, subtype=kind or None)
        if name.type == "ORG" and key in tails:
            name = replace(name, subtype=tails[key])  # «الزيتون» behind كتائب الزيتون is what the full name says it is
        if (name.start, name.end, name.type) not in ruled and _unlikely(line, name):
            continue
        names.append(name)
    return LineView(tuple(names), view.outside)


def _unlikely(line: NameLine, name: Candidate) -> bool:
    if _bare_head(line, name):
        return True
    word = fold(line.text[name.start : name.end]).text
    ordinary = " " not in word and frequency(word) >= FREQUENT
    return name.score < (ALONE_ORDINARY if ordinary else ALONE)
