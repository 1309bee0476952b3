"""Share the Latin letters of a name out among its Arabic ones, by expectation and maximisation.

A share is up to three consonants with up to three vowels behind them, or nothing: the vowel that Arabic leaves out goes to the
consonant before it, so that each name has few ways to be shared out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

SHARE = re.compile(r"[bcdfghjklmnpqrstvwxyz']{0,3}[aeiouy]{0,3}")
LONGEST = 5
_USUAL = {
    "ا": ["", "a", "e", "i", "o", "u"], "أ": ["a", "o", "u", "e"], "إ": ["i", "e"], "آ": ["a"], "ب": ["b", "p"],
    "ت": ["t"], "ث": ["th"],
    "ج": ["j", "g"], "ح": ["h"], "خ": ["kh", "ch", "j"], "د": ["d"], "ذ": ["dh", "th"], "ر": ["r"], "ز": ["z", "s"],
    "س": ["s", "c"], "ش": ["sh", "ch", "sch"], "ص": ["s"], "ض": ["d", "dh"], "ط": ["t"], "ظ": ["z"], "ع": ["", "a", "'"],
    "غ": ["gh", "g"], "ف": ["f", "v", "ph"], "ق": ["q", "k"], "ك": ["k", "c", "x"], "ل": ["l"],
    "م": ["m"], "ن": ["n"], "ه": ["h", ""],
    "و": ["w", "u", "o", "v"], "ي": ["y", "i", "e"], "ى": ["a"], "ة": ["a", "ah"], "ء": ["", "'"], "ؤ": ["u"], "ئ": ["i", ""],
}  # fmt: skip


def first_guess(letter: str, share: str) -> float:
    """How likely a share is before anything was counted: what the letter usually is, with or without a vowel."""
    bare = share.rstrip("aeiou")
    usual = _USUAL.get(letter, [])
    if share in usual or bare in usual:
        return 1.0 / (1 + len(share) - len(bare))
    if bare[:1] and any(bare[:1] == known[:1] for known in usual if known):
        return 0.2
    return 0.002 if share == "" else 0.01 * 0.1 ** len(bare)


Shares = Mapping[tuple[str, str], float]


def _arcs(arabic: str, latin: str, shares: Shares | None) -> list[list[list[tuple[int, float]]]]:
    """For each Arabic letter and Latin position: where a share may end, with its probability."""
    rows = []
    for letter in arabic:
        row: list[list[tuple[int, float]]] = []
        for start in range(len(latin) + 1):
            ends = []
            for end in range(start, min(len(latin), start + LONGEST) + 1):
                share = latin[start:end]
                if SHARE.fullmatch(share):
                    weight = first_guess(letter, share) if shares is None else shares.get((letter, share), 0.0)
                    if weight > 0:
                        ends.append((end, weight))
            row.append(ends)
        rows.append(row)
    return rows


def expect(pairs: Sequence[tuple[str, str, float]], shares: Shares | None) -> dict[tuple[str, str], float]:
    """One step: how often each letter takes each share, over all ways of each pair."""
    counts: dict[tuple[str, str], float] = defaultdict(float)
    for arabic, latin, weight in pairs:
        arcs = _arcs(arabic, latin, shares)
        size = len(latin) + 1
        forward = [[0.0] * size for _ in range(len(arabic) + 1)]
        forward[0][0] = 1.0
        for at, row in enumerate(arcs):
            here, ahead = forward[at], forward[at + 1]
            for start in range(size):
                if here[start]:
                    for end, likely in row[start]:
                        ahead[end] += here[start] * likely
        total = forward[-1][-1]
        if total <= 0:
            continue
        backward = [0.0] * size
        backward[-1] = 1.0
        for at in range(len(arabic) - 1, -1, -1):
            before = [0.0] * size
            for start in range(size):
                if forward[at][start]:
                    for end, likely in arcs[at][start]:
                        if backward[end]:
                            part = likely * backward[end]
                            before[start] += part
                            counts[arabic[at], latin[start:end]] += weight * forward[at][start] * part / total
            backward = before
    return counts


def learn(pairs: Sequence[tuple[str, str, float]], rounds: int) -> dict[tuple[str, str], float]:
    """Probabilities of the shares of each letter."""
    shares: dict[tuple[str, str], float] | None = None
    for _ in range(rounds):
        counts = expect(pairs, shares)
        totals: dict[str, float] = defaultdict(float)
        for (letter, _), count in counts.items():
            totals[letter] += count
        shares = {key: count / totals[key[0]] for key, count in counts.items() if count > 0.05}
    return shares or {}


def best(arabic: str, latin: str, shares: Shares) -> tuple[list[str], float]:
    """The likeliest way to share a name out, with its mean probability for a letter; empty where there is none."""
    arcs = _arcs(arabic, latin, shares)
    ways: dict[int, tuple[float, list[int]]] = {0: (1.0, [0])}
    for row in arcs:
        ahead: dict[int, tuple[float, list[int]]] = {}
        for start, (score, path) in ways.items():
            for end, likely in row[start]:
                if end not in ahead or ahead[end][0] < score * likely:
                    ahead[end] = (score * likely, [*path, end])
        ways = ahead
    if len(latin) not in ways:
        return [], 0.0
    score, path = ways[len(latin)]
    return [latin[start:end] for start, end in pairwise(path)], score ** (1 / max(1, len(arabic)))
