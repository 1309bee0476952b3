"""Two persons of one report whose names share a part and who are told to be two: father and son, one beside the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from musnad.knowledge.corpus import Indexed
from musnad.knowledge.names import folded, person_parts
from musnad.knowledge.resolution import lives
from musnad.records import Mention
from musnad.script import search_key

_BETWEEN = 90
"""Characters between two names in which the one may be told to be kin of the other."""
_AND = re.compile(r"^\s*،?\s*و\s*$")
"""`فلان وفلان`: nobody is named twice in one breath."""
_PRONOUNS = "(?:ه|ها|هم|هما|هن)"


@cache
def _kin() -> re.Pattern[str]:
    """`نجله`, up to two words behind it, the name."""
    nouns = "|".join(sorted(word.removesuffix("ه") + ("ت?" if word.endswith("ه") else "") for word in lives.words("kin")))
    return re.compile(rf"(?:^|\s)[وفبل]?(?:{nouns}){_PRONOUNS}(?:\s\w+){{0,2}}\s*$")


def apart(indexed: Indexed) -> Iterator[tuple[str, str]]:
    """Ids of mentions that stand one behind the other and are two persons, of those whose names could meet."""
    persons = sorted(
        (mention for mention in indexed.report.mentions if mention.type == "PER" and not mention.nominal),
        key=lambda mention: mention.span.start,
    )
    for one, other in pairwise(persons):
        if 0 < other.span.start - one.span.end <= _BETWEEN and _share(one, other) and _told(indexed, one, other):
            yield one.id, other.id


def _share(one: Mention, other: Mention) -> bool:
    first, second = person_parts(folded(one.name)), person_parts(folded(other.name))
    return first != second and bool(set(first) & set(second))


def _told(indexed: Indexed, one: Mention, other: Mention) -> bool:
    between = indexed.text[one.span.end : other.span.start]
    return bool(_AND.match(between) or _kin().search(search_key(between)))
