"""The hand-made case and the app over it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent))

from newsroom import write_case

from musnad.knowledge.store import Case
from musnad.presentation.web import create_app


@pytest.fixture(scope="session")
def news_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small case; tests must not write to it."""
    return write_case(tmp_path_factory.mktemp("web") / "news.musnad")


@pytest.fixture
def browser_client(news_case: Path) -> Iterator[TestClient]:
    """Asks the app without a server."""
    with TestClient(create_app(news_case), base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.fixture(scope="session")
def addresses(news_case: Path) -> list[str]:
    """Every kind of page with every item of the hand-made case, below the language."""
    with Case.open(news_case) as case:
        documents = [one.id for one in case.documents()]
        entities = [one.id for one in case.entity_summaries()]
        events = [one.id for one in case.events()]
    return [
        "", "reports", "reports?sort=outlet&copies=no", "reports?outlet=none", "entities", "entities?type=PER", "entities?named=zz",
        "events", "events?year=2019", "contradictions", "contradictions?kind=date", "search", "search?q=هدنه", "search?q=وردان",
        "search?q=لاشيءهنا", "about",
        *(f"reports/{one}" for one in documents), *(f"entities/{one}" for one in entities),
        *(f"entities/{one}/dossier" for one in entities), *(f"events/{one}" for one in events),
    ]  # fmt: skip
