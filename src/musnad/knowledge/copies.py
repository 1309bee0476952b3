"""Reports that repeat another report, and reports that quote a passage of another: never a second source.

What counts is how much of the shorter report stands word for word in the longer, so that an agency text cut to its first
paragraphs is found. Who has it from whom is said by attribution, else by time; two reports side by side: `comparing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from musnad.knowledge import alignment, shingles
from musnad.knowledge.chains import Chains
from musnad.knowledge.corpus import Corpus, Indexed
from musnad.records import Span

CONTAINED = 0.5
"""Share of the shorter report's words that the longer has, laid side by side, from which it is a copy; two newsrooms on one event
rarely share a quarter. Figures for other values: `evaluation/copies.py`, docs/copies.md."""
_ALIKE = 0.4
"""Share of the shorter report's words in common, in whatever order, from which the two are laid side by side."""
_STRETCH = (12, 25)
"""Words of a stretch that counts: a third of the shorter report's, within these. Shorter ones are what every report of an event
says: `التفجير الذي استهدف مسجد كذا وأودى بحياة عدد من رجال الأمن`."""
_LEAST = 20
"""Reports of fewer words are too short to tell a copy from a set phrase."""
_ROUND_UP = 6
"""How many times as long as a report a text is that holds it among others; an editor seldom cuts a text to less than a sixth."""
QUOTED = 25
"""Words in a row that two newsrooms do not write by chance."""
_SEEN = 0.12
"""Share of the shorter report's runs that a pair must have in common, by the sample, before its words are compared."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A passage of a report that another report, its likely source, has word for word."""

    span: Span
    source: str
    """Document id."""


@dataclass(frozen=True)
class Copying:
    """Which reports repeat others."""

    copies: dict[str, str] = field(default_factory=dict)
    """Document id → id of the document that it repeats, which may itself repeat another."""
    taken: dict[str, list[Taken]] = field(default_factory=dict)
    """Document id → passages that it has from reports which it does not repeat as a whole."""

    def beginning(self, document: str) -> str:
        """The report with which the copying began; the report itself where it repeats none."""
        while document in self.copies:
            document = self.copies[document]
        return document


def find(corpus: Corpus, chains: Chains) -> Copying:
    """Copies and quoted passages among all reports."""
    order = sorted(corpus.reports, key=lambda indexed: rank(indexed, chains))
    pairs = _Pairs(order, {at for at, indexed in enumerate(order) if _of_agency(indexed, chains)})
    alike: list[tuple[int, int]] = []
    cut: list[tuple[int, int]] = []
    quoted: list[tuple[int, int]] = []
    for one, other in pairs.candidates():
        shorter, longer = sorted((one, other), key=lambda at: (pairs.length(at), at))
        if pairs.contained(shorter, longer) < CONTAINED:
            quoted.append((one, other))
        elif pairs.contained(longer, shorter) >= CONTAINED:
            alike.append((one, other))
        else:
            if pairs.rounds_up(longer, shorter):
                quoted.append((one, other))
            else:
                cut.append((shorter, longer))
    above = _cut(cut, _families(alike, order, chains))
    copies = {order[at].id: order[source].id for at, source in sorted(above.items(), key=lambda pair: order[pair[0]].id)}
    found = Copying(copies)
    for one, other in quoted:
        if found.beginning(order[one].id) != found.beginning(order[other].id):
            for span in pairs.quoted(one, other):
                found.taken.setdefault(order[other].id, []).append(Taken(span, order[one].id))
    return found


