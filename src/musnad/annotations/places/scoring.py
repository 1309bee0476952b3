"""Which of the places that share a name is meant: scores for each, weighed against each other and against none at all.

A candidate's score adds up what speaks for it: how well known it is, whether the head before the name fits its kind, the
country that the report speaks of, an adjective of nationality behind the name, the place that the sentence says holds it or
lies beside it, and how near the other places of the report are. Scores become shares by softmax; `none` takes part with a fixed score, so that a name for
which little speaks stays without a place. The weights were set on `tests/cases/places.yml` (`tune`).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from math import exp, log, sqrt

from musnad.annotations.places import atlas
from musnad.annotations.places.atlas import Site
from musnad.annotations.places.context import Link, Naming, cues, nationalities
from musnad.annotations.places.geometry import Point, bearing, distance, turn
from musnad.lexicons import load
from musnad.records import Report
from musnad.script import fold

NONE = 3.1
"""Score of no listed place at all."""
MOST = 12
"""Candidates of one name that are weighed at most: of more the least known are left out, the report's country's last."""
_ROUNDS = 2
_NEAR = 45.0
"""Kilometres over which nearness falls to a third."""
_SMALL, _LARGE = 20_000, 300_000


@dataclass(slots=True)
class Candidate:
    """A place that one naming may mean, with what speaks for it by name of the evidence."""

    site: Site
    evidence: dict[str, float]
    share: float = 0.0
    helper: str = ""
    """The other name that spoke for it most."""

    @property
    def score(self) -> float:
        """All evidence together."""
        return sum(self.evidence.values())

    @property
    def at(self) -> Point | None:
        """Position, longitude first."""
        site = self.site
        return None if site.latitude is None or site.longitude is None else (site.longitude, site.latitude)


@dataclass(slots=True)
class Weighing:
    """One naming with its candidates."""

    naming: Naming
    candidates: list[Candidate] = field(default_factory=list)

    def weights(self) -> list[float]:
        """The shares, those of a name that stands without a place so far raised: what it may mean counts for its neighbours."""
        total = max(0.4, sum(candidate.share for candidate in self.candidates))
        return [candidate.share / total for candidate in self.candidates]

    @property
    def best(self) -> Candidate | None:
        """The candidate with the largest share."""
        return max(self.candidates, key=lambda one: (one.share, atlas.prior(one.site), one.site.id), default=None)


def weigh(report: Report, namings: list[Naming]) -> list[Weighing]:
    """Every naming with its candidates and their shares."""
    countries = Countries(report, namings)
    weighings = [Weighing(naming, _candidates(naming, countries.support(naming.key))) for naming in namings]
    for weighing in weighings:
        _share(weighing)
    for _ in range(_ROUNDS):
        _links(weighings)
        _nearness(weighings)
        _same_name(weighings)
        for weighing in weighings:
            _share(weighing)
    return weighings


def _share(weighing: Weighing) -> None:
    total = exp(NONE) + sum(exp(candidate.score) for candidate in weighing.candidates)
    for candidate in weighing.candidates:
        candidate.share = exp(candidate.score) / total


# --- the country that a report speaks of -----------------------------------------------------------------------------


class Countries:
    """What a report says of countries: the votes of its place names, its adjectives of nationality, its outlet."""

    def __init__(self, report: Report, namings: list[Naming]) -> None:
        self.by_name: dict[str, dict[str, float]] = {}
        self.others: dict[str, float] = defaultdict(float)
        for naming in namings:
            if naming.key not in self.by_name:
                self.by_name[naming.key] = _votes(naming)
            if naming.country:
                self.others[naming.country] += 1.0
        words = (word.strip('،.:؛"«»“”()').removeprefix("و") for word in fold(report.document.text).text.split())
        for word in words:
            if code := nationalities().get(word):
                self.others[code] += 0.5
        if report.outlet and report.outlet.known_as and (home := _outlets().get(report.outlet.known_as)):
            self.others[home] += 1.0
        self._shares: dict[str, dict[str, float]] = {}
        self.votes: dict[str, dict[str, float]] = {}

    def around(self, key: str) -> dict[str, float]:
        """Country → its share for a name: the votes of all other names, less the doubt that few votes leave."""
        if key not in self._shares:
            votes = dict(self.others)
            for name, given in self.by_name.items():
                for code, count in given.items() if name != key else ():
                    votes[code] = votes.get(code, 0.0) + count
            total = sum(votes.values())
            self.votes[key] = votes
            self._shares[key] = {code: count / (total + 0.7) for code, count in sorted(votes.items())} if total else {}
        return self._shares[key]

    def support(self, key: str) -> dict[str, float]:
        """Country → what speaks for a place of it: its share, and how often it is spoken of at all, whatever else is."""
        shares = self.around(key)
        doubt = sum(shares.values())
        found = {code: 2.0 * share + 0.9 * log(1 + self.votes[key][code] / 0.4) for code, share in shares.items()}
        return {**found, "": doubt}


def _votes(naming: Naming) -> dict[str, float]:
    """A known name votes for its country; one that several countries share for each a little."""
    known = [site for key in _keys(naming) for site in atlas.named(key) if site.country and atlas.prior(site) >= 3.3]
    codes = sorted({site.country for site in known})
    if len(codes) == 1:
        return {codes[0]: 1.5 if any(site.kind == "country" for site in known) else 1.0}
    return {code: 0.5 / len(codes) for code in codes}


@cache
def _outlets() -> dict[str, str]:
    return {entry["id"]: entry.get("country", "") for entry in load("outlets")["outlets"]}


# --- what speaks for one candidate by itself --------------------------------------------------------------------------


def _keys(naming: Naming) -> list[str]:
    """Names to look up: the whole, and without a head that the span holds."""
    if naming.base:
        return list(dict.fromkeys((naming.key, f"ريف {naming.base}", naming.base)))
    first, _, rest = naming.key.partition(" ")
    return [naming.key, rest] if rest and first == naming.head else [naming.key]


def _candidates(naming: Naming, countries: dict[str, float]) -> list[Candidate]:
    found: dict[str, Site] = {}
    for key in _keys(naming):
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


_PAIRS = 50_000
_CLOSE: dict[tuple[str, str], float] = {}
_TIED: dict[tuple[str, str, Link], float] = {}
"""Geometry of pairs of listed places: facts of the lists, kept from report to report."""


# --- what the other names say --------------------------------------------------------------------------------------


def _links(weighings: list[Weighing]) -> None:
    """X في Y, X شمالي Y, X بمحافظة Y: whoever lies in the one that follows, or beside it, gains; so does the follower."""
    for weighing in weighings:
        for candidate in weighing.candidates:
            candidate.evidence.pop("linked", None)
            candidate.evidence.pop("beside", None)
    holder: Weighing | None = None
    link: Link | None = None
    for first, second in reversed(list(itertools.pairwise(weighings))):
        own = first.naming.link
        if own is None:
            holder = None
            continue
        if own.kind != "list":
            holder, link = second, own
            _tie(first, second, own, 1.0)
        else:
            if holder is not None and link is not None:
                _tie(first, holder, Link(link.kind), 0.8)
            _neighbours(first, second)


def _tie(inner: Weighing, outer: Weighing, link: Link, strength: float) -> None:
    """Each candidate of the one gains by what of the other's meanings holds it or lies beside it, and loses by the rest."""
    inside, outside = inner.weights(), outer.weights()
    ties = [[_tied(candidate, other, link) for other in outer.candidates] for candidate in inner.candidates]
    sure = sum(outside)
    for candidate, row in zip(inner.candidates, ties, strict=True):
        gain = sum(tie * weight for tie, weight in zip(row, outside, strict=True))
        value = strength * (5.0 * gain - 1.5 * max(0.0, sure - gain))
        candidate.evidence["linked"] = candidate.evidence.get("linked", 0.0) + value
        if gain > 0.2:
            candidate.helper = outer.naming.mention.name
    for number, other in enumerate(outer.candidates):
        gain = max((row[number] * weight for row, weight in zip(ties, inside, strict=True)), default=0.0)
        other.evidence["linked"] = other.evidence.get("linked", 0.0) + 3.0 * strength * gain
        if gain > 0.2 and not other.helper:
            other.helper = inner.naming.mention.name


