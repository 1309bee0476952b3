"""The drawn timeline: right to left, bars for inexact dates, rows that do not overlap."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from musnad.presentation.timeline import moment
from musnad.presentation.timeline_drawing import MOST_ROWS, ROW, WIDTH, Drawing, draw
from musnad.records import Event, Reference, Span, ValueSource


def event(number: int, *dates: str) -> Event:
    reference = Reference(document="d", span=Span(start=0, end=1), line=1)
    given_dates = tuple(ValueSource(value=value, reference=reference, original=value) for value in dates)
    return Event(id=f"h-{number}", type="meeting", name="", name_en="", date=dates[0] if dates else None, dates=given_dates)


def drawn(*dates: tuple[str, ...], reverse: bool = False) -> Drawing | None:
    return draw([moment(event(number, *one)) for number, one in enumerate(dates)], reverse)


def test_time_runs_from_the_side_where_reading_begins() -> None:
    for reverse in (False, True):
        drawing = drawn(("2019-05-10",), ("2021-05-10",), reverse=reverse)
        assert drawing
        first, second = (one.stretches[0].x for one in drawing.placed)
        assert (first > second) is reverse
        ticks = [tick.x for tick in drawing.ticks]
        assert ticks == sorted(ticks, reverse=reverse)
        # The year between them, of which nothing is told, is narrow.
        assert [tick.date for tick in drawing.ticks] == ["2019", "2021"]


def test_a_lone_old_date_does_not_press_the_others_together() -> None:
    drawing = drawn(("1945-08-15",), *((f"2015-{month:02d}-10",) for month in range(1, 13)))
    assert drawing
    xs = [one.stretches[0].x for one in drawing.placed]
    assert xs[-1] - xs[1] > WIDTH / 4
    assert [tick.date for tick in drawing.ticks][-1] == "2015"


def test_a_month_is_a_bar_and_a_day_a_dot() -> None:
    drawing = drawn(("2019-05",), ("2019-05-10",), ("2019-04/2019-07",))
    assert drawing
    month, day, months = (one.stretches[0] for one in drawing.placed)
    assert (month.exact, day.exact, months.exact) == (False, True, False)
    assert months.width > month.width > day.width


def test_contested_dates_stand_side_by_side_and_equal_ones_of_less_exactness_do_not() -> None:
    drawing = drawn(("2019-05-10", "2019-06-01"), ("2019-05-10", "2019-05"))
    assert drawing
    assert [len(one.stretches) for one in drawing.placed] == [2, 1]
    left, right = drawing.placed[0].ends
    assert left < right


def test_what_is_undated_is_not_drawn() -> None:
    assert drawn((), ()) is None


@given(st.lists(st.dates().map(lambda day: (day.isoformat(),)), min_size=1, max_size=60), st.booleans())
def test_rows_hold_what_fits_and_all_stays_on_the_paper(dates: list[tuple[str]], reverse: bool) -> None:
    drawing = drawn(*dates, reverse=reverse)
    assert drawing and len(drawing.placed) == len(dates)
    assert drawing.height <= 40 + ROW * MOST_ROWS
    assert all(stretch.x >= 0 and stretch.x + stretch.width <= WIDTH for one in drawing.placed for stretch in one.stretches)
    rows: dict[float, list[tuple[float, float]]] = {}
    for one in drawing.placed:
        rows.setdefault(one.y, []).append((one.stretches[0].x, one.stretches[0].x + one.stretches[0].width))
    last = max(rows)
    for y, spans in rows.items():
        if y < last:
            ordered = sorted(spans)
            assert all(end <= begin for (_, end), (begin, _) in itertools.pairwise(ordered))
