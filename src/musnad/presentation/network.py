"""Who is tied to whom: relations that reports state and happenings told of several, laid out on paper.

The drawing of the whole case is laid out when its knowledge is written; that of one actor's surroundings when it is asked for.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from musnad.knowledge import layout
from musnad.knowledge.layout import HEIGHT, WIDTH
from musnad.knowledge.store import Case, EntitySummary
from musnad.knowledge.store.bonds import Bond, Told
from musnad.records import Relation

__all__ = ["HEIGHT", "MOST", "WIDTH", "Network", "Node", "Tie", "network"]

MOST = 120
"""Actors of one drawing: the most tied; more are a blot."""
NEAR = 60
"""Actors around one: the most tied to it."""
ROUNDS = 120
"""Rounds of the forces for so few."""
LEAST, ENOUGH = 0.35, 30
"""The part of the paper that the fewest stand on, and how many fill it."""
LABELLED = 45
"""Names that are written; the others stand in the list of ties."""
NAME = 34
"""Letters of a name that are written."""
LETTER, LINE = 6.0, 14.0
"""What a letter takes across and a line down, about."""
LARGEST = 22.0
"""Radius of the most tied; beyond it a node would hide its neighbours."""


@dataclass(frozen=True)
class Tie:
    """What ties two actors, with everything behind it."""

    bond: Bond
    relations: tuple[Relation, ...]
    events: tuple[Told, ...]


@dataclass(frozen=True)
class Node:
    """An actor on paper."""

    entity: EntitySummary
    x: float
    y: float
    radius: float
    labelled: bool
    ties: int


@dataclass(frozen=True)
class Network:
    """Actors and ties, the strongest first; `left_out` counts actors that there is no room for."""

    nodes: tuple[Node, ...]
    ties: tuple[Bond, ...]
    left_out: int

    def places(self) -> Mapping[str, Node]:
        """Nodes by entity id."""
        return {node.entity.id: node for node in self.nodes}


def network(case: Case, about: str | None = None, stated: bool = True, told: bool = True) -> Network:
    """The ties of a case, or of one entity and those around it. `stated`: relations; `told`: happenings of several parties."""
    kind = "all" if stated and told else "stated" if stated else "told"
    if about is None:
        drawn = case.bonds.drawing(kind)
        return _drawn(case, drawn.actors, drawn.places, case.bonds.among(drawn.actors, kind), drawn.left_out)
    near, everyone = case.bonds.around(about, kind, NEAR)
    bonds = case.bonds.among({about: 0, **near}, kind)
    tied = {actor for bond in bonds for actor in (bond.one, bond.other)} | {about}
    weights = {actor: sum(bond.weight for bond in bonds if actor in (bond.one, bond.other)) for actor in (about, *near)}
    order = [actor for actor in (about, *near) if actor in tied]
    laid = layout.places(order, [(bond.one, bond.other, bond.weight) for bond in bonds], ROUNDS)
    # A handful on a whole sheet would be a dot in each corner.
    share = max(LEAST, min(1.0, math.sqrt(len(order) / ENOUGH)))
    places = {one: (round(WIDTH / 2 + (x - WIDTH / 2) * share, 1), round(y * share, 1)) for one, (x, y) in laid.items()}
    return _drawn(case, {actor: weights[actor] for actor in order}, places, bonds, everyone - len(near))


def behind(case: Case, bonds: Sequence[Bond], events: int) -> list[Tie]:
    """What is behind some ties: all relations, and so many happenings of each."""
    shown = [bond.events[:events] for bond in bonds]
    told = case.bonds.told(one for some in shown for one in some)
    stated = case.glance.relations(one for bond in bonds for one in bond.relations)
    return [
        Tie(bond, tuple(stated[one] for one in bond.relations), tuple(told[one] for one in some))
        for bond, some in zip(bonds, shown, strict=True)
    ]


def _drawn(
    case: Case,
    weights: Mapping[str, int],
    places: Mapping[str, tuple[float, float]],
    bonds: Sequence[Bond],
    left_out: int,
) -> Network:
    known = case.glance.summaries(weights)
    radii = {entity: round(min(5 + 2.2 * math.sqrt(weights[entity]), LARGEST), 1) for entity in weights}
    written = _written(list(weights), known, places, radii)
    nodes = (Node(known[one], *places[one], radii[one], one in written, weights[one]) for one in weights)
    return Network(tuple(nodes), tuple(bonds), left_out)


def _written(
    shown: Sequence[str],
    known: Mapping[str, EntitySummary],
    places: Mapping[str, tuple[float, float]],
    radii: Mapping[str, float],
) -> set[str]:
    """Whose names are written: the most tied first, where none stands already."""
    found: dict[str, tuple[float, float, float]] = {}
    for entity in shown:
        letters = min(NAME, max(len(known[entity].name), len(known[entity].name_en or "")))
        x, y, half = places[entity][0], places[entity][1] - radii[entity], letters * LETTER / 2
        if all(abs(x - other) > half + width or abs(y - height) > LINE for other, height, width in found.values()):
            found[entity] = (x, y, half)
        if len(found) == LABELLED:
            break
    return set(found)
