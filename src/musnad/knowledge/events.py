"""Events as records: best date and place, participants, figures, how many independent sources, a short label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from musnad import edtf
from musnad.knowledge.chains import Chains
from musnad.knowledge.entities import Resolved
from musnad.knowledge.happenings import Telling
from musnad.knowledge.statements import quantity_words, quotation_around
from musnad.lexicons import load
from musnad.records import Entity, Event, Hop, ValueSource, content_id

_SHOWN = 2
"""Participants named in a label."""


def event(group: Sequence[Telling], resolved: Resolved, chains: Chains, copies: dict[str, str]) -> Event:
    """The record of one happening."""
    kind = group[0].mention.type
    dates = tuple(_dates(group, chains))
    agents = _by_count(agent for telling in group for agent in sorted(telling.agents))
    others = _by_count(other for telling in group for other in sorted(telling.others))
    place = next(iter(_by_count(telling.place for telling in group if telling.place)), None)
    name, name_en = label(kind, agents, others, place, resolved)
    return Event(
        id=content_id("h", kind, min(telling.key for telling in group)),
        type=kind, name=name, name_en=name_en,
        date=best_date(dates, copies), dates=dates, place=place, agents=agents, others=others,
        quantities=tuple(_quantities(group, chains)),
        modality=_modality(group),  # type: ignore[arg-type]
        tellings=tuple(telling.indexed.cite(telling.mention) for telling in group),
        sources=len({_source(telling, chains, copies) for telling in group}),
    )  # fmt: skip


def chain(telling: Telling, chains: Chains) -> tuple[Hop, ...]:
    """Who says so."""
    quotation = telling.mention.quotation or quotation_around(telling.indexed, telling.mention.span)
    return chains.chain(telling.indexed, quotation)


def _dates(group: Sequence[Telling], chains: Chains) -> Iterable[ValueSource]:
    """The date of each telling, at the words that give it, else at the trigger."""
    for telling in group:
        value = telling.mention.date
        if value and edtf.is_edtf(value):
            where = telling.indexed.dates.get(telling.mention.date_mention or "") or telling.mention
            yield ValueSource(
                value=value, reference=telling.indexed.cite(where), original=telling.indexed.quote(where.span),
                chain=chain(telling, chains),
            )  # fmt: skip


def _by_count(items: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(items)
    return tuple(sorted(counted, key=lambda item: (-counted[item], item)))


def _modality(group: Sequence[Telling]) -> str:
    counted = Counter(telling.mention.modality for telling in group)
    return min(counted, key=lambda modality: (-counted[modality], modality))


def _quantities(group: Sequence[Telling], chains: Chains) -> Iterable[ValueSource]:
    for telling in group:
        quantity = telling.indexed.quantities.get(telling.mention.quantity or "")
        if quantity:
            yield ValueSource(
                value=quantity_words(telling.indexed, quantity), reference=telling.indexed.cite(quantity),
                original=telling.indexed.quote(quantity.span), chain=chain(telling, chains),
            )  # fmt: skip


def best_date(dates: Sequence[ValueSource], copies: dict[str, str]) -> str | None:
    """The value that fits most reports (copies counted once), of those the most exact, then the earliest."""

    def support(value: str) -> int:
        fitting = {source.reference.document for source in dates if edtf.overlaps(value, source.value)}
        return len({copies.get(document, document) for document in fitting})

    def order(value: str) -> tuple[int, int, str]:
        length = edtf.length(value)
        return -support(value), length if length is not None else 10**6, value

    return min({source.value for source in dates}, key=order, default=None)


def _source(telling: Telling, chains: Chains, copies: dict[str, str]) -> str:
    """The first agency that the words came through, else the outlet; a copy is its original."""
    hops = chain(telling, chains)
    passed_on = [hop for hop in hops[1:] if hop.kind in ("agency", "outlet")]
    document = copies.get(telling.indexed.id, telling.indexed.id)
    if passed_on:
        return passed_on[-1].entity or passed_on[-1].label
    outlet = chains.outlet(chains.corpus[document]) if document in chains.corpus.by_id else None
    return (outlet.entity or outlet.label) if outlet else document


def label(kind: str, agents: Sequence[str], others: Sequence[str], place: str | None, resolved: Resolved) -> tuple[str, str]:
    """Short labels, Arabic and English: `قصف: قوات النظام، في كفرنبودة`."""
    names = load("event_types", "musnad.ontology").get(kind, {"ar": kind, "en": kind})
    shown = [resolved.by_id[entity] for entity in (*agents[:_SHOWN], *(o for o in others if o not in agents))][: _SHOWN + 1]
    where = resolved.by_id[place] if place else None
    arabic = "، ".join(entity.name for entity in shown)
    english = ", ".join(_latin(entity) for entity in shown)
    return (
        str(names["ar"]) + (f": {arabic}" if arabic else "") + (f"، في {where.name}" if where else ""),
        str(names["en"]) + (f": {english}" if english else "") + (f", in {_latin(where)}" if where else ""),
    )


def _latin(entity: Entity) -> str:
    return entity.name_en or entity.name
