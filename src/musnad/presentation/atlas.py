"""The places of a case on a map: country outlines of Natural Earth, a point or an area for each place, cut to what is asked for.

Plate carrée, stretched by the cosine of the middle latitude so that distances look right there. Nothing is fetched from anywhere.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from musnad.knowledge.store.overview import placed
from musnad.knowledge.store.rows import Head
from musnad.lexicons import load
from musnad.records import Entity

__all__ = ["WIDTH", "Atlas", "Outline", "Spot", "atlas", "mentions_of", "placed"]

WIDTH = 1000.0
LEAST = 1.6
"""Degrees that a map shows at least: a town alone says nothing."""
TALLEST = 900.0
NAMED = 40
"""Places whose names are written, the most mentioned first, where there is room."""
LETTER, LINE = 6.5, 13.0
"""What a letter takes across and a line down, about."""
COUNTRY = 8.0
"""What a letter of a country's name takes."""
EDGE = 45.0
"""A country's name this near to the edge would be cut."""
Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Outline:
    """A country: `path` for SVG, and where its name stands (None where its middle is outside the map)."""

    name: str
    path: str
    disputed: bool
    label: tuple[float, float] | None


@dataclass(frozen=True)
class Spot:
    """A place: a point, or the corners of an area."""

    entity: Entity
    x: float
    y: float
    radius: float
    corners: str
    named: bool


@dataclass(frozen=True)
class Atlas:
    """One map."""

    outlines: tuple[Outline, ...]
    spots: tuple[Spot, ...]
    height: float


@dataclass(frozen=True)
class _View:
    west: float
    north: float
    across: float
    down: float
    stretch: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        scale = WIDTH / self.across
        return round((longitude - self.west) * scale, 1), round((self.north - latitude) * scale * self.stretch, 1)

    @property
    def height(self) -> float:
        return round(WIDTH / self.across * self.down * self.stretch, 1)

    def shows(self, points: Iterable[tuple[float, float]]) -> bool:
        return any(self.west <= x <= self.west + self.across and self.north - self.down <= y <= self.north for x, y in points)


@cache
def _countries() -> list[tuple[str, tuple[Ring, ...]]]:
    packed = files("musnad.presentation").joinpath("data/countries.json.gz").read_bytes()
    return [
        (one["name"], tuple(tuple((x / 100, y / 100) for x, y in ring) for ring in one["rings"]))
        for one in json.loads(gzip.decompress(packed))
    ]


def mentions_of(place: Entity) -> int:
    """How often a place is mentioned."""
    return place.mentions if isinstance(place, Head) else len(place.references)


def atlas(places: Sequence[Entity], language: str, around: Entity | None = None) -> Atlas | None:
    """A map of these places, or of what lies around one of them. None where none has a point."""
    points = {one.id: point for one in places if (point := _point(one)) is not None}
    if not points:
        return None
    view = _around(points[around.id]) if around is not None and around.id in points else _fitting(list(points.values()))
    spots: list[Spot] = []
    written: list[tuple[float, float, float]] = []
    for one in places:
        if one.id in points and view.shows([points[one.id]]):
            x, y = view.at(*points[one.id])
            corners = " ".join(f"{a},{b}" for a, b in (view.at(*corner) for corner in one.area.ring)) if one.area else ""
            radius = round(4 + 1.6 * math.sqrt(mentions_of(one)), 1)
            name = one.name if language == "ar" else one.name_en or one.name
            named = len(written) < NAMED and _room(written, x, y - radius - 7, len(name))
            spots.append(Spot(one, x, y, radius, corners, named))
    return Atlas(tuple(_readable(_outlines(view, language), written)), tuple(spots), view.height)


def _readable(outlines: Iterable[Outline], written: list[tuple[float, float, float]]) -> Iterator[Outline]:
    """Countries keep their names where nothing is written yet; the others show theirs when pointed at."""
    for one in outlines:
        free = one.label is not None and _room(written, *one.label, round(len(one.name) * COUNTRY / LETTER))
        yield one if free else replace(one, label=None)


def _room(written: list[tuple[float, float, float]], x: float, y: float, letters: int) -> bool:
    """True where a name can stand without covering one that stands already; it is then written."""
    half = letters * LETTER / 2
    free = all(abs(x - other) > half + width or abs(y - height) > LINE for other, height, width in written)
    if free:
        written.append((x, y, half))
    return free


def _point(entity: Entity) -> tuple[float, float] | None:
    if entity.latitude is not None and entity.longitude is not None:
        return entity.longitude, entity.latitude
    if entity.area is None:
        return None
    ring = entity.area.ring
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def _around(middle: tuple[float, float]) -> _View:
    return _view(middle[0] - LEAST, middle[0] + LEAST, middle[1] - LEAST * 0.7, middle[1] + LEAST * 0.7)


def _fitting(points: Sequence[tuple[float, float]]) -> _View:
    """All points, but for the few that lie far off: nine in ten decide, so that one Moscow does not shrink Idlib to a dot."""
    lows, highs = [], []
    for axis in (0, 1):
        values = sorted(point[axis] for point in points)
        spare = len(values) // 20
        lows.append(values[spare])
        highs.append(values[-1 - spare])
    return _view(lows[0], highs[0], lows[1], highs[1])


def _view(west: float, east: float, south: float, north: float) -> _View:
    stretch = 1 / math.cos(math.radians(max(-60.0, min(60.0, (south + north) / 2))))
    across = max(east - west, LEAST) * 1.16
    down = max(north - south, LEAST * 0.5) * 1.16
    # a map is never taller than the page, nor a ribbon
    across = max(across, WIDTH / TALLEST * down * stretch)
    down = max(down, across * 0.5 / stretch)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return _View(middle_x - across / 2, middle_y + down / 2, across, down, stretch)


def _outlines(view: _View, language: str) -> Iterable[Outline]:
    names = load("map_names", "musnad.presentation")
    box = (view.west, view.north - view.down, view.west + view.across, view.north)
    for name, rings in _countries():
        near = [ring for ring in rings if _meets(ring, box)]
        if not near:
            continue
        path = "".join("M" + "L".join(f"{x} {y}" for x, y in (view.at(*point) for point in ring)) + "Z" for ring in near)
        entry = names.get(name, {"ar": name, "en": name})
        yield Outline(entry[language], path, bool(entry.get("disputed")), _label(view, max(near, key=len)))


def _meets(ring: Ring, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return (
        min(x for x, _ in ring) <= east
        and max(x for x, _ in ring) >= west
        and min(y for _, y in ring) <= north
        and max(y for _, y in ring) >= south
    )


def _label(view: _View, ring: Ring) -> tuple[float, float] | None:
    """The middle of what the map shows of a country's largest part."""
    shown = [point for point in ring if view.shows([point])]
    if len(shown) < 3:
        return None
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    south, north = min(y for _, y in ring), max(y for _, y in ring)
    west, east = max(west, view.west), min(east, view.west + view.across)
    south, north = max(south, view.north - view.down), min(north, view.north)
    x, y = view.at((west + east) / 2, (south + north) / 2)
    return (x, y) if EDGE < x < WIDTH - EDGE and 20 < y < view.height - 10 else None
