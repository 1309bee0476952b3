"""What a case holds of each outlet: its reports, whom it cites, how often it names nobody, what it repeats or told first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from musnad.knowledge.chains import Chains
from musnad.knowledge.corpus import Corpus, Indexed
from musnad.records import Cited, Event, Hop, Outlet

UNKNOWN = ""
"""Label of the reports whose outlet nobody knows."""


@dataclass
class _Shelf:
    """One outlet while its reports are counted."""

    hop: Hop
    reports: int = 0
    dates: list[str] = field(default_factory=list)
    quotations: int = 0
    anonymous: int = 0
    repeats: int = 0
    repeated: int = 0
    told: int = 0
    first: int = 0
    cites: Counter[tuple[str, str]] = field(default_factory=Counter)


def outlets(corpus: Corpus, chains: Chains, copies: Mapping[str, str], events: Iterable[Event]) -> tuple[Outlet, ...]:
    """The outlets of a case, those with most reports first. Two spellings of one outlet that resolution joined are one."""
    shelves: dict[str, _Shelf] = {}
    home: dict[str, str] = {}
    for indexed in corpus.reports:
        hop = chains.outlet(indexed) or Hop(label=UNKNOWN)
        home[indexed.id] = hop.entity or hop.label
        _count(shelves.setdefault(home[indexed.id], _Shelf(hop)), indexed, chains)
    for copy, original in copies.items():
        shelves[home[copy]].repeats += 1
        shelves[home[original]].repeated += 1
    published = {
        indexed.id: indexed.report.published.value or "" for indexed in corpus.reports if indexed.report.published is not None
    }
    for event in events:
        _race(shelves, home, published, copies, event)
    return tuple(sorted((_record(shelf) for shelf in shelves.values()), key=lambda one: (-one.reports, one.name)))


def _count(shelf: _Shelf, indexed: Indexed, chains: Chains) -> None:
    shelf.reports += 1
    if indexed.report.published and indexed.report.published.value:
        shelf.dates.append(indexed.report.published.value)
    for quotation in indexed.report.quotations:
        shelf.quotations += 1
        shelf.anonymous += quotation.anonymous
        passed = chains.chain(indexed, quotation.id)
        shelf.cites.update(
            (hop.entity or "", hop.label) for hop in passed if hop.kind in ("outlet", "agency") and not _same(hop, shelf.hop)
        )


def _same(one: Hop, other: Hop) -> bool:
    return one.entity == other.entity if one.entity and other.entity else one.label == other.label


def _race(
    shelves: Mapping[str, _Shelf], home: Mapping[str, str], published: Mapping[str, str], copies: Mapping[str, str], event: Event
) -> None:
    """Who told a happening first, where at least two outlets told it in their own words and on known days."""
    days: dict[str, str] = {}
    for telling in event.tellings:
        day = published.get(telling.document, "")
        if telling.document in copies or len(day) < len("2019-05-10"):
            continue
        outlet = home[telling.document]
        days[outlet] = min(days.get(outlet, day), day)
    known = {outlet: day for outlet, day in days.items() if outlet != UNKNOWN}
    if len(known) < 2:
        return
    earliest = min(known.values())
    for outlet, day in known.items():
        shelves[outlet].told += 1
        shelves[outlet].first += day == earliest


def _record(shelf: _Shelf) -> Outlet:
    labels: dict[str, Counter[str]] = {}
    for (entity, label), times in shelf.cites.items():
        labels.setdefault(entity or label, Counter())[label] += times
    known = {entity or label: entity or None for entity, label in shelf.cites}
    cites = [
        Cited(label=_usual(spellings), entity=known[key], times=spellings.total()) for key, spellings in sorted(labels.items())
    ]
    return Outlet(
        name=shelf.hop.label, entity=shelf.hop.entity, agency=shelf.hop.kind == "agency", reports=shelf.reports,
        first=min(shelf.dates, default=None), last=max(shelf.dates, default=None), quotations=shelf.quotations,
        anonymous=shelf.anonymous, repeats=shelf.repeats, repeated=shelf.repeated, shared=shelf.told, told_first=shelf.first,
        cites=tuple(sorted(cites, key=lambda one: (-one.times, one.label))),
    )  # fmt: skip


def _usual(spellings: Counter[str]) -> str:
    ordered: Sequence[tuple[str, int]] = sorted(spellings.items(), key=lambda item: (-item[1], item[0]))
    return ordered[0][0]
