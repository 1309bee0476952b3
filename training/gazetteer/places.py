"""Cut `src/musnad/annotations/names/data/places.tsv.gz`: places with names, country, kind and position.

    PYTHONPATH=src python training/gazetteer/places.py SHARED_DATA/gazetteer

Reads `syria_admin.tsv` (Open-Syria/data-geography, CC BY 4.0), `geonames_places_ar.tsv` (GeoNames, CC BY 4.0) and
`cldr_territories_ar.tsv` (Unicode CLDR). A line of the result: id, kind, country, latitude, longitude, population, English
name, Arabic names separated by `|`, the usual one first.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from musnad.script import clitics
from musnad.script.folding import fold, plain

TARGET = Path(__file__).parents[2] / "src/musnad/annotations/names/data/places.tsv.gz"
NAME = re.compile(r"[\u0621-\u064a]{2,}(?:[ -][\u0621-\u064a]{2,}){0,4}")
HEAD = re.compile(r"^(?:مدينة|محافظة|مدينه|منطقة|ناحية|بلدة|قرية) ")
KINDS = {"governorate": "governorate", "district": "district", "subdistrict": "town"}
VILLAGE = 2000


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _names(*fields: str) -> list[str]:
    """Spellings without heads, each folded form once, the one that newspapers write most often first."""
    found: dict[str, str] = {}
    for field in fields:
        for name in field.split("|"):
            bare = HEAD.sub("", " ".join(plain(name).split()))
            if NAME.fullmatch(bare):
                found.setdefault(fold(bare).text, bare)
    return list(found.values())


def _usual_first(names: list[str]) -> list[str]:
    """GeoNames gives its alternates in no order: the best known spelling first, the shortest where none is known."""
    return sorted(names, key=lambda name: (-min(clitics.zipf(word) for word in name.split()), len(name), name))


def _lines(folder: Path) -> Iterator[tuple[str, ...]]:
    for row in _rows(folder / "cldr_territories_ar.tsv"):
        if re.fullmatch("[A-Z]{2}", row["code"]) and row["code"] not in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}:
            names = _names(row["ar"])
            if names:
                yield (f"country-{row['code'].lower()}", "country", row["code"], "", "", "", row["en"], "|".join(names))
    for row in _rows(folder / "syria_admin.tsv"):
        names = _names(row["name_ar"], row["aliases_ar"])
        if names:
            at = json.loads(row["coords"] or "{}")
            position = (f"{at['latitude']:.4f}", f"{at['longitude']:.4f}") if at.get("latitude") else ("", "")
            yield (row["id"], KINDS.get(row["level"], "town"), "SY", *position, "", row["name_en"], "|".join(names))
    for row in _rows(folder / "geonames_places_ar.tsv"):
        names = _usual_first(_names(row["arabic_script_alts"]))
        if names:
            population = int(row["population"] or 0)
            kind = "village" if 0 < population < VILLAGE else "town"
            yield (
                f"geonames-{row['geonameid']}", kind, row["country"], f"{float(row['lat']):.4f}", f"{float(row['lon']):.4f}",
                str(population), row["name"], "|".join(names[:6]),
            )  # fmt: skip


def main(folder: Path) -> None:
    """Write the table with a fixed time stamp so that two runs give the same bytes."""
    lines = ["\t".join(fields) + "\n" for fields in _lines(folder)]
    TARGET.write_bytes(gzip.compress("".join(lines).encode(), compresslevel=9, mtime=0))
    print(f"{len(lines):,} places, {TARGET.stat().st_size / 1e6:.2f} MB → {TARGET}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
