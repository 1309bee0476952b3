"""One happening, two dates that cannot both be right; a less exact date that fits is no contradiction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad import edtf
from musnad.knowledge.contradictions.findings import Finding, View, one_each_line
from musnad.knowledge.events import dated
from musnad.knowledge.tellings import Telling
from musnad.records import ValueSource

Dated = tuple[Telling, ValueSource]


def of_one_happening(view: View) -> Iterator[Finding]:
    """Dates of one event that share no day."""
    for event, group in view.groups:
        if event.modality != "actual" or len({telling.indexed.id for telling in group}) < 2:
            continue
        own = [
            (telling, value) for telling, value in dated(_without_late_deaths(group), view.chains)
            if telling.indexed.id not in view.copies and not edtf.parse(value.value).approximate
        ]  # fmt: skip
        clashing = [one[1] for one in own if any(_exclude(one, other, view, group) for other in own)]
        if clashing:
            values = one_each_line(clashing)
            shown = "، ".join(sorted({value.value for value in values}))
            yield Finding(
                "date", event.id, "date", "dates", values,
                (("event", event.name), ("values", shown)), (("event", event.name_en), ("values", shown.replace("،", ","))),
            )  # fmt: skip


def _exclude(one: Dated, other: Dated, view: View, group: Sequence[Telling]) -> bool:
    """Two reports of one happening, no common day; two dates of one report mostly date two stages."""
    if one[0].indexed.id == other[0].indexed.id or edtf.overlaps(one[1].value, other[1].value):
        return False
    return view.joined.plainly(one[0], other[0]) and view.joined.directly(one[0], other[0], group)


def _without_late_deaths(group: Sequence[Telling]) -> Sequence[Telling]:
    """The dead of a clash date it only where nothing else does: who was hurt may die days later."""
    return [telling for telling in group if telling.mention.type != "casualties"] or group
