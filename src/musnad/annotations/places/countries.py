"""The countries that a report speaks of: what of a name's places they speak for."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from math import log

from musnad.annotations.places import atlas
from musnad.annotations.places.candidates import keys_of
from musnad.annotations.places.context import Naming, nationalities
from musnad.lexicons import load
from musnad.records import Report
from musnad.script import fold


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
    known = [site for key in keys_of(naming) for site in atlas.named(key) if site.country and atlas.prior(site) >= 3.3]
    codes = sorted({site.country for site in known})
    if len(codes) == 1:
        return {codes[0]: 1.5 if any(site.kind == "country" for site in known) else 1.0}
    return {code: 0.5 / len(codes) for code in codes}


@cache
def _outlets() -> dict[str, str]:
    return {entry["id"]: entry.get("country", "") for entry in load("outlets")["outlets"]}
