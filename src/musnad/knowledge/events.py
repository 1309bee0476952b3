"""Events as records: best date and place, participants, figures, how many independent sources, a short label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from musnad import edtf
from musnad.knowledge.chains import Chains
from musnad.knowledge.copies import Copying
from musnad.knowledge.entities import Resolved
from musnad.knowledge.figures import counted, unit_key
from musnad.knowledge.grouped import most
from musnad.knowledge.independence import chain, reckoning
from musnad.knowledge.names import folded
from musnad.knowledge.packing import made
from musnad.knowledge.statements import quantity_words
from musnad.knowledge.tellings import FIGHTING, Telling
from musnad.lexicons import load
from musnad.records import Entity, Event, Quantity, ValueSource, content_id

_BREADTH = {"country": 5, "region": 4, "governorate": 3, "countryside": 2, "district": 1, "facility": 1}
"""Kinds of place by how little they say of where; towns and villages say most."""
_HOLDERS: dict[str, frozenset[str]] = {
    "dead": FIGHTING, "hurt": FIGHTING, "detained": frozenset({"arrest", "agreement"}),
    "عائله displaced": frozenset({"displacement"}), "displaced": frozenset({"displacement"}),
}  # fmt: skip
"""Types of event of which something is counted; other things are counted of any."""
_GOES_WITH = {"agreement": ("detained",), "clash": ("dead", "hurt"), "attack": ("dead", "hurt"), "airstrike": ("dead", "hurt")}
"""What is counted of the happening a report opens with in sentences that tell of no other."""
_SURE = 0.55
"""Share of right readings from which a participant is told as one; below it a dossier gives the report's words instead."""
_SHOWN = 2
"""Participants named in a label."""


def event(group: Sequence[Telling], resolved: Resolved, chains: Chains, copying: Copying) -> Event:
    """The record of one happening."""
    kind = main_type(group)
    dates = tuple(value for _, value in dated(group, chains))
    agents = _by_count(agent for telling in group for agent in sorted(telling.agents))
    others = _by_count(other for telling in group for other in sorted(telling.others))
    place = _place(group, resolved)
    name, name_en = label(kind, agents, others, place, resolved)
    backing = reckoning(group, chains, copying)
    return made(
        Event,
        id=content_id("h", kind, min(telling.key for telling in group)),
        type=kind, name=name, name_en=name_en,
        date=best_date(dates, copying), dates=dates, place=place, agents=agents, others=others,
        doubtful=doubtful(group, chains),
        quantities=tuple(figure.value for figure in figures(group, chains)),
        modality=_modality(group),
        tellings=tuple(telling.indexed.cite(telling.mention) for telling in group),
        sources=max(1, sum(one.counted for one in backing)),
        backing=backing,
    )  # fmt: skip


def doubtful(group: Sequence[Telling], chains: Chains) -> tuple[str, ...]:
    """Participants whose part in it every telling that names them leaves in doubt; what an analyst accepted is in none."""
    best: dict[str, float] = {}
    for telling in group:
        sure = dict(telling.mention.parts)
        for mention in (*telling.mention.agents, *telling.mention.others):
            if entity := chains.entity(telling.indexed, mention):
                best[entity] = max(best.get(entity, 0.0), sure.get(mention, 1.0))
    return tuple(sorted(entity for entity, share in best.items() if share < _SURE))


def dated(group: Sequence[Telling], chains: Chains) -> Iterable[tuple[Telling, ValueSource]]:
    """The date of each telling, at the words that give it, else at the trigger."""
    for telling in group:
        value = telling.mention.date
        if value and edtf.is_edtf(value):
            where = telling.indexed.dates.get(telling.mention.date_mention or "") or telling.mention
            yield telling, made(
                ValueSource, value=value, reference=telling.indexed.cite(where), original=telling.indexed.quote(where.span),
                chain=chain(telling, chains),
            )  # fmt: skip


def _place(group: Sequence[Telling], resolved: Resolved) -> str | None:
    """The commonest of the narrowest places told; the hospital that counts the dead is not where they died."""
    told = Counter(telling.place for telling in group if telling.place)
    kinds = {place: resolved.by_id[place].subtype for place in told if place}
    return min(told, key=lambda place: (_BREADTH.get(kinds[place] or "", 0), -told[place], place), default=None)


