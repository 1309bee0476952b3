"""A name that is another with one more given name before it is a son's: ماجد سالم الهزاع beside سالم الهزاع."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.knowledge.names import is_kunya
from musnad.knowledge.resolution import commonness

_COMPOUND = frozenset({"محمد", "احمد", "سيد", "امير", "السيد", "محمود"})
"""Given names that open a double one: محمد باقر الصدر is باقر الصدر."""


def son_of(full: Sequence[str], short: Sequence[str]) -> bool:
    """True where the fuller name is, as a rule, that of a son of the shorter."""
    if (
        len(full) - len(short) != 1
        or len(short) < 2
        or tuple(full[1:]) != tuple(short)
        or is_kunya(short[0])
        or is_kunya(full[0])
    ):
        return False
    given = commonness.is_known(short[0]) or short[0].startswith("عبد ")
    return given and (len(short) > 2 or full[0] not in _COMPOUND)
