"""Reports that repeat another report: near-duplicates and shortened copies by shared word shingles, never a second source.

What counts is containment: how much of the shorter report stands in the longer, so that an agency text cut to its first
paragraphs is found. The origin of a group is an agency's report where there is one, else the earliest.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from itertools import combinations

from musnad.knowledge.chains import Chains
from musnad.knowledge.corpus import Corpus, Indexed
from musnad.script import fold

_WORD = re.compile(r"\w+")
_WIDTH = 3
"""Words in a shingle: an editor who changes a word here and there leaves runs of three."""
_CONTAINED = 0.45
"""Share of the shorter report's shingles found in the longer from which it is a copy: reports of one event by two newsrooms
rarely share a quarter, pairs from 0.45 up were all one agency text or statement (read on 900 reports of SaudiNewsNet)."""
_LEAST = 30
"""Reports with fewer shingles are too short to tell a copy from a set phrase."""
_COMMON = 12
"""A shingle in more reports than this is a set phrase, or furniture that slipped through; it brings no pair together."""
_SAMPLE = 4
"""One shingle in so many (by hash) brings pairs together: enough for 100 words, and memory stays small."""
_SEEN = 0.12
"""Share of the shorter report's rarer shingles that a pair must have in common before all shingles are compared."""


def _shingles(indexed: Indexed) -> frozenset[int]:
    body = "\n".join(line.span.of(indexed.text) for line in indexed.report.document.body())
    words = _WORD.findall(fold(body).text)
    return frozenset(
        int.from_bytes(hashlib.blake2b(" ".join(words[at : at + _WIDTH]).encode(), digest_size=8).digest(), "big")
        for at in range(len(words) - _WIDTH + 1)
    )


def find(corpus: Corpus, chains: Chains) -> dict[str, str]:
    """Copy → the report that it repeats."""
    shingles = {indexed.id: found for indexed in corpus.reports if len(found := _shingles(indexed)) >= _LEAST}
    holders: dict[int, list[str]] = defaultdict(list)
    for document in sorted(shingles):
        for shingle in shingles[document]:
            if shingle % _SAMPLE:
                continue
            holders[shingle].append(document)
    met: Counter[tuple[str, str]] = Counter()
    for documents in holders.values():
        if 2 <= len(documents) <= _COMMON:
            met.update(combinations(documents, 2))
    order = {indexed.id: (indexed.published or "9999", indexed.id) for indexed in corpus.reports}
    agency = {indexed.id: _of_agency(indexed, chains) for indexed in corpus.reports}
    origin: dict[str, str] = {}
    pairs = sorted(
        (sorted(pair, key=lambda document: (not agency[document], order[document])) for pair, shared in met.items()
         if shared * _SAMPLE >= _SEEN * min(len(shingles[pair[0]]), len(shingles[pair[1]]))),
        key=lambda pair: [(not agency[document], order[document]) for document in pair],
    )  # fmt: skip
    for first, second in pairs:
        shorter = min(len(shingles[first]), len(shingles[second]))
        if len(shingles[first] & shingles[second]) / shorter >= _CONTAINED:
            origin.setdefault(second, origin.get(first, first))
    return {copy: first for copy, first in sorted(origin.items()) if copy != first}


def _of_agency(indexed: Indexed, chains: Chains) -> bool:
    outlet = chains.outlet(indexed)
    return outlet is not None and outlet.kind == "agency"
