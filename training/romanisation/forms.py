"""Cut knowledge/data/latin_names.tsv.gz: folded Arabic name part → its usual Latin form.

    python training/names/latin.py wikidata_name_units.tsv src/musnad/knowledge/data/latin_names.tsv.gz

Source: Wikidata name units (CC0 1.0, through arabic-name-romanizer 0.2.0, rows with source=wikidata only). Of several Latin forms
the one with the highest total count is kept; parts seen fewer than four times are left out.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter, defaultdict
from pathlib import Path

LEAST = 4


def main(source: Path, target: Path) -> None:
    """Count, choose, write."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for row in source.read_text(encoding="utf-8").splitlines()[1:]:
        key, latin, _, _, count = row.split("\t")
        if " " not in key and latin.isascii() and latin.replace("-", "").replace("'", "").isalpha():
            forms[key.replace("ة", "ه").replace("ى", "ي")][latin] += int(count)
    lines = []
    for key in sorted(forms):
        if sum(forms[key].values()) >= LEAST and len(key) > 2:
            best = min(forms[key], key=lambda latin: (-forms[key][latin], latin))
            lines.append(f"{key}\t{best}\n")
    target.write_bytes(gzip.compress("".join(lines).encode(), mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
