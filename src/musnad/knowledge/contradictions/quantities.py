"""One happening, two figures for the same thing whose bounds exclude each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, permutations
from math import inf

from musnad import edtf
from musnad.knowledge.contradictions.findings import Finding, Nature, View, one_each_line
from musnad.knowledge.contradictions.words import has
from musnad.knowledge.corpus import Indexed
from musnad.knowledge.events import Figure, figures
from musnad.knowledge.figures import corrects, counted, may_count, people
from musnad.knowledge.statements import quantity_words, quotation_around
from musnad.knowledge.tellings import Telling
from musnad.lexicons import load
from musnad.records import Quantity, ValueSource
from musnad.script import fold


@dataclass(frozen=True)
class Told:
    """A figure as one side of a contradiction."""

    bounds: tuple[float, float]
    value: ValueSource
    indexed: Indexed
    people: str | None = None
    telling: Telling | None = None


_TOLLS = frozenset({"dead", "hurt", "displaced", "killed and hurt"})
"""What goes on growing after the event."""
_COUNTING = timedelta(days=4)
"""Days after the event in which a higher figure of a later report is taken for the newer count."""
_FEW = 2
"""Figures of one counted thing that one report may give of the happening it is about (two sources set side by side)."""
_ABOUT = 0.1
"""How far `نحو 50` may be off on either side."""


def bounds(quantity: Quantity) -> tuple[float, float]:
    """Least and most that the words allow: `أكثر من 20` → (20, ∞)."""
    low = quantity.low if quantity.low is not None else quantity.value
    high = quantity.high if quantity.high is not None else quantity.value
    if quantity.bound == "at_least":
        return (low or 0.0, inf)
    if quantity.bound == "at_most":
        return (0.0, high if high is not None else inf)
    if quantity.bound == "about" and quantity.value is not None:
        margin = quantity.value * _ABOUT
        return (quantity.value - margin, quantity.value + margin)
    return (low if low is not None else 0.0, high if high is not None else inf)


def of_one_happening(view: View) -> Iterator[Finding]:
    """Figures of one event whose bounds share no number, from different reports."""
    for event, group in view.groups:
        if len({telling.indexed.id for telling in group}) < 2:
            continue
        told: dict[str, list[Figure]] = defaultdict(list)
        for figure in figures(group, view.chains):
            telling = figure.telling
            # `عشرات` is said of 15 and of 100: it contradicts no figure.
            vague = figure.quantity.bound == "vague" or figure.quantity.value is None
            if telling.indexed.id not in view.copies and telling.mention.modality == event.modality and not vague:
                told[figure.counted].append(figure)
        for unit, gathered in sorted(told.items()):
            counts = _plain(gathered, view)
            yield from _clash(event.id, event.name, event.name_en, unit, [
                Told(_as_told(figure, counts), figure.value, figure.telling.indexed, people(figure.quantity), figure.telling)
                for figure in counts
            ], view, group)  # fmt: skip


def _plain(figures_told: Sequence[Figure], view: View) -> list[Figure]:
    """Of a report that gives many figures for one counted thing, the one it opens with where it is about the happening.

    Others go round several fronts or days, and give none that stands for all.
    """
    of: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures_told:
        of[figure.telling.indexed.id].append(figure)
    kept: list[Figure] = []
    for told in of.values():
        if len({bounds(figure.quantity) for figure in told}) <= _allowed(view, told[0].telling):
            kept += told
        elif any(view.joined.inside[figure.telling.key].leads for figure in told):
            first = min(told, key=lambda figure: figure.quantity.span.start)
            kept += [figure for figure in told if figure.quantity.value == first.quantity.value]
    return kept


def _as_told(figure: Figure, told: Sequence[Figure]) -> tuple[float, float]:
    """A headline says 27 where the text below says `27 على الأقل`: the wider words of one report hold."""
    same = [
        bounds(other.quantity) for other in told
        if other.telling.indexed.id == figure.telling.indexed.id and other.quantity.value == figure.quantity.value
    ]  # fmt: skip
    return min(low for low, _ in same), max(high for _, high in same)


def _allowed(view: View, telling: Telling) -> int:
    """Two figures in a report that is about the happening or looks back on it; one in a round-up."""
    own = view.joined.inside[telling.key]
    return _FEW if own.leads or own.past else 1


def of_relief_campaigns(view: View) -> Iterator[Finding]:
    """Baskets, tents: figures of relief goods in the lines that name one relief campaign, where no happening is told."""
    relief = {fold(word).text for word in load("counted_things")["relief"]}
    told: dict[tuple[str, str], dict[str, Told]] = defaultdict(dict)
    for indexed in view.corpus.reports:
        if indexed.id in view.copies:
            continue
        seen: set[str] = set()
        for quantity in indexed.report.quantities:
            if not may_count(quantity, relief):
                continue
            unit = counted(indexed, quantity)
            # A report's first figure is of the whole; what follows counts parts.
            if unit in relief and unit not in seen:
                seen.add(unit)
                for campaign in _campaigns(view, indexed, quantity):
                    value = ValueSource(
                        value=quantity_words(indexed, quantity), reference=indexed.cite(quantity),
                        original=indexed.quote(quantity.span),
                        chain=view.chains.chain(indexed, quotation_around(indexed, quantity.span)),
                    )  # fmt: skip
                    told[campaign, unit][indexed.key(quantity.id)] = Told(bounds(quantity), value, indexed)
    for (campaign, unit), counts in sorted(told.items()):
        yield from _clash(campaign, view.name(campaign), view.name_en(campaign), unit, list(counts.values()), view)


def _campaigns(view: View, indexed: Indexed, quantity: Quantity) -> list[str]:
    """The relief campaign that the report is about: the one it names before the figure, where it names one only."""
    found = {
        entity for mention in indexed.report.mentions
        if mention.type == "EVT" and mention.span.start < quantity.span.start
        and (entity := view.chains.entity(indexed, mention.id)) and view.resolved.by_id[entity].subtype == "campaign"
    }  # fmt: skip
    return sorted(found) if len(found) == 1 else []


def _clash(
    about: str, name: str, name_en: str, unit: str, told: Sequence[Told], view: View, group: Sequence[Telling] = ()
) -> Iterator[Finding]:
    """One finding for all figures of one counted thing that another report's figure excludes."""
    clashing = [one for one in told if any(_clashes(one, other, view, group) for other in told)]
    if not clashing:
        return
    values = one_each_line([one.value for one in clashing])
    shown = " / ".join(dict.fromkeys(value.value for value in values))
    outlets = _corrected(clashing, view)
    nature = _nature(clashing, unit, bool(outlets), view, group)
    rule = "quantities_updated" if nature == "update" else "quantities_corrected" if outlets else "quantities"
    yield Finding(
        "quantity", about, "quantity", rule, values,
        (("event", name), ("values", shown), ("unit", unit), ("outlet", "، ".join(outlets))),
        (("event", name_en), ("values", shown), ("unit", unit), ("outlet", ", ".join(outlets))), nature,
    )  # fmt: skip


