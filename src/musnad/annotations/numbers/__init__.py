"""Numbers of a report with their bounds and the nouns they count.

`reading` cuts a line into words, `phrases` understands digits and number words, `quantities` adds bound and counted noun.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from musnad.annotations.numbers.quantities import quantities_of
from musnad.annotations.numbers.values import numbers_in, ordinals_in
from musnad.records import Report

__all__ = ["annotate", "numbers_in", "ordinals_in", "quantities_of"]


def annotate(report: Report) -> Mapping[str, Any]:
    """Every quantity of the body but those that belong to dates."""
    return {"quantities": quantities_of(report.document, report.dates)}
