"""Proposer: persons by the words that say how somebody is called (يدعى, المكنى, الملقب, كل من)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from musnad.annotations.names.authority import lookup
from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import NameLine, Reading
from musnad.annotations.names.person_grammar import (
    given_strength,
    kunya_words,
    name_end,
    never_in_name,
)
from musnad.annotations.names.persons import fills_marks, person_candidate, whole_reading
from musnad.annotations.names.phrasebook import Phrasebook
from musnad.annotations.names.place_grammar import is_known_place
from musnad.annotations.names.vocabulary import (
    folded,
    head_table,
    name_counts,
)
from musnad.lexicons import load


@cache
def _naming() -> Phrasebook[str]:
    return Phrasebook.of((cue, cue) for cue in load("person_titles")["naming"])


def propose(line: NameLine) -> Iterator[Candidate]:
    """يدعى X · المكنى بأبي X · الملقب "X" · المعروف باسم X Y."""
    for match in _naming().all_in(line):
        at = match.last + 1
        if line.folded(at) in ("ب", "بـ", "باسم"):
            at += 1
        pair = line.opening.get(at)
        if pair is not None:
            first, size = line.folded(at + 1), pair.close - at - 1
            body = (
                first in head_table("organisation_heads") or lookup(line.written(at + 1, max(at + 1, pair.close - 1))) is not None
            )
            words = all(line.is_word(index) and not never_in_name(line, index) for index in range(at + 1, pair.close))
            if line.stem(match.first) in _SAID_OF_ANYTHING and not (
                fills_marks(line, at + 1, pair.close) and sum(name_counts().get(first, (0, 0))) >= 10
            ):
                continue
            if 1 <= size <= 5 and words and not body and (size > 1 or line.stem(match.first) not in _LOOSE_NAMING):
                yield person_candidate(line, at + 1, pair.close, 0, 0.74, "person_called", cue=match.value)
            continue
        if not line.is_word(at) or line.stem(match.first) in _SAID_OF_ANYTHING:
            continue
        skipped = [
            item
            for item in line.words[at].readings
            if item.skip == 1 and line.folded(at)[0] == "ب" and (item.stem in kunya_words() or given_strength(item.stem) == 2)
        ]
        for reading in (*skipped, whole_reading(line, at)):
            end = name_end(line, at, reading, True)
            if match.value in _EACH_OF:
                yield from _each_of(line, at, match.value)
                break
            known = given_strength(reading.stem) >= 1 or reading.stem in kunya_words() or end - at >= 2
            if end > at and known and line.folded(at) not in head_table("organisation_heads"):
                yield person_candidate(line, at, end, reading.skip, 0.72, "person_called", cue=match.value)
                break


def _each_of(line: NameLine, at: int, cue: str) -> Iterator[Candidate]:
    """كل من X وY وZ: given names in a row, with surnames or without."""
    skip = 0
    for _ in range(12):
        word = line.folded(at)[skip:]
        if not line.is_word(at) or (given_strength(word) == 0 and word not in kunya_words()) or is_known_place(line, at):
            return
        end = name_end(line, at, Reading(skip, word, True), True)
        if end == at:
            return
        yield person_candidate(line, at, end, skip, 0.66, "person_called", cue=cue)
        at = end + 1 if line.folded(end) in ("،", ",") else end
        skip = 1 if line.folded(at).startswith("و") else 0
        if not skip and at == end:
            return


_EACH_OF = ("كل من", "كلا من")


_SAID_OF_ANYTHING = folded(["هو", "هي", "وهو", "وهي"])


_LOOSE_NAMING = folded(["يسمى", "المسمى", "المعروف", "معروف"])
"""Said of bodies and places as well: one word in marks behind them proves no person."""
