"""One happening, two dates that cannot both be right; a less exact date that fits is no contradiction."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from musnad import edtf
from musnad.knowledge.contradictions.findings import Finding, View, one_each_line
from musnad.records import ValueSource


def of_one_happening(view: View) -> Iterator[Finding]:
    """Dates of one event that share no day."""
    for event, _ in view.groups:
        own = [value for value in event.dates if value.reference.document not in view.copies]
        dates = [value for value in own if not edtf.parse(value.value).approximate]
        if event.modality == "actual" and any(not edtf.overlaps(one.value, other.value) for one, other in combinations(dates, 2)):
            values = one_each_line(_clashing(dates))
            shown = "، ".join(sorted({value.value for value in values}))
            yield Finding(
                "date", event.id, "date", "dates", values,
                (("event", event.name), ("values", shown)), (("event", event.name_en), ("values", shown.replace("،", ","))),
            )  # fmt: skip


def _clashing(dates: list[ValueSource]) -> list[ValueSource]:
    """Dates that share no day with at least one other, the most exact of each line."""
    return [one for one in dates if any(not edtf.overlaps(one.value, other.value) for other in dates)]
