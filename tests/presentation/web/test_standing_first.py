"""The contradictions desk says what speaks for each value, and what is an update or a correction, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from musnad.knowledge.store import Case
from musnad.presentation.web import create_app


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_order_is_shown_with_its_reasons(sample_case: Path, language: str) -> None:
    with Case.open(sample_case) as opened:
        known = {one.id: one for one in opened.contradictions()}
    ordered = [one for one in known.values() if one.ranking]
    assert ordered
    with TestClient(create_app(sample_case), base_url="http://127.0.0.1:8000") as client:
        text = client.get(f"/{language}/contradictions", params={"part": "all"}).text
        text += client.get(f"/{language}/contradictions", params={"part": "2"}).text
    shown = dict(re.findall(r'<article class="contradiction" id="([^"]+)">(.*?)</article>', text, re.DOTALL))
    assert {one.id for one in ordered} & shown.keys()
    for one in ordered:
        if one.id in shown:
            items = re.findall(r"<li><strong>", shown[one.id])
            assert len(items) == len(one.ranking)
            assert ("ترتيب للقراءة" if language == "ar" else "not a verdict") in shown[one.id]
    for identifier, article in shown.items():
        marked = "badge nature" in article
        assert marked is (known[identifier].nature != "contradiction")
