"""A weekday that does not fit its date, inside one report: `أمس الثلاثاء` under a date line of that same Tuesday."""

from __future__ import annotations

from collections.abc import Iterator

from musnad import edtf
from musnad.knowledge.contradictions.findings import Finding, View
from musnad.knowledge.corpus import Indexed
from musnad.records import DateMention, ValueSource

_CLOSE = 7
"""Days from the date line within which it is set beside a date in full."""
_NAMES = ("الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_NAMES_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def beside_their_date(view: View, indexed: Indexed) -> Iterator[Finding]:
    """Dates whose words name another weekday than the calendar."""
    for date in indexed.report.dates:
        if date.weekday is None or not date.value or len(date.value) != 10 or not edtf.is_edtf(date.value):
            continue
        day = edtf.earliest(date.value)
        if day is None or day.weekday() == date.weekday:
            continue
        about = _about(view, indexed, date)
        if about is None:
            continue
        value = ValueSource(
            value=f"{_NAMES[date.weekday]} ≠ {date.value}", reference=indexed.cite(date), original=indexed.quote(date.span),
            chain=view.chains.chain(indexed),
        )  # fmt: skip
        yield Finding(
            "within_report", about, "date", "weekday", (value, *_anchor(view, indexed, date)),
            (("words", value.original), ("date", day.isoformat()), ("weekday", _NAMES[day.weekday()])),
            (("words", value.original), ("date", day.isoformat()), ("weekday", _NAMES_EN[day.weekday()])),
        )  # fmt: skip


def _anchor(view: View, indexed: Indexed, date: DateMention) -> tuple[ValueSource, ...]:
    """What a relative date was counted from: the publication date and where it stands."""
    published = indexed.report.published
    if published is None or published.value is None:
        return ()
    # Of a date in full the date line shows which of weekday and date its own day would be.
    if date.anchor_kind != "publication" and not _close(published.value, date.value or ""):
        return ()
    spans = published.evidence or ((published.span,) if published.span.end > published.span.start else ())
    return tuple(
        ValueSource(
            value=published.value, reference=indexed.reference(span, published.id), original=indexed.quote(span),
            chain=view.chains.chain(indexed),
        )
        for span in spans[:1]
    )  # fmt: skip


def _close(one: str, other: str) -> bool:
    days = edtf.earliest(one), edtf.earliest(other)
    return days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) <= _CLOSE


def _about(view: View, indexed: Indexed, date: DateMention) -> str | None:
    """The event so dated, else the nearest event or entity of the report."""
    told = view.told.get(indexed.id, [])
    dated = [(event, telling) for event, telling in told if telling.mention.date_mention == date.id]
    if told:
        nearest = min(dated or told, key=lambda one: (abs(one[1].mention.span.start - date.span.start), one[1].number))
        return nearest[0]
    mentions = sorted(indexed.report.mentions, key=lambda mention: (abs(mention.span.start - date.span.start), mention.id))
    return view.chains.entity(indexed, mentions[0].id) if mentions else None
