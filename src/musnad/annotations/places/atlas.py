"""The atlas: every place that a name may mean, with kind, position, population and what holds it.

`admin.tsv.gz` holds countries, governorates, districts and subdistricts (small, read whole); `atlas.tsv.gz` towns, villages and
quarters sorted by folded name, found by bisection in the unpacked bytes: nothing is built for the tens of thousands that no
report names. `landmarks.yml` and the hand-made parts of `places.yml` join them.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from musnad.annotations.places.geometry import holds
from musnad.lexicons import load
from musnad.script import fold, plain_latin

Outline = tuple[tuple[float, float], ...]

_TOWN = 20_000
"""People that a town of the hand-made lists is taken to have: they name none."""
_SAME = 0.06
"""Degrees within which two entries of one name are one settlement entered twice."""


_POINTS = frozenset({"town", "village", "neighbourhood", "subdistrict"})


@dataclass(frozen=True, slots=True)
class Site:
    """One place; `latitude` is None where the lists give none, `radius` (km) is set for what is no point."""

    id: str
    kind: str
    country: str
    parent: str
    latitude: float | None
    longitude: float | None
    population: int
    name: str
    name_en: str
    radius: float | None = None
    outline: Outline = ()


def key_of(name: str) -> str:
    """The folded name under which the lists are sorted."""
    return " ".join(fold(name).text.replace("-", " ").split())


def _degrees(written: str) -> float | None:
    return float(written) if written else None


def _unpacked(name: str) -> bytes:
    return gzip.decompress(files("musnad.annotations.places").joinpath(f"data/{name}").read_bytes())


@cache
def _units() -> tuple[dict[str, Site], dict[str, tuple[str, ...]]]:
    """Units and landmarks by id, and the ids of each folded name."""
    sites: dict[str, Site] = {}
    names: dict[str, list[str]] = defaultdict(list)
    for row in _unpacked("admin.tsv.gz").decode("utf-8").splitlines():
        ident, kind, country, parent, latitude, longitude, population, english, arabic, ring = row.split("\t")
        outline = tuple((float(x), float(y)) for x, y in (corner.split() for corner in ring.split(";") if corner))
        forms = arabic.split("|")
        sites[ident] = Site(
            ident, kind, country, parent, _degrees(latitude), _degrees(longitude), int(population or 0), forms[0],
            english if kind == "country" else plain_latin(english), None,
            outline,
        )  # fmt: skip
        for form in forms:
            names[key_of(form)].append(ident)
    for entry in load("landmarks")["landmarks"]:
        north, east = entry.get("at") or (None, None)
        sites[entry["id"]] = Site(
            entry["id"], entry["kind"], entry.get("country", ""), entry.get("in", ""), north, east,
            _TOWN if entry["kind"] == "town" else 0, entry["ar"], entry["en"], entry.get("radius"),
        )  # fmt: skip
        for form in (entry["ar"], *entry.get("aliases", ())):
            names[key_of(form)].append(entry["id"])
    lexicon = load("places")
    for entry in lexicon["towns"]:
        north, east = entry.get("at") or (None, None)
        sites[entry["id"]] = Site(
            entry["id"], "town", entry["country"], f"country-{entry['country'].lower()}", north, east, _TOWN,
            entry["ar"], entry["en"],
        )  # fmt: skip
        for form in (entry["ar"], *entry.get("aliases", ())):
            names[key_of(form)].append(entry["id"])
    for entry in lexicon["regions"]:
        if entry["id"] in sites:
            continue
        country = entry.get("country", "")
        parent = f"country-{country.lower()}" if country else ""
        forms = [entry["ar"], *entry.get("aliases", ())]
        if entry["kind"] == "governorate" and any(
            sites[key].kind == "governorate" and sites[key].country == country
            for form in forms
            for key in names.get(key_of(form), ())
        ):
            continue  # the lists of units hold it with its outline
        sites[entry["id"]] = Site(entry["id"], entry["kind"], country, parent, None, None, 0, entry["ar"], entry["en"])
        for form in forms:
            names[key_of(form)].append(entry["id"])
    for code, forms in lexicon["countries"].items():
        for form in forms:
            if f"country-{code.lower()}" in sites:
                names[key_of(form)].append(f"country-{code.lower()}")
    return _held(sites), {name: tuple(dict.fromkeys(ids)) for name, ids in names.items()}


def _held(sites: dict[str, Site]) -> dict[str, Site]:
    """Hand-made towns with the governorate whose outline holds them."""
    governorates: dict[str, list[Site]] = defaultdict(list)
    for site in sites.values():
        if site.kind == "governorate" and site.outline:
            governorates[site.country].append(site)
    for ident, site in list(sites.items()):
        if (
            site.kind in _POINTS
            and site.parent.startswith("country-")
            and site.longitude is not None
            and site.latitude is not None
        ):
            at = (site.longitude, site.latitude)
            holder = next((one for one in governorates[site.country] if holds((*one.outline, one.outline[0]), at)), None)
            if holder is not None:
                sites[ident] = replace(site, parent=holder.id)
    return sites


@cache
def _settlements() -> bytes:
    return b"\n" + _unpacked("atlas.tsv.gz")


def _rows(key: str) -> list[str]:
    """The lines of one folded name."""
    data, wanted = _settlements(), key.encode() + b"\t"
    low, high = 0, len(data)
    while low < high:
        middle = (low + high) // 2
        start = data.rfind(b"\n", 0, middle + 1) + 1
        if data[start : start + len(wanted)] < wanted:
            end = data.find(b"\n", middle + 1)
            low = len(data) if end < 0 else end
        else:
            high = start - 1
    found, start = [], low + 1
    while data.startswith(wanted, start):
        end = data.find(b"\n", start)
        found.append(data[start:end].decode("utf-8"))
        start = end + 1
    return found


@lru_cache(maxsize=20_000)
def named(key: str) -> tuple[Site, ...]:
    """Every place that bears this folded name, the best known first; a place entered twice once."""
    units, names = _units()
    found = [units[ident] for ident in names.get(key, ())]
    for row in _rows(key):
        _, ident, kind, country, parent, latitude, longitude, population, english, usual = row.split("\t")
        if ident not in units:
            at = (_degrees(latitude), _degrees(longitude))
            found.append(Site(ident, kind, country, parent, at[0], at[1], int(population or 0), usual, plain_latin(english)))
    kept: list[Site] = []
    for site in sorted(found, key=lambda site: (-prior(site), site.id)):
        if not any(_twice(site, other) for other in kept):
            kept.append(site)
    return tuple(kept)


def _twice(one: Site, other: Site) -> bool:
    """Two entries of one name and kind of place at one spot."""
    if one.kind not in _POINTS or other.kind not in _POINTS or one.country != other.country:
        return False
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return False
    return abs(one.latitude - other.latitude) < _SAME and abs(one.longitude - other.longitude) < _SAME


_KNOWN = {
    "country": 9.0, "governorate": 4.6, "district": 2.6, "subdistrict": 3.4, "region": 5.5, "natural_feature": 5.0,
    "facility": 4.5, "border_crossing": 5.0, "camp": 4.2, "neighbourhood": 1.8, "town": 2.6, "village": 1.2,
}  # fmt: skip


def prior(site: Site) -> float:
    """How well known a place is, by its kind and people: about the logarithm of how often news mean it."""
    if site.kind in ("town", "village") and site.population:
        size, rest = 0.0, site.population
        while rest >= 10:
            size, rest = size + 0.9, rest // 10
        return max(1.0, size + 0.1 * rest)
    if site.kind == "neighbourhood" and site.id.isascii() and not site.id.startswith(("geonames-", "wof-")):
        return 3.4  # named by hand, because news name it
    return _KNOWN.get(site.kind, 2.0)


def unit(ident: str) -> Site | None:
    """A country, governorate, district, subdistrict or landmark by id."""
    return _units()[0].get(ident)


@lru_cache(maxsize=20_000)
def above(ident: str) -> tuple[Site, ...]:
    """What holds a unit, itself first: subdistrict, district, governorate, country."""
    found: list[Site] = []
    site = unit(ident)
    while site is not None and site not in found:
        found.append(site)
        site = unit(site.parent or (f"country-{site.country.lower()}" if site.country and site.kind != "country" else ""))
    return tuple(found)


def holders(site: Site) -> tuple[Site, ...]:
    """What holds a place, the nearest first."""
    if site.kind == "country":
        return ()
    return above(site.parent) if site.parent else above(f"country-{site.country.lower()}") if site.country else ()


@lru_cache(maxsize=20_000)
def governorate(ident: str) -> str:
    """Id of the governorate that a unit is or lies in; empty where none."""
    return next((site.id for site in above(ident) if site.kind == "governorate"), "")
