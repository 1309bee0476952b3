"""Word pieces of a line: what the encoder reads, and where each word's stem begins among them."""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Tokenizer

from musnad.annotations.names.model.words import parts

START, END = 0, 2
"""Ids of the marks before and behind a line."""
_REMEMBERED = 65536


class Pieces:
    """A tokenizer that remembers what it made of a stem or clitic: the words of a report come back in the next one."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}

    def __call__(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """Piece ids of `words` (model's spelling) between START and END; the index of the first piece of each word's stem."""
        cut = [parts(word) for word in words]
        self._learn([unit for units in cut for unit in units])
        pieces, firsts = [START], []
        for units in cut:
            for unit in units[:-1]:
                pieces += self._known[unit]
            stem = self._known[units[-1]]
            # a stem of characters that the vocabulary lacks altogether has no piece: the line's opening mark stands for it
            firsts.append(len(pieces) if stem else 0)
            pieces += stem
        pieces.append(END)
        return pieces, firsts

    def _learn(self, units: Sequence[str]) -> None:
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        new = [unit for unit in dict.fromkeys(units) if unit not in self._known]
        if not new:
            return
        coded = self.tokenizer.encode(new, is_pretokenized=True, add_special_tokens=False)
        self._known.update((unit, []) for unit in new)
        for piece, index in zip(coded.ids, coded.word_ids, strict=True):
            if index is not None:
                self._known[new[index]].append(piece)


def word_pieces(tokenizer: Tokenizer, words: Sequence[str]) -> tuple[list[int], list[int]]:
    """The same for one line."""
    return Pieces(tokenizer)(words)
