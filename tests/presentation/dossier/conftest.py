"""The invented case as a fixture."""

from __future__ import annotations

import pytest
from invented import invented_case
from papers import MemoryCase


@pytest.fixture
def case() -> MemoryCase:
    """The invented case, fresh."""
    return invented_case()
