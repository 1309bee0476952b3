"""Country outlines for the map: Natural Earth 1:50m out of the npm package `world-atlas`, cut to the region, as a small JSON.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python training/maps/countries.py package/countries-50m.json src/musnad/presentation/data/countries.json.gz

Natural Earth is in the public domain; it draws lines of control as they are, not as anybody claims them. The file says of each
country its ISO 3166-1 numeric code, English name, and rings of [longitude, latitude] in hundredths of a degree.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

WEST, SOUTH, EAST, NORTH = -20.0, -2.0, 76.0, 50.0
Point = tuple[float, float]


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a TopoJSON as points."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        found.append(points)
    return found


def ring(indices: list[int], lines: list[list[Point]]) -> list[Point]:
    """Arcs put together; a negative index is an arc read backwards."""
    points: list[Point] = []
    for index in indices:
        line = lines[index] if index >= 0 else lines[~index][::-1]
        points += line[1:] if points else line
    return points


def clipped(points: list[Point]) -> list[Point]:
    """The part of a ring inside the region (Sutherland-Hodgman)."""
    edges = ((0, WEST, 1), (0, EAST, -1), (1, SOUTH, 1), (1, NORTH, -1))
    for axis, bound, sign in edges:
        kept: list[Point] = []
        for one, other in zip(points, points[1:] + points[:1], strict=True):
            inside, next_inside = (sign * (point[axis] - bound) >= 0 for point in (one, other))
            if inside:
                kept.append(one)
            if inside != next_inside:
                share = (bound - one[axis]) / (other[axis] - one[axis])
                crossing = [one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])]
                crossing[axis] = bound
                kept.append((crossing[0], crossing[1]))
        points = kept
        if not points:
            break
    return points


def main() -> None:
    """The command."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    lines = arcs(topology)
    countries = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [clipped(ring(part, lines)) for polygon in polygons for part in polygon]
        rounded = [[[round(x * 100), round(y * 100)] for x, y in one] for one in rings if len(one) > 3]
        if rounded:
            countries.append({"id": shape.get("id", ""), "name": shape["properties"]["name"], "rings": rounded})
    raw = json.dumps(sorted(countries, key=lambda one: one["name"]), separators=(",", ":")).encode()
    target = Path(sys.argv[2])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(raw, 9, mtime=0))
    print(f"{len(countries)} countries, {len(raw)} bytes, {target.stat().st_size} compressed")


if __name__ == "__main__":
    main()
