"""Hard-wrapped text: paragraphs that were broken at a column, as in old agency files and mail."""

from __future__ import annotations

import re

_STOP = re.compile(r"[.!?؟۔…:][\"'”»)\]\s]*$")
MINIMUM, MAXIMUM = 40, 130
"""Column range of wrapped lines in characters; longer lines are paragraphs, shorter ones headlines or verse."""


def wrapped_runs(pieces: list[str]) -> dict[int, int]:
    """First index → last index of every run of three and more lines that are one wrapped paragraph.

    The lines of a wrapped paragraph but the last are about equally long and mostly break off without a stop; a list of
    headlines is ragged.
    """
    runs: dict[int, int] = {}
    start = 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and pieces[end].strip() and len(pieces[end].strip()) <= MAXIMUM:
            end += 1
        runs.update(_paragraphs(pieces, start, end))
        start = end + 1
    return runs


def _paragraphs(pieces: list[str], start: int, end: int) -> list[tuple[int, int]]:
    lengths = [len(piece.strip()) for piece in pieces[start:end]]
    if len(lengths) < 3 or max(lengths) < MINIMUM:
        return []
    column = max(lengths)
    full = [length >= 0.8 * column for length in lengths]
    broken_off = [not _STOP.search(piece) for piece in pieces[start:end]]
    # Nearly all lines but the last must be full, and the run must hold a stop somewhere: headlines hold none.
    if sum(full[:-1]) < 0.85 * (len(full) - 1) or sum(broken_off[:-1]) < 0.5 * (len(full) - 1):
        return []
    if not any(re.search(r"[.!؟?](?:\s|$)", piece) for piece in pieces[start:end]):
        return []
    found, first = [], start
    for index in range(start, end):
        short_last = lengths[index - start] < 0.8 * column
        if short_last or index == end - 1:
            found.append((first, index))
            first = index + 1
    return found
