"""Events across reports: which tellings are of one happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from musnad import edtf
from musnad.knowledge.chains import Chains
from musnad.knowledge.clusters import Clusters
from musnad.knowledge.corpus import Corpus, Indexed
from musnad.knowledge.entities import Resolved
from musnad.records import EventMention
from musnad.script import fold

_ONCE = frozenset({"founding"})
"""What happens once to a body: two dates for it are a contradiction, not two happenings."""
_NAMED = frozenset({"campaign", "agreement", "meeting", "founding", "violation"})
_LAUNCH = ("انطلق", "انطلاق", "اطلق", "اطلاق", "تطلق", "يطلق", "بدء", "بدا", "تدشين", "دشن")
"""A body is formed once and may be launched again later: tellings with these words are kept apart from `تشكيل`, `تأسيس`."""
_EVERYWHERE = frozenset({"media_outlet", "news_agency", "social_network", "governorate"})
"""Kinds of entity that unrelated reports share."""
_NEAR = timedelta(days=3)
"""Reports of one clash date it up to three days apart (day of the event, of the statement, of the report)."""
_LONGEST = 31
"""Days that a date may leave open and still be evidence for one happening."""
_COMPANY = 3
"""Entities that two reports must share before a bare telling of one day's event in the one is held to be that of the other."""
_WINDOW = 40
"""Tellings compared with each other inside one block, in order of date."""


@dataclass(frozen=True)
class Telling:
    """An event mention with entities in place of mentions."""

    number: int
    indexed: Indexed
    mention: EventMention
    agents: frozenset[str]
    others: frozenset[str]
    place: str | None
    place_kind: str | None

    @property
    def key(self) -> str:
        """Name across reports."""
        return self.indexed.key(self.mention.id)

    @cached_property
    def bounds(self) -> tuple[date, date] | None:
        """First and last day, where the date is closed and short enough to be evidence."""
        if not self.mention.date or not edtf.is_edtf(self.mention.date):
            return None
        found = edtf.parse(self.mention.date)
        if found.earliest is None or found.latest is None or (found.latest - found.earliest).days > _LONGEST:
            return None
        return found.earliest, found.latest

    @cached_property
    def launch(self) -> bool:
        """True for `انطلاق`, `إطلاق`."""
        word = fold(self.indexed.quote(self.mention.span)).text
        return any(stem in word for stem in _LAUNCH)


def tellings(corpus: Corpus, resolved: Resolved, chains: Chains) -> list[Telling]:
    """All event mentions in document order."""
    found: list[Telling] = []
    for indexed in corpus.reports:
        for mention in sorted(indexed.report.events, key=lambda event: (event.span.start, event.id)):
            place = chains.entity(indexed, mention.place)
            found.append(
                Telling(
                    len(found), indexed, mention,
                    frozenset(entity for agent in mention.agents if (entity := chains.entity(indexed, agent))),
                    frozenset(entity for other in mention.others if (entity := chains.entity(indexed, other))),
                    place, resolved.by_id[place].subtype if place else None,
                )
            )  # fmt: skip
    return found


