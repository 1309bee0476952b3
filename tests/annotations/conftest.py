"""Fixtures of the annotation tests."""

from __future__ import annotations

import pytest

from musnad.annotations.names import taggers


@pytest.fixture
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names by the rules and lists alone: these tests are about a rule each, not about what the model makes of its sentence."""
    monkeypatch.setenv(taggers.VARIABLE, "rules")