def _by_count(items: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(items)
    return tuple(sorted(counted, key=lambda item: (-counted[item], item)))


def _modality(group: Sequence[Telling]) -> str:
    counted = Counter(telling.mention.modality for telling in group)
    return min(counted, key=lambda modality: (-counted[modality], modality))


def main_type(group: Sequence[Telling]) -> str:
    """The type that most tellings give; the dead and hurt of a clash do not make it another type."""
    return most([telling.mention.type for telling in group if telling.mention.type != "casualties"] or ["casualties"])


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure told of a happening: what it counts, and the telling it belongs to."""

    counted: str
    quantity: Quantity
    telling: Telling
    value: ValueSource


def figures(group: Sequence[Telling], chains: Chains) -> list[Figure]:
    """The figures of a happening: those its tellings carry, and those that stand in their sentences and count known things."""
    found: dict[str, Figure] = {}
    for telling in group:
        indexed = telling.indexed
        own = indexed.quantities.get(telling.mention.quantity or "")
        trigger = telling.mention.span if telling.mention.type == "casualties" else None
        if own:
            _keep(found, telling, own, counted(indexed, own, trigger) or f"other {unit_key(own.unit)}", chains)
    for telling in group:
        for quantity in telling.indexed.in_sentence(telling.mention.span.start):
            key = counted(telling.indexed, quantity)
            if key and telling.indexed.nearest_event(quantity, _HOLDERS.get(key)) == telling.mention.id:
                _keep(found, telling, quantity, key, chains)
    for telling in _leading(group):
        for quantity in telling.indexed.report.quantities:
            key = counted(telling.indexed, quantity)
            if not key or key not in _GOES_WITH.get(telling.mention.type, ()):
                continue
            if telling.indexed.nearest_event(quantity, _HOLDERS.get(key)) is None:
                _keep(found, telling, quantity, key, chains)
    return list(found.values())


def _leading(group: Sequence[Telling]) -> list[Telling]:
    """Of each report that opens with this happening, its first telling: figures in sentences that tell of nothing are its own."""
    found: dict[str, Telling] = {}
    for telling in group:
        first = telling.indexed.first_event
        if first == telling.mention.id:
            found[telling.indexed.id] = telling
    return list(found.values())


def _keep(found: dict[str, Figure], telling: Telling, quantity: Quantity, key: str, chains: Chains) -> None:
    where = telling.indexed.key(quantity.id)
    if where not in found:
        value = made(
            ValueSource, value=quantity_words(telling.indexed, quantity), reference=telling.indexed.cite(quantity),
            original=telling.indexed.quote(quantity.span), chain=chain(telling, chains),
        )  # fmt: skip
        found[where] = Figure(key, quantity, telling, value)


def best_date(dates: Sequence[ValueSource], copying: Copying) -> str | None:
    """The value that fits most reports (copies counted once), of those the most exact, then the earliest."""

    def support(value: str) -> int:
        fitting = {source.reference.document for source in dates if edtf.overlaps(value, source.value)}
        return len({copying.beginning(document) for document in fitting})

    def order(value: str) -> tuple[int, int, str]:
        length = edtf.length(value)
        return -support(value), length if length is not None else 10**6, value

    return min({source.value for source in dates}, key=order, default=None)


def label(kind: str, agents: Sequence[str], others: Sequence[str], place: str | None, resolved: Resolved) -> tuple[str, str]:
    """Short labels, Arabic and English: `قصف: قوات النظام، في كفرنبودة`."""
    names = load("event_types", "musnad.ontology").get(kind, {"ar": kind, "en": kind})
    where = resolved.by_id[place] if place else None
    shown = _once_each([resolved.by_id[entity] for entity in (*agents[:_SHOWN], *others)], where)
    own_name = next((entity for entity in shown if entity.type == "EVT" and entity.subtype == kind), None)
    if own_name:
        # `اتفاق البصيرة` says by itself that it is an agreement.
        return own_name.name, _latin(own_name)
    arabic = "، ".join(entity.name for entity in shown)
    english = ", ".join(_latin(entity) for entity in shown)
    return (
        str(names["ar"]) + (f": {arabic}" if arabic else "") + (f"، في {where.name}" if where else ""),
        str(names["en"]) + (f": {english}" if english else "") + (f", in {_latin(where)}" if where else ""),
    )


def _once_each(entities: Sequence[Entity], where: Entity | None) -> list[Entity]:
    """Nobody twice, also under two entities of one name, and not the place again."""
    seen = {folded(where.name)} if where else set()
    found: list[Entity] = []
    for entity in entities:
        if folded(entity.name) not in seen:
            seen.add(folded(entity.name))
            found.append(entity)
    return found[: _SHOWN + 1]


def _latin(entity: Entity) -> str:
    return entity.name_en or entity.name
