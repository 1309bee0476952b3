"""The places that a name may mean, as they are weighed."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.annotations.places import atlas
from musnad.annotations.places.atlas import Site
from musnad.annotations.places.context import Naming
from musnad.annotations.places.geometry import Point


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


def keys_of(naming: Naming) -> list[str]:
    """Names to look up: the whole, and without a head that the span holds."""
    if naming.base:
        return list(dict.fromkeys((naming.key, f"ريف {naming.base}", naming.base)))
    first, _, rest = naming.key.partition(" ")
    return [naming.key, rest] if rest and first == naming.head else [naming.key]
