"""Places by name: the gazetteer, the lexicon's regions and countries, and how far each name is trusted without a cue."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

from musnad.annotations.names.phrasebook import Phrasebook, key_of
from musnad.annotations.names.vocabulary import ORDINARY, RARE, folded, frequency, name_counts, word_set
from musnad.lexicons import load
from musnad.script import plain_latin

_NEWS_COUNTRIES = frozenset(
    [
        "SY",
        "LB",
        "IQ",
        "JO",
        "PS",
        "IL",
        "YE",
        "SA",
        "AE",
        "KW",
        "BH",
        "OM",
        "QA",
        "EG",
        "SD",
        "SS",
        "LY",
        "TN",
        "DZ",
        "MA",
        "MR",
        "SO",
        "DJ",
        "EH",
    ]
)
_SMALL, _FAR = 15_000, 300_000
"""Towns this small need a cue; towns of far countries this small are left out (their Arabic forms are often Persian)."""


class Trust(IntEnum):
    """What must stand beside a place's name."""

    head = 0
    """مدينة, بلدة ... right before: the name is also an ordinary word or a person's."""
    sign = 1
    """A preposition, a word of position, a head or another place."""
    none = 2


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the lists; the coordinates are None where the lists have none."""

    id: str
    kind: str
    country: str
    name: str
    name_en: str
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """The place that a written form most likely means, with its trust. `position`: the form opens with a word of position."""

    place: Place
    trust: Trust
    position: bool = False


@cache
def places() -> dict[str, Place]:
    """Every place by id: `gazetteer:...` as in Mention.because; knowledge reads coordinates and English names here."""
    found: dict[str, Place] = {}
    for entry in load("places")["regions"]:
        key = f"gazetteer:{entry['id']}"
        found[key] = Place(key, entry["kind"], entry.get("country", ""), entry["ar"], entry["en"])
    for entry in load("places")["towns"]:
        key = f"gazetteer:{entry['id']}"
        latitude, longitude = entry["at"]
        found[key] = Place(key, "town", entry["country"], entry["ar"], entry["en"], latitude, longitude)
    for _, place in _rows():
        found.setdefault(place.id, place)
    return found


@cache
def _rows() -> tuple[tuple[tuple[str, ...], Place], ...]:
    """Gazetteer lines: their written forms and the place."""
    raw = files("musnad.annotations.names").joinpath("data/places.tsv.gz").read_bytes()
    found: list[tuple[tuple[str, ...], Place]] = []
    for row in gzip.decompress(raw).decode("utf-8").splitlines():
        ident, kind, country, latitude, longitude, population, english, names = row.split("\t")
        forms = tuple(names.split("|"))
        people = int(population or 0)
        if country not in _NEWS_COUNTRIES and kind != "country" and people < _FAR:
            continue
        at = (float(latitude), float(longitude)) if latitude else (None, None)
        usual_latin = english if kind == "country" else plain_latin(english)
        found.append((forms, Place(f"gazetteer:{ident}", kind, country, forms[0], usual_latin, at[0], at[1], people)))
    return tuple(found)


def _trust(form: str, place: Place) -> Trust:
    key = key_of(form)
    joined = " ".join(key)
    if joined in _doubtful():
        return Trust.head
    if joined in _well_known():
        return Trust.none
    if place.kind == "country":
        return Trust.sign if joined in word_set("places", "doubtful_countries") else Trust.none
    given, surname = name_counts().get(key[0], (0, 0)) if len(key) == 1 else (0, 0)
    rate = frequency(key[0]) if len(key) == 1 else 0
    if rate >= ORDINARY or given + surname >= 20 or len(joined) <= 3:
        return Trust.head
    if place.population >= _FAR and rate and given + surname < 5:
        return Trust.none if rate >= RARE else Trust.sign
    if (place.kind == "town" and 0 < place.population < _SMALL) or place.kind == "village":
        return Trust.sign if rate < 36 and given + surname < 5 else Trust.head
    return Trust.sign


@cache
def _doubtful() -> frozenset[str]:
    return folded(load("places")["doubtful"])


@cache
def _well_known() -> frozenset[str]:
    return folded(load("places")["well_known"]) - _doubtful()


def _listed() -> Iterator[tuple[str, Listed]]:
    lexicon = load("places")
    by_id = places()
    for entry in lexicon["regions"]:
        place = by_id[f"gazetteer:{entry['id']}"]
        for form in (entry["ar"], *entry.get("aliases", ())):
            doubtful = " ".join(key_of(form)) in _doubtful()
            yield (
                form,
                Listed(place, Trust.sign if doubtful else Trust.none, form.split()[0] in ("شمال", "شمالي", "جنوب", "جنوبي")),
            )
    for entry in lexicon["towns"]:
        for form in (entry["ar"], *entry.get("aliases", ())):
            yield (
                form,
                Listed(by_id[f"gazetteer:{entry['id']}"], Trust.head if " ".join(key_of(form)) in _doubtful() else Trust.none),
            )
    for code, forms in lexicon["countries"].items():
        country = by_id.get(f"gazetteer:country-{code.lower()}")
        for form in forms:
            if country is not None:
                yield form, Listed(country, _trust(form, country))
    # Of two places of one name the better known comes first: countries, governorates, then by population.
    order = {"country": 0, "governorate": 1, "district": 2}
    ranked = sorted(_rows(), key=lambda row: (order.get(row[1].kind, 3), -row[1].population, row[1].id))
    for forms, place in ranked:
        for form in forms:
            yield form, Listed(place, _trust(form, place))


@cache
def book() -> Phrasebook[Listed]:
    """Every written form of every place."""
    generic = word_set("places", "not_after_head")
    return Phrasebook.of((form, listed) for form, listed in _listed() if " ".join(key_of(form)) not in generic)


def places_named(name: str) -> Listed | None:
    """The place that exactly this name means by default; None where no list holds it."""
    key = key_of(name)
    return next((listed for words, listed in book().entries.get(key[0], ()) if words == key), None) if key else None
