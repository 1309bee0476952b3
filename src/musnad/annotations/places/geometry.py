"""Distances, bearings and simple rings on the globe; good to a few per cent over the size of a governorate."""

from __future__ import annotations

import itertools
from math import asin, atan2, cos, degrees, pi, radians, sin, sqrt

Point = tuple[float, float]
"""Longitude, latitude."""
Ring = tuple[Point, ...]

KM = 111.32
"""Kilometres of a degree of latitude."""


def distance(one: Point, other: Point) -> float:
    """Kilometres between two points."""
    x = (other[0] - one[0]) * cos(radians((one[1] + other[1]) / 2))
    y = other[1] - one[1]
    if abs(x) + abs(y) < 5:
        return KM * sqrt(x * x + y * y)
    a = sin(radians(y) / 2) ** 2 + cos(radians(one[1])) * cos(radians(other[1])) * sin(radians(other[0] - one[0]) / 2) ** 2
    return 2 * 6371 * asin(min(1.0, sqrt(a)))


def bearing(one: Point, other: Point) -> float:
    """Degrees from north in which `other` lies, seen from `one`."""
    x = (other[0] - one[0]) * cos(radians((one[1] + other[1]) / 2))
    return degrees(atan2(x, other[1] - one[1])) % 360


def turn(one: float, other: float) -> float:
    """Degrees between two bearings, 0 to 180."""
    off = abs(one - other) % 360
    return min(off, 360 - off)


def offset(start: Point, direction: float, km: float) -> Point:
    """The point so many kilometres away in a direction."""
    x = start[0] + km * sin(radians(direction)) / (KM * max(0.1, cos(radians(start[1]))))
    return x, start[1] + km * cos(radians(direction)) / KM


def circle(middle: Point, km: float, corners: int = 24) -> Ring:
    """A ring around a point, counter-clockwise."""
    return closed(tuple(offset(middle, -360 * number / corners, km) for number in range(corners)))


def wedge(middle: Point, direction: float, half: float, km: float) -> Ring:
    """A slice of a circle: everything within `half` degrees of a direction."""
    steps = 8
    arc = tuple(offset(middle, direction + half - 2 * half * number / steps, km) for number in range(steps + 1))
    return closed((middle, *arc))


def strip(one: Point, other: Point, half: float) -> Ring:
    """The stretch between two points, `half` kilometres to either side."""
    along = bearing(one, other)
    corners = (offset(one, along + 90, half), offset(other, along + 90, half), offset(other, along - 90, half),
               offset(one, along - 90, half))  # fmt: skip
    return closed(corners)


def cut(ring: Ring, middle: Point, direction: float, half: float) -> Ring:
    """The part of a ring within `half` (< 90) degrees of a direction from a point: cut by the two sides of the slice."""
    kept = ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring
    for side in (direction + half - 90, direction - half + 90):
        kept = _half(kept, middle, side)
    return closed(kept) if len(kept) >= 3 else ()


def _half(ring: Ring, middle: Point, towards: float) -> Ring:
    """What of a ring lies on the side of a line through `middle` that faces `towards` (Sutherland-Hodgman)."""
    nx, ny, scale = sin(radians(towards)), cos(radians(towards)), cos(radians(middle[1]))

    def side(point: Point) -> float:
        return (point[0] - middle[0]) * scale * nx + (point[1] - middle[1]) * ny

    found: list[Point] = []
    for number, point in enumerate(ring):
        before = ring[number - 1]
        a, b = side(before), side(point)
        if (a >= 0) != (b >= 0):
            share = a / (a - b)
            found.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if b >= 0:
            found.append(point)
    return tuple(found)


def closed(ring: Ring) -> Ring:
    """The ring closed, counter-clockwise (the outer ring of RFC 7946), to a hundred metres."""
    rounded = tuple((round(x, 3), round(y, 3)) for x, y in ring)
    if rounded and rounded[0] != rounded[-1]:
        rounded = (*rounded, rounded[0])
    return rounded if area(rounded) >= 0 else tuple(reversed(rounded))


def area(ring: Ring) -> float:
    """Square degrees, positive where counter-clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring)) / 2


def reach(ring: Ring) -> float:
    """Radius in kilometres of the circle of the same size."""
    middle = sum(point[1] for point in ring) / max(1, len(ring))
    return sqrt(abs(area(ring)) * KM * KM * cos(radians(middle)) / pi)


def holds(ring: Ring, point: Point) -> bool:
    """True where the point lies inside."""
    odd = False
    for (ax, ay), (bx, by) in itertools.pairwise(ring):
        if (ay > point[1]) != (by > point[1]) and point[0] < (bx - ax) * (point[1] - ay) / (by - ay) + ax:
            odd = not odd
    return odd
