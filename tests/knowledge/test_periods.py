"""Offices and relations over time: put together from what is told, with footnotes, gaps and two at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from factory import Draft
from hypothesis import given
from hypothesis import strategies as st

from musnad import edtf
from musnad.knowledge import derive
from musnad.knowledge.incumbents import gaps, overlaps
from musnad.knowledge.periods import Period, periods
from musnad.records import Reference, Span, Statement

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/periods.yml").read_text(encoding="utf-8"))


def _statements(told: list[str]) -> tuple[list[Statement], dict[str, str | None]]:
    found, published = [], {}
    for number, row in enumerate(told):
        person, title, body, code, holds, day, *modality = [
            None if cell.strip() == "-" else cell.strip() for cell in row.split("|")
        ]
        past = bool(title) and title.split()[0] == "former"
        title = title.removeprefix("former").strip() if title else None
        title = None if title == "-" else title
        reference = Reference(document=f"d-{number}", span=Span(start=0, end=1), line=1, annotation=f"role-{number}")
        published[f"d-{number}"] = day
        shared: dict[str, Any] = {
            "subject": person, "original": "", "reference": reference, "holds": holds, "by": "test",
            "modality": modality[0] if modality else "actual",
        }  # fmt: skip
        former = "former_" if past else ""
        if title is None:
            found.append(Statement(id=f"s-{number}", property=code, object=body, **shared))
            continue
        found.append(Statement(id=f"s-{number}", property=f"{former}office", value=title, code=code, **shared))
        if body:
            found.append(Statement(id=f"s-{number}-at", property=f"{former}office_at", object=body, code=code, **shared))
    return found, published


@pytest.mark.parametrize("case", CASES, ids=[f"{case['at']} {case['case']}" for case in CASES])
def test_periods_of_what_is_told(case: dict[str, Any]) -> None:
    statements, published = _statements(case["told"])
    found = periods(statements, published)
    assert [f"{one.subject} | {one.interval or '-'} | {one.attested or '-'}" for one in found] == case["periods"]
    by_id = {one.id: one for one in found}
    names = lambda one, other: f"{by_id[one].subject}، {by_id[other].subject}"  # noqa: E731
    assert [f"{names(one.one, one.other)} | {one.interval}" for one in overlaps(found)] == case.get("overlaps", [])
    silent = [f"{names(one.after, one.before)} | {one.interval} | {'told' if one.told else 'silent'}" for one in gaps(found)]
    assert silent == case.get("gaps", [])
    assert [f"{one.subject} | {one.over_by}" for one in found if one.over] == case.get("over", [])


@pytest.mark.parametrize("case", CASES, ids=[f"{case['at']} {case['case']}" for case in CASES])
def test_the_order_of_statements_says_nothing_and_every_one_is_a_footnote(case: dict[str, Any]) -> None:
    statements, published = _statements(case["told"])
    found = periods(statements, published)
    assert periods(reversed(statements), published) == found
    actual = {one.id for one in statements if one.modality == "actual"}
    assert {footnote for one in found for footnote in one.footnotes} == actual
    assert sum(len(one.footnotes) for one in found) == len(actual)
    for period in found:
        told = {statement for side in (period.begins, period.ends, period.seen) for one in side for statement in one.statements}
        assert told | set(period.over) == set(period.footnotes)


def test_the_cases_are_of_ten_countries_and_more() -> None:
    assert len({case["at"] for case in CASES}) >= 10


_YEARS = st.integers(1990, 2030)
_HOLDS = st.one_of(
    _YEARS.map(str), _YEARS.map(lambda year: f"{year}/.."), _YEARS.map(lambda year: f"../{year}"), st.none(),
    st.tuples(_YEARS, st.integers(0, 9)).map(lambda pair: f"{pair[0]}/{pair[0] + pair[1]}"),
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(["ا", "ب", "ج"]), _HOLDS, st.booleans()), max_size=12))
def test_laws_of_periods(rows: list[tuple[str, str | None, bool]]) -> None:
    told = [f"{who} | {'former ' if past else ''}رئيس | مجلس | head | {holds or '-'} | 2031" for who, holds, past in rows]
    statements, published = _statements(told)
    found = periods(statements, published)
    assert sorted(footnote for one in found for footnote in one.footnotes) == sorted(one.id for one in statements)
    for period in found:
        assert period.interval is None or edtf.is_edtf(period.interval.replace("?", "")) or period.contested
        assert period.attested is None or edtf.is_edtf(period.attested)
    by_id: dict[str, Period] = {one.id: one for one in found}
    assert len(by_id) == len(found)
    for overlap in overlaps(found):
        one, other = by_id[overlap.one], by_id[overlap.other]
        assert one.subject != other.subject
        assert edtf.overlaps(overlap.interval, one.attested or "") and edtf.overlaps(overlap.interval, other.attested or "")
    for gap in gaps(found):
        assert (edtf.latest(by_id[gap.after].attested or "") or 0) < (edtf.earliest(gap.interval) or 0)
        assert (edtf.latest(gap.interval) or 0) < (edtf.earliest(by_id[gap.before].attested or "") or 0)


def test_periods_of_reports_with_their_words_as_footnotes() -> None:
    reports = []
    for name, words, more in (
        ("a", "تولى وهاب الكرعاوي رئاسة مجلس الزعرور", {"since": "2014-03"}),
        ("b", "وقال وهاب الكرعاوي رئيس مجلس الزعرور إن الطريق سالك", {}),
        ("c", "وكان وهاب الكرعاوي رئيس مجلس الزعرور السابق", {"former": True, "until": "2017"}),
        ("d", "وقالت رنا الشهابي رئيسة مجلس الزعرور إن الطريق سالك", {}),
    ):
        draft = Draft(words, name=name, published="2016-05-06" if name == "b" else "2018-09-10")
        person = draft.mention("PER", "رنا الشهابي" if name == "d" else "وهاب الكرعاوي")
        body = draft.mention("ORG", "مجلس الزعرور")
        title = next(word for word in ("رئاسة", "رئيسة", "رئيس") if word in words)
        draft.role(person, title, body, role="head", **more)
        reports.append(draft.report())
    known = derive(reports)
    names = {entity.id: entity.name for entity in known.entities}
    found = periods(known.statements, {report.document.id: report.published.value for report in reports if report.published})
    assert [
        (names[one.subject], names[one.object or ""], one.interval, one.attested) for one in found if one.prop == "office"
    ] == sorted(
        [("وهاب الكرعاوي", "مجلس الزعرور", "2014-03/2017", "2014-03/2017"), ("رنا الشهابي", "مجلس الزعرور", None, "2018-09-10")],
        key=lambda row: next(key for key, name in names.items() if name == row[0]),
    )
    statements = {statement.id: statement for statement in known.statements}
    texts = {report.document.id: report.document.text for report in reports}
    for period in found:
        for footnote in period.footnotes:
            reference = statements[footnote].reference
            assert reference.span.of(texts[reference.document]) == statements[footnote].original
    assert overlaps(found) == ()
    assert [gap.interval for gap in gaps(found)] == ["2018-01-01/2018-09-09"]
