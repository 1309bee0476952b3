"""Events across reports: which tellings are of one happening.

First the tellings of one report are put together (`inside`: headline, first paragraph, `الاشتباكات` later on), then the
happenings of different reports. Both work on groups: what a group already holds may rule a join out.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from musnad.knowledge import inside
from musnad.knowledge.clusters import Clusters
from musnad.knowledge.corpus import Corpus
from musnad.knowledge.entities import Resolved
from musnad.knowledge.geography import Geography
from musnad.knowledge.grouped import Happening, merged
from musnad.knowledge.one_happening import NEAR, Joining
from musnad.knowledge.repeats import repeated
from musnad.knowledge.tellings import ONCE, Telling

_WINDOW = 40
"""Happenings compared with each other inside one block, in order of date."""


def _weeks(happening: Happening) -> Iterator[int]:
    first, last = happening.around(NEAR)
    if first and last:
        yield from range(first.toordinal() // 7, last.toordinal() // 7 + 1)


def _blocks(happening: Happening, joining: Joining) -> Iterator[tuple[str, ...]]:
    """Keys under which a happening meets those it may be one with."""
    for kind in sorted(happening.kinds & ONCE):
        yield from (("once", kind, other) for other in sorted(happening.others))
    for entity in sorted(happening.actors & joining.named):
        yield ("named", entity)
    places = {joining.places[place] for place in happening.places - joining.geography.wide}
    anchors = sorted((happening.actors - joining.often) | places)
    pairs = [" ".join(pair) for pair in combinations(sorted(happening.actors)[:6], 2)]
    family = "meeting" if happening.family == "talks" else happening.family
    meeting = [*anchors, *pairs]
    bare = happening.main or not (happening.actors and happening.places)
    company = sorted(entity for document in happening.documents for entity in joining.company[document]) if bare else []
    for week in map(str, _weeks(happening)):
        yield from [("met", family, anchor, week) for anchor in meeting]
        yield from [("company", family, entity, week) for entity in company]


@dataclass(frozen=True)
class Joined:
    """The happenings of a case, and which reports tell of one directly, not only by way of a third report."""

    groups: list[list[Telling]]
    joining: Joining
    inside: dict[str, Happening]
    """Key of a telling → what its own report tells of the happening."""

    def directly(self, one: Telling, other: Telling, group: Sequence[Telling]) -> bool:
        """True where the two reports would be joined also if there were no other report."""
        first, second = (
            {id(found): found for telling in group if telling.indexed.id == side.indexed.id
             for found in [self.inside[telling.key]]}.values()
            for side in (one, other)
        )  # fmt: skip
        return any(self.joining.one_happening(a, b) for a in first for b in second)

    def plainly(self, one: Telling, other: Telling) -> bool:
        """True where one of two reports of fighting is about it, or both look back on it.

        What is told by the way in the round-ups of two newspapers is mostly two clashes at one front.
        """
        a, b = self.inside[one.key], self.inside[other.key]
        return "fighting" not in (a.family, b.family) or a.leads or b.leads or (a.past and b.past)


def join(told: Sequence[Telling], corpus: Corpus, resolved: Resolved) -> Joined:
    """Groups of tellings, one group a happening, in the order of their first telling."""
    geography = Geography(corpus, resolved)
    joining = Joining(corpus, resolved, geography)
    by_report: dict[str, list[Telling]] = defaultdict(list)
    for telling in told:
        by_report[telling.indexed.id].append(telling)
    happenings = [
        found for document in sorted(by_report) for found in inside.group(by_report[document], geography, joining.named)
    ]
    clusters = Clusters(len(happenings), {})
    current = dict(enumerate(happenings))
    for one, other in _pairs(happenings, joining):
        a, b = clusters.root(one), clusters.root(other)
        if a == b or not joining.one_happening(happenings[one], happenings[other]) or joining.ruled_out(current[a], current[b]):
            continue
        clusters.join(a, b)
        current[clusters.root(a)] = merged(current[a], current[b])
    groups: dict[int, list[Telling]] = defaultdict(list)
    for number, happening in enumerate(happenings):
        groups[clusters.root(number)] += happening.members
    ordered = (sorted(group, key=lambda telling: telling.number) for group in groups.values())
    own = {telling.key: happening for happening in happenings for telling in happening.members}
    return Joined(sorted(ordered, key=lambda group: group[0].number), joining, own)


def _pairs(happenings: Sequence[Happening], joining: Joining) -> Iterator[tuple[int, int]]:
    """Numbers of happenings that meet in a block, each pair once: block after block, by date in each."""
    blocks = _shared_blocks(happenings, joining)
    order = [(happening.order, number) for number, happening in enumerate(happenings)]
    seen: set[int] = set()
    for block in sorted(blocks):
        members = sorted(blocks[block], key=order.__getitem__)
        for at, one in enumerate(members):
            for other in members[at + 1 : at + _WINDOW]:
                # One number for a pair: there are millions of them.
                pair = min(one, other) * len(happenings) + max(one, other)
                if pair not in seen:
                    seen.add(pair)
                    yield one, other


def _shared_blocks(happenings: Sequence[Happening], joining: Joining) -> dict[tuple[str, ...], list[int]]:
    """The blocks in which happenings meet, with these. Most keys are one happening's alone: they are counted first, not kept."""
    keys = (hash(block) for happening in happenings for block in dict.fromkeys(_blocks(happening, joining)))
    shared = repeated(array("q", keys))
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, happening in enumerate(happenings):
        for block in dict.fromkeys(_blocks(happening, joining)):
            if hash(block) in shared:
                blocks[block].append(number)
    return blocks
