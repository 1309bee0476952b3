"""Cut `src/musnad/annotations/names/data/name_parts.tsv.gz`: which words are given names, which are surnames.

    PYTHONPATH=src python training/gazetteer/persons.py SHARED_DATA/names

Reads `wikidata_name_units.tsv` and `wikidata_full_names.tsv` (Wikidata, CC0, through arabic-name-romanizer 0.2.0) and
`akhateeb_names.tsv` (github AKhateeb/arabic-names, MIT). ANERgazet has no licence and is not read. A line of the result: folded
form, how often it is a given name, how often a surname.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from musnad.script.folding import fold

TARGET = Path(__file__).parents[2] / "src/musnad/annotations/names/data/name_parts.tsv.gz"
WORD = re.compile(r"[\u0621-\u064a]{2,15}")
AKHATEEB_WEIGHT = 5
"""A hand-made list of 499 common names: an entry counts as often as a name borne by five people of Wikidata."""


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def main(folder: Path) -> None:
    """Write the table, sorted, with a fixed time stamp so that two runs give the same bytes."""
    given: Counter[str] = Counter()
    surname: Counter[str] = Counter()
    for row in _rows(folder / "wikidata_name_units.tsv"):
        key = fold(row["arabic_key"]).text
        if not WORD.fullmatch(key):
            continue
        if row["role"] == "given":
            given[key] += int(row["count"])
        elif row["role"] == "surname":
            surname[key] += int(row["count"])
    for row in _rows(folder / "wikidata_full_names.tsv"):
        parts = fold(row["arabic_key"]).text.split()
        if 2 <= len(parts) <= 4 and all(WORD.fullmatch(part) for part in parts):
            given[parts[0]] += 1
            surname[parts[-1]] += 1
    for row in _rows(folder / "akhateeb_names.tsv"):
        key = fold(row["name"]).text
        if WORD.fullmatch(key):
            (given if row["kind"].startswith("given") else surname)[key] += AKHATEEB_WEIGHT
    lines = [
        f"{key}\t{given[key]}\t{surname[key]}\n" for key in sorted(given.keys() | surname.keys()) if given[key] + surname[key] > 0
    ]
    TARGET.write_bytes(gzip.compress("".join(lines).encode(), compresslevel=9, mtime=0))
    print(f"{len(lines):,} name parts, {TARGET.stat().st_size / 1e6:.2f} MB → {TARGET}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
