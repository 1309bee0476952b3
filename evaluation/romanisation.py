"""How near romanisation comes to the spellings in use, and whether a Latin spelling finds its Arabic name.

    python evaluation/romanisation.py [--data ../shared/data/transliteration] [--only google|wikidata] [--find 2000] [--part NAME]

Test files: google_ar2en_test (Apache-2.0, mined from Wikipedia) and wikidata_ar_en_test (CC0), lower case, brought to ASCII here as
news writes names. Many of their names are not Arab. `exact` and `likeness` (1 - edit distance / longer length, mean) go over all
pairs; `exact, any` and `likeness, any` over the distinct Arabic names against the nearest of their references. Finding: the Latin form is
looked for among all distinct Arabic names of the file; `MRR` and `top 5` of the right one, `--find` queries spread evenly over the file.

Parts: `skeleton` is the baseline, letter for letter without vowels that are not written; `rules` the patterns of
musnad.knowledge.vowels; `model` the trained speller alone, whose training never saw an Arabic word of the test files; `musnad` all of
it with the lists in their order of trust (the list of name parts is counted from Wikidata and so knows some of the test's names).
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from musnad.knowledge import latin, romanise, speller, vowels

DATA = Path(__file__).resolve().parents[2] / "shared/data/transliteration"
FILES = {"google": "google_ar2en_test.tsv", "wikidata": "wikidata_ar_en_test.tsv"}
_LETTERS = dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىةءؤئ", (
    "a b t th j h kh d dh r z s sh s d t z  gh f q k l m n h u i a i a a a  u i".split(" ")), strict=True))  # fmt: skip


def skeleton(name: str) -> str:
    """What a table of letters makes of a name."""
    return "".join(_LETTERS.get(letter, "") for letter in name)


PARTS: Mapping[str, Callable[[str], str]] = {
    "skeleton": skeleton,
    "rules": lambda name: vowels.spelled(name, name.startswith("ال")),
    "model": speller.spelling,
    "musnad": romanise.romanise,
}


def read(path: Path) -> list[tuple[str, str]]:
    """Pairs of an Arabic name and a Latin form in ASCII."""
    rows = (row.split("\t") for row in path.read_text("utf-8").splitlines() if row)
    return [(row[0], plain) for row in rows if (plain := latin.ascii_form(row[1]))]


def spelled(pairs: Sequence[tuple[str, str]], write: Callable[[str], str]) -> Mapping[str, float]:
    """Exact matches and likeness of what `write` makes of each name."""
    references: dict[str, list[str]] = defaultdict(list)
    for arabic, form in pairs:
        references[arabic].append(form)
    started = time.perf_counter()
    written = {arabic: latin.ascii_form(write(arabic)) for arabic in references}
    seconds = time.perf_counter() - started
    alike = [Levenshtein.normalized_similarity(written[arabic], form) for arabic, form in pairs]
    nearest = [max(Levenshtein.normalized_similarity(written[arabic], form) for form in forms) for arabic, forms in references.items()]
    return {
        "exact": alike.count(1.0) / len(alike), "likeness": sum(alike) / len(alike),
        "exact, any": nearest.count(1.0) / len(nearest), "likeness, any": sum(nearest) / len(nearest),
        "ms a name": 1000 * seconds / len(written),
    }  # fmt: skip


def found(pairs: Sequence[tuple[str, str]], keys: Callable[[str], Sequence[str]], sample: int) -> Mapping[str, float]:
    """Mean reciprocal rank and share in the first five, the right name among all names of the file; ties share their ranks."""
    names = sorted({arabic for arabic, _ in pairs})
    indexed = [(key, name, place) for name in names for place, key in enumerate(keys(name))]
    texts = [key for key, _, _ in indexed]
    step = max(1, len(pairs) // sample) if sample else 1
    reciprocal, early, asked = 0.0, 0, 0
    for arabic, form in pairs[::step]:
        scores: dict[str, float] = {}
        query = latin.latin_key(form)
        for _, score, number in process.extract(query, texts, scorer=Levenshtein.normalized_similarity, limit=80, score_cutoff=0.4):
            _, name, place = indexed[number]
            scores[name] = max(scores.get(name, 0.0), score - _LATER * min(place, 4))
        asked += 1
        if arabic in scores:
            better = sum(score > scores[arabic] for score in scores.values())
            same = sum(score == scores[arabic] for score in scores.values())
            rank = better + (same + 1) / 2
            reciprocal += 1 / rank
            early += rank <= 5
    return {"MRR": reciprocal / asked, "top 5": early / asked}


_LATER = 0.02
"""What a name loses that only a less likely spelling finds."""


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
                    if chosen.find:
                        keys = romanise.latin_keys if part == "musnad" else _one_key(write)
                        figures |= found(pairs, keys, chosen.find)
                    print(f"  {part:9}" + "  ".join(f"{key} {value:.3f}" for key, value in figures.items()))


def _one_key(write: Callable[[str], str]) -> Callable[[str], Sequence[str]]:
    return lambda name: (latin.latin_key(write(name)),)


if __name__ == "__main__":
    main()
