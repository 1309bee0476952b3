"""How many known persons bear a part of a name: the table behind `knowledge/resolution/commonness.py`.

    python training/resolution/name_parts.py SHARED/data/names/wikidata_name_units.tsv

The source is Wikidata (CC0): given names and surnames of persons of Arab countries with the number of persons. What fewer than
four persons bear is left out: a name that is not in the table is rare.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections import Counter
from pathlib import Path

from musnad.knowledge.names import person_parts

OUT = Path(__file__).parents[2] / "src/musnad/knowledge/data/name_parts.tsv.gz"
LEAST = 4


def counted(path: Path) -> Counter[str]:
    """Part → persons of all countries and roles together."""
    found: Counter[str] = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            parts = person_parts(row["arabic_key"])
            if len(parts) == 1:
                # one person is listed once for each country and role of the name, with the same number in every row
                found[parts[0]] += int(row["count"])
    return found


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("units", type=Path)
    found = counted(parser.parse_args().units)
    rows = sorted((part, count) for part, count in found.items() if count >= LEAST)
    with gzip.GzipFile(OUT, "wb", mtime=0) as file:
        file.write("".join(f"{part}\t{count}\n" for part, count in rows).encode())
    print(f"{len(rows)} parts, {sum(count for _, count in rows)} persons: {OUT}")


if __name__ == "__main__":
    main()
