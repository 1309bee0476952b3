"""What a search finds: reports sifted by outlet, date, place, what they tell and on whose word; how many there are of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from musnad.knowledge.store import DocumentSummary
from musnad.knowledge.store.facets import ANONYMOUS, CONTESTED, YES
from musnad.knowledge.store.matching import Found
from musnad.presentation.web.page import Page
from musnad.presentation.web.sifting import Mask, Rows, Sifting
from musnad.records import Entity, Reference, Span

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
        return {name: value for name, value in vars(self).items() if value}

    def but(self, **changes: str) -> Sieve:
        """Another sieve; without a year there is no month."""
        found = replace(self, **changes)
        return found if found.month.startswith(found.year or "-") else replace(found, month="")

    def mask(self, sifting: Sifting, but: str = "") -> Mask:
        """The reports that it leaves; `but` names a facet that is left aside."""
        left = sifting.all
        for name, value in self.query.items():
            if name == but or (but == "year" and name == "month"):
                continue
            held = sifting.mask(sifting.of(name).rows(value if name not in (ANONYMOUS, CONTESTED, "copies") else YES))
            left = left & ~held if value == "no" else left & held
        return left


@dataclass(frozen=True)
class Findings:
    """All reports that hold the words, and those that stay."""

    sieve: Sieve
    sifting: Sifting
    rows: Rows
    """Best first."""
    scores: NDArray[np.float64]
    ranked: bool = True
    """False for words of so many reports that the latest come first."""
    named: Entity | None = None
    """Whom Latin letters name: reports write it otherwise."""
    literal: int = 0
    """How many of the reports, the first ones, hold the words themselves; the others name her."""

    @cached_property
    def held(self) -> Mask:
        """The reports that hold the words."""
        return self.sifting.mask(self.rows)

    @cached_property
    def left(self) -> Mask:
        """Those that the sieve leaves."""
        return self.held & self.sieve.mask(self.sifting)

    @cached_property
    def kept(self) -> Rows:
        """Places in `rows` of the same, best first."""
        return np.flatnonzero(self.left[self.rows])

    @cached_property
    def newest(self) -> Rows:
        """Places in `rows` of the same, those that came last first."""
        return self.kept[np.argsort(-self.sifting.by_arrival[self.rows[self.kept]], kind="stable")]

    def choices(self, facet: str, most: int) -> list[tuple[str, int]]:
        """Values of a facet among what the other facets leave, with how many have them, most first; the chosen one too."""
        among = self.held & self.sieve.mask(self.sifting, but=facet)
        if facet in (ANONYMOUS, CONTESTED, "copies"):
            with_it = int(among[self.sifting.of(facet).rows(YES)].sum())
            return [(YES, with_it), ("no", int(among.sum()) - with_it)]
        return self.sifting.of(facet).most(among, most, self.sieve.query.get(facet, ""))

    def months(self) -> list[tuple[str, int]]:
        """Months of the chosen year, in order."""
        among = self.held & self.sieve.mask(self.sifting, but="month")
        known = self.sifting.of("month")
        times = zip(known.values, known.counts(among).tolist(), strict=True)
        return [(month, number) for month, number in times if number and month.startswith(self.sieve.year + "-")]

    def new_since(self, row: int) -> int:
        """How many of those that stay came into the case after the report of this row."""
        return int(self.left[row + 1 :].sum())


def findings(page: Page, words: str, sieve: Sieve) -> Findings:
    """Look the words up; without words, but with something to sift by, every report."""
    reader, sifting = page.reader, page.reader.sifting
    if not words:
        rows = reader.order("newest") if sieve.query else reader.order("newest")[:0]
        return Findings(sieve, sifting, rows, np.zeros(len(rows)))
    found = reader.matches(words)
    rows = found.rows[found.rows <= sifting.last]
    stay = sifting.all[rows]
    rows, scores = rows[stay], found.scores[: len(stay)][stay]
    if not found.ranked:
        rows = rows[np.argsort(reader.place("newest")[rows], kind="stable")]
    named = _named(page, words) if _LATIN.search(words) and not _ARABIC.search(words) else None
    if named is None:
        return Findings(sieve, sifting, rows, scores, found.ranked)
    known = [(sifting.rows[one], often) for one, often in page.case.naming(named.id) if one in sifting.rows]
    naming, times = np.array(known, np.int64).reshape(-1, 2).T
    new = ~sifting.mask(rows)[naming]
    naming, times = naming[new], times[new]
    added = naming[np.lexsort((sifting.by_id[naming], -times))]
    every = np.concatenate((rows, added))
    return Findings(sieve, sifting, every, np.concatenate((scores, np.zeros(len(added)))), found.ranked, named, literal=len(rows))


def _named(page: Page, words: str) -> Entity | None:
    """Whom the words name by id, or by whole words of a name."""
    if page.reader.known(words):
        return page.reader.entity(words)
    first = page.reader.names(words)[:1]
    return page.reader.entity(first[0][1]) if first and first[0][0] else None


def shown(page: Page, words: str, found: Findings, places: Sequence[int]) -> Iterator[Found]:
    """What to show of these reports, in their order: the stretches with the words, or those that name whom Latin letters name."""
    known = [(one, place) for place in places if (one := found.sifting.reports[found.rows[place]]) is not None]
    items = [(one, float(found.scores[place])) for one, place in known]
    literal = [item for item, (_, place) in zip(items, known, strict=True) if found.named is None or place < found.literal]
    texts = page.reader.texts.fetch(one.id for one, _ in items)
    hits = {hit.document.id: hit for hit in page.case.hits(words, literal, texts)}
    ids = [one.id for one, _ in items if one.id not in hits]
    references = {one.document: one.references for one in page.case.glance.namings(found.named.id, ids)} if found.named else {}
    page.reader.quote_ahead(one for some in references.values() for one in some)
    for summary, score in items:
        yield hits.get(summary.id) or _naming(page, summary, score, references.get(summary.id, ()))


def _naming(page: Page, summary: DocumentSummary, score: float, references: tuple[Reference, ...]) -> Found:
    text = page.reader.text(summary.id).text
    around: dict[Span, list[Span]] = {}
    for reference in references:
        span = page.reader.passage(reference)
        if span not in around and len(around) == _SNIPPETS:
            break  # they come in the order of the text
        around.setdefault(span, []).append(reference.span)
    snippets = tuple((span, tuple(marks)) for span, marks in around.items())
    return Found(
        document=summary, score=score, snippets=snippets, passages=tuple(" ".join(span.of(text).split()) for span, _ in snippets)
    )  # fmt: skip
