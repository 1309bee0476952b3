"""Words that stand in very many reports are not ranked: the latest reports come first, and the page says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from musnad.knowledge.store import Case, search
from musnad.presentation.web import create_app

_HIT = re.compile(r'<a class="title" href="/en/reports/([^"]+)"')


def test_what_all_reports_hold_comes_latest_first(news_case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open(news_case) as case:
        words = [word for one in case.documents() for word in set(case.report(one.id).document.text.split())]
        word = max(sorted({one for one in words if len(one) > 2}), key=words.count)
        dated = {one.id: one.published or "" for one in case.documents()}
        found = case.matches(word)
        assert found.ranked and len(found.rows) > 1 and sorted(found.scores, reverse=True) == list(found.scores)
        monkeypatch.setattr(search, "MOST_RANKED", 1)
        unranked = case.matches(word)
        assert not unranked.ranked and set(unranked.rows) == set(found.rows)
    with TestClient(create_app(news_case), base_url="http://localhost") as room:
        page = room.get("/en/search", params={"q": word}).text
        shown = _HIT.findall(page)
        assert "so that they do not tell one from another" in page and len(shown) == len(found.rows)
        assert [dated[one] for one in shown] == sorted((dated[one] for one in shown), reverse=True)
        monkeypatch.setattr(search, "MOST_RANKED", 8000)
    with TestClient(create_app(news_case), base_url="http://localhost") as room:
        assert "so that they do not tell one from another" not in room.get("/en/search", params={"q": word}).text
