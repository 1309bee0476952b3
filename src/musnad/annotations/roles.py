"""Placeholder of the step `roles` until its module is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from musnad.records import Report


def annotate(report: Report) -> Mapping[str, Any]:
    """Nothing yet."""
    return {}
