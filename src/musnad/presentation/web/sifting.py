"""Reports by outlet, date and what they hold, as bits: the reports that several values leave are one `&` away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from musnad.knowledge.store import Case, DocumentSummary
from musnad.knowledge.store.facets import ANONYMOUS, CONTESTED, EVENT, PLACE, YES, bits

_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")
_STORED = {"place": PLACE, "told": EVENT, "anonymous": ANONYMOUS, "contested": CONTESTED}


class Sifting:
    """All reports of one edition of a case; facets are named as in the addresses of pages."""

    def __init__(self, case: Case, summaries: Mapping[str, DocumentSummary]) -> None:
        self.rows = {one: row for one, row in case.desk.rows().items() if one in summaries}
        """Report → row."""
        self.all = bits(self.rows.values())
        self.last = max(self.rows.values(), default=0)
        """Row of the report that came last."""
        stored = case.desk.facets()
        self._facets: dict[str, Mapping[str, int]] = {name: stored.get(facet, {}) for name, facet in _STORED.items()}
        self._facets |= self._by_summary(summaries.values())

    def _by_summary(self, summaries: Iterable[DocumentSummary]) -> dict[str, Mapping[str, int]]:
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
        return {name: {value: bits(held) for value, held in values.items()} for name, values in found.items()}

    def of(self, facet: str) -> Mapping[str, int]:
        """Value → reports."""
        return self._facets[facet]

    def bits(self, documents: Iterable[str]) -> int:
        """These reports."""
        return bits(self.rows[one] for one in documents if one in self.rows)


def rows_in(held: int) -> set[int]:
    """The rows of these reports."""
    eights = held.to_bytes(held.bit_length() // 8 + 1, "little")
    return {number * 8 + bit for number, eight in enumerate(eights) if eight for bit in range(8) if eight >> bit & 1}
