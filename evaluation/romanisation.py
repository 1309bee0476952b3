"""How near romanisation comes to the spellings in use, and whether a Latin spelling finds its Arabic name.

    python evaluation/romanisation.py [--data ../shared/data/transliteration] [--only google|wikidata] [--find 2000] [--part NAME]

Test files: google_ar2en_test (Apache-2.0, mined from Wikipedia) and wikidata_ar_en_test (CC0), lower case, brought to ASCII
here as news writes names. Many of their names are not Arab. `exact` and `likeness` (1 - edit distance / longer length, mean)
go over all pairs; `exact, any` and `likeness, any` over the distinct Arabic names against the nearest of their references.

Finding: each distinct Latin form is a query (`--find` of them, spread evenly), looked for among all distinct Arabic names of
the file; right is every Arabic name that the file pairs with it, and the first of them counts; names that score the same
share their ranks. `nearest`: names ranked by the edit distance of folded keys, which asks how good the spellings are.
`search`: what the product does, the keys of the query in each reading against the keys of the names, whole or as their
beginning; `found` says how often it finds the right one at all. One word of a large list of world names is harder than what
is asked of a case, which has a few hundred names.

Parts: `skeleton` is the baseline, letter for letter without vowels that are not written; `rules` the patterns of
musnad.knowledge.vowels; `model` the trained speller alone, whose training never saw an Arabic word of the test files;
`musnad` all of it with the lists in their order of trust (the list of name parts is counted from Wikidata and so knows some
of the test's names).
"""

from __future__ import annotations

import argparse
import math
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from musnad.knowledge import alternates, latin, romanise, speller, vowels

DATA = Path(__file__).resolve().parents[2] / "shared/data/transliteration"
FILES = {"google": "google_ar2en_test.tsv", "wikidata": "wikidata_ar_en_test.tsv"}
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىةءؤئ"
_LATIN = "a,b,t,th,j,h,kh,d,dh,r,z,s,sh,s,d,t,z,,gh,f,q,k,l,m,n,h,u,i,a,i,a,a,a,,u,i"
_LETTERS = dict(zip(_ARABIC, _LATIN.split(","), strict=True))


def skeleton(name: str) -> str:
    """What a table of letters makes of a name."""
    return "".join(_LETTERS.get(letter, "") for letter in name)


PARTS: Mapping[str, Callable[[str], str]] = {
    "skeleton": skeleton,
    "rules": lambda name: vowels.spelled(name, name.startswith("ال")),
    "model": speller.spelling,
    "musnad": romanise.romanise,
}


Queries = Mapping[str, Sequence[str]]
"""Latin form → the Arabic names that the file pairs with it."""
Keys = Mapping[str, Sequence[str]]
"""Arabic name → its folded Latin spellings, the usual one first."""


def read(path: Path) -> list[tuple[str, str]]:
    """Pairs of an Arabic name and a Latin form in ASCII."""
    rows = (row.split("\t") for row in path.read_text("utf-8").splitlines() if row)
    return [(row[0], plain) for row in rows if (plain := latin.ascii_form(row[1]))]


def spelled(pairs: Sequence[tuple[str, str]], write: Callable[[str], str]) -> Mapping[str, float]:
    """Exact matches and likeness of what `write` makes of each name."""
    references: dict[str, list[str]] = defaultdict(list)
    for arabic, form in pairs:
        references[arabic].append(form)
    started = time.process_time()
    written = {arabic: latin.ascii_form(write(arabic)) for arabic in references}
    seconds = time.process_time() - started
    alike = [Levenshtein.normalized_similarity(written[arabic], form) for arabic, form in pairs]
    nearest = [
        max(Levenshtein.normalized_similarity(written[arabic], form) for form in forms) for arabic, forms in references.items()
    ]
    return {
        "exact": alike.count(1.0) / len(alike), "likeness": sum(alike) / len(alike),
        "exact, any": nearest.count(1.0) / len(nearest), "likeness, any": sum(nearest) / len(nearest),
        "ms a name": 1000 * seconds / len(written),
    }  # fmt: skip