class _Pairs:
    """Pairs of reports, numbered by how likely others have their text from them."""

    def __init__(self, order: Sequence[Indexed], agencies: Set[int]) -> None:
        self.order = order
        self.agencies = agencies
        self.wordings = [shingles.Wording.of_report(indexed) for indexed in order]

    def candidates(self) -> Iterator[tuple[int, int]]:
        """Pairs worth comparing word by word."""
        for one, other, shared in shingles.meetings(self.wordings):
            if shared >= min(_SEEN * min(self.length(one), self.length(other)), QUOTED // 2):
                yield one, other

    def length(self, at: int) -> int:
        """Words of a report."""
        return len(self.wordings[at].words)

    def contained(self, one: int, other: int) -> float:
        """Share of the one that stands in the other, laid side by side; 0 where it is too little to look."""
        length = self.length(one)
        alike = sum(end - start for start, end in self.wordings[one].stretches(self.wordings[other]))
        if length < _LEAST or alike < _ALIKE * length:
            return 0.0
        shared = alignment.passages(self.wordings[one].words.tolist(), self.wordings[other].words.tolist())
        least, most = _STRETCH
        return alignment.shared_words(shared, min(most, max(least, length // 3))) / length

    def rounds_up(self, longer: int, shorter: int) -> bool:
        """True where the longer takes a passage from the shorter: of an agency, of an earlier day, or many times as short."""
        first, second = (self.order[at].published or "" for at in (shorter, longer))
        if (shorter in self.agencies) != (longer in self.agencies):
            return shorter in self.agencies
        return bool(first and second and first < second) or self.length(longer) > _ROUND_UP * self.length(shorter)

    def quoted(self, one: int, other: int) -> tuple[Span, ...]:
        """Passages of the second that the first has word for word."""
        parts = self.wordings[other].stretches(self.wordings[one])
        long = [(start, end) for start, end in parts if end - start >= QUOTED]
        words = shingles.words(self.order[other]) if long else []
        return tuple(Span(start=words[start].start, end=words[end - 1].end) for start, end in long)


def rank(indexed: Indexed, chains: Chains) -> tuple[bool, str, str]:
    """Sorts reports by how likely others have their text from them: agencies first, then the earlier."""
    return not _of_agency(indexed, chains), indexed.published or "9999", indexed.id


def _of_agency(indexed: Indexed, chains: Chains) -> bool:
    outlet = chains.outlet(indexed)
    return bool(outlet and outlet.kind == "agency")


def _families(alike: Sequence[tuple[int, int]], order: Sequence[Indexed], chains: Chains) -> dict[int, int]:
    """Copy → the report that it is most directly a copy of, where each is half of the other.

    Such reports are one family, also by way of a third. It begins with the likeliest source that names no other of the family
    as its own; everybody else has it from a neighbour nearer to the beginning.
    """
    near: dict[int, list[int]] = defaultdict(list)
    for one, other in alike:
        near[one].append(other)
        near[other].append(one)
    above: dict[int, int] = {}
    seen: set[int] = set()
    for start in sorted(near):
        if start in seen:
            continue
        family = _reached(start, near)
        seen.update(family)
        owed = {at for at in family if any(_credits(order[at], order[other], chains) for other in near[at])}
        beginning = min(family, key=lambda at: (at in owed, at))
        above.update(_reached(beginning, near))
        del above[beginning]
    return above


def _reached(start: int, near: dict[int, list[int]]) -> dict[int, int]:
    """All that hang together with `start`, each with the neighbour through which it was reached first."""
    through = {start: start}
    waiting = [start]
    for at in waiting:
        for other in sorted(near[at]):
            if other not in through:
                through[other] = at
                waiting.append(other)
    return through


def _cut(cut: Sequence[tuple[int, int]], above: dict[int, int]) -> dict[int, int]:
    """The same with reports that are but a part of a longer one; each goes with the likeliest source only."""

    def beginning(at: int) -> int:
        while at in above:
            at = above[at]
        return at

    for shorter, longer in sorted(cut):
        if shorter not in above and beginning(longer) != shorter:
            above[shorter] = longer
    return above


def _credits(one: Indexed, other: Indexed, chains: Chains) -> bool:
    """True where the one names the outlet of the other as its source and not the other way round."""
    return chains.names_outlet_of(one, other) and not chains.names_outlet_of(other, one)
