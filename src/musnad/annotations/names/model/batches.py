"""Lines as arrays for the two graphs of the model (training/names/graphs.py): end to end, without padding.

Only attention sees rows of equal length: `rows` says which piece stands where in them, `bias` shuts out what fills them up,
`back` where each piece is found in what comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]
Floats = NDArray[np.float32]

_SHUT = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Rows:
    """Stretches of one long sequence as rows of equal length."""

    starts: Indices
    lengths: Indices

    @classmethod
    def of(cls, lengths: Sequence[int] | Indices) -> Rows:
        """Stretches that follow each other."""
        sizes = np.asarray(lengths, dtype=np.int64)
        return cls(np.cumsum(sizes) - sizes, sizes)

    def inside(self) -> NDArray[np.bool_]:
        """(rows, longest): whether something stands there."""
        columns = np.arange(int(self.lengths.max()))
        return np.asarray(columns[None] < self.lengths[:, None])

    def table(self) -> Indices:
        """(rows, longest): index in the sequence; 0 where nothing stands."""
        columns = np.arange(int(self.lengths.max()))
        return np.asarray(np.where(self.inside(), self.starts[:, None] + columns[None], 0), dtype=np.int64)

    def back(self) -> Indices:
        """Where each place of the sequence stands when all rows lie end to end."""
        return np.flatnonzero(self.inside())

    def places(self) -> Indices:
        """For each place of the sequence how far it is from the beginning of its stretch."""
        return np.arange(int(self.lengths.sum())) - np.repeat(self.starts, self.lengths)

    def owners(self) -> Indices:
        """For each place of the sequence the number of its stretch."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    def bias(self, asking: int) -> Floats:
        """(rows, 1, asking, longest): what shuts out the ends of shorter rows."""
        ends = np.where(self.inside(), np.float32(0), _SHUT)
        return np.ascontiguousarray(np.broadcast_to(ends[:, None, None, :], (len(ends), 1, asking, ends.shape[1])))


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that go through together: `pieces` of all, `firsts` the index of each word's first piece among them."""

    pieces: Indices
    firsts: Indices
    lines: Rows
    words: Rows

    @classmethod
    def of(cls, coded: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Group:
        """Of each line its pieces and the index of each word's first piece."""
        lines = Rows.of([len(pieces) for pieces, _ in coded])
        words = Rows.of([len(firsts) for _, firsts in coded])
        firsts = np.concatenate([np.asarray(each, dtype=np.int64) for _, each in coded])
        pieces = np.concatenate([np.asarray(each, dtype=np.int64) for each, _ in coded])
        return cls(pieces, firsts + lines.starts[words.owners()], lines, words)

    def lower(self) -> dict[str, NDArray[np.generic]]:
        """What the lower graph reads."""
        lines = self.lines
        return {
            "pieces": self.pieces, "places": lines.places(), "firsts": self.firsts, "rows": lines.table(),
            "bias": lines.bias(int(lines.lengths.max())), "back": lines.back(),
        }  # fmt: skip

    def upper(self, states: Floats, stays: NDArray[np.bool_]) -> dict[str, NDArray[np.generic]]:
        """What the upper graph reads: lines without a word that stays are left out."""
        counts = np.bincount(self.words.owners()[stays], minlength=len(self.lines.lengths))
        open_ = counts > 0
        pieces = open_[self.lines.owners()]
        moved = np.cumsum(pieces) - 1
        lines, asking = Rows.of(self.lines.lengths[open_]), Rows.of(counts[open_])
        return {
            "states": states[pieces], "staying": moved[self.firsts[stays]], "asks": asking.table(), "rows": lines.table(),
            "bias": lines.bias(int(asking.lengths.max())), "back": asking.back(),
        }  # fmt: skip
