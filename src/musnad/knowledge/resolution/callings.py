"""What somebody does, by the words right beside the name: player, judge, fighter (callings.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from musnad.knowledge.corpus import Indexed
from musnad.knowledge.names import folded
from musnad.lexicons import load
from musnad.records import Mention

PRIVATE = frozenset({"sport", "arts", "trade", "ordinary"})
"""Callings that are no public matter."""
WIDE = frozenset({"trade", "ordinary"})
"""Callings of so many kinds that two of one have nothing in common."""
PLAIN_ROLES = frozenset({"professional", "researcher", "journalist", "director", "supervisor", "dean", "notable", "activist"})
"""Posts that public figures seldom hold."""
_BESIDE = 3
"""Words before and behind a name that are looked at."""
_STOP = re.compile(r"[.؛:!؟\n]")


@cache
def _words() -> dict[str, frozenset[str]]:
    """Every form of every word, folded → its callings."""
    found: dict[str, frozenset[str]] = {}
    content = load("callings")
    others = frozenset(folded(word) for word in content["no_calling"])
    for calling, words in content.items():
        for word in words if calling != "no_calling" else ():
            first, *rest = folded(word).split()
            for form in (form for form in (first, f"{first}ه") if form not in others):
                for spelt in ([form, *rest], [f"ال{form}", *(f"ال{other}" for other in rest)], [f"ال{form}", *rest]):
                    found[" ".join(spelt)] = found.get(" ".join(spelt), frozenset()) | {calling}
    return found


def of(indexed: Indexed, mentions: Iterable[Mention]) -> frozenset[str]:
    """The callings told of one person."""
    found: set[str] = set()
    for mention in mentions:
        before = _STOP.split(indexed.text[max(0, mention.span.start - 40) : mention.span.start])[-1].split()
        behind = _STOP.split(indexed.text[mention.span.end : mention.span.end + 40])[0].split()
        for words in (before[-_BESIDE:], behind[:_BESIDE]):
            plain = folded(" ".join(words).replace("،", " ")).split()
            for at, word in enumerate(plain):
                for phrase in (word, " ".join(plain[at : at + 2])):
                    found |= _words().get(phrase, frozenset())
    return frozenset(found)
