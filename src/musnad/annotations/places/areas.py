"""Areas in place of points: the side of a town, the countryside of a governorate, surroundings, a stretch between two places.

What the words give, as a ring:

- a side of a country, governorate or region (شمال سوريا): its outline cut by a slice of 135° (90° for شمال شرقي) from its middle;
- a side of a town or village (شمال حلب): a slice of a circle around it, as wide as its kind says (`_REACH`);
- a countryside (ريف إدلب الجنوبي): the governorate's outline cut by the slice from the chief town; without a side
  the whole outline; of a district or town a circle, or a slice of it;
- محيط X, قرب X, وسط X: a circle; على بعد 20 كم غرب X: a circle around the point that far away, a quarter of the distance wide;
- بين X وY: the strip between the two points, a fifth of their distance wide to either side.

`precision_km` is the radius of the circle of the same size.
"""

from __future__ import annotations

from musnad.annotations.places import atlas
from musnad.annotations.places.atlas import Site
from musnad.annotations.places.context import Position
from musnad.annotations.places.geometry import (
    Point,
    Ring,
    circle,
    closed,
    cut,
    distance,
    offset,
    reach,
    strip,
    wedge,
)
from musnad.records import Area

_REACH = {"town": 25.0, "district": 25.0, "subdistrict": 15.0, "village": 10.0, "neighbourhood": 4.0, "facility": 8.0,
          "camp": 6.0, "border_crossing": 10.0, "governorate": 60.0, "country": 300.0}  # fmt: skip
"""Kilometres out from its middle within which a side of such a place lies."""
_BY_PEOPLE = ((300_000, 50.0), (50_000, 30.0), (20_000, 20.0), (0, 12.0))
"""The same for towns: of a large one, its side reaches further."""
_BUILT = {"town": 4.0, "village": 1.5, "subdistrict": 2.0, "district": 8.0, "neighbourhood": 1.0}
_SIDE, _CORNER = 67.5, 45.0
"""Half the width of a slice, in degrees: of one side, of the corner between two."""
_FARTHEST = 250.0
"""Kilometres between two places beyond which `between` says nothing."""
_REMOTEST = 1000.0
"""Kilometres beyond which a distance is no place's position: a misread number, or a voyage; and a map is no plane so far."""


def of_position(site: Site, position: Position) -> Area | None:
    """The area that words of position give around a place."""
    middle = _middle(site)
    if middle is None:
        return None
    if position.km is not None:
        return _at_distance(middle, position)
    if position.bearing is not None:
        half = _CORNER if position.diagonal else _SIDE
        if site.outline and site.kind in ("country", "governorate"):
            ring = cut(site.outline, middle, position.bearing, half)
            return _area("sector", ring) if ring else None
        return _area("sector", wedge(middle, position.bearing, half, _width(site)))
    if position.middle:
        return _area("around", circle(middle, site.radius or _BUILT.get(site.kind, _width(site) / 3)))
    return _area("around", circle(middle, (site.radius or _BUILT.get(site.kind, 2.0)) + (position.around or 0.0)))


def _at_distance(middle: Point, position: Position) -> Area | None:
    """A circle around the point told, or the whole disc where no side is."""
    km = position.km or 0.0
    if km > _REMOTEST:
        return None
    if position.bearing is None:
        return _area("distance", circle(middle, km * 1.15))
    return _area("distance", circle(offset(middle, position.bearing, km), max(2.0, km / 4)))


def of_countryside(site: Site, sides: tuple[float, ...], both: bool = False) -> Area | None:
    """ريف X, with its side where one is named; `both` of two sides, or the corner between them."""
    governorate = site if site.kind == "governorate" else None
    seat = _seat(site) if governorate else _middle(site)
    if seat is None:
        return None
    if not sides or len(set(sides)) > 2 or _opposite(sides):
        ring = closed(site.outline) if site.outline else circle(seat, _width(site))
        return _area("extent", ring)
    bearing = sides[0]
    if len(set(sides)) == 2:
        a, b = sorted(set(sides))
        bearing = 315.0 if (a, b) == (0.0, 270.0) else (a + b) / 2
    half = _SIDE if len(set(sides)) == 1 else 90.0 if both else _CORNER
    if site.outline:
        ring = cut(site.outline, seat, bearing, half)
        if ring:
            return _area("sector", ring)
    return _area("sector", wedge(seat, bearing, half, _width(site)))


def near_town(site: Site) -> Area | None:
    """A facility at a town: a circle around the town."""
    middle = _middle(site)
    return _area("around", circle(middle, 15.0)) if middle else None


def of_extent(site: Site) -> Area | None:
    """The outline or the circle of a place that is no point; None for one that is."""
    if site.outline and site.kind in ("governorate", "country"):
        return _area("extent", closed(site.outline))
    middle = _middle(site)
    return _area("extent", circle(middle, site.radius)) if site.radius and middle else None


def between(one: Site, other: Site) -> Area | None:
    """The stretch between two places that are points."""
    a, b = _middle(one), _middle(other)
    if a is None or b is None or {one.kind, other.kind} & {"country", "region", "natural_feature"}:
        return None
    km = distance(a, b)
    return _area("between", strip(a, b, max(2.0, km / 5))) if 0.5 < km <= _FARTHEST else None


def _opposite(sides: tuple[float, ...]) -> bool:
    return len(set(sides)) == 2 and abs(sides[0] - sides[1]) == 180


def _seat(site: Site) -> Point | None:
    """The chief town of a governorate: the best known town of its name in it; else its middle."""
    for other in atlas.named(atlas.key_of(site.name).removeprefix("ريف ")):
        held = any(holder.id == site.id for holder in atlas.holders(other))
        if other.kind in ("town", "subdistrict") and (held or other.country == site.country) and _middle(other):
            return _middle(other)
    return _middle(site)


def _middle(site: Site) -> Point | None:
    return None if site.latitude is None or site.longitude is None else (site.longitude, site.latitude)


def _width(site: Site) -> float:
    wide = _REACH.get(site.kind, 15.0)
    if site.kind == "town":
        wide = next(km for people, km in _BY_PEOPLE if site.population >= people)
    return max(wide, site.radius or 0.0)


def _area(kind: str, ring: Ring) -> Area:
    return Area(kind=kind, ring=ring, precision_km=round(reach(ring), 1))  # type: ignore[arg-type]
