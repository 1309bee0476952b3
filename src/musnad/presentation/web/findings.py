"""What a search finds: reports sifted by outlet, date, place, what they tell and on whose word; how many there are of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property

from musnad.knowledge.store import DocumentSummary
from musnad.knowledge.store.facets import ANONYMOUS, CONTESTED, YES
from musnad.knowledge.store.matching import Found
from musnad.presentation.web.page import Page
from musnad.presentation.web.sifting import Sifting, rows_in
from musnad.records import Entity, Reference, Span

Match = tuple[DocumentSummary, float]
_SNIPPETS = 3
_ARABIC, _LATIN = re.compile(r"[\u0600-\u06ff]"), re.compile(r"[A-Za-z]")


@dataclass(frozen=True)
class Sieve:
    """What is asked for of the reports that hold the words; empty: anything."""

    outlet: str = ""
    year: str = ""
    month: str = ""
    """As in 2019-05."""
    place: str = ""
    """Id of an entity."""
    told: str = ""
    """Type of a happening."""
    anonymous: str = ""
    contested: str = ""
    copies: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The part of an address that asks for this."""
        return {name: value for name, value in asdict(self).items() if value}

    def but(self, **changes: str) -> Sieve:
        """Another sieve; without a year there is no month."""
        found = replace(self, **changes)
        return found if found.month.startswith(found.year or "-") else replace(found, month="")

    def bits(self, sifting: Sifting, but: str = "") -> int:
        """The reports that it leaves; `but` names a facet that is left aside."""
        left = sifting.all
        for name, value in self.query.items():
            if name == but or (but == "year" and name == "month"):
                continue
            held = sifting.of(name).get(value if name not in (ANONYMOUS, CONTESTED, "copies") else YES, 0)
            left &= ~held if value == "no" else held
        return left


@dataclass(frozen=True)
class Findings:
    """All reports that hold the words, and those that stay."""

    sieve: Sieve
    sifting: Sifting
    everything: tuple[Match, ...]
    named: Entity | None = None
    """Whom Latin letters name: reports write it otherwise."""
    naming: frozenset[str] = frozenset()
    """Reports that are found because they name her."""

    @cached_property
    def held(self) -> int:
        """The reports that hold the words."""
        return self.sifting.bits(one.id for one, _ in self.everything)

    @cached_property
    def left(self) -> int:
        """Those that the sieve leaves."""
        return self.held & self.sieve.bits(self.sifting)

    @cached_property
    def kept(self) -> list[Match]:
        """The same, best first."""
        if self.left == self.held:
            return list(self.everything)
        stay = rows_in(self.left)
        return [found for found in self.everything if self.sifting.rows.get(found[0].id) in stay]

    def choices(self, facet: str) -> list[tuple[str, int]]:
        """Values of a facet among what the other facets leave, with how many have them; those with most first."""
        among = self.held & self.sieve.bits(self.sifting, but=facet)
        if facet in (ANONYMOUS, CONTESTED, "copies"):
            with_it = (among & self.sifting.of(facet).get(YES, 0)).bit_count()
            return [(YES, with_it), ("no", among.bit_count() - with_it)]
        times = ((value, (among & held).bit_count()) for value, held in self.sifting.of(facet).items())
        return sorted(((value, number) for value, number in times if number), key=lambda one: (-one[1], one[0]))

    def months(self) -> list[tuple[str, int]]:
        """Months of the chosen year, in order."""
        among = self.held & self.sieve.bits(self.sifting, but="month")
        held = self.sifting.of("month")
        times = ((month, (among & held[month]).bit_count()) for month in sorted(held) if month.startswith(self.sieve.year + "-"))
        return [(month, number) for month, number in times if number]

    def new_since(self, row: int) -> int:
        """How many of those that stay came into the case after the report of this row."""
        return (self.left >> row + 1).bit_count()


def year_of(one: DocumentSummary) -> str:
    """The year of publication, empty where it is not known to the year."""
    year = (one.published or "")[:4]
    return year if year.isdecimal() else ""


def left(page: Page, sieve: Sieve, documents: list[DocumentSummary]) -> list[DocumentSummary]:
    """Those of a list that the sieve leaves."""
    sifting = page.reader.sifting
    stay = rows_in(sieve.bits(sifting)) if sieve.query else set()
    return [one for one in documents if sifting.rows.get(one.id) in stay] if sieve.query else documents


def findings(page: Page, words: str, sieve: Sieve) -> Findings:
    """Look the words up; without words, but with something to sift by, every report."""
    reader, sifting = page.reader, page.reader.sifting
    known = reader.summaries
    if not words:
        return Findings(sieve, sifting, tuple((one, 0.0) for one in reader.latest) if sieve.query else ())
    matched = tuple((known[one], score) for one, score in page.case.matches(words) if one in known)
    named = page.entity_named(words) if _LATIN.search(words) and not _ARABIC.search(words) else None
    if named is None:
        return Findings(sieve, sifting, matched)
    literal = {one.id for one, _ in matched}
    naming = page.case.glance.documents_of(named.id)
    times = {document: often for document, often in naming if document not in literal and document in known}
    added = tuple((known[document], 0.0) for document in sorted(times, key=lambda one: (-times[one], one)))
    return Findings(sieve, sifting, (*matched, *added), named, frozenset(times))


def shown(page: Page, words: str, found: Findings, items: list[Match]) -> Iterator[Found]:
    """What to show of these reports, in their order: the stretches with the words, or those that name whom Latin letters name."""
    literal = {hit.document.id: hit for hit in page.case.hits(words, [one for one in items if one[0].id not in found.naming])}
    ids = [one.id for one, _ in items if one.id not in literal]
    places = {one.document: one.references for one in page.case.glance.namings(found.named.id, ids)} if found.named else {}
    for summary, score in items:
        yield literal.get(summary.id) or _naming(page, summary, score, places.get(summary.id, ()))


def _naming(page: Page, summary: DocumentSummary, score: float, references: tuple[Reference, ...]) -> Found:
    text = page.reader.report(summary.id).document.text
    around: dict[Span, list[Span]] = {}
    for reference in references:
        around.setdefault(page.reader.passage(reference), []).append(reference.span)
    snippets = tuple((span, tuple(marks)) for span, marks in list(around.items())[:_SNIPPETS])
    return Found(
        document=summary, score=score, snippets=snippets, passages=tuple(" ".join(span.of(text).split()) for span, _ in snippets)
    )  # fmt: skip
