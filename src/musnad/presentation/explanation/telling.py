"""An annotation told in words: what it is and which parts it has, each with its own place in the report."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatchmethod

from musnad import ontology, reasons
from musnad.lexicons import load
from musnad.presentation.explanation.records import Finding, Part
from musnad.records import (
    Annotation,
    Attribute,
    DateMention,
    EventMention,
    Grounding,
    Mention,
    OutletMention,
    Published,
    Quantity,
    Quotation,
    RelationMention,
    Report,
    Role,
    Span,
)


def label(group: str, name: str, language: str) -> str:
    """A word of labels.yml, the name itself where it has none."""
    entry = load("labels", "musnad.presentation.explanation")[group].get(name)
    return str(entry[language]) if entry else name


class Teller:
    """Tells the annotations of one report in one language."""

    def __init__(self, report: Report, language: str) -> None:
        self._text, self._language = report.document.text, language
        self._known = {annotation.id: annotation for annotation in report.annotations()}

    def tell(self, annotation: Annotation) -> Finding:
        """The annotation with rule, score, reason and parts."""
        layer = str(getattr(annotation, "kind", "annotation"))
        kinds = ("، " if self._language == "ar" else ", ").join(kind for kind in self._kinds(annotation) if kind)
        return Finding(
            layer=layer, what=": ".join(filter(None, (label("layers", layer, self._language), kinds))),
            id=annotation.id, start=annotation.span.start, end=annotation.span.end, words=annotation.span.of(self._text),
            rule=annotation.by, score=annotation.score, reason=reasons.sentence(annotation, self._language),
            parts=tuple(self._parts(annotation)),
        )  # fmt: skip

    def _state(self, name: str) -> str:
        return label("states", name, self._language)

    def _plain(self, name: str, words: str | float | None) -> Iterator[Part]:
        if words not in (None, ""):
            yield Part(name=name, label=label("parts", name, self._language), words=str(words))

    def _span(self, name: str, span: Span | None) -> Iterator[Part]:
        if span is not None:
            words = span.of(self._text)
            yield Part(name=name, label=label("parts", name, self._language), words=words, start=span.start, end=span.end)

    def _of(self, name: str, *identities: str | None) -> Iterator[Part]:
        """The annotations of these ids, by their own words."""
        for identity in identities:
            if identity is not None and identity in self._known:
                yield from self._span(name, self._known[identity].span)

    @singledispatchmethod
    def _kinds(self, annotation: Annotation) -> tuple[str, ...]:
        return ()

    @singledispatchmethod
    def _parts(self, annotation: Annotation) -> Iterator[Part]:
        return iter(())

    @_kinds.register
    def _(self, item: Mention) -> tuple[str, ...]:
        kind = ontology.label("entity_types", item.subtype or item.type, self._language)
        return kind, self._state("nominal") if item.nominal else ""

    @_parts.register
    def _(self, item: Mention) -> Iterator[Part]:
        yield from self._plain("head", item.head)
        yield from self._of("antecedent", item.antecedent)

    @_parts.register
    def _(self, item: DateMention) -> Iterator[Part]:
        yield from self._plain("value", item.value or "؟")
        yield from self._plain("anchor", item.anchor)

    @_kinds.register
    def _(self, item: Quantity) -> tuple[str, ...]:
        return ("" if item.bound == "exact" else self._state(item.bound),)

    @_parts.register
    def _(self, item: Quantity) -> Iterator[Part]:
        bounds = "–".join("…" if bound is None else f"{bound:g}" for bound in (item.low, item.high))
        yield from self._plain("value", bounds if item.value is None else f"{item.value:g}")
        yield from self._span("unit", item.unit_span)

    @_kinds.register
    def _(self, item: Published) -> tuple[str, ...]:
        return (self._state(item.basis),)

    @_parts.register
    def _(self, item: Published) -> Iterator[Part]:
        yield from self._plain("value", item.value)

    @_parts.register
    def _(self, item: OutletMention) -> Iterator[Part]:
        yield from self._plain("value", item.name)

    @_kinds.register
    def _(self, item: Role) -> tuple[str, ...]:
        kind = ontology.label("roles", item.role, self._language) if item.role else ""
        return kind, self._state("former") if item.former else "", self._state("acting") if item.acting else ""

    @_parts.register
    def _(self, item: Role) -> Iterator[Part]:
        yield from self._of("person", item.person)
        yield from self._span("title", item.title)
        yield from self._of("organization", item.organization)
        yield from self._plain("state", item.state)

    @_kinds.register
    def _(self, item: Quotation) -> tuple[str, ...]:
        anonymous = self._state("anonymous") if item.anonymous else ""
        return self._state(item.mode), anonymous, self._state("denial") if item.denial else ""

    @_parts.register
    def _(self, item: Quotation) -> Iterator[Part]:
        yield from self._span("source", item.source_text)
        speaker = self._known.get(item.source or "")
        if speaker is not None and speaker.span != item.source_text:
            yield from self._span("speaker", speaker.span)
        yield from self._span("cue", item.cue)
        yield from self._span("content", item.span)
        yield from self._of("via", *item.via)

    @_kinds.register
    def _(self, item: EventMention) -> tuple[str, ...]:
        modality = "" if item.modality == "actual" else self._state(item.modality)
        return ontology.label("event_types", item.type, self._language), modality

    @_parts.register
    def _(self, item: EventMention) -> Iterator[Part]:
        yield from self._of("agents", *item.agents)
        yield from self._of("others", *item.others)
        yield from self._of("place", item.place)
        if item.date_mention:
            yield from self._of("date", item.date_mention)
        yield from self._plain("date", item.date)
        yield from self._of("quantity", item.quantity)
        yield from self._of("quotation", item.quotation)

    @_kinds.register
    def _(self, item: RelationMention) -> tuple[str, ...]:
        return (ontology.label("predicates", item.predicate, self._language),)

    @_parts.register
    def _(self, item: RelationMention) -> Iterator[Part]:
        yield from self._of("subject", item.subject)
        yield from self._of("object", item.object)
        yield from self._plain("date", item.date)

    @_kinds.register
    def _(self, item: Attribute) -> tuple[str, ...]:
        return (ontology.label("attributes", item.property, self._language),)

    @_parts.register
    def _(self, item: Attribute) -> Iterator[Part]:
        yield from self._of("entity", item.entity)
        yield from self._plain("value", item.value)
        yield from self._of("quotation", item.quotation)

    @_kinds.register
    def _(self, item: Grounding) -> tuple[str, ...]:
        return (self._state("area") if item.area else "",)

    @_parts.register
    def _(self, item: Grounding) -> Iterator[Part]:
        yield from self._of("mentioned", item.mention)
        yield from self._plain("value", item.name if self._language == "ar" else item.name_en or item.name)
        for parent in item.parents:
            yield from self._plain("within", parent.name)
        for other in item.alternatives[:3]:
            yield from self._plain("alternatives", " · ".join(filter(None, (other.name, other.kind, other.country))))
