"""Word pieces of a line: what the encoder reads, and where each word's stem begins among them."""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Tokenizer

from musnad.annotations.names.model.words import parts

START, END = 0, 2
"""Ids of the marks before and behind a line."""


def word_pieces(tokenizer: Tokenizer, words: Sequence[str]) -> tuple[list[int], list[int]]:
    """Piece ids of `words` (model's spelling) between START and END; the index of the first piece of each word's stem."""
    units: list[str] = []
    stems: dict[int, int] = {}
    for index, word in enumerate(words):
        cut = parts(word)
        stems[len(units) + len(cut) - 1] = index
        units.extend(cut)
    coded = tokenizer.encode(units, is_pretokenized=True, add_special_tokens=False)
    pieces, firsts, last = [START], [0] * len(words), None
    for piece, unit in zip(coded.ids, coded.word_ids, strict=True):
        if unit != last and unit in stems:
            firsts[stems[unit]] = len(pieces)
        last = unit
        pieces.append(piece)
    pieces.append(END)
    return pieces, firsts
