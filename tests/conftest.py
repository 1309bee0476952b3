"""Fixtures that several stages share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the sample reports."""
    return ROOT / "samples" / "pages"


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """A case built from all samples, once a session; tests must not write to it."""
    from musnad.build import build

    path = tmp_path_factory.mktemp("case") / "samples.musnad"
    result = build([samples], path)
    assert not result.failures, result.failures
    assert not result.incomplete, result.incomplete
    return path
