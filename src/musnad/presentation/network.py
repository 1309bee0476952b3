"""Who is tied to whom: relations that reports state and happenings told of several, laid out on paper by a fixed seed.

The layout is a force-directed one (Fruchterman-Reingold, rustworkx); the same case gives the same drawing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import rustworkx

from musnad.knowledge.store import Case, EntitySummary
from musnad.records import Event, Relation

WIDTH, HEIGHT = 1000.0, 680.0
MARGIN = 70.0
SEED = 7
MOST = 120
"""Actors of one drawing: the most tied; more are a blot."""
LABELLED = 45
"""Names that are written; the others stand in the list of ties."""
NAME = 34
"""Letters of a name that are written."""
LETTER, LINE = 6.0, 14.0
"""What a letter takes across and a line down, about."""
LARGEST = 22.0
"""Radius of the most tied; beyond it a node would hide its neighbours."""
_CROWD = 6
"""A happening with more parties than this ties none to the others: who signs what everybody signs is not thereby near."""
_ACTORS = ("PER", "ORG", "EVT")


@dataclass(frozen=True)
class Tie:
    """What ties two actors; `one` and `other` are entity ids, in order."""

    one: str
    other: str
    relations: tuple[Relation, ...]
    events: tuple[Event, ...]

    @property
    def weight(self) -> int:
        """Statements and happenings behind it."""
        return sum(len(relation.statements) for relation in self.relations) + len(self.events)


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
    """Actors and ties, the strongest first; `left_out` counts actors beyond MOST."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    left_out: int

    def places(self) -> Mapping[str, Node]:
        """Nodes by entity id."""
        return {node.entity.id: node for node in self.nodes}


def network(case: Case, about: str | None = None, stated: bool = True, told: bool = True) -> Network:
    """The ties of a case, or of one entity and those around it. `stated`: relations; `told`: happenings of several parties."""
    known = {entity.id: entity for entity in case.entity_summaries() if entity.type in _ACTORS}
    if about is None:
        ties = _ties(case.relations() if stated else (), case.events() if told else (), known)
    else:
        ties = _ties(case.relations(about) if stated else (), case.events(entity=about) if told else (), known)
        near = {about, *(tie.one for tie in ties), *(tie.other for tie in ties)}
        ties = [tie for tie in _around(case, near, known, stated, told) if tie.one in near and tie.other in near]
    return _laid_out(ties, known, about)


def _around(case: Case, near: set[str], known: Mapping[str, EntitySummary], stated: bool, told: bool) -> list[Tie]:
    relations = {one.id: one for entity in sorted(near) for one in (case.relations(entity) if stated else ())}
    events = {one.id: one for entity in sorted(near) for one in (case.events(entity=entity) if told else ())}
    return _ties(relations.values(), events.values(), known)


def _ties(relations: Iterable[Relation], events: Iterable[Event], known: Mapping[str, EntitySummary]) -> list[Tie]:
    stated: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    told: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for relation in relations:
        if relation.subject in known and relation.object in known and relation.subject != relation.object:
            stated[_pair(relation.subject, relation.object)].append(relation)
    for event in events:
        parties = sorted({party for party in (*event.agents, *event.others) if party in known})
        if len(parties) <= _CROWD:
            for pair in combinations(parties, 2):
                told[pair].append(event)
    ties = [Tie(*pair, tuple(stated.get(pair, ())), tuple(told.get(pair, ()))) for pair in sorted({*stated, *told})]
    return sorted(ties, key=lambda tie: (-tie.weight, tie.one, tie.other))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _laid_out(ties: Sequence[Tie], known: Mapping[str, EntitySummary], about: str | None) -> Network:
    weights: dict[str, int] = defaultdict(int)
    for tie in ties:
        weights[tie.one] += tie.weight
        weights[tie.other] += tie.weight
    order = sorted(weights, key=lambda entity: (entity != about, -weights[entity], entity))
    shown = order[:MOST]
    within = [tie for tie in ties if tie.one in shown and tie.other in shown]
    # Whose every tie leads out of the drawing would stand there alone.
    tied = {about, *(tie.one for tie in within), *(tie.other for tie in within)}
    shown = [entity for entity in shown if entity in tied]
    places = _places(shown, within)
    radii = {entity: round(min(5 + 2.2 * math.sqrt(weights[entity]), LARGEST), 1) for entity in shown}
    written = _written(shown, known, places, radii)
    nodes = tuple(Node(known[one], *places[one], radii[one], one in written, weights[one]) for one in shown)
    return Network(nodes, tuple(within), len(order) - len(shown))


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


@dataclass(frozen=True)
class _Cell:
    """A part of the paper for actors that are tied to each other and to nobody else, in units of its own."""

    members: tuple[str, ...]
    x: float
    y: float
    side: float


def _places(entities: Sequence[str], ties: Sequence[Tie]) -> dict[str, tuple[float, float]]:
    """Coordinates on the paper; groups without a tie between them stand side by side, each in a cell as large as it needs."""
    graph: rustworkx.PyGraph[str, float] = rustworkx.PyGraph()
    index = dict(zip(entities, graph.add_nodes_from(list(entities)), strict=True))
    graph.add_edges_from([(index[tie.one], index[tie.other], 1 + math.log(tie.weight)) for tie in ties])
    groups = [tuple(entity for entity in entities if index[entity] in group) for group in rustworkx.connected_components(graph)]
    cells = _cells(sorted(groups, key=lambda group: (-len(group), group)))
    across = max((cell.x + cell.side for cell in cells), default=1.0)
    down = max((cell.y + cell.side for cell in cells), default=1.0)
    places: dict[str, tuple[float, float]] = {}
    for cell in cells:
        for entity, (x, y) in _drawn(graph, index, cell.members).items():
            places[entity] = (
                round(MARGIN + (WIDTH - 2 * MARGIN) * (cell.x + cell.side * (0.08 + 0.84 * x)) / across, 1),
                round(MARGIN / 2 + (HEIGHT - MARGIN) * (cell.y + cell.side * (0.12 + 0.8 * y)) / down, 1),
            )
    return places


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
    graph: rustworkx.PyGraph[str, float], index: Mapping[str, int], members: Sequence[str]
) -> dict[str, tuple[float, float]]:
    """The members of one group, from 0 to 1 in both directions."""
    part = graph.subgraph(sorted(index[entity] for entity in members))
    near = 2.4 / math.sqrt(len(members))
    found = rustworkx.spring_layout(part, weight_fn=lambda weight: weight, num_iter=400, seed=SEED, k=near)
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
