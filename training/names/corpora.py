"""What the names model learns from, as words with labels: FANE corpora, Wojood's sample and our own sentences.

Everything is brought to one scheme: the names, types and kinds of musnad, spans by words, the characters of clitics before a
name (`skip`). Two readings are folded into one: hamza on alef is taken off, for the FANE texts come without it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sentences import Sentence, read

from musnad.annotations.names.model.labels import KINDS
from musnad.annotations.names.model.words import WORD_LIMIT, spelled, split_words
from musnad.script import clitics

UNKNOWN = -100
"""Label that no loss is taken from."""

# FANE class → type and kind; what is not named here is no name of ours (nationalities, weapons, books, celestial bodies).
_PERSONS = ("Politician", "Athlete", "Artist", "Other_PER", "Religious_PER", "Scientist", "Police", "Businessperson", "Lawyer",
            "Engineer")  # fmt: skip
FANE: dict[str, tuple[str, str | None]] = {
    **dict.fromkeys(_PERSONS, ("PER", None)),
    **dict.fromkeys(("Non-Governmental", "Medical-Science", "Religious_ORG", "Entertainment"), ("ORG", None)),
    "Government": ("ORG", "government_body"), "Media": ("ORG", "media_outlet"), "Commercial": ("ORG", "company"),
    "Sports": ("ORG", "sports_club"), "Educational": ("ORG", "educational_body"),
    "Nation": ("LOC", "country"), "Population-Center": ("LOC", "town"), "State-or-Province": ("LOC", "governorate"),
    "County-or-District": ("LOC", "district"), "Continent": ("LOC", "region"), "GPE-Cluster": ("LOC", "region"),
    "Water-Body": ("LOC", "natural_feature"), "Land-Region-Natural": ("LOC", "natural_feature"),
    "Building-Grounds": ("LOC", "facility"), "Path": ("LOC", "facility"), "Airport": ("LOC", "facility"),
}  # fmt: skip


@dataclass(slots=True)
class Example:
    """A sentence as words; `tags[i]` is `O`, `B-TYPE` or `I-TYPE`, kinds and skips count at B words only."""

    words: list[str]
    tags: list[str]
    kinds: list[int] = field(default_factory=list)
    skips: list[int] = field(default_factory=list)
    source: str = ""


def _rows(path: Path) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line:
            token, _, label = line.partition("\t")
            rows.append((token, label))
        elif rows:
            yield rows
            rows = []


def _groups(segments: list[tuple[str, str]], words: list[str]) -> list[list[tuple[str, str]]] | None:
    """Which clitic-segmented tokens make up which word; None where the two copies disagree."""
    found: list[list[tuple[str, str]]] = []
    at = 0
    for word in words:
        group: list[tuple[str, str]] = []
        made = ""
        while at < len(segments) and len(made) < len(word):
            piece = segments[at][0]
            if made.endswith("ل") and piece.startswith("ال") and word.startswith(made + piece[1:]):
                piece = piece[1:]  # ل + ال is written لل
            made += piece
            group.append(segments[at])
            at += 1
        if made != word:
            return None
        found.append(group)
    return found if at == len(segments) else None


def _skip(word: str, prefix: int) -> int:
    """Characters before the name: those segmented off; behind لل the name begins at its second lam."""
    return 1 if prefix == 0 and word.startswith("لل") and len(word) > 4 else min(prefix, 3)


def fane(folder: Path, part: str) -> Iterator[Example]:
    """`part` is `train`, `test` or `all`: the words of `*_coarse_words.tsv` with the classes of `*_fine.tsv`."""
    for fine, coarse in zip(_rows(folder / f"{part}_fine.tsv"), _rows(folder / f"{part}_coarse_words.tsv"), strict=True):
        words = [word for word, _ in coarse]
        groups = _groups(fine, words)
        example = Example(words, [], source=folder.name)
        if groups is None:
            for word, label in coarse:
                mark, _, kind = label.partition("-")
                type_ = {"PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}.get(kind)
                example.tags.append(f"{mark}-{type_}" if type_ else "O")
                example.kinds.append(KINDS.index("facility") if kind == "FAC" else UNKNOWN)
                example.skips.append(min(clitics.split(word).length, 3))
        else:
            for word, group in zip(words, groups, strict=True):
                at = next((index for index, (_, label) in enumerate(group) if label != "O"), None)
                label = group[at][1] if at is not None else "O"
                mark, _, name = label.partition("-")
                type_, kind = FANE.get(name, (None, None))
                example.tags.append(f"{mark}-{type_}" if type_ else "O")
                example.kinds.append(KINDS.index(kind) if kind else UNKNOWN)
                example.skips.append(_skip(word, sum(len(token) for token, _ in group[: at or 0])))
        example.words = [spelled(word) for word in example.words]
        yield _mended(example)


def _mended(example: Example) -> Example:
    """An I that follows no name of its type opens one."""
    before = "O"
    for index, tag in enumerate(example.tags):
        if tag.startswith("I-") and before[2:] != tag[2:]:
            example.tags[index] = "B-" + tag[2:]
        before = example.tags[index]
    return example


def bio(path: Path, types: dict[str, str]) -> Iterator[Example]:
    """A corpus of whole words with BIO labels; `types` maps its types to ours, others are no names."""
    for rows in _rows(path):
        tags = []
        for _, label in rows:
            mark, _, name = label.partition("-")
            tags.append(f"{mark}-{types[name]}" if name in types else "O")
        unknown = [UNKNOWN] * len(rows)
        yield _mended(Example([spelled(word) for word, _ in rows], tags, unknown, [*unknown], path.parent.name))


def of_sentence(sentence: Sentence) -> Example:
    """One of our own sentences: words as the reader of reports cuts them."""
    words = split_words(sentence.text)
    example = Example([], [], source=sentence.passage)
    for word in words:
        inside = [name for name in sentence.outermost if name.start < word.end and word.start < name.end]
        example.words.append(word.text)
        if not inside:
            example.tags.append("O")
            example.kinds.append(UNKNOWN)
            example.skips.append(UNKNOWN)
            continue
        name = inside[0]
        first = name.start >= word.start
        example.tags.append(("B-" if first else "I-") + name.type)
        example.kinds.append(KINDS.index(name.kind) if first and name.kind in KINDS else UNKNOWN)
        # the offset of a name inside its word, counted in the characters that are left of the word
        example.skips.append(min(word.index_of(name.start), 3) if first else UNKNOWN)
    return example


def own(paths: Iterable[Path]) -> Iterator[Example]:
    """Our own sentences of these files."""
    for path in sorted(paths):
        for sentence in read(path):
            yield of_sentence(sentence)


def limited(example: Example) -> Iterator[Example]:
    """Pieces of at most `WORD_LIMIT` words, cut where no name is open."""
    start = 0
    while start < len(example.words):
        end = min(start + WORD_LIMIT, len(example.words))
        while end < len(example.words) and end > start + 1 and example.tags[end].startswith("I-"):
            end -= 1
        cut = slice(start, end)
        yield Example(example.words[cut], example.tags[cut], example.kinds[cut], example.skips[cut], example.source)
        start = end


if __name__ == "__main__":
    shared = Path(sys.argv[1])
    for name, part in (("newsfane", "train"), ("newsfane", "test"), ("wikifane_gold", "all")):
        examples = list(fane(shared / name, part))
        known = sum(any(kind != UNKNOWN for kind in example.kinds) for example in examples)
        print(name, part, len(examples), sum(len(example.words) for example in examples), known)