def _clear_of_each_other(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _dates_clash(one: Telling, other: Telling) -> bool:
    a, b = one.mention.date, other.mention.date
    return bool(a and b and edtf.is_edtf(a) and edtf.is_edtf(b) and not edtf.overlaps(a, b))


def _near(one: Telling, other: Telling) -> bool:
    if one.bounds is None or other.bounds is None:
        return False
    return one.bounds[0] - _NEAR <= other.bounds[1] and other.bounds[0] - _NEAR <= one.bounds[1]


class Joining:
    """Decides on pairs of tellings."""

    def __init__(self, resolved: Resolved) -> None:
        self.named = {entity.id for entity in resolved.entities if entity.type == "EVT"}
        places = (entity for entity in resolved.entities if entity.type == "LOC")
        self.wide = {entity.id for entity in places if entity.subtype in ("country", "region")}
        self.company: dict[str, set[str]] = defaultdict(set)
        for entity in resolved.entities:
            if entity.id not in self.wide and entity.subtype not in _EVERYWHERE:
                for reference in entity.references:
                    self.company[reference.document].add(entity.id)

    def one_happening(self, one: Telling, other: Telling) -> bool:
        """True where two tellings are held to be of one happening; when in doubt they stay two."""
        if one.mention.type != other.mention.type or not _modalities_agree(one, other):
            return False
        if one.mention.type in _ONCE:
            return self._once(one, other)
        if one.mention.type in _NAMED and one.others & other.others & self.named:
            return True
        if one.indexed.id == other.indexed.id:
            return self._inside(one, other)
        return self._across(one, other)

    def _once(self, one: Telling, other: Telling) -> bool:
        """A founding is known by what was founded."""
        return len(one.others) == 1 and one.others == other.others and one.launch == other.launch

    def _inside(self, one: Telling, other: Telling) -> bool:
        if _dates_clash(one, other) or _clear_of_each_other(one.agents, other.agents):
            return False
        if _clear_of_each_other(one.others, other.others):
            return False
        if one.place and other.place and one.place != other.place:
            return False
        shared = (one.agents & other.agents) | (one.others & other.others)
        return len(shared) >= 1 and (bool(one.place and one.place == other.place) or not (one.place and other.place))

    def _across(self, one: Telling, other: Telling) -> bool:
        same_place = bool(one.place) and one.place == other.place and one.place not in self.wide
        agents, others = one.agents & other.agents, one.others & other.others
        # Reports swap doer and target of a clash; two groups that fit crosswise still are one clash.
        crosswise = (one.agents | one.others) & (other.agents | other.others)
        if _clear_of_each_other(one.agents, other.agents) and _clear_of_each_other(one.others, other.others) and not crosswise:
            return False
        if one.place and other.place and not same_place and not {one.place, other.place} & self.wide:
            return False
        if self._bare(one, other):
            return True
        if one.bounds is None or other.bounds is None:
            return bool(agents and others and same_place and not _dates_clash(one, other))
        if not _dates_clash(one, other):
            return bool(same_place or (agents and others) or (agents | others and not (one.place and other.place)))
        return _near(one, other) and same_place and bool(agents or others)


    def _bare(self, one: Telling, other: Telling) -> bool:
        """`مقتل سبعة أشخاص` of the same single day, one side naming no doer and no place, in reports that share their actors."""
        if one.bounds is None or one.bounds != other.bounds or one.bounds[0] != one.bounds[1]:
            return False
        told = [bool(telling.agents or telling.others or telling.place) for telling in (one, other)]
        return not all(told) and len(self.company[one.indexed.id] & self.company[other.indexed.id]) >= _COMPANY


def _modalities_agree(one: Telling, other: Telling) -> bool:
    return one.mention.modality == other.mention.modality


def _blocks(telling: Telling, joining: Joining) -> list[tuple[str, ...]]:
    kind = telling.mention.type
    found: list[tuple[str, ...]] = [("report", telling.indexed.id, kind)]
    if kind in _ONCE or kind in _NAMED:
        found += [("named", kind, other) for other in sorted(telling.others) if kind in _ONCE or other in joining.named]
    anchors = sorted((telling.agents | telling.others | ({telling.place} if telling.place else set())) - joining.wide)
    if telling.bounds:
        first, last = telling.bounds
        months = {(day.year, day.month) for day in (first - _NEAR, first, last, last + _NEAR)}
        if first == last and kind not in _NAMED:
            found.append(("day", kind, first.isoformat()))
        found += [("dated", kind, anchor, f"{year}-{month:02}") for anchor in anchors for year, month in sorted(months)]
    elif telling.place and telling.place not in joining.wide:
        found.append(("placed", kind, telling.place))
    return found


def join(told: Sequence[Telling], resolved: Resolved) -> list[list[Telling]]:
    """Groups of tellings, one group a happening, in the order of their first telling."""
    joining = Joining(resolved)
    clusters = Clusters(len(told), {})
    blocks: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for telling in told:
        for block in _blocks(telling, joining):
            blocks[block].append(telling)
    for block in sorted(blocks):
        members = sorted(blocks[block], key=lambda telling: (telling.bounds or (date.max, date.max), telling.number))
        for at, one in enumerate(members):
            for other in members[at + 1 : at + _WINDOW]:
                if not clusters.together(one.number, other.number) and joining.one_happening(one, other):
                    clusters.join(one.number, other.number)
    groups: dict[int, list[Telling]] = defaultdict(list)
    for telling in told:
        groups[clusters.root(telling.number)].append(telling)
    return [groups[root] for root in sorted(groups)]


