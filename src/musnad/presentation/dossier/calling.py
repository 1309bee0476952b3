"""How a dossier calls its own subject after the first time: `السرايا`, `الصلال`, `the group`, as an editor does."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from musnad.lexicons import load
from musnad.presentation.dates_in_words import Language
from musnad.records import Entity
from musnad.script import plain, search_key

# Parts of a name that do not stand alone: أبو عمر is one name.
_JOINED_LATIN = frozenset({"abu", "abou", "umm", "um", "ibn", "bin", "bint", "abd", "al", "el"})


@cache
def _heads() -> frozenset[str]:
    """Heads of bodies that point back by themselves with the article (`الحركة`)."""
    listed = load("organisation_heads")["heads"]
    return frozenset(search_key(head) for head, entry in listed.items() if " " not in head and entry.get("nominal", True))


def short_name(entity: Entity, others: Iterable[Entity], language: Language) -> str | None:
    """The short name of `entity`; None where it has none or where another of these could be meant by it."""
    if entity.type == "PER":
        return _surname(entity, others) if language == "ar" else _latin_surname(entity)
    if entity.type != "ORG":
        return None
    head = _head(entity)
    if head is None or any(_head(other) == head for other in others if other.id != entity.id):
        return None
    if language == "ar":
        first = plain(entity.name).split(" ")[0]
        return first if first.startswith("ال") else f"ال{first}"
    kinds = load("phrases", "musnad.presentation.dossier")["en"]["called"]
    return str(kinds[entity.subtype]) if entity.subtype in kinds else None


def _head(entity: Entity) -> str | None:
    """The head of a body's name where it stands before more words: `سرايا` of سرايا المقاومة, `الجبهة` of الجبهة الوطنية."""
    words = search_key(entity.name).split(" ")
    if len(words) < 2:
        return None
    bare = words[0].removeprefix("ال")
    return bare if bare in _heads() else None


def _surname(entity: Entity, others: Iterable[Entity]) -> str | None:
    """The shortest name that the reports themselves use and that ends the full one, if nobody else here ends so."""
    full = search_key(entity.name)
    short = [
        alias.name
        for alias in entity.aliases
        if alias.grade == "certain" and alias.references and full.endswith(f" {search_key(alias.name)}")
    ]
    best = min(short, key=lambda name: (len(name), name), default=None)
    taken = any(search_key(other.name).endswith(search_key(best or "")) for other in others if other.id != entity.id)
    return None if taken else best


def _latin_surname(entity: Entity) -> str | None:
    words = (entity.name_en or "").split()
    if len(words) < 2:
        return None
    start = len(words) - 1
    while start > 0 and words[start - 1].lower() in _JOINED_LATIN:
        start -= 1
    return " ".join(words[start:]) if start else None
