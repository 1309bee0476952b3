"""What a search finds: reports sifted by outlet, year and copies, with how many there are of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from musnad.knowledge.store import DocumentSummary
from musnad.presentation.web.page import Page

Match = tuple[DocumentSummary, float]
Choice = tuple[str, str]
"""A value of a facet and its label, with how many it would leave."""


@dataclass(frozen=True)
class Sieve:
    """What is asked for of the reports that hold the words; empty: anything."""

    outlet: str = ""
    year: str = ""
    copies: str = ""

    def passes(self, one: DocumentSummary, but: str = "") -> bool:
        """True for a report that stays; `but` names a facet that is left aside."""
        return (
            (but == "outlet" or not self.outlet or one.outlet == self.outlet)
            and (but == "year" or not self.year or year_of(one) == self.year)
            and (but == "copies" or self.copies != "no" or not one.copy_of)
        )

    @property
    def query(self) -> dict[str, str]:
        """The part of an address that asks for this."""
        return {"outlet": self.outlet, "year": self.year, "copies": self.copies}


def year_of(one: DocumentSummary) -> str:
    """The year of publication, empty where it is not known to the year."""
    year = (one.published or "")[:4]
    return year if year.isdecimal() else ""


@dataclass(frozen=True)
class Findings:
    """All reports that hold the words, and those that stay."""

    sieve: Sieve
    everything: tuple[Match, ...]

    @property
    def kept(self) -> list[Match]:
        """Those that the sieve leaves, best first."""
        return [found for found in self.everything if self.sieve.passes(found[0])]

    def choices(self, facet: str, value: Callable[[DocumentSummary], str | None]) -> list[Choice]:
        """Values of a facet among what the other facets leave; those with most first."""
        times = Counter(value(one) or "" for one, _ in self.everything if self.sieve.passes(one, but=facet))
        ordered = sorted((one for one in times if one), key=lambda one: (-times[one], one))
        return [(one, f"{one} ({times[one]})") for one in ordered]


def findings(page: Page, words: str, sieve: Sieve) -> Findings:
    """Look the words up."""
    known = page.reader.summaries
    ranked = page.case.matches(words) if words else []
    return Findings(sieve, tuple((known[one], score) for one, score in ranked if one in known))
