"""The network of a whole case as the script of its page reads it: thousands of actors, where they lie, and their ties."""

from __future__ import annotations

import json
from dataclasses import dataclass

from musnad.knowledge.communities import communities
from musnad.knowledge.store import Case, EntitySummary
from musnad.knowledge.store.bonds import WHOLE
from musnad.presentation.evidence_times import Months, of_ties

_COLOURS, _LEAST, _LEADING = 8, 4, 5
"""Groups that have a colour of their own, the least that one of them holds, and those of it that are named."""
_STATED, _TOLD = 1, 2
"""Bits of what kind of tie it is."""


@dataclass(frozen=True)
class Actor:
    """One actor of the list beside the drawing."""

    entity: EntitySummary
    weight: int
    """Statements and happenings that tie it to others."""


@dataclass(frozen=True)
class Group:
    """Actors that are tied to each other more than to the rest."""

    leading: tuple[EntitySummary, ...]
    """Those with most ties."""
    size: int


@dataclass(frozen=True)
class Whole:
    """Everything of the page that does not depend on its language."""

    actors: tuple[Actor, ...]
    left_out: int
    ties: int
    times: dict[tuple[str, str], tuple[Months, ...]]
    data: tuple[tuple[object, ...], ...]
    """A row for each tie: numbers of its actors, weight, kind, months of its evidence."""
    places: tuple[tuple[float, float], ...]
    groups: tuple[Group, ...]
    """Those that have a colour, the largest first."""
    group_of: tuple[int, ...]
    """For each actor the number of its group, -1 where it has no colour."""

    def as_json(self, language: str) -> bytes:
        """What the script asks for."""
        latin = language == "en"
        nodes = [
            [one.id, (one.name_en if latin else None) or one.name, one.type, actor.weight, *place, group]
            for actor, place, group in zip(self.actors, self.places, self.group_of, strict=True)
            for one in (actor.entity,)
        ]
        return json.dumps({"nodes": nodes, "ties": self.data}, ensure_ascii=False, separators=(",", ":")).encode()


def whole(case: Case) -> Whole:
    """Read from what was stored with the knowledge."""
    drawn = case.bonds.drawing(WHOLE)
    bonds = case.bonds.among(drawn.actors, "all")
    known = case.times.lines(drawn.actors)
    order = [actor for actor in drawn.actors if actor in known]
    number = {actor: place for place, actor in enumerate(order)}
    times = of_ties(case, ((bond.one, bond.other, bond.relations, bond.events) for bond in bonds))
    data = tuple(
        (
            number[bond.one], number[bond.other], bond.weight, _STATED * bool(bond.relations) + _TOLD * bool(bond.events),
            times[bond.one, bond.other],
        )
        for bond in bonds
        if bond.one in number and bond.other in number
    )  # fmt: skip
    actors = tuple(Actor(known[actor], drawn.actors[actor]) for actor in order)
    groups = communities(order, [(bond.one, bond.other, bond.weight) for bond in bonds])
    coloured = [some for some in groups[:_COLOURS] if len(some) >= _LEAST]
    group_of = {actor: place for place, some in enumerate(coloured) for actor in some}
    leading = (sorted(some, key=lambda actor: (-drawn.actors[actor], actor))[:_LEADING] for some in coloured)
    named = tuple(Group(tuple(known[one] for one in some), len(all_)) for some, all_ in zip(leading, coloured, strict=True))
    places = tuple(drawn.places[actor] for actor in order)
    return Whole(actors, drawn.left_out, len(data), times, data, places, named, tuple(group_of.get(one, -1) for one in order))
