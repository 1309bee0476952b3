"""Groups of actors that are tied to each other more than to the rest: the Louvain method, the same for the same ties.

Blondel, Guillaume, Lambiotte, Lefebvre 2008. Nodes are taken in the order given and equal gains go to the first group, so that
nothing depends on chance.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

WeighedTie = tuple[str, str, int]
"""Two actors and how much ties them."""
_ROUNDS = 20
"""Rounds of one level; a handful settle, and two nodes must not pass each other for ever."""
_LEAST_GAIN = 1e-9

Graph = list[dict[int, float]]
"""For each node its neighbours with the weight of the tie; a loop is what a group holds inside."""


def communities(actors: Sequence[str], ties: Sequence[WeighedTie]) -> list[tuple[str, ...]]:
    """The groups, the largest first; an actor without ties is a group of its own."""
    number = {actor: place for place, actor in enumerate(actors)}
    graph: Graph = [{} for _ in actors]
    for one, other, weight in ties:
        if one in number and other in number and one != other:
            # As in the drawing: the tenth happening of two tells less than the first.
            strength = 1 + math.log(max(weight, 1))
            for a, b in ((number[one], number[other]), (number[other], number[one])):
                graph[a][b] = graph[a].get(b, 0.0) + strength
    members = [[place] for place in range(len(actors))]
    while True:
        group = _settled(graph)
        kept = sorted(set(group))
        if len(kept) == len(graph):
            break
        place = {one: at for at, one in enumerate(kept)}
        members = _joined(members, [place[one] for one in group], len(kept))
        graph = _gathered(graph, [place[one] for one in group], len(kept))
    found = [tuple(actors[place] for place in sorted(some)) for some in members]
    return sorted(found, key=lambda some: (-len(some), number[some[0]]))


def _settled(graph: Graph) -> list[int]:
    """The group of each node once no move to a neighbour's group makes the groups more closed."""
    degree = [sum(weight * (2 if other == node else 1) for other, weight in near.items()) for node, near in enumerate(graph)]
    whole = sum(degree)
    group, held = list(range(len(graph))), list(degree)
    for _ in range(_ROUNDS):
        moved = False
        for node, near in enumerate(graph):
            reach: dict[int, float] = defaultdict(float)
            for other, weight in near.items():
                if other != node:
                    reach[group[other]] += weight
            old = group[node]
            held[old] -= degree[node]
            best, gain = old, reach.get(old, 0.0) - held[old] * degree[node] / whole if whole else 0.0
            for one in sorted(reach):
                more = reach[one] - held[one] * degree[node] / whole
                if more > gain + _LEAST_GAIN:
                    best, gain = one, more
            group[node] = best
            held[best] += degree[node]
            moved = moved or best != old
        if not moved:
            break
    return group


def _joined(members: list[list[int]], group: Sequence[int], groups: int) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(groups)]
    for some, one in zip(members, group, strict=True):
        found[one] += some
    return found


def _gathered(graph: Graph, group: Sequence[int], groups: int) -> Graph:
    """The groups as nodes of a smaller graph."""
    found: Graph = [{} for _ in range(groups)]
    for node, near in enumerate(graph):
        for other, weight in near.items():
            a, b = group[node], group[other]
            # A tie inside a group is met from both of its ends, a loop once.
            share = weight / 2 if a == b and node != other else weight
            found[a][b] = found[a].get(b, 0.0) + share
    return found
