"""The hand-made case, the app over it, and every page of it in both languages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from newsroom import write_case
from site_server import addresses_of, serving


@pytest.fixture(scope="session")
def news_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small case; tests must not write to it."""
    return write_case(tmp_path_factory.mktemp("web") / "news.musnad")


@pytest.fixture(scope="session")
def site(news_case: Path) -> Iterator[str]:
    """Address of the app over the hand-made case."""
    with serving(news_case) as address:
        yield address


@pytest.fixture(scope="session")
def client(site: str) -> Iterator[httpx.Client]:
    """Asks the app as a browser without scripts does."""
    with httpx.Client(base_url=site) as client:
        yield client


@pytest.fixture(scope="session")
def addresses(news_case: Path) -> list[str]:
    """Every page of the hand-made case, below the language."""
    return addresses_of(news_case)


@pytest.fixture(scope="session")
def pages(client: httpx.Client, addresses: list[str]) -> dict[str, httpx.Response]:
    """Every page in both languages, asked for once."""
    return {f"/{language}/{address}": client.get(f"/{language}/{address}") for language in ("ar", "en") for address in addresses}
