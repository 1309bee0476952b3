"""Happenings filtered in the store are those that the whole timeline has, in its order."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.knowledge.store import Case
from musnad.knowledge.store.moments import WantedTimes
from musnad.presentation.timeline import timeline

pytestmark = pytest.mark.xdist_group("samples")
TIMES = [(None, None), ("2021", None), (None, "2021-03"), ("2021-03", "2021-04"), ("2019-05-10", "2019-05-28"), ("1950", "1950")]


@pytest.mark.parametrize(("first", "last"), TIMES)
@pytest.mark.parametrize("apart", [False, True])
def test_what_is_read_in_part_is_what_the_whole_timeline_has(
    sample_case: Path, first: str | None, last: str | None, apart: bool
) -> None:
    with Case.open(sample_case) as case:
        entities = [None, *(one.id for one in case.entity_summaries(limit=12))]
        kinds = ["", *case.moments.types()[:4]]
        for entity in entities:
            whole = timeline(case, entity, first, last)
            for kind in kinds:
                kept = [one for one in whole if (not kind or one.event.type == kind) and (not apart or one.contested)]
                wanted = WantedTimes(entity, kind, first, last, apart)
                counted = case.moments.counted(wanted)
                assert sum(times for times, _ in counted.values()) == len(kept)
                dated = [one.event.id for one in kept if one.datings]
                assert sum(times for _, times in counted.values()) == len(dated)
                assert case.moments.ids(wanted, 0, 1000) == dated
                assert case.moments.ids(wanted, 2, 3) == dated[2:5]


def test_months_come_in_order_and_what_has_no_date_last(sample_case: Path) -> None:
    with Case.open(sample_case) as case:
        listed = case.moments.listed(WantedTimes(), 0, 1000)
        months = [month for _, month in listed]
        assert months == sorted(months, key=lambda month: (not month, month))
        assert {one for one, _ in listed} == {one.id for one in case.event_summaries()}
        assert case.moments.years(WantedTimes()).total() == len(listed)
        year = next(month[:4] for month in months if month)
        assert case.moments.years(WantedTimes(year=year)) == {year: sum(month.startswith(year) for month in months)}
