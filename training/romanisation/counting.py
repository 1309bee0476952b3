"""From shared-out names to a model with interpolated Kneser-Ney probabilities, cut to what earns its place in the file."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from musnad.knowledge.speller import ORDER, START, STEP

DISCOUNT = 0.95
EARNS = 0.8
"""Least gain, count times log ratio to the shorter context, for a token to be kept in a longer one."""
Token = tuple[str, str]


@dataclass(frozen=True)
class Table:
    """Log probabilities by context; the number each context passes on to the shorter one."""

    names: dict[Token, str]
    contexts: dict[str, dict[str, float]]
    passes: dict[str, float]


def estimate(sequences: Iterable[tuple[list[Token], int]]) -> Table:
    """Count and smooth."""
    counted = list(sequences)
    kinds = sorted({token for sequence, _ in counted for token in sequence}, key=lambda token: (token[0], token[1]))
    # One printable character stands for one token in contexts.
    names = {token: chr(0x4E00 + number) for number, token in enumerate(kinds)}
    counts: list[dict[str, dict[str, float]]] = [defaultdict(lambda: defaultdict(float)) for _ in range(ORDER)]
    for sequence, weight in counted:
        text = START + "".join(names[token] for token in sequence)
        for at in range(1, len(text)):
            longest = min(ORDER - 1, at)
            counts[longest][text[at - longest : at]][text[at]] += weight
    return _smoothed(names, counts)


def _smoothed(names: dict[Token, str], counts: list[dict[str, dict[str, float]]]) -> Table:
    # Shorter contexts count in how many longer ones a token was met, not how often.
    for length in range(ORDER - 1, 0, -1):
        for context, followers in counts[length].items():
            for token in followers:
                counts[length - 1][context[1:]][token] += 1.0
    contexts: dict[str, dict[str, float]] = {}
    passes: dict[str, float] = {}
    full: dict[str, dict[str, float]] = {}
    for length in range(ORDER):
        for context in sorted(counts[length]):
            followers = counts[length][context]
            total = sum(followers.values())
            spared = sum(min(DISCOUNT, count) for count in followers.values()) / total
            lower = full.get(context[1:], {}) if length else {}
            uniform = 1.0 / len(names)
            odds = {
                token: max(count - DISCOUNT, 0.0) / total + spared * (lower.get(token, 1e-7) if length else uniform)
                for token, count in followers.items()
            }
            full[context] = odds
            kept = {
                token: value for token, value in odds.items()
                if not length or followers[token] * abs(math.log(value / (spared * lower.get(token, 1e-7)))) >= _need(length)
            }  # fmt: skip
            if kept:
                contexts[context], passes[context] = kept, spared
    return Table(names, contexts, passes)


def _need(length: int) -> float:
    return EARNS * (0.6 + 0.2 * length)


def written(table: Table) -> str:
    """The file: tokens in the first line, then one context a line."""
    lines = [" ".join(name + letter + share for (letter, share), name in table.names.items())]
    for context in sorted(table.contexts):
        cells = "".join(token + _cell(value) for token, value in sorted(table.contexts[context].items()))
        lines.append(f"{context}\t{_cell(table.passes[context])}{cells}")
    return "\n".join(lines) + "\n"


def _cell(value: float) -> str:
    return chr(48 + min(2000, round(-math.log(max(value, 1e-30)) / STEP)))
