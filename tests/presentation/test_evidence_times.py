"""Months of evidence, and a slider over them whose handles stop where something is."""

from __future__ import annotations

from musnad.presentation.evidence_times import choice, in_words, joined, months


def test_days_become_months_and_stretches_that_touch_become_one() -> None:
    assert months("2019-05-10", "2019-07-01") == (12 * 2019 + 4, 12 * 2019 + 6)
    assert months("", "2019-07-01") == months("2019-07-31", "") == (12 * 2019 + 6, 12 * 2019 + 6)
    assert months("", "") is None
    found = joined([("2019-05-01", "2019-05-31"), ("2019-06-02", "2019-06-02"), ("2020-01-01", "2020-01-05"), ("", "")])
    assert found == ((24232, 24233), (24240, 24240))
    assert in_words(found) == "24232-24233 24240-24240"


MAY, JUNE, JANUARY = (12 * 2019 + 4,) * 2, (12 * 2019 + 5,) * 2, (12 * 2021,) * 2


def test_a_slider_has_a_step_for_each_month_of_which_there_is_something() -> None:
    slider = choice([[MAY], [JUNE, MAY], [JANUARY]], "", "")
    assert slider and [(one.value, one.times) for one in slider.steps] == [("2019-05", 2), ("2019-06", 1), ("2021-01", 1)]
    assert slider.whole and slider.holds([]), "what has no date is shown with the whole time"
    late = choice([[MAY], [JUNE], [JANUARY]], "2019-06-15", "")
    assert late and (late.low, late.high, late.whole) == (1, 2, False)
    assert not late.holds([MAY]) and late.holds([MAY, JANUARY]) and late.holds([(MAY[0], JANUARY[0])]) and not late.holds([])
    year = choice([[MAY], [JUNE], [JANUARY]], "2019", "2019")
    assert year and (year.low, year.high) == (0, 1)


def test_handles_stay_on_the_scale_whatever_was_asked_for() -> None:
    for since, until in (("2030", ""), ("", "1990"), ("2021", "2019"), ("غدا", "yesterday"), ("2030", "1990")):
        slider = choice([[MAY], [JUNE], [JANUARY]], since, until)
        assert slider and 0 <= slider.low <= slider.high <= 2
    assert choice([[MAY], [MAY]], "", "") is None and choice([], "", "") is None


def test_a_long_time_is_stepped_by_years() -> None:
    slider = choice([[(month, month)] for month in range(12 * 2000, 12 * 2011, 1)], "2003-05", "2004-02")
    assert slider and slider.steps[0].value == "2000" and len(slider.steps) == 11
    assert (slider.steps[slider.low].value, slider.steps[slider.high].value) == ("2003", "2004")
