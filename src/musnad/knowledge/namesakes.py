"""Places of one name told apart: by what each report takes them for (طرابلس of Lebanon and of Libya, القاهرة in Hama)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from musnad.annotations.places import atlas
from musnad.annotations.places.geometry import distance
from musnad.knowledge.corpus import Indexed
from musnad.knowledge.names import tight
from musnad.records import Grounding, Mention

if TYPE_CHECKING:
    from musnad.knowledge.units import Unit

_MENTIONS, _NEAR = 3, 30
_IN = re.compile(r"^\s+(?:(?:في|من|شمال|جنوب|شرق|غرب|شمالي|جنوبي|شرقي|غربي|وسط|ب|ب?ريف|ب?محافظة|ب?ولاية|ب?مديرية)\s*){1,4}$")
"""What may stand between a place and what holds it."""
_ONE = 25.0
"""Kilometres within which two list entries of one name are one place to a reader."""


def grounding(indexed: Indexed, mentions: Sequence[Mention]) -> Grounding | None:
    """What a report takes a place for: the surest of its mentions; None where none of them is asked for."""
    found = [indexed.groundings[mention.id] for mention in mentions if mention.id in indexed.groundings]
    return min(found, key=lambda one: (one.place is None, -one.score, one.span.start), default=None)


def located(indexed: Indexed) -> dict[str, list[Grounding]]:
    """Name of a place → what the report's mentions of it mean, in order, where that is decided."""
    found: dict[str, list[Grounding]] = {}
    for mention in indexed.report.mentions:
        own = indexed.groundings.get(mention.id)
        if mention.type == "LOC" and not mention.nominal and own is not None and own.place is not None:
            found.setdefault(tight(mention.name), []).append(own)
    return found


def another(own: Grounding | None, of_name: Sequence[Grounding]) -> str | None:
    """Id of the first mention of this name in the report that means this place, where the report has two places of the name."""
    if own is None or own.place is None or all(is_one(own, other) for other in of_name):
        return None
    return next((other.mention for other in of_name if is_one(own, other)), None)


def around(indexed: Indexed, mentions: Sequence[Mention], own: Grounding | None, leading: frozenset[str]) -> frozenset[str]:
    """Where a place is, as far as its report tells: country codes and, tight, the names of what holds it.

    Of one that no list decides: what stands right behind its name (في ديالى, بمحافظة لحج), else the country of the report.
    """
    if own is not None and own.place is not None:
        return _holders(own)
    for mention in mentions[:_MENTIONS]:
        behind = next(
            (one for one in indexed.after(mention.span.end, _NEAR) if _IN.match(indexed.text[mention.span.end : one.span.start])),
            None,
        )
        found = indexed.groundings.get(behind.id) if behind else None
        if found is not None and found.place is not None:
            return _holders(found)
    return leading


def _holders(found: Grounding) -> frozenset[str]:
    names = {tight(holder.name) for holder in found.parents if holder.kind != "country"}
    return frozenset({tight(found.name), *names, *([found.country] if found.country else [])})


def elsewhere(one: frozenset[str], other: frozenset[str]) -> bool:
    """True where two reports put a place into two countries, or into two parts of one."""
    first, second = ({name for name in side if name.isascii()} for side in (one, other))
    if not first or not second:
        return False
    parts, others = one - first, other - second
    return not first & second or (bool(parts and others) and not parts & others)


def is_one(one: Grounding, other: Grounding) -> bool:
    """The same place, one that holds the other, or two entries for one spot."""
    if one.place == other.place or one.place in {holder.id for holder in other.parents}:
        return True
    if other.place in {holder.id for holder in one.parents}:
        return True
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return one.country == other.country
    return one.country == other.country and distance((one.longitude, one.latitude), (other.longitude, other.latitude)) <= _ONE


def tell_apart(units: Sequence[Unit]) -> None:
    """Mark the units of one name with the place that each means, where they mean more than one."""
    groups: list[list[Unit]] = []
    decided = [(unit, unit.grounding) for unit in units if unit.grounding is not None and unit.grounding.place is not None]
    others = [unit for unit in units if unit.grounding is None or unit.grounding.place is None]
    for unit, found in sorted(decided, key=lambda pair: (pair[1].place or "", pair[0].number)):
        home = next((group for group in groups if group[0].grounding and is_one(group[0].grounding, found)), None)
        if home is None:
            groups.append([unit])
        else:
            home.append(unit)
    for unit in others:
        home = next(
            (group for group in groups if not any(elsewhere(unit.around, member.around) for member in group[:_MENTIONS])), None
        )
        if home is None:
            groups.append([unit])
        else:
            home.append(unit)
    if len(groups) < 2:
        return
    for group in groups:
        first = group[0].grounding
        place = first.place if first and first.place else " ".join(sorted(group[0].around))
        for unit in group:
            unit.apart = place


def fitting(found: Grounding, place_class: str) -> Grounding | None:
    """The place found, as the governorate of its name where the mention means that; None where none is or it is another kind."""
    if found.place is None and found.area is None:
        return None
    if place_class == "countryside" and found.place_kind not in ("countryside", "governorate"):
        return None
    if place_class != "country" and found.place_kind == "country":
        return None
    if place_class != "countryside" and found.place_kind == "countryside":
        return _as_holder(found, 0)  # ريفي حماة وإدلب, where the second was taken for the governorate
    if place_class == "governorate" and found.place_kind not in ("governorate", "region"):
        for number, holder in enumerate(found.parents):
            if holder.kind == "governorate" and tight(holder.name) == tight(found.name):
                return _as_holder(found, number)
    return found


def _as_holder(found: Grounding, number: int) -> Grounding:
    """What holds the place in its stead."""
    holder = found.parents[number]
    site = atlas.unit(holder.id.removeprefix("gazetteer:"))
    own = {"place": holder.id, "name": holder.name, "name_en": site.name_en if site else "", "place_kind": holder.kind,
           "latitude": site.latitude if site else None, "longitude": site.longitude if site else None, "area": None,
           "parents": found.parents[number + 1 :]}  # fmt: skip
    return found.model_copy(update=own)
