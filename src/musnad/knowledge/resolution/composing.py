"""Entities composed from groups of units: id, fullest name, Latin name, place in the lists, aliases with grade and reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from musnad.knowledge import authority
from musnad.knowledge.corpus import Corpus
from musnad.knowledge.names import folded, person_parts
from musnad.knowledge.namesakes import fitting
from musnad.knowledge.romanise import romanise
from musnad.knowledge.units import Unit
from musnad.records import Alias, Entity, Grounding, Mention, Reference, content_id

_RARE = 0.2
"""Share of the commonest spelling's count below which a spelling is not chosen to stand for the entity."""
_RANK = {"certain": 0, "likely": 1, "disputed": 2}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a unit bears its entity's name: grade, sentence, probability, other entities that it may mean instead."""

    grade: str
    because: str
    score: float = 1.0
    rivals: tuple[str, ...] = ()


def entity_id(members: Sequence[Unit], authorities: frozenset[str], taken: set[str]) -> str:
    """From type and name; a namesake of another entity also takes its first mention in."""
    kind = members[0].type
    if authorities:
        parts: tuple[str, ...] = (kind, "authority", min(authorities))
    elif kind == "LOC":
        parts = min((unit.identity for unit in members), key=lambda identity: (identity[1] == "place", identity))
    else:
        parts = (kind, _display_key(members))
        single = kind == "PER" and all(len(person_parts(unit.fullest)) == 1 for unit in members)
        parts = (*parts, members[0].document) if single else parts
    found = content_id("e", *parts)
    return found if found not in taken else content_id("e", *parts, members[0].document, members[0].mentions[0].id)


def _display_key(members: Sequence[Unit]) -> str:
    return folded(_display(members))


def _display(members: Sequence[Unit]) -> str:
    """The fullest name of persons and organisations, the commonest of places and events; as it is mostly spelt."""
    spellings = Counter(" ".join(mention.name.split()) for unit in members for mention in unit.named)
    if not spellings:
        return members[0].mentions[0].name
    if members[0].type == "PER":
        full = [name for name in spellings if len(person_parts(name)) > 1] or list(spellings)
        return min(_usual(full, spellings), key=lambda name: (-len(person_parts(name)), -spellings[name], name))
    if members[0].type == "ORG":
        return min(_usual(list(spellings), spellings), key=lambda name: (-len(name.split()), -spellings[name], name))
    return min(spellings, key=lambda name: (-spellings[name], -len(name), name))


def _usual(names: Sequence[str], spellings: Counter[str]) -> list[str]:
    """Spellings that are not rare beside the commonest: a single odd one (`فلان الفلاني ونظيره`) names nobody.

    One that is another with a stray lam or lost article before it (`لجيش الليبي`) gives way to that other.
    """
    known = set(names)
    names = [name for name in names if not {f"ا{name}", name.removeprefix("ل"), f"ال{name[1:]}"} & (known - {name})
             or not name.startswith("ل")] or list(names)  # fmt: skip
    least = max(spellings[name] for name in names) * _RARE
    return [name for name in names if spellings[name] >= least]


def entity(
    entity_id: str, members: Sequence[Unit], corpus: Corpus, named: Mapping[int, Reason], authorities: frozenset[str]
) -> Entity:
    """The record of one group of units; `named`: why its units bear their names, where it is not plain equality."""
    place = _grounding(members)
    listed = authority.listed().get(min(authorities)) if authorities else authority.of_place(place) if place else _place(members)
    name = _display(members)
    subtypes = Counter(mention.subtype for unit in members for mention in unit.mentions if mention.subtype)
    name_en = listed.name_en if listed else None
    return Entity(
        id=entity_id,
        type=members[0].type,  # type: ignore[arg-type]
        name=name,
        name_en=name_en or romanise(name),
        romanised=name_en is None,
        subtype=min(
            subtypes,
            key=lambda subtype: (-subtypes[subtype], subtype),
            default=authority.kind_of(place) if place else None,
        ),
        authority=(listed.id or None) if listed else None,
        wikidata=listed.wikidata if listed else None,
        aliases=_aliases(members, corpus, named),
        references=tuple(sorted(
            (corpus[unit.document].cite(mention) for unit in members for mention in unit.mentions), key=_place_order
        )),
        latitude=listed.latitude if listed else None,
        longitude=listed.longitude if listed else None,
        country=listed.country if listed else None,
        within=place.parents if place else (),
        area=place.area if place and listed and listed.latitude is None else None,
    )  # fmt: skip


def _grounding(members: Sequence[Unit]) -> Grounding | None:
    """What most of the reports take a place for, of the kind that its name says."""
    found = [fitting(unit.grounding, unit.place_class) for unit in members if unit.type == "LOC" and unit.grounding]
    decided = [one for one in found if one is not None]
    counts = Counter(one.place for one in decided)
    return min(decided, key=lambda one: (-counts[one.place], -one.score, one.place or "", one.span.start), default=None)


def _place(members: Sequence[Unit]) -> authority.Listed | None:
    """The gazetteer's entry, where it is of the same kind of place."""
    found = Counter(
        unit.place_authority for unit in members if unit.type == "LOC" and unit.place_authority and not unit.grounding
    )
    for key in sorted(found, key=lambda key: (-found[key], key)):
        listed = authority.listed().get(key)
        if listed and any(_same_class(listed, unit) for unit in members):
            return listed
    return None


def _same_class(listed: authority.Listed, unit: Unit) -> bool:
    kinds = {"town": "settlement", "village": "settlement", "district": "settlement"}
    return unit.place_class in ("place", kinds.get(listed.subtype or "", listed.subtype))


def _place_order(reference: Reference) -> tuple[str, int, int, str]:
    return reference.document, reference.span.start, reference.span.end, reference.annotation or ""


def _aliases(members: Sequence[Unit], corpus: Corpus, named: Mapping[int, Reason]) -> tuple[Alias, ...]:
    """Every spelling with its places; grade and reason are those of the surest mention."""
    places: dict[str, list[Reference]] = defaultdict(list)
    reasons: dict[str, Reason] = {}
    for unit in members:
        reason = named.get(unit.number) or Reason("certain", _own_reason(unit))
        for mention in unit.named:
            name = _spelling(mention)
            places[name].append(corpus[unit.document].cite(mention))
            if name not in reasons or (_RANK[reason.grade], -reason.score) < (_RANK[reasons[name].grade], -reasons[name].score):
                reasons[name] = reason
    ordered = sorted(places, key=lambda name: (-len(places[name]), name))
    return tuple(
        Alias(
            name=name, references=tuple(sorted(places[name], key=_place_order)), grade=reasons[name].grade,  # type: ignore[arg-type]
            because=reasons[name].because, score=reasons[name].score, rivals=reasons[name].rivals,
        )
        for name in ordered
    )  # fmt: skip


def _own_reason(unit: Unit) -> str:
    return "knowledge.listed_name" if unit.authorities else "knowledge.same_name"


def _spelling(mention: Mention) -> str:
    return " ".join(mention.name.split())
