"""Which near misses are worth telling: what a rule refused and another one took is no loss."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from musnad import reasons
from musnad.presentation.explanation.records import Stopped
from musnad.records import Annotation, Report, Span
from musnad.tracing import NearMiss

_REACH = 40
MOST = 3
"""Senses of one word that are named in its sentence."""


def told(report: Report, misses: Sequence[NearMiss], language: str) -> list[Stopped]:
    """The near misses of a report in its order; what one condition stopped in one place, for several senses, is told once."""
    taken = _Taken(report)
    groups: dict[tuple[int, int, str, str], list[NearMiss]] = {}
    for miss in sorted(misses, key=lambda item: (item.start, item.end, item.rule)):
        if not taken.covers(miss):
            groups.setdefault((miss.start, miss.end, _layer(miss), miss.stopped_by), []).append(miss)
    return [_stopped(report.document.text, group, language) for group in groups.values()]


def _layer(miss: NearMiss) -> str:
    return miss.rule.partition(".")[0]


def _stopped(text: str, group: Sequence[NearMiss], language: str) -> Stopped:
    first = group[0]
    values: dict[str, list[str]] = {"words": [text[first.start : first.end]]}
    for miss in group:
        for name, value in miss.values:
            word = value if isinstance(value, str) else text[value[0] : value[1]]
            if word not in values.setdefault(name, []):
                values[name].append(word)
    between = "، " if language == "ar" else ", "
    words = {name: between.join(some[:MOST]) + ("، …" if len(some) > MOST else "") for name, some in values.items()}
    return Stopped(
        layer=_layer(first), rule=first.rule, condition=first.condition, start=first.start, end=first.end,
        words=values["words"][0], reason=reasons.sentence_for(first.condition, words, language),
    )  # fmt: skip


class _Taken:
    """What was found in each layer, to know what a near miss became after all."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._spans: dict[str, list[Span]] = {
            "quotations": [item.cue for item in report.quotations],
            "events": [item.span for item in report.events],
            "roles": [item.title for item in report.roles],
            "dates": [item.span for item in report.dates],
        }
        self._cues: tuple[Annotation, ...] = (*report.relations, *report.attributes)
        self._checks: dict[str, Callable[[NearMiss, Span], bool]] = {
            "relations": self._said, "attributes": self._said, "names": self._named, "coreference": self._named,
        }  # fmt: skip

    def covers(self, miss: NearMiss) -> bool:
        """True where the layer found something in the same place after all."""
        layer, span = _layer(miss), Span(start=miss.start, end=miss.end)
        if layer in self._spans:
            return any(span.overlaps(found) for found in self._spans[layer])
        check = self._checks.get(layer, self._named)
        return check(miss, span)

    def _said(self, miss: NearMiss, span: Span) -> bool:
        """The word is the cue of a relation or attribute that stands."""
        word, layer = span.of(self._report.document.text), _layer(miss)
        near = Span(start=max(span.start - _REACH, 0), end=span.end + _REACH)
        return any(
            item.by.startswith(layer) and dict(item.because).get("cue") == word and item.span.overlaps(near)
            for item in self._cues
        )

    def _named(self, miss: NearMiss, span: Span) -> bool:
        """The candidate is a name that stands, or a part of one of the same type."""
        kind = dict(miss.values).get("type")
        return any(
            found.span == span if kind is None else found.type == kind and found.span.contains(span)
            for found in self._report.mentions
        )
