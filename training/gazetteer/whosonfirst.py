"""Read Who's On First admin repositories (one a country) as plain rows.

A repository is `whosonfirst-data-admin-XX`, cloned bare or with its files; it is read from its git objects at HEAD, so that
nothing needs to be checked out. Data: Who's On First (own work CC0), its places mostly GeoNames (CC BY 4.0), GeoPlanet and
Quattroshapes (CC BY), Natural Earth (public domain).
"""

from __future__ import annotations

import itertools
import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Ring = list[tuple[float, float]]

KINDS = ("country", "region", "county", "locality", "neighbourhood")


@dataclass(frozen=True, slots=True)
class Feature:
    """One current place of the repository."""

    id: int
    kind: str
    country: str
    latitude: float
    longitude: float
    population: int
    name: str
    names: tuple[str, ...]
    """Arabic names, the preferred first."""
    geonames: int | None
    iso: str | None
    above: dict[str, int]
    """Kind of place above → id."""
    outline: tuple[tuple[float, float], ...]
    """Largest ring, simplified, longitude first; for countries and regions only."""


def features(repository: Path) -> Iterator[Feature]:
    """Every place that is neither superseded nor deprecated, by id."""
    listing = _git(repository, "ls-tree", "-r", "HEAD", "data/").decode().splitlines()
    blobs = sorted(
        (int(path.rsplit("/", 1)[1].removesuffix(".geojson")), line.split()[2])
        for line in listing
        if (path := line.split("\t")[1]).endswith(".geojson") and "-alt-" not in path
    )
    content = _git(repository, "cat-file", "--batch", given="\n".join(blob for _, blob in blobs).encode())
    for raw in _objects(content):
        found = _feature(json.loads(raw))
        if found is not None:
            yield found


def _git(repository: Path, *words: str, given: bytes | None = None) -> bytes:
    return subprocess.run(["git", "-C", str(repository), *words], input=given, capture_output=True, check=True).stdout


def _objects(content: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(content):
        end = content.index(b"\n", at)
        header = content[at:end].split()
        if header[1] == b"missing":  # a file over the size cut of the copy
            at = end + 1
            continue
        size = int(header[2])
        yield content[end + 1 : end + 1 + size]
        at = end + size + 2


def _feature(feature: dict[str, Any]) -> Feature | None:
    held = feature["properties"]
    gone = held.get("wof:superseded_by") or held.get("edtf:deprecated") not in (None, "uuuu", "")
    if gone or held.get("mz:is_current") == 0 or held["wof:placetype"] not in KINDS:
        return None
    ties = held.get("wof:concordances") or {}
    names = [*held.get("name:ara_x_preferred", ()), *held.get("name:ara_x_variant", ()), *held.get("name:ara_x_colloquial", ())]
    above = (held.get("wof:hierarchy") or [{}])[0]
    wide = held["wof:placetype"] in ("country", "region")
    geonames = ties.get("gn:id") or held.get("gn:geonameid")
    return Feature(
        id=held["wof:id"], kind=held["wof:placetype"], country=held.get("iso:country") or held.get("wof:country") or "",
        latitude=float(held.get("lbl:latitude") or held["geom:latitude"]),
        longitude=float(held.get("lbl:longitude") or held["geom:longitude"]),
        population=max(0, int(held.get("gn:population") or held.get("wof:population") or 0)),
        name=(held.get("name:eng_x_preferred") or [held.get("wof:name") or ""])[0],
        names=tuple(names), geonames=int(geonames) if geonames and int(geonames) > 0 else None,
        iso=ties.get("iso:code") or ties.get("iso:id"),
        above={kind.removesuffix("_id"): value for kind, value in above.items() if isinstance(value, int) and value > 0},
        outline=tuple(_outline(feature["geometry"])) if wide else (),
    )  # fmt: skip


def _outline(geometry: dict[str, Any]) -> Ring:
    """The ring that holds the most land, with as many corners as a map of a country needs."""
    if geometry["type"] not in ("Polygon", "MultiPolygon"):
        return []
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    ring = max((part[0] for part in parts), key=lambda points: abs(_area(points)))
    width = max(point[0] for point in ring) - min(point[0] for point in ring)
    return [(round(x, 2), round(y, 2)) for x, y in simplified([(x, y) for x, y, *_ in ring], max(0.02, width / 60))]


def _area(ring: list[Any]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring)) / 2


def simplified(ring: Ring, tolerance: float) -> Ring:
    """Douglas-Peucker over a closed ring."""
    if len(ring) < 5:
        return ring
    middle = len(ring) // 2
    return [*_line(ring[: middle + 1], tolerance)[:-1], *_line(ring[middle:], tolerance)]


def _line(points: Ring, tolerance: float) -> Ring:
    keep, waiting = {0, len(points) - 1}, [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        worst, at = 0.0, None
        for index in range(first + 1, last):
            x, y = points[index]
            off = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
            if off > worst:
                worst, at = off, index
        if at is not None and worst > tolerance:
            keep.add(at)
            waiting += [(first, at), (at, last)]
    return [points[index] for index in sorted(keep)]
