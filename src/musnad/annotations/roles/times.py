"""From when and until when somebody holds an office, where the sentence says so.

منذ 2019 · حتى 2021 · بين عامي 2014 و2018 · عُيّن في 5 أيار · أقيل أمس
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from musnad.annotations.roles.stated import Stated
from musnad.records import DateMention, Report
from musnad.script import fold

# How far behind the office a date of its own stands at most, in characters.
_REACH = 45
_SINCE = frozenset(("منذ", "من", "ابتداء", "اعتبارا", "بدءا"))
_UNTIL = frozenset(("حتي", "لغايه", "الي"))
_BETWEEN = frozenset(("بين", "خلال", "طوال", "("))


def of(report: Report, stated: Stated) -> tuple[str | None, str | None]:
    """EDTF of the beginning and the end of a role."""
    nth = bisect_right(report.sentences, stated.title.start, key=lambda one: one.span.start) - 1
    if nth < 0 or stated.title.start >= report.sentences[nth].span.end:
        return None, None
    sentence = report.sentences[nth].span
    first = bisect_left(report.dates, sentence.start, key=lambda one: one.span.start)
    last = bisect_left(report.dates, sentence.end, key=lambda one: one.span.start)
    dates = [one for one in report.dates[first:last] if one.value and sentence.contains(one.span)]
    since = until = None
    for date in dates:
        if not 0 <= date.span.start - stated.evidence.end <= _REACH or _new_clause(report, stated.evidence.end, date):
            continue
        word = _word_before(report, date)
        value = date.value or ""
        if value.endswith("/..") or fold(date.span.of(report.document.text)).text.startswith("منذ") or word in _SINCE:
            since = since or value.removesuffix("/..")
        elif word in _UNTIL:
            until = until or value
        elif "/" in value and word in _BETWEEN and ".." not in value:
            since, until = value.split("/")[0], value.split("/")[1]
    if since is None and until is None and stated.appointing:
        near = min(dates, key=lambda date: (abs(date.span.start - stated.title.start), date.span.start), default=None)
        if near is not None and near.value and "/" not in near.value:
            return (None, near.value) if stated.former else (near.value, None)
    return since, until


def _word_before(report: Report, date: DateMention) -> str:
    words = fold(report.document.text[max(0, date.span.start - 25) : date.span.start]).text.split()
    if words and words[-1] in ("عام", "عامي", "العام", "سنه", "شهر"):
        words.pop()
    return words[-1] if words else ""


def _new_clause(report: Report, end: int, date: DateMention) -> bool:
    return any(mark in report.document.text[end : date.span.start] for mark in "،.؛:")