def nearest(queries: Queries, keys: Keys) -> Mapping[str, float]:
    """Ranks by how near the query's folded form comes to the nearest spelling of each name."""
    names = sorted(keys)
    texts = [key for name in names for key in keys[name] or ("",)]
    starts = np.cumsum([0, *(len(keys[name]) or 1 for name in names)])[:-1]
    later = np.concatenate([_LATER * np.minimum(np.arange(len(keys[name]) or 1), 4) for name in names])
    place = {name: at for at, name in enumerate(names)}
    ranks = []
    for form, right in queries.items():
        alike = process.cdist([latin.latin_key(form)], texts, scorer=Levenshtein.normalized_similarity)[0] - later
        ranks.append(_rank(np.maximum.reduceat(alike, starts), [place[name] for name in right]))
    return {
        "nearest: MRR": float(np.mean([1 / rank for rank in ranks])),
        "nearest: top 5": float(np.mean([rank <= 5 for rank in ranks])),
    }


def searched(queries: Queries, keys: Keys) -> Mapping[str, float]:
    """Ranks by what the search of a case compares: the usual spelling, another spelling, a beginning; less in another reading."""
    held = sorted((key, name, 0 if place == 0 else 1) for name in sorted(keys) for place, key in enumerate(keys[name]))
    texts = [key for key, _, _ in held]
    ranks = []
    for form, right in queries.items():
        tiers: dict[str, int] = {}
        for number, reading in enumerate(latin.latin_readings(form)):
            for key, name, tier in held[bisect_left(texts, reading) : bisect_left(texts, reading + "\uffff")]:
                tier = tier + bool(number) if key == reading else _BEGINS
                tiers[name] = min(tier, tiers.get(name, _BEGINS))
        first = min((tiers[name] for name in right if name in tiers), default=None)
        if first is None:
            ranks.append(math.inf)
        else:
            values = list(tiers.values())
            ranks.append(sum(tier < first for tier in values) + (values.count(first) + 1) / 2)
    return {
        "search: MRR": sum(1 / rank for rank in ranks) / len(ranks),
        "search: top 5": sum(rank <= 5 for rank in ranks) / len(ranks),
        "search: found": sum(rank < math.inf for rank in ranks) / len(ranks),
    }


def _rank(scores: np.ndarray, right: Sequence[int]) -> float:
    best = scores[list(right)].max()
    return float((scores > best).sum() + ((scores == best).sum() + 1) / 2)


_LATER = 0.02
"""What a name loses that only a less likely spelling finds."""
_BEGINS = 4


def queries_of(pairs: Sequence[tuple[str, str]], most: int) -> Queries:
    """Latin forms spread evenly over the file, each with the Arabic names that it is paired with."""
    right: dict[str, list[str]] = defaultdict(list)
    for arabic, form in pairs:
        right[form].append(arabic)
    forms = sorted(right)
    return {form: sorted(set(right[form])) for form in forms[:: max(1, len(forms) // most)] if latin.latin_key(form)}


def main() -> None:
    """Print one table per test file."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--data", type=Path, default=DATA)
    arguments.add_argument("--only", choices=sorted(FILES))
    arguments.add_argument("--part", choices=sorted(PARTS))
    arguments.add_argument("--find", type=int, default=1500, help="queries of the finding test; 0: none")
    chosen = arguments.parse_args()
    for name, file in FILES.items():
        if chosen.only in (None, name):
            pairs = read(chosen.data / file)
            print(f"\n{file}: {len(pairs)} pairs, {len({arabic for arabic, _ in pairs})} Arabic names")
            for part, write in PARTS.items():
                if chosen.part in (None, part):
                    figures = dict(spelled(pairs, write))
                    print(f"  {part}: {_line(figures)}", flush=True)
                    if chosen.find:
                        queries = queries_of(pairs, chosen.find)
                        of_name = alternates.latin_keys if part == "musnad" else _one_key(write)
                        keys = {arabic: of_name(arabic) for arabic, _ in pairs}
                        figures = {**nearest(queries, keys), **searched(queries, keys)}
                        print(f"    {len(queries)} queries, {_line(figures)}", flush=True)


def _line(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{key} {value:.3f}" for key, value in figures.items())


def _one_key(write: Callable[[str], str]) -> Callable[[str], Sequence[str]]:
    return lambda name: (latin.latin_key(write(name)),)


if __name__ == "__main__":
    main()
