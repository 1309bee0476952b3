"""Reports by outlet, date and what they hold, in columns of numbers: thousands of values are counted in a millisecond or two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from musnad.knowledge.store import Case, DocumentSummary
from musnad.knowledge.store.facets import ANONYMOUS, CONTESTED, EVENT, PLACE, YES

_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")
_STORED = {"place": PLACE, "told": EVENT, "anonymous": ANONYMOUS, "contested": CONTESTED}

Rows = NDArray[np.int64]
"""Rows of the search index, each a report."""
Mask = NDArray[np.bool_]
"""For each row whether its report is meant."""


class Facet:
    """What reports can be sifted by, with the reports of each value."""

    def __init__(self, held: Mapping[str, Rows]) -> None:
        self.values = sorted(held)
        self._number = {value: number for number, value in enumerate(self.values)}
        sizes = [len(held[value]) for value in self.values]
        self._ends = np.cumsum([0, *sizes])
        self._rows = np.concatenate([held[value] for value in self.values]) if sizes else np.empty(0, np.int64)
        self._owner = np.repeat(np.arange(len(sizes)), sizes)

    def rows(self, value: str) -> Rows:
        """The reports of a value."""
        number = self._number.get(value)
        return self._rows[:0] if number is None else self._rows[self._ends[number] : self._ends[number + 1]]

    def counts(self, among: Mask) -> NDArray[np.int64]:
        """How many of some reports have each of the values."""
        return np.bincount(self._owner[among[self._rows]], minlength=len(self.values))

    def most(self, among: Mask, number: int, besides: str = "") -> list[tuple[str, int]]:
        """The values that most of some reports have, with how many; and one value besides, wherever it comes."""
        counts = self.counts(among)
        order = np.argsort(-counts, kind="stable")[:number].tolist()
        wanted = self._number.get(besides)
        if wanted is not None and wanted not in order:
            order.append(wanted)
        return [(self.values[one], int(counts[one])) for one in order if counts[one]]


class Sifting:
    """All reports of one edition of a case; facets are named as in the addresses of pages."""

    def __init__(self, case: Case, summaries: Mapping[str, DocumentSummary]) -> None:
        self.rows = {one: row for one, row in case.desk.rows().items() if one in summaries}
        """Report → row."""
        self.last = max(self.rows.values(), default=0)
        """Row of the report that came last."""
        self.reports: list[DocumentSummary | None] = [None] * (self.last + 1)
        """Row → report."""
        for one, row in self.rows.items():
            self.reports[row] = summaries[one]
        self.all = self.mask(np.fromiter(self.rows.values(), np.int64, len(self.rows)))
        stored = case.desk.facets()
        known = {
            name: {value: self._unpacked(held) for value, held in stored.get(facet, {}).items()}
            for name, facet in _STORED.items()
        }
        self._facets = {name: Facet(values) for name, values in (known | self._by_summary(summaries.values())).items()}
        by_id = self._placed(sorted(summaries.values(), key=lambda one: one.id))
        by_time = self._placed(sorted(summaries.values(), key=lambda one: (one.received, one.published or "", one.id)))
        self.by_id, self.by_arrival = by_id, by_time
        """Place of each row in the order of ids; of when reports came, and among these of publication."""

    def _unpacked(self, held: int) -> Rows:
        eights = np.frombuffer(held.to_bytes(held.bit_length() // 8 + 1, "little"), np.uint8)
        # Most places stand in a handful of reports: nearly all bytes are zero.
        told = np.flatnonzero(eights)
        rows = (8 * told[:, None] + np.arange(8))[np.unpackbits(eights[told], bitorder="little").reshape(-1, 8).astype(np.bool_)]
        return rows[rows <= self.last]

    def _placed(self, ordered: Iterable[DocumentSummary]) -> Rows:
        places = np.zeros(self.last + 1, np.int64)
        for place, one in enumerate(ordered):
            places[self.rows.get(one.id, 0)] = place
        return places

    def _by_summary(self, summaries: Iterable[DocumentSummary]) -> dict[str, dict[str, Rows]]:
        found: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in ("outlet", "year", "month", "copies")}
        for one in summaries:
            row = self.rows.get(one.id, 0)
            if one.outlet:
                found["outlet"][one.outlet].append(row)
            if one.copy_of:
                found["copies"][YES].append(row)
            # A date of unknown year (../2019) is in no year.
            for name, pattern in (("year", _YEAR), ("month", _MONTH)):
                if match := pattern.match(one.published or ""):
                    found[name][match.group()].append(row)
        return {name: {value: np.array(held, np.int64) for value, held in values.items()} for name, values in found.items()}

    def of(self, facet: str) -> Facet:
        """A facet by name."""
        return self._facets[facet]

    def mask(self, rows: Rows) -> Mask:
        """These reports."""
        held = np.zeros(self.last + 1, np.bool_)
        held[rows[rows <= self.last]] = True
        return held

    def ordered(self, reports: Iterable[DocumentSummary]) -> Rows:
        """The rows of these reports in their order."""
        return np.array([self.rows[one.id] for one in reports if one.id in self.rows], np.int64)

    def named(self, rows: Iterable[int]) -> list[DocumentSummary]:
        """The reports of these rows."""
        return [one for row in rows if (one := self.reports[row]) is not None]
