"""What the model says of a report, made to agree with itself and with what a report can mean by a name.

A name that comes back in one report is of one type: the occurrences vote, and what the rules know counts too. A head noun by
itself (الهيئة, محطة) is no name. What only the model sees, and sees weakly, is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from musnad.annotations.names.borders import apart, with_father
from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import NameLine
from musnad.annotations.names.model.tagger import LineView
from musnad.annotations.names.plausible import plausible
from musnad.annotations.names.vocabulary import frequency, head_table
from musnad.records import MentionType
from musnad.script import fold

ALONE = 0.6
"""Least probability of a name that only the model sees."""
ALONE_BODY, ALONE_PLACE = 0.74, 0.78
"""The same for a body of several words and for a place of one word: below, one in ten and one in four was right on real pages."""
ALONE_ORDINARY = 0.72
"""The same for a single word that is frequent (Zipf × 10 of `FREQUENT` and more)."""
FREQUENT = 36
_QUOTES = frozenset('"“”„«»″')
_HEADED = 0.65
"""Least score of a name with its head that tells what its short form is."""
_CLEAR = 1.5
"""How much heavier another type's votes must be to change a type."""


def _written(line: NameLine, name: Candidate) -> str:
    return fold(line.text[name.start : name.end]).text


def _bare(written: str) -> str:
    """A folded name as it comes back: without the article."""
    return written.removeprefix("ال")


class _Ballot:
    """What the occurrences of a report's names say of their types and kinds."""

    def __init__(self) -> None:
        self.votes: dict[str, dict[MentionType, float]] = defaultdict(lambda: defaultdict(float))
        self.kinds: dict[tuple[str, MentionType], Counter[str]] = defaultdict(Counter)
        self.ruled: set[tuple[int, int, str]] = set()
        """Stretches that a rule names too."""
        self.tails: dict[str, str] = {}
        """Name behind a head (كتائب X) → the kind that the head says."""

    def of_rule(self, line: NameLine, candidate: Candidate) -> None:
        """A rule's candidate: what the lists hold weighs more; a head tells what the short form is."""
        self.ruled.add((candidate.start, candidate.end, candidate.type))
        written = self._count(line, candidate, 1.5 if candidate.listed else 1.0)
        if candidate.type == "ORG" and candidate.subtype and candidate.score >= _HEADED:
            head, _, tail = written.partition(" ")
            if head in head_table("organisation_heads") and tail:
                self.tails.setdefault(_bare(tail), candidate.subtype)

    def of_tagger(self, line: NameLine, name: Candidate) -> None:
        """A name that the tagger sees."""
        self._count(line, name, 1.0)

    def _count(self, line: NameLine, name: Candidate, weight: float) -> str:
        written = _written(line, name)
        self.votes[_bare(written)][name.type] += name.score * weight
        self.kinds[_bare(written), name.type][name.subtype or ""] += 1
        words = written.split()
        if name.type == "PER" and len(words) > 1:
            # Whom the report names in full is a person also where the surname stands alone.
            self.votes[_bare(words[-1])]["PER"] += name.score
        return written

    def kept(self, line: NameLine, view: LineView) -> LineView:
        """The view with the types that the votes give, unlikely names left out."""
        names = []
        for name in view.names:
            written = _written(line, name)
            name = self._typed(name, _bare(written))
            if (name.start, name.end, name.type) in self.ruled or not _unlikely(line, name, written):
                names.append(name)
        return replace(view, names=tuple(names))

    def _typed(self, name: Candidate, key: str) -> Candidate:
        votes = self.votes[key]
        type_ = max(votes, key=lambda one: (votes[one], one == name.type, one))
        if type_ != name.type and votes[type_] >= _CLEAR * votes[name.type]:
            kinds = self.kinds[key, type_]
            name = replace(name, type=type_, subtype=max(kinds, key=lambda one: (kinds[one], one), default="") or None)
        if name.type == "ORG" and key in self.tails:
            name = replace(name, subtype=self.tails[key])  # «الزيتون» behind كتائب الزيتون is what the full name says it is
        return name


def _plausible(line: NameLine, view: LineView, candidates: Iterable[Candidate]) -> LineView:
    """The view without what can be no name; what a rule names too stays as it is."""
    ruled = {(candidate.start, candidate.end, candidate.type) for candidate in candidates}
    parted = (with_father(line, part) for name in view.names for part in apart(line, name))
    judged = (name if (name.start, name.end, name.type) in ruled else plausible(line, name) for name in parted)
    return replace(view, names=tuple(name for name in judged if name is not None))


def agreed(
    lines: Sequence[NameLine], views: Sequence[LineView | None], proposed: Sequence[Iterable[Candidate]]
) -> list[LineView | None]:
    """The views with types voted over the report and unlikely names left out; `proposed` are the rules' candidates by line."""
    if not any(views):
        return list(views)
    ballot = _Ballot()
    views = [view and _plausible(line, view, candidates) for line, view, candidates in zip(lines, views, proposed, strict=True)]
    for line, view, candidates in zip(lines, views, proposed, strict=True):
        for candidate in candidates:
            ballot.of_rule(line, candidate)
        for name in view.names if view else ():
            ballot.of_tagger(line, name)
    return [view and ballot.kept(line, view) for line, view in zip(lines, views, strict=True)]


def _bare_head(name: Candidate, written: str) -> bool:
    """A single word that heads names of bodies or places (الهيئة, الجبهة, محطة)."""
    if " " in written or name.type == "PER":
        return False
    bare, places = _bare(written), head_table("places")
    return bare in head_table("organisation_heads") or bare in places or written in places


def _unlikely(line: NameLine, name: Candidate, written: str) -> bool:
    if _bare_head(name, written):
        return True
    if ALONE <= name.score < ALONE_PLACE and _marked(line, name):
        return False
    single = " " not in written
    if name.type == "ORG" and not single:
        marked = line.text[name.start - 1 : name.start] in _QUOTES and line.text[name.end : name.end + 1] in _QUOTES
        return name.score < (ALONE if marked else ALONE_BODY)  # quotation marks speak for a name
    if name.type == "LOC" and single:
        return name.score < ALONE_PLACE
    return name.score < (ALONE_ORDINARY if single and frequency(written) >= FREQUENT else ALONE)


_MARKS = frozenset('"“„«″')


def _marked(line: NameLine, name: Candidate) -> bool:
    """`ولاية [الوحدة]`, «[قوة تأمين الوادي]»: a place behind its head, a body in quotation marks."""
    if name.type == "ORG":
        return name.start > 0 and line.text[name.start - 1] in _MARKS
    before = next((word.index for word in reversed(line.words) if word.token.end <= name.start), None)
    return name.type == "LOC" and before is not None and line.stem(before) in head_table("places")
