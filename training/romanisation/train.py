"""Train the spellers of names: knowledge/data/spelling_arab.txt.gz and spelling_world.txt.gz.

    python training/romanisation/train.py ../shared/data src/musnad/knowledge/data [--dev]

Sources: google_ar2en_train and _eval (Apache-2.0), wikidata_ar_en_train and _dev (CC0), wikidata_name_units (CC0). Arabic words
of the two test files are left out of all of them, in any spelling of hamza; with --dev the words of the dev files are left
out too and measured on. About two minutes on one core; no chance in it, so the files come out the same each time.
"""

from __future__ import annotations

import argparse
import gzip
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from alignment import best, learn
from counting import Table, estimate, written

from musnad.knowledge.latin import ascii_form
from musnad.knowledge.speller import END, folded_letters, letters

ROUNDS = 5
LEAST_LIKELY = 0.02
"""Mean probability of a letter's share under which a pair is taken for a mistake (`كي` - `q.`)."""
FRENCH = frozenset({"MA", "DZ", "TN", "MR", "DJ"})
"""Countries whose names are spelt the French way: they count little in what is shown."""
Pair = tuple[str, str, float]


def rows(path: Path) -> list[list[str]]:
    """Lines of a table."""
    return [line.split("\t") for line in path.read_text("utf-8").splitlines() if line]


def world(data: Path, without: frozenset[str], dev: bool) -> list[Pair]:
    """Pairs of single words, each once for each source."""
    folder = data / "transliteration"
    names = ["google_ar2en_train.tsv", "wikidata_ar_en_train.tsv"]
    if not dev:
        names += ["google_ar2en_eval.tsv", "wikidata_ar_en_dev.tsv"]
    counts: Counter[tuple[str, str]] = Counter()
    for name in names:
        for row in rows(folder / name):
            arabic, latin = letters(row[0]), ascii_form(row[1])
            # Each once: counting frequent bearers more made unseen names worse on the dev files.
            if fits(arabic, latin) and folded_letters(arabic) not in without:
                counts[arabic, latin] = 1
    return [(*pair, count) for pair, count in sorted(counts.items())]


def arab(data: Path, without: frozenset[str]) -> list[Pair]:
    """Parts of names borne in Arab countries, articles off."""
    counts: dict[tuple[str, str], float] = defaultdict(float)
    for key, latin, country, _, count in rows(data / "names/wikidata_name_units.tsv")[1:]:
        form = latin.lower()
        article = key.startswith("ال") and len(key) > 4
        if article:
            for small in ("al-", "al ", "el-", "el "):
                if form.startswith(small):
                    form, article = form.removeprefix(small), False
                    break
            key = key[2:]
        if article or " " in key or " " in form:
            continue
        arabic, spelt = folded_letters(key), ascii_form(form.replace("-", ""))
        if fits(arabic, spelt) and arabic not in without and f"ال{arabic}" not in without:
            counts[arabic, spelt] += int(count) * (0.15 if country in FRENCH else 1.0)
    return [(*pair, weight(count)) for pair, count in sorted(counts.items())]


def weight(often: float) -> int:
    """How much a pair counts: frequent spellings more, not as much more as they are frequent."""
    return max(1, min(6, 1 + int(math.log2(max(often, 1)))))


def fits(arabic: str, latin: str) -> bool:
    """Whole words of letters."""
    return bool(arabic) and latin.replace("'", "").isalpha() and all("\u0621" <= letter <= "\u06a9" for letter in arabic)


def held_out(data: Path, dev: bool) -> frozenset[str]:
    """Folded Arabic words that must not be seen."""
    names = ["google_ar2en_test.tsv", "wikidata_ar_en_test.tsv"]
    if dev:
        names += ["google_ar2en_eval.tsv", "wikidata_ar_en_dev.tsv"]
    return frozenset(folded_letters(row[0]) for name in names for row in rows(data / "transliteration" / name))


def tokens(pairs: Sequence[Pair]) -> Iterable[tuple[list[tuple[str, str]], int]]:
    """Each pair as its tokens, mistakes left out."""
    shares = learn([(arabic, latin, 1.0) for arabic, latin, _ in pairs], ROUNDS)
    for arabic, latin, count in pairs:
        parts, likely = best(arabic, latin, shares)
        if parts and likely >= LEAST_LIKELY:
            yield [*zip(arabic, parts, strict=True), (END, "")], int(count)


def main() -> None:
    """Read, align, count, write."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("data", type=Path)
    arguments.add_argument("target", type=Path)
    arguments.add_argument("--dev", action="store_true")
    chosen = arguments.parse_args()
    without = held_out(chosen.data, chosen.dev)
    for name, pairs in (("arab", arab(chosen.data, without)), ("world", world(chosen.data, without, chosen.dev))):
        sequences = list(tokens(pairs))
        table: Table = estimate(sequences)
        raw = gzip.compress(written(table).encode("utf-8"), 9, mtime=0)
        (chosen.target / f"spelling_{name}.txt.gz").write_bytes(raw)
        print(f"{name}: {len(pairs)} pairs, {len(sequences)} aligned, {len(table.contexts)} contexts, {len(raw) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
