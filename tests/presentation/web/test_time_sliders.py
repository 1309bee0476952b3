"""Network and map cut to a time without a script; the evidence of a tie on a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from outline import Outline

from musnad.knowledge.store import Case
from musnad.presentation.web import create_app


@pytest.fixture(scope="module")
def room(sample_case: Path) -> Iterator[TestClient]:
    with TestClient(create_app(sample_case), base_url="http://127.0.0.1:8000") as client:
        yield client


def shown(html: str, kind: str) -> tuple[list[dict[str, str | None]], list[dict[str, str | None]]]:
    """Drawn things that are shown, and those put away."""
    found = [attributes for _, attributes in Outline(html).tags if kind in (attributes.get("class") or "").split()]
    return [one for one in found if "out" not in str(one["class"]).split()], [
        one for one in found if "out" in str(one["class"]).split()
    ]


@pytest.mark.parametrize(("page", "kind"), [("network", "tie"), ("map", "spot")])
def test_a_form_cuts_to_a_time(room: TestClient, page: str, kind: str) -> None:
    whole = room.get(f"/en/{page}").text
    steps = [
        (attributes["value"], int(str(attributes["data-first"])), int(str(attributes["data-last"])))
        for tag, attributes in Outline(whole).tags
        if tag == "option" and "data-first" in attributes
    ]
    assert steps and not shown(whole, kind)[1]
    value, first, last = steps[0]
    cut = room.get(f"/en/{page}", params={"since": value, "until": value}).text
    held, out = shown(cut, kind)
    assert held and out

    def meets(one: dict[str, str | None]) -> bool:
        spans = [tuple(map(int, span.split("-"))) for span in (one["data-when"] or "").split()]
        return any(begins <= last and ends >= first for begins, ends in spans)

    assert all(map(meets, held)) and not any(map(meets, out))
    assert re.search(r"in this time", cut)
    assert room.get(f"/ar/{page}", params={"since": "كلام", "until": "9999"}).status_code == 200


def test_a_tie_leads_to_its_words(room: TestClient, sample_case: Path) -> None:
    links = [
        str(attributes["href"])
        for _, attributes in Outline(room.get("/ar/network").text).tags
        if "/network/tie" in str(attributes.get("href"))
    ]
    assert links
    with Case.open(sample_case) as case:
        relation = next(one for one in case.relations() if len(one.statements) > 1)
        statements = [case.statement(one) for one in relation.statements]
    html = room.get("/ar/network/tie", params={"one": relation.object, "other": relation.subject}).text
    outline = Outline(html)
    assert outline.faults == []
    notes = [one for one in outline.ids if one.startswith("note-")]
    cited = [one for one in outline.values("href") if one.startswith("#note-")]
    assert len(notes) == len(set(cited)) >= len(statements)
    assert all(any(one.reference.document in href for href in outline.values("href")) for one in statements)
    cut = room.get("/en/network/tie", params={"one": relation.object, "other": relation.subject, "until": "1950"}).text
    assert "#note-" not in cut and "all times" in cut
    assert room.get("/ar/network/tie", params={"one": relation.object, "other": "e-0"}).status_code == 404
    assert room.get(links[0]).status_code == 200
