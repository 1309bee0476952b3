"""Relative dates follow the day of a report when an analyst corrects it; what he judged himself stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.build import build, derive_again
from musnad.knowledge.store import Case

TEXT = """2021-03-10
قصفت طائرة حربية مواقع كتائب الوادي في بلدة رأس التل أمس.
وكانت كتائب الوادي هاجمت حاجز السدرة في 2 آذار 2021.
وقال قائد كتائب الوادي سليم الحوراني يوم الأحد الماضي إن الهدنة سقطت.
"""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    build([path], tmp_path / "case.musnad")
    return Case.open(tmp_path / "case.musnad")


def _dates(case: Case) -> dict[str, str | None]:
    """The words of every date and what it means now."""
    (document,) = case.documents()
    report = case.report(document.id)
    return {date.span.of(report.document.text): date.value for date in report.dates}


def test_yesterday_follows_the_corrected_day_through_every_rebuild(case: Case) -> None:
    with case:
        (document,) = case.documents()
        before = _dates(case)
        assert before["أمس"] == "2021-03-09"
        made = case.judge("correct", [f"{document.id}/published"], by="منى", value="2021-03-20")
        for _ in range(2):
            derive_again(case)
            assert _dates(case) == before | {"أمس": "2021-03-19", "يوم الأحد الماضي": "2021-03-14"}
            assert {"2021-03-19", "2021-03-02"} <= {value.value for event in case.events() for value in event.dates}
        case.undo(made.id, by="منى")
        derive_again(case)
        assert _dates(case) == before


def test_a_date_that_an_analyst_gave_is_not_counted_anew(case: Case) -> None:
    with case:
        (document,) = case.documents()
        report = case.report(document.id)
        (yesterday,) = [date for date in report.dates if date.span.of(report.document.text) == "أمس"]
        case.judge("correct", [f"{document.id}/{yesterday.id}"], by="منى", value="2021-03-08")
        case.judge("correct", [f"{document.id}/published"], by="منى", value="2021-03-20")
        derive_again(case)
        found = _dates(case)
        assert found["أمس"] == "2021-03-08"
        assert found["يوم الأحد الماضي"] == "2021-03-14"
