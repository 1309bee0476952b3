"""What an expression means where Arabic leaves it open: newsrooms look back, assistants look ahead, weeks differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

MONDAY, SATURDAY, SUNDAY = 0, 5, 6


@dataclass(frozen=True, slots=True)
class Convention:
    """How what is left open is read. The defaults are those of news (docs/decisions, docs/time.md)."""

    yearless: Literal["back", "ahead", "this_year"] = "back"
    """Which year a day or month without one is of: the latest not after the day of writing, the next, or the running year."""
    weekday: Literal["back", "ahead"] = "back"
    """Which one a bare weekday is: the latest (today included) or the next (today not)."""
    next_weekday: Literal["day", "week"] = "day"
    """الأحد القادم: the next Sunday, or the Sunday of next week."""
    week_starts: int = SATURDAY
    """First day of the week, Monday = 0."""
    parts: Literal["third", "halves", "point"] = "third"
    """منتصف الشهر: its middle third, or its 15th day; بداية and نهاية likewise, or the first and second half."""
    after: Literal["told", "now"] = "told"
    """بعد أسبوع: counted from what was told before (unless the sentence looks ahead), or from now."""
    hours: Literal["written", "ahead"] = "written"
    """الساعة 3 without a part of the day: as written, or the next time that the clock shows it."""
    periods: Mapping[str, tuple[int, int]] = field(default_factory=dict, hash=False)
    """From which hour to which a part of the day lasts, by its name in the lexicon (`morning`); else as the lexicon says."""
    end_of_years: Literal["inclusive", "exclusive"] = "inclusive"
    """2014-2018: the last year is part of it, or only ends it."""
    ago: Literal["unit", "day"] = "unit"
    """قبل عامين: as exact as its unit, or two years ago to the day."""
    bare_days: bool = False
    """عدت إلى 27: a number that closes its clause is a day of the running month, in `times` only; news counts things so."""


NEWS = Convention()
ASSISTANT = Convention(yearless="ahead", weekday="ahead", parts="point", after="now", hours="ahead")
"""Messages to an assistant: what is named is what comes."""
