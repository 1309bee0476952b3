"""Places of one name in several countries, told apart by the country of the report (طرابلس of Lebanon and of Libya)."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache

from musnad.annotations.names import gazetteer
from musnad.knowledge import authority
from musnad.knowledge.corpus import Indexed
from musnad.knowledge.names import folded, tight
from musnad.lexicons import load
from musnad.records import Mention
from musnad.script import fold

_PEOPLE = 50_000
"""Towns smaller than this share their names with too many villages to be doubted for."""
_RIGHT_BEHIND = 18
"""Characters behind a name in which an adjective of nationality speaks of it (مدينة طرابلس اللبنانية)."""
_BESIDE = 5
"""Votes of such an adjective: more than a report has other places by the way."""


@cache
def _known() -> dict[str, dict[str, str]]:
    """Name → country → id of the place, for names that well-known places of several countries bear."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for key, place in sorted(gazetteer.places().items(), key=lambda item: (-item[1].population, item[0])):
        if place.kind in ("town", "district") and place.population >= _PEOPLE and place.country:
            found[tight(place.name)].setdefault(place.country, key)
    return {name: countries for name, countries in found.items() if len(countries) > 1}


@cache
def _nationalities() -> dict[str, str]:
    """Word → country code: adjectives without article, names."""
    found: dict[str, str] = {}
    for stem, entry in load("nationalities").items():
        base = folded(stem)
        for word in (base, f"{base}ه", *(folded(name).removeprefix("ال") for name in entry["names"])):
            if " " not in word:
                found.setdefault(word, entry["code"])
    return found


def country(indexed: Indexed, mention: Mention) -> tuple[str, str] | None:
    """Country and list entry that a place of a shared name has in this report; None where nobody shares it or nothing tells."""
    candidates = _known().get(tight(mention.name))
    if not candidates:
        return None
    votes = Counter({code: count for code, count in _about(indexed, tight(mention.name)).items() if code in candidates})
    for other in indexed.mentions.values():
        if other.type == "LOC" and tight(other.name) == tight(mention.name):
            behind = fold(indexed.text[other.span.end : other.span.end + _RIGHT_BEHIND]).text.split()[:1]
            for word in behind:
                code = _nationalities().get(word.removeprefix("ال"))
                if code in candidates and word.startswith("ال"):
                    votes[code or ""] += _BESIDE
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0], candidates[ranked[0][0]]


def _about(indexed: Indexed, name: str) -> Counter[str]:
    """Countries that the report speaks of: of its other places, its adjectives of nationality, its outlet."""
    if name not in indexed.countries:
        votes: Counter[str] = Counter()
        for mention in indexed.report.mentions:
            if mention.type == "LOC" and tight(mention.name) != name:
                votes[dict(mention.because).get("country", "")] += 1
        for word in fold(indexed.text).text.split():
            bare = word.strip('،.:؛"«»“”()').removeprefix("و").removeprefix("ال")
            if bare in _nationalities():
                votes[_nationalities()[bare]] += 1
        outlet = indexed.report.outlet
        listed = authority.listed().get(f"outlets:{outlet.known_as}") if outlet and outlet.known_as else None
        if listed and listed.country:
            votes[listed.country] += 1
        indexed.countries[name] = votes
    return indexed.countries[name]
