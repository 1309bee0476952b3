"""Which of the places that share a name is meant: scores for each, weighed against each other and against none at all.

A candidate's score adds up what speaks for it: how well known it is, whether the head before the name fits its kind, the
country that the report speaks of, an adjective of nationality behind the name, the place that the sentence says holds it or
lies beside it, and how near the other places of the report are. Scores become shares by softmax; `none` takes part with a
fixed score, so that a name for which little speaks stays without a place. The weights were set on
`tests/cases/places.yml` (`tune`).
"""

from __future__ import annotations

from math import exp

from musnad.annotations.places import atlas
from musnad.annotations.places.atlas import Site
from musnad.annotations.places.candidates import Candidate, Weighing, keys_of
from musnad.annotations.places.context import Naming, cues
from musnad.annotations.places.countries import Countries
from musnad.annotations.places.neighbours import links, nearness, same_name
from musnad.records import Report

NONE = 3.1
"""Score of no listed place at all."""
MOST = 12
"""Candidates of one name that are weighed at most: of more the least known are left out, the report's country's last."""
_ROUNDS = 2
_SMALL, _LARGE = 20_000, 300_000


def weigh(report: Report, namings: list[Naming]) -> list[Weighing]:
    """Every naming with its candidates and their shares."""
    countries = Countries(report, namings)
    weighings = [Weighing(naming, _candidates(naming, countries.support(naming.key))) for naming in namings]
    for weighing in weighings:
        _share(weighing)
    for _ in range(_ROUNDS):
        links(weighings)
        nearness(weighings)
        same_name(weighings)
        for weighing in weighings:
            _share(weighing)
    return weighings


def _share(weighing: Weighing) -> None:
    total = exp(NONE) + sum(exp(candidate.score) for candidate in weighing.candidates)
    for candidate in weighing.candidates:
        candidate.share = exp(candidate.score) / total


def _candidates(naming: Naming, countries: dict[str, float]) -> list[Candidate]:
    found: dict[str, Site] = {}
    for key in keys_of(naming):
        for site in atlas.named(key):
            if not (key == naming.base and site.kind in ("country", "facility", "natural_feature")):
                found.setdefault(site.id, site)
        if found and naming.base and key != naming.base:
            break  # ريف دمشق is a governorate of its own
    ranked = sorted(found.values(), key=lambda site: (-atlas.prior(site) - countries.get(site.country, 0.0), site.id))
    return [Candidate(site, _evidence(site, naming, countries, len(found) == 1)) for site in ranked[:MOST]] or _derived(
        naming, countries
    )


def _derived(naming: Naming, countries: dict[str, float]) -> list[Candidate]:
    """مطار X, ميناء X that no list holds: the town X, which it stands at or near; الجنوب الليبي: Libya, of which it is a side."""
    whole = atlas.unit(f"country-{naming.side_of.lower()}") if naming.side_of else None
    if whole is not None:
        return [Candidate(whole, {"known": atlas.prior(whole)})]
    first, _, rest = naming.key.partition(" ")
    if first not in cues()["at_place"] or not rest:
        return []
    naming.at_place = True
    towns = [site for site in atlas.named(rest) if site.kind == "town" and site.population >= _SMALL]
    return [Candidate(site, _evidence(site, naming, countries, len(towns) == 1)) for site in towns[:MOST]]


def _evidence(site: Site, naming: Naming, countries: dict[str, float], only: bool) -> dict[str, float]:
    evidence = {"known": atlas.prior(site)}
    if naming.base:
        evidence["kind"] = {"governorate": 2.0, "district": 0.5}.get(site.kind, 0.0)
    elif naming.kinds:
        evidence["kind"] = _fit(site, naming)
    elif site.kind in ("governorate", "district"):
        evidence["kind"] = -1.2 if site.kind == "governorate" else -1.6  # a bare name is the town's
    elif site.kind == "neighbourhood":
        evidence["kind"] = -0.6
    if naming.country:
        evidence["adjective"] = 5.0 if site.country == naming.country else -3.0
    if site.country and countries.get("") and site.kind != "country":
        support = countries.get(site.country, 0.0)
        against = 0.0 if site.population >= _LARGE else -1.6 * countries.get("", 0.0)
        evidence["country"] = support or against
    if only:
        evidence["only"] = 0.5
    return evidence


def _fit(site: Site, naming: Naming) -> float:
    """How well a kind of place goes with the head before the name."""
    kinds = set(naming.kinds)
    fits = site.kind in kinds
    if site.kind == "town":
        fits = ("town" in kinds and site.population >= 2_000) or ("small_town" in kinds and site.population < 60_000)
        fits = fits or ("capital" in kinds and site.population >= 100_000)
    elif site.kind == "village":
        fits = "village" in kinds or "small_town" in kinds
    if "village" in kinds and "small_town" not in kinds and site.kind == "town":
        fits = site.population < _SMALL
    if fits:
        return 2.6
    if site.kind in ("governorate", "country") or "governorate" in kinds:
        return -4.0
    if "town" in kinds and site.kind == "village":
        return 0.0  # a village is called a town often enough
    return -2.4 if site.population < _LARGE else -3.6
