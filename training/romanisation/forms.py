"""Cut knowledge/data/latin_names.tsv.gz: folded Arabic name part → its usual Latin form, then others in use, for search.

    python training/romanisation/forms.py ../shared/data/names/wikidata_name_units.tsv \\
        src/musnad/knowledge/data/latin_names.tsv.gz

Source: Wikidata name units (CC0 1.0, through arabic-name-romanizer 0.2.0, rows with source=wikidata only). The form shown is
the one with the highest count outside the countries that spell the French way; parts seen fewer than four times are left out.
Articles stand off, and forms that share no sounds with the Arabic are left out: another part of a name whose parts stand in
another order there.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from rapidfuzz.distance import Levenshtein
from train import FRENCH

from musnad.knowledge.latin import ascii_form
from musnad.knowledge.speller import spelling
from musnad.knowledge.vowels import spelled

LEAST, OTHERS = 4, 6
_ARTICLE = re.compile(r"^(?:[ae]l[- ]|[ae]l(?=[b-df-hj-np-tv-z]{1,2}[aeiou]))")
_JOINED = re.compile(r"^[ae](?:l|[rnszdt]|sh)-")
_NO_CONSONANT = re.compile(r"[^a-z]|[aeiouyhw]|(.)(?=\1)")
_ONE_SOUND = str.maketrans("jqgczp", "kkkkdb")
_ALIKE = 0.3
"""Of the consonants, for a form to be one of this name."""
_SHARE = 0.02
"""Of all bearers, for a form to be listed as another one."""


def main(source: Path, target: Path) -> None:
    """Count, choose, write."""
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    every: dict[str, Counter[str]] = defaultdict(Counter)
    bearers: Counter[str] = Counter()
    for row in source.read_text(encoding="utf-8").splitlines()[1:]:
        key, latin, country, _, count = row.split("\t")
        form = ascii_form(latin)
        key = key.replace("ة", "ه").replace("ى", "ي")
        if key.startswith("ال") and len(key) > 4:
            key, form = key[2:], _ARTICLE.sub("", form)
        elif not key.startswith("ال"):
            form = _JOINED.sub("", form)
        if " " in key or not form.replace("-", "").replace("'", "").isalpha():
            continue
        bearers[key] += int(count)
        if _sounds_like(key, form):
            every[key][form] += int(count)
            if country not in FRENCH:
                shown[key][form] += int(count)
    lines = []
    for key in sorted(every):
        total = bearers[key]
        if total >= LEAST and len(key) > 2:
            ranked = sorted(every[key], key=lambda form: (-shown[key][form], -every[key][form], form))
            others = [form for form in ranked[1:] if every[key][form] >= max(2, _SHARE * total)][:OTHERS]
            lines.append("\t".join([key, ranked[0], *others]) + "\n")
    target.write_bytes(gzip.compress("".join(lines).encode(), 9, mtime=0))
    print(f"{len(lines)} name parts")


def _sounds_like(key: str, form: str) -> bool:
    heard, *said = (_NO_CONSONANT.sub("", word.translate(_ONE_SOUND)) for word in (form, spelled(key), spelling(key)))
    return len(heard) < 2 or any(Levenshtein.normalized_similarity(heard, word) >= _ALIKE for word in said)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
