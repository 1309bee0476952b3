"""Two periods side by side: what is new and gone, more and less beyond chance; every number leads to its reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from outline import Outline

from musnad import edtf
from musnad.knowledge.store import Case
from musnad.presentation.web import create_app
from musnad.presentation.web.periods import changes, period


@pytest.fixture(scope="module")
def room(sample_case: Path) -> Iterator[TestClient]:
    with TestClient(create_app(sample_case), base_url="http://127.0.0.1:8000") as client:
        yield client


def test_only_what_chance_does_not_explain_is_more_or_less() -> None:
    found = changes({"a": 2, "b": 10, "c": 50, "d": 5}, {"a": 3, "b": 40, "c": 10, "e": 1}, 100, 100)
    assert {direction: [one.key for one in some] for direction, some in found.items()} == {
        "new": ["e"], "gone": ["d"], "more": ["b"], "less": ["c"],
    }  # fmt: skip
    # Twice as often in twice as many reports is no more.
    assert changes({"a": 20}, {"a": 40}, 100, 200)["more"] == []
    assert [one.key for one in changes({}, {"a": 4, "b": 9}, 0, 20)["new"]] == ["b", "a"]


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2019", ("2019-01-01", "2019-12-31")),
        ("2019-02", ("2019-02-01", "2019-02-28")),
        ("2019-03/2019-05", ("2019-03-01", "2019-05-31")),
        ("2019-03/..", None),
        ("2019-13", None),
        ("الربيع", None),
        ("", None),
    ],
)
def test_a_period_has_two_ends(value: str, days: tuple[str, str] | None) -> None:
    found = period(value)
    assert (found and (str(found.first), str(found.last))) == days


def test_the_numbers_are_those_of_the_reports_and_lead_to_them(room: TestClient, sample_case: Path) -> None:
    with Case.open(sample_case) as case:
        dated = [one for one in case.documents() if one.published]
        months = sorted({str(one.published)[:7] for one in dated if len(str(one.published)) >= 7})
        one, other = months[0], f"{months[1]}/{months[-1]}"
        named = {one.id: {reference.document for reference in one.references} for one in case.entities()}
        entity = case.entities("LOC")[0]
    html = room.get("/en/compare", params={"kind": "periods", "one": one, "other": other}).text
    assert Outline(html).faults == []
    found = re.findall(r'href="([^"]*/compare/period[?]at=([^&"]*)&amp;entity=([^&"]*))">(\d+)<', html)
    assert len(found) > 10
    for href, at, identifier, number in found:
        days = period(unquote(at))
        assert days
        within = [each.id for each in dated if edtf.overlaps(str(each.published), days.value)]
        assert len(named[identifier] & set(within)) == int(number), (identifier, at)
        answer = room.get(href.replace("&amp;", "&"))
        assert f"{number} report" in answer.text and answer.text.count('class="passage"') == int(number)
    beside = room.get("/ar/compare", params={"kind": "periods", "one": one, "other": other, "entity": entity.name})
    assert beside.status_code == 200 and f"about={entity.id}" in beside.text


def test_what_is_no_period_is_said(room: TestClient) -> None:
    html = room.get("/ar/compare", params={"kind": "periods", "one": "أمس", "other": "2019", "entity": "لا أحد كهذا"}).text
    assert "ليست مدة" in html and "لا اسم كهذا" in html
    assert room.get("/ar/compare/period", params={"at": "غدا"}).status_code == 404
    empty = room.get("/en/compare", params={"kind": "periods", "one": "1900", "other": "1901"}).text
    assert "there is no report" in empty
    assert "list=" in room.get("/en/compare").text
