"""One happening, two dates that cannot both be right; a less exact date that fits is no contradiction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from musnad import edtf
from musnad.knowledge.contradictions.findings import Finding, View, one_each_line
from musnad.knowledge.tellings import Telling
from musnad.records import ValueSource


def of_one_happening(view: View) -> Iterator[Finding]:
    """Dates of one event that share no day."""
    for event, group in view.groups:
        late = _of_casualties(group)
        own = [value for value in event.dates if value.reference.document not in view.copies]
        own = [value for value in own if (value.reference.document, value.reference.annotation) not in late]
        dates = [value for value in own if not edtf.parse(value.value).approximate]
        if event.modality == "actual" and any(_exclude(one, other) for one, other in combinations(dates, 2)):
            values = one_each_line(_clashing(dates))
            shown = "، ".join(sorted({value.value for value in values}))
            yield Finding(
                "date", event.id, "date", "dates", values,
                (("event", event.name), ("values", shown)), (("event", event.name_en), ("values", shown.replace("،", ","))),
            )  # fmt: skip


def _clashing(dates: list[ValueSource]) -> list[ValueSource]:
    """Dates that share no day with at least one other, the most exact of each line."""
    return [one for one in dates if any(_exclude(one, other) for other in dates)]


def _exclude(one: ValueSource, other: ValueSource) -> bool:
    """Two reports, no common day; two dates of one report mostly date two stages."""
    return one.reference.document != other.reference.document and not edtf.overlaps(one.value, other.value)


def _of_casualties(group: Sequence[Telling]) -> set[tuple[str, str | None]]:
    """Where only the dead of a happening are dated: the hurt may die days later."""
    dates = {
        (telling.indexed.id, telling.mention.date_mention or telling.mention.id): telling.mention.type == "casualties"
        for telling in sorted(group, key=lambda telling: telling.mention.type != "casualties")
    }
    return {where for where, only in dates.items() if only} if not all(dates.values()) else set()
