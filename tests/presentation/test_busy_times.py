"""When most happened: the unit, the stretch and what is left outside."""

from __future__ import annotations

from musnad.presentation.busy_times import BARS, busy_times


def test_one_spring_is_shown_by_weeks_that_begin_on_mondays() -> None:
    busy = busy_times([("2019-05-06", 2), ("2019-05-12", 1), ("2019-05-13", 4), ("2018-01-30", 1)])
    assert busy and busy.unit == "week" and busy.outside == 1
    first, second = busy.busiest
    assert (first.date, first.times) == ("2019-05-13/2019-05-19", 4)
    assert (second.bounds, second.times) == (("2019-05-06", "2019-05-12"), 3)
    assert [bar.times for bar in busy.bars][-2:] == [3, 4]


def test_years_apart_are_shown_by_months_or_years() -> None:
    months = busy_times([(f"2016-{month:02d}", 1) for month in range(1, 13)] + [("2018-03-05", 2)])
    assert months and months.unit == "month" and months.outside == 0
    assert months.busiest[0].date == "2018-03"
    years = busy_times([(f"{year}", 1) for year in range(1990, 2020)])
    assert years and years.unit == "year" and len(years.bars) == 30


def test_what_is_less_exact_than_a_bar_is_in_none_but_said() -> None:
    busy = busy_times([("2019-05-06", 5), ("2019-05", 1), ("2019/2020", 1), ("2019-08/..", 1)])
    assert busy and busy.unit == "week"
    assert sum(bar.times for bar in busy.bars) == 5
    assert busy.outside == 3


def test_a_date_of_centuries_ago_does_not_stretch_the_drawing() -> None:
    busy = busy_times([("1517-01-22", 1), ("2019-05-06", 3), ("2019-06-06", 2)])
    assert busy and busy.unit == "week" and len(busy.bars) <= BARS and busy.outside == 1


def test_no_date_no_drawing() -> None:
    assert busy_times([]) is None
    assert busy_times([("2019-08/..", 3), ("nonsense", 1)]) is None


def test_empty_stretches_are_left_out_of_the_drawing_and_few_bars_stay_narrow() -> None:
    busy = busy_times([("2012-06", 1), ("2015-07", 30), ("2015-08", 14), ("2015-10", 2)])
    assert busy and busy.unit == "month"
    drawn = [[bar.date for bar in slot.bars] if slot.bars[0].times else len(slot.bars) for slot in busy.slots]
    assert drawn == [["2012-06"], 36, ["2015-07"], ["2015-08"], 1, ["2015-10"]]
    bars = [slot for slot in busy.slots if len(slot.bars) == 1]
    assert all(slot.width <= 1 / 12 for slot in bars)
    assert abs(busy.slots[-1].start + busy.slots[-1].width - 1) < 1e-9
    for before, after in zip(busy.slots, busy.slots[1:], strict=False):
        assert abs(before.start + before.width - after.start) < 1e-9
