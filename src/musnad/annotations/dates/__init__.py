"""Dates of a report in EDTF with anchor, direction and reason, and its publication date; dates and times of any text.

`scanning` finds the stretches worth reading, `expressions` where words point to the calendar (a declarative grammar:
lexicons/date_grammar.yml over the words of months.yml, time.yml, feasts.yml and numbers.yml), `published` the day of writing,
`resolution` what each expression means seen from there. On its own:

    from musnad.annotations.dates import find
    find("وصل الوفد أمس الثلاثاء", published="2019-05-22")[0].value  # 2019-05-21
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from musnad.annotations.dates.conventions import ASSISTANT, NEWS, Convention
from musnad.annotations.dates.expressions import expressions_of
from musnad.annotations.dates.finding import TimeMention, find, times
from musnad.annotations.dates.mentions import dates_of
from musnad.annotations.dates.published import published_of
from musnad.records import Report

__all__ = ["ASSISTANT", "NEWS", "Convention", "TimeMention", "annotate", "dates_of", "find", "times"]


def annotate(report: Report) -> Mapping[str, Any]:
    """The publication date and every date expression of the body."""
    expressions = expressions_of(report.document)
    published = published_of(report.document, expressions)
    return {"dates": dates_of(report.document, published.value, expressions), "published": published}
