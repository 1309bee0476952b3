"""What the other place names of a report say for a candidate: the one that a sentence ties to it, those near it, its own name."""

from __future__ import annotations

import itertools
from collections import defaultdict
from functools import cache
from math import exp, sqrt

from musnad.annotations.places import atlas
from musnad.annotations.places.atlas import Site
from musnad.annotations.places.candidates import Candidate, Weighing, keys_of
from musnad.annotations.places.context import Link
from musnad.annotations.places.geometry import bearing, distance, turn

_NEAR = 45.0
"""Kilometres over which nearness falls to a third."""
_PAIRS = 50_000


@cache
def _pairs() -> tuple[dict[tuple[str, str], float], dict[tuple[str, str, Link], float]]:
    """Nearness and ties of pairs of listed places: facts of the lists, kept from report to report."""
    return {}, {}


def links(weighings: list[Weighing]) -> None:
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
    known = _pairs()[1]
    found = known.get(key)
    if found is None:
        if len(known) > _PAIRS:
            known.clear()
        found = known[key] = _tie_of(inner, outer, link)
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
    known = _pairs()[0]
    found = known.get(key)
    if found is None:
        if len(known) > _PAIRS:
            known.clear()
        found = known[key] = _closeness(one, other)
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


def nearness(weighings: list[Weighing]) -> None:
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
        names = set(keys_of(weighing.naming))
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


def same_name(weighings: list[Weighing]) -> None:
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
