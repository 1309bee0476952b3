"""Fixtures that several stages share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No deadline: the first example of a law pays for loading the lexicons. In CI the examples are the same every time.
settings.register_profile("musnad", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("musnad")

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
