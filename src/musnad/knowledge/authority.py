"""What the lists that ship with musnad say of an entity: English name, coordinates, country; and names that they hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from musnad.annotations.names import gazetteer
from musnad.errors import LexiconError
from musnad.knowledge.names import folded, person_parts
from musnad.lexicons import load
from musnad.records import Grounding

_LISTS = (("organisations", "organisations"), ("outlets", "outlets"), ("persons", "persons"), ("event_heads", "known"))


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list."""

    id: str
    name: str
    name_en: str | None = None
    subtype: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    agency: bool = False
    wikidata: str | None = None
    aliases_en: tuple[str, ...] = ()
    renowned: bool = True
    """False for a person whom news does not name by surname alone and who held no state office: a commander, a local leader."""


@cache
def listed() -> dict[str, Listed]:
    """Every entry by its id, `list:entry`."""
    found: dict[str, Listed] = {}
    for file, section in _LISTS:
        try:
            entries = load(file)[section]
        except (LexiconError, KeyError):
            continue
        for entry in entries:
            key = f"{file}:{entry['id']}"
            agency = entry.get("kind") == "agency"
            found[key] = Listed(
                key, entry["ar"], entry.get("en") or None, entry.get("subtype"), entry.get("country"), agency=agency,
                wikidata=entry.get("wikidata"), aliases_en=tuple(entry.get("aliases_en", ())),
                renowned=file != "persons" or bool(entry.get("short") or entry.get("wikidata")),
            )  # fmt: skip
    for key, place in gazetteer.places().items():
        found[key] = Listed(
            key, place.name, place.name_en or None, place.kind, place.country or None, place.latitude, place.longitude
        )
    return found


_KINDS = {"subdistrict": "town", "camp": "facility"}
"""Kinds of the atlas that the ontology takes together with another."""


def kind_of(grounding: Grounding) -> str | None:
    """The finer kind of a place in the words of the ontology."""
    return _KINDS.get(grounding.place_kind, grounding.place_kind) or None


def of_place(grounding: Grounding) -> Listed:
    """A place as a report takes it; its English name is that of the shorter list where that has it."""
    known = listed().get(grounding.place or "")
    return Listed(
        grounding.place or "", grounding.name, (known.name_en if known else None) or grounding.name_en or None,
        kind_of(grounding), grounding.country or None, grounding.latitude, grounding.longitude,
    )  # fmt: skip


def renowned(key: str | None) -> bool:
    """True where the lists hold the entity and what it is and does needs no news to tell."""
    entry = listed().get(key or "")
    return entry is not None and entry.renowned


@cache
def outlet_ids() -> dict[str, str]:
    """Folded name → id, for outlets said by name only."""
    found: dict[str, str] = {}
    for entry in load("outlets")["outlets"]:
        for name in (entry["ar"], *entry.get("aliases", ()), entry.get("en", "")):
            if name:
                found.setdefault(folded(name), f"outlets:{entry['id']}")
    return found


@cache
def organisation_ids() -> dict[str, str]:
    """Folded name of two words or more → id: names that quotation marks kept the annotator from looking up (قوات "نظام كذا")."""
    found: dict[str, str] = {}
    for entry in load("organisations")["organisations"]:
        for name in (entry["ar"], *entry.get("aliases", ())):
            if " " in name:
                found.setdefault(folded(name), f"organisations:{entry['id']}")
    return found


@cache
def person_ids() -> dict[tuple[str, ...], str]:
    """Parts of a full name → id: persons whose name the annotator read together with a word beside it."""
    return {person_parts(entry["ar"]): f"persons:{entry['id']}" for entry in load("persons")["persons"] if " " in entry["ar"]}


@cache
def short_person_ids() -> dict[str, str]:
    """Folded short form (الأسد) → id, of persons who share it with no other on the list."""
    found: dict[str, set[str]] = {}
    for entry in load("persons")["persons"]:
        for name in (*entry.get("short", ()), *entry.get("quoted", ())):
            found.setdefault(folded(name), set()).add(f"persons:{entry['id']}")
    return {name: min(ids) for name, ids in found.items() if len(ids) == 1}
