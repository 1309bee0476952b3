"""Reports that repeat another report: near-duplicates by shared word shingles, never counted as a second source."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from itertools import combinations

from musnad.knowledge.corpus import Corpus, Indexed
from musnad.script import fold

_WORD = re.compile(r"\w+")
_WIDTH = 5
"""Words in a shingle: shorter ones are shared by unrelated reports (set phrases of Arabic news run to four words)."""
_SAMPLE = 8
"""One shingle in so many is kept (by hash): enough for 400 words, and pairs are met without comparing all with all."""
_CONTAINED = 0.6
"""Share of the shorter report's shingles found in the longer from which it is a copy."""
_LEAST = 20
"""Reports with fewer shingles are too short to tell a copy from a set phrase."""
_COMMON = 50
"""A shingle in more reports than this is furniture that slipped through."""


def _shingles(indexed: Indexed) -> frozenset[int]:
    body = "\n".join(line.span.of(indexed.text) for line in indexed.report.document.body())
    words = _WORD.findall(fold(body).text)
    return frozenset(
        int.from_bytes(hashlib.blake2b(" ".join(words[at : at + _WIDTH]).encode(), digest_size=8).digest(), "big")
        for at in range(len(words) - _WIDTH + 1)
    )


def find(corpus: Corpus) -> dict[str, str]:
    """Copy → the earliest report that it repeats (by publication, then id)."""
    shingles = {indexed.id: _shingles(indexed) for indexed in corpus.reports}
    holders: dict[int, list[str]] = defaultdict(list)
    for document, found in sorted(shingles.items()):
        for shingle in found:
            if shingle % _SAMPLE == 0:
                holders[shingle].append(document)
    met = {pair for documents in holders.values() if len(documents) <= _COMMON for pair in combinations(documents, 2)}
    origin: dict[str, str] = {}
    order = {indexed.id: (indexed.published or "9999", indexed.id) for indexed in corpus.reports}
    for one, other in sorted(met, key=lambda pair: sorted((order[pair[0]], order[pair[1]]))):
        shorter = min(len(shingles[one]), len(shingles[other]))
        if shorter < _LEAST or len(shingles[one] & shingles[other]) / shorter < _CONTAINED:
            continue
        first, second = sorted((one, other), key=lambda document: order[document])
        origin.setdefault(second, origin.get(first, first))
    return {copy: first for copy, first in sorted(origin.items()) if copy != first}