def _tied(inner: Candidate, outer: Candidate, link: Link) -> float:
    """How well two places go with the words between them, once for each pair."""
    key = (inner.site.id, outer.site.id, link)
    found = _TIED.get(key)
    if found is None:
        if len(_TIED) > _PAIRS:
            _TIED.clear()
        found = _TIED[key] = _tie_of(inner, outer, link)
    return found


def _tie_of(inner: Candidate, outer: Candidate, link: Link) -> float:
    """1 where the one lies in the other as the words say, less where it lies near, 0 where far."""
    if inner.site.id == outer.site.id:
        return 0.0
    if any(holder.id == outer.site.id for holder in atlas.holders(inner.site)):
        return 1.0
    if outer.site.kind == "country":
        return 1.0 if inner.site.country == outer.site.country else 0.0
    if inner.at is None or outer.at is None:
        return 0.4 if inner.site.country and inner.site.country == outer.site.country else 0.0
    km = distance(inner.at, outer.at) - (outer.site.radius or 0.0)
    reach = 120.0 if link.kind == "near" else 60.0
    if km > reach:
        return 0.0
    same = 0.15 if _governorate(inner.site) == _governorate(outer.site) else 0.0
    value = 0.85 * sqrt(max(0.0, 1 - max(0.0, km) / reach)) + same
    if link.bearing is not None and km > 3 and turn(bearing(outer.at, inner.at), link.bearing) > 80:
        value *= 0.45
    return value


