"""Actors on paper: where each stands, by what ties them; the same ties give the same places.

The layout is a force-directed one (Fruchterman-Reingold, rustworkx), group by group.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import rustworkx

WIDTH, HEIGHT = 1000.0, 680.0
MARGIN = 70.0
SEED = 7
ROUNDS = 400
"""Rounds of the forces; a few hundred settle what is on one sheet."""

WeighedTie = tuple[str, str, int]
"""Two actors and how much ties them."""


@dataclass(frozen=True)
class _Cell:
    """A part of the paper for actors that are tied to each other and to nobody else, in units of its own."""

    members: tuple[str, ...]
    x: float
    y: float
    side: float


def places(entities: Sequence[str], ties: Sequence[WeighedTie], rounds: int = ROUNDS) -> dict[str, tuple[float, float]]:
    """Coordinates on the paper; groups without a tie between them stand side by side, each in a cell as large as it needs."""
    graph: rustworkx.PyGraph[str, float] = rustworkx.PyGraph()
    index = dict(zip(entities, graph.add_nodes_from(list(entities)), strict=True))
    graph.add_edges_from([(index[one], index[other], 1 + math.log(weight)) for one, other, weight in ties])
    groups = [tuple(entity for entity in entities if index[entity] in group) for group in rustworkx.connected_components(graph)]
    cells = _cells(sorted(groups, key=lambda group: (-len(group), group)))
    across = max((cell.x + cell.side for cell in cells), default=1.0)
    down = max((cell.y + cell.side for cell in cells), default=1.0)
    found: dict[str, tuple[float, float]] = {}
    for cell in cells:
        for entity, (x, y) in _drawn(graph, index, cell.members, rounds).items():
            found[entity] = (
                round(MARGIN + (WIDTH - 2 * MARGIN) * (cell.x + cell.side * (0.08 + 0.84 * x)) / across, 1),
                round(MARGIN / 2 + (HEIGHT - MARGIN) * (cell.y + cell.side * (0.12 + 0.8 * y)) / down, 1),
            )
    return found


def _cells(groups: Sequence[tuple[str, ...]]) -> list[_Cell]:
    """Shelves of squares, the largest first."""
    # A large group needs more than its share: its names stand between its ties.
    sides = [math.sqrt(len(group)) * (1.6 if len(group) > 8 else 1) + 0.6 for group in groups]
    width = max([*sides, math.sqrt(sum(side * side for side in sides) * WIDTH / HEIGHT) * 1.05]) if sides else 0.0
    cells: list[_Cell] = []
    x = y = shelf = 0.0
    for group, side in zip(groups, sides, strict=True):
        if x and x + side > width:
            x, y, shelf = 0.0, y + shelf, 0.0
        cells.append(_Cell(group, x, y, side))
        x, shelf = x + side, max(shelf, side)
    return cells


def _drawn(
    graph: rustworkx.PyGraph[str, float], index: Mapping[str, int], members: Sequence[str], rounds: int
) -> dict[str, tuple[float, float]]:
    """The members of one group, from 0 to 1 in both directions."""
    part = graph.subgraph(sorted(index[entity] for entity in members))
    near = 2.4 / math.sqrt(len(members))
    found = rustworkx.spring_layout(part, weight_fn=lambda weight: weight, num_iter=rounds, seed=SEED, k=near)
    points = {part[number]: point for number, point in found.items()}
    across, down = (_spread({entity: point[axis] for entity, point in points.items()}) for axis in (0, 1))
    return {entity: (across[entity], down[entity]) for entity in points}


def _spread(values: Mapping[str, float]) -> dict[str, float]:
    """From 0 to 1, halfway between the place and its rank: knots open, and the drawing keeps its shape."""
    low, span = min(values.values()), max(values.values()) - min(values.values())
    order = sorted(values, key=lambda entity: (values[entity], entity))
    if not span:
        return dict.fromkeys(order, 0.5)
    return {entity: ((values[entity] - low) / span + rank / (len(order) - 1)) / 2 for rank, entity in enumerate(order)}