def _nature(clashing: Sequence[Told], unit: str, corrected: bool, view: View, group: Sequence[Telling]) -> Nature:
    """`update` where every later report gives more, soon after the event or in words of growth; else what it is called."""
    pairs = [(one, other) for one, other in combinations(clashing, 2) if _clashes(one, other, view, group)]
    if unit in _TOLLS and pairs and all(_grew(one, other) for one, other in pairs):
        return "update"
    outlets = {hop.label if (hop := view.chains.outlet(one.indexed)) else "" for one in clashing}
    return "correction" if corrected and len(outlets) == 1 else "contradiction"


def _grew(one: Told, other: Told) -> bool:
    """The report that appeared on a later day gives the higher figure, while tolls still grow."""
    days = [edtf.earliest(told.indexed.published) if told.indexed.published else None for told in (one, other)]
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return False
    early, late = (one, other) if days[0] < days[1] else (other, one)
    if early.bounds[1] >= late.bounds[0]:
        return False
    sentence = late.indexed.sentence_at(late.value.reference.span.start)
    grown = sentence is not None and has(late.indexed.quote(sentence.span), "growth")
    return grown or _still_counting(late)


def _still_counting(told: Told) -> bool:
    """True within a few days of the event: bodies are found, and the hurt die."""
    published = edtf.earliest(told.indexed.published) if told.indexed.published else None
    bounds_told = told.telling.bounds if told.telling else None
    return bool(published and bounds_told and published - bounds_told[1] <= _COUNTING)


def _corrected(clashing: Sequence[Told], view: View) -> list[str]:
    """Outlets that correct their own earlier figure in one of these reports."""
    found: set[str] = set()
    for one, before in permutations(clashing, 2):
        outlet, same = view.chains.outlet(one.indexed), view.chains.outlet(before.indexed)
        later = (one.indexed.published or "") > (before.indexed.published or "")
        one_outlet = outlet and same and (outlet.entity or outlet.label) == (same.entity or same.label)
        if outlet and one_outlet and later and exclude(one.bounds, before.bounds) and corrects(one.indexed):
            found.add(outlet.label)
    return sorted(found)


def exclude(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """True where no number lies within both."""
    return one[1] < other[0] or other[1] < one[0]


def _part_of(told: Told) -> bool:
    """`12 من رجال الأمن`: these were among the dead, and others may have been."""
    after = told.indexed.text[told.value.reference.span.end :].split(maxsplit=1)[:1]
    return after == ["من"] or " من " in f" {told.value.value} "


def _clashes(one: Told, other: Told, view: View, group: Sequence[Telling]) -> bool:
    """Figures of two reports that exclude each other, do not count two sides, and stand in reports of one happening.

    In one report two figures mostly count two things.
    """
    if one.indexed.id == other.indexed.id or not exclude(one.bounds, other.bounds):
        return False
    if one.people and other.people and one.people != other.people:
        return False
    if any(_part_of(a) and a.bounds[1] < b.bounds[0] for a, b in ((one, other), (other, one))):
        return False
    if one.telling is None or other.telling is None:
        return True
    return view.joined.plainly(one.telling, other.telling) and view.joined.directly(one.telling, other.telling, group)
