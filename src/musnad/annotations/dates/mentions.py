"""Date expressions as mentions of a report: value, anchor, rule and what fills its reason."""

from __future__ import annotations

from dataclasses import replace

from musnad import edtf
from musnad.annotations.dates.conventions import NEWS, Convention
from musnad.annotations.dates.expressions import Expression, expressions_of, is_dateline
from musnad.annotations.dates.resolution import Context, Meaning, resolve
from musnad.annotations.dates.speech import Spoken, spoken_on
from musnad.records import DateMention, Document, LineKind, Span, annotation_id
from musnad.tracing import near_miss

_SCORES = {
    "full": 1.0,
    "hijri": 0.9,
    "relative": 0.95,
    "nearest": 0.85,
    "next": 0.75,
    "same": 0.85,
    "speech": 0.8,
    "year_of_text": 0.75,
    "bounded": 0.6,
    "feast": 0.8,
}


def _mention(document: Document, expression: Expression, meaning: Meaning) -> DateMention:
    span = Span(start=expression.start, end=expression.end)
    because = (("words", document.quote(span)), ("value", meaning.value or "؟"), ("anchor", meaning.anchor or "؟"))
    return DateMention(
        id=annotation_id("date", span), span=span, by=f"dates.{meaning.rule}", value=meaning.value, anchor=meaning.anchor,
        anchor_kind=meaning.anchor_kind, weekday=expression.weekday, score=_SCORES.get(meaning.rule, 0.4), because=because,
    )  # fmt: skip


def dates_of(
    document: Document, published: str | None, expressions: list[Expression] | None = None, convention: Convention = NEWS
) -> tuple[DateMention, ...]:
    """The dates of a document, seen from a publication date (EDTF, or None where unknown)."""
    context = Context(published, convention=convention)
    found: list[DateMention] = []
    last_spoken: Spoken | None = None
    for expression in expressions_of(document) if expressions is None else expressions:
        meaning = resolve(expression, context)
        spoken = spoken_on(document, expression, found, published, last_spoken)
        if spoken is not None:
            last_spoken = spoken
            said = resolve(expression, replace(context, published=spoken.day))
            if said.anchor_kind == "publication" and said.value is not None:
                meaning = Meaning(said.value, "speech", spoken.day, "text")
        if meaning.rule == "impossible":
            near_miss(f"dates.{expression.rule}", expression, "date_impossible")
            continue
        found.append(_mention(document, expression, meaning))
        apart = is_dateline(expression) or expression.line.kind is LineKind.caption
        if meaning.value and not apart and edtf.precision(meaning.value) in ("day", "month", "year"):
            context.told.append((meaning.value, expression.line.number))
    return tuple(found)
