"""What the words beside a name say of its bearer's life: that he is dead, that he acts, how old he is (lives.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from musnad.knowledge.corpus import Indexed
from musnad.knowledge.names import folded
from musnad.lexicons import load
from musnad.records import Mention, Role
from musnad.script import search_key

_STOP = re.compile(r"[.؛:!؟\n]")
_WIDE = 50
_TITLES = 3
"""Words that may stand between such a word and the name (مقتل القائد العسكري فلان)."""
_MENTIONS = 2
"""Mentions of one name that are looked at: the first are where a report says who is meant."""


@dataclass(frozen=True, slots=True)
class Life:
    """What one report tells of one person."""

    dead: bool = False
    acts: bool = False
    age: int | None = None
    through_kin: bool = False
    """He is named for what his family says or suffers (والدة فلان)."""


@cache
def words(kind: str) -> frozenset[str]:
    """A list of lives.yml, folded."""
    return frozenset(folded(word) for word in load("lives", "musnad.knowledge.resolution")[kind])


@cache
def _age() -> re.Pattern[str]:
    years = "|".join(sorted(words("years")))
    opened = "|".join(sorted(words("aged")))
    return re.compile(rf"^\W*(?:(?:{opened})\s*){{0,4}}(\d{{1,3}})\s*(?:{years})\b")


def of(indexed: Indexed, mentions: Iterable[Mention]) -> Life:
    """The life of one name by its first mentions."""
    dead = acts = through_kin = False
    age: int | None = None
    for mention in sorted(mentions, key=lambda mention: mention.span.start)[:_MENTIONS]:
        start, end = mention.span.start, mention.span.end
        before = search_key(_STOP.split(indexed.text[max(0, start - _WIDE) : start])[-1]).split()
        behind = search_key(_STOP.split(indexed.text[end : end + _WIDE])[0])
        told_dead = _dead(before, behind)
        dead |= told_dead
        acts |= not told_dead and any(word in words("acts") or word[1:] in words("acts") for word in before[-_TITLES:])
        through_kin |= before[-1:] != [] and before[-1] in words("kin_of")
        if age is None and (match := _age().search(behind)):
            age = int(match[1])
    return Life(dead, acts and not dead, age, through_kin)


def of_kin(indexed: Indexed, role: Role) -> bool:
    """`نجل رئيس الأركان فلان`: whose office it is, the son's or the father's, the words leave open."""
    before = search_key(indexed.text[max(0, role.title.start - 12) : role.title.start]).split()
    return bool(before) and before[-1] in words("kin_of")


def _dead(before: list[str], behind: str) -> bool:
    near = [word.removeprefix("و") if word.removeprefix("و") in words("slain") else word for word in before[-_TITLES - 1 :]]
    following = behind.replace("،", " ").split()
    if any(word in words("dead") or word[1:] in words("dead") for word in near):
        return True
    told = any(word in words("slain") for word in near[-2:]) or any(word in words("mourned") for word in near)
    if told and (not following or following[0] in words("after")):
        return True
    return any(" ".join(following).startswith(phrase) for phrase in words("behind"))