def _neighbours(first: Weighing, second: Weighing) -> None:
    """X وY: two of a list mostly lie near each other."""
    for one, other in ((first, second), (second, first)):
        for candidate in one.candidates:
            gain = max((_close(candidate, fellow) * fellow.share for fellow in other.candidates), default=0.0)
            candidate.evidence["beside"] = max(candidate.evidence.get("beside", 0.0), 2.0 * gain)
            if gain > 0.3 and not candidate.helper:
                candidate.helper = other.naming.mention.name


def _close(one: Candidate, other: Candidate) -> float:
    """How near two places are, once for each pair."""
    key = (one.site.id, other.site.id)
    found = _CLOSE.get(key)
    if found is None:
        if len(_CLOSE) > _PAIRS:
            _CLOSE.clear()
        found = _CLOSE[key] = _closeness(one, other)
    return found


def _closeness(one: Candidate, other: Candidate) -> float:
    if one.at is None or other.at is None or one.site.kind == "country" or other.site.kind == "country":
        return 0.0
    if one.site.id == other.site.id:
        return 0.0
    km = distance(one.at, other.at)
    same = 0.2 if one.site.country == other.site.country and _governorate(one.site) == _governorate(other.site) else 0.0
    return exp(-km / _NEAR) * 0.8 + same


def _governorate(site: Site) -> str:
    return site.id if site.kind == "governorate" else atlas.governorate(site.parent) or site.id


def _nearness(weighings: list[Weighing]) -> None:
    """Other places of the report, as far as they are sure, draw the candidates near them; those of the same paragraph more."""
    anchors: dict[str, tuple[Candidate, set[int], str]] = {}
    for weighing in weighings:
        best = weighing.best
        if best is None or best.share < 0.4 or best.at is None or best.site.kind == "country":
            continue
        held = anchors.setdefault(best.site.id, (best, set(), weighing.naming.mention.name))
        held[1].add(weighing.naming.paragraph)
    done: dict[tuple[str, int, str], tuple[float, str]] = {}
    for weighing in weighings:
        names = set(_keys(weighing.naming))
        for candidate in weighing.candidates:
            key = (candidate.site.id, weighing.naming.paragraph, weighing.naming.key)
            if key not in done:
                pulls = [
                    (_close(candidate, anchor) * anchor.share * (1.0 if weighing.naming.paragraph in where else 0.6), name)
                    for anchor, where, name in anchors.values()
                    if atlas.key_of(name) not in names
                ]
                pulls.sort(reverse=True)
                together = (1.6 * pulls[0][0] + 0.5 * sum(pull for pull, _ in pulls[1:4])) if pulls else 0.0
                done[key] = (together, pulls[0][1] if pulls and pulls[0][0] > 0.3 else "")
            candidate.evidence["near"], helper = done[key]
            candidate.helper = candidate.helper or helper


def _same_name(weighings: list[Weighing]) -> None:
    """A name means one place throughout a report, unless its own words say otherwise."""
    pooled: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for weighing in weighings:
        for candidate in weighing.candidates:
            own = sum(candidate.evidence.get(kind, 0.0) for kind in ("linked", "adjective", "beside"))
            held = pooled[weighing.naming.key]
            held[candidate.site.id] = max(held[candidate.site.id], own)
    for weighing in weighings:
        naming = weighing.naming
        for candidate in weighing.candidates:
            own = sum(candidate.evidence.get(kind, 0.0) for kind in ("linked", "adjective", "beside"))
            told = bool(naming.country) or (naming.link is not None and naming.link.kind != "list")
            candidate.evidence["again"] = 0.0 if told else 0.8 * max(0.0, pooled[naming.key][candidate.site.id] - own)
