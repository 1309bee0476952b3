"""Notes in the margin of a report: what was found where, by which rule, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from markupsafe import Markup

from musnad import reasons
from musnad.presentation.web.marking import Mark
from musnad.presentation.web.phrases import Phrases
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
    Sentence,
)

LAYERS = ("mention", "date", "quantity", "role", "quotation", "event", "relation", "attribute")
"""Layers a reader can switch on and off, in the order of the switches; publication date and outlet are always shown."""

Row = tuple[str, Markup]


@dataclass(frozen=True, slots=True)
class Note:
    """One annotation, explained."""

    annotation: Annotation
    layer: str
    css: str
    words: Markup
    """The words of the text, shortened."""
    finding: Markup
    """What they were understood as, in a few words."""
    head: Markup
    """Both in one line: the words and what they mean; of a quotation who spoke, then what."""
    rows: tuple[Row, ...] = ()
    reason: str = ""
    score: str = ""
    as_in: str = ""
    """Id of an earlier note of the report that says the very same: it is not said twice."""

    @property
    def id(self) -> str:
        """Id of the annotation, which is the permalink of its mark."""
        return self.annotation.id


@dataclass
class Annotator:
    """Writes the notes and marks of one report."""

    report: Report
    phrases: Phrases

    def __post_init__(self) -> None:
        self._describe: dict[type, Callable[[Any], tuple[Markup, tuple[Row, ...]]]] = {
            Mention: self._mention, DateMention: self._date, Quantity: self._quantity, Published: self._published,
            OutletMention: self._outlet, Role: self._role, Quotation: self._quotation, EventMention: self._event,
            RelationMention: self._relation, Attribute: self._attribute,
        }  # fmt: skip

    @cached_property
    def _mentions(self) -> dict[str, Mention]:
        return {mention.id: mention for mention in self.report.mentions}

    @cached_property
    def _quantities(self) -> dict[str, Quantity]:
        return {quantity.id: quantity for quantity in self.report.quantities}

    @cached_property
    def _groundings(self) -> dict[str, Grounding]:
        return {grounding.mention: grounding for grounding in self.report.places}

    def notes(self) -> Iterator[Note]:
        """A note for every annotation but the sentences, in order; the place meant stands in the note of its name."""
        found = [annotation for annotation in self.report.annotations() if not isinstance(annotation, Sentence | Grounding)]
        said: dict[tuple[object, ...], str] = {}
        for annotation in sorted(found, key=lambda one: (one.span.start, -one.span.end, one.id)):
            note = self.note(annotation)
            first = said.setdefault((note.layer, note.finding, note.rows, note.reason, note.score, annotation.by), note.id)
            yield note if first == note.id else replace(note, as_in=first)

    def note(self, annotation: Annotation) -> Note:
        """The note of one annotation."""
        finding, rows = self._describe[type(annotation)](annotation)
        layer = str(getattr(annotation, "kind", ""))
        words, meaning = self._words(annotation), finding.striptags()
        head = Markup('<bdi class="finding">{}</bdi>').format(meaning)
        head = Markup("{}: {}").format(head, words) if isinstance(annotation, Quotation) else Markup("{} {}").format(words, head)
        return Note(
            annotation=annotation, layer=layer, css=self._css(annotation, layer), words=words, finding=finding, head=head,
            rows=tuple(row for row in rows if row[1]),
            reason=reasons.sentence(annotation, self.phrases.language), score=self.phrases.percent(annotation.score),
        )  # fmt: skip

    def marks(self, notes: list[Note]) -> list[Mark]:
        """A mark for every note that stands in the text; a click leads to the note."""
        return [
            Mark(
                id=note.id, span=note.annotation.span, css=note.css, href=f"#note-{note.id}",
                title=f"{self.layer_name(note.layer)}: {note.finding.striptags()}",
            )
            for note in notes
            if note.annotation.span.end > note.annotation.span.start
        ]  # fmt: skip

    def layer_name(self, layer: str) -> str:
        """A layer's name for people."""
        return self.phrases.wording(f"layer.{layer}")

    def _css(self, annotation: Annotation, layer: str) -> str:
        kind = f" t-{annotation.type}" if isinstance(annotation, Mention) else ""
        return f"mark k-{layer}{kind}"

    def _words(self, annotation: Annotation) -> Markup:
        if isinstance(annotation, RelationMention | Attribute):
            return Markup("")  # what was found says it all; the evidence may be long
        span = annotation.title if isinstance(annotation, Role) else annotation.span
        text = span.of(self.report.document.text)
        return self.phrases.arabic(text if len(text) <= 60 else text[:56].rsplit(" ", 1)[0] + " …")

    def _row(self, key: str, content: Markup | str) -> Row:
        return self.phrases.wording(f"row.{key}"), self.phrases.text(content) if type(content) is str else Markup(content)

    def _who(self, mention: str | None) -> Markup:
        if mention is None or mention not in self._mentions:
            return Markup("")
        return self.phrases.participant(self.report.document.id, mention, self._mentions[mention].name)

    def _all(self, mentions: tuple[str, ...]) -> Markup:
        comma = Markup("، ") if self.phrases.language == "ar" else Markup(", ")
        return comma.join(self._who(mention) for mention in mentions)

    def _mention(self, mention: Mention) -> tuple[Markup, tuple[Row, ...]]:
        wording, phrases = self.phrases.wording, self.phrases
        kind = phrases.label("entity_types", mention.subtype or mention.type)
        entity = phrases.reader.entity_of(self.report.document.id, mention.id)
        rows = [self._row("type", kind)]
        if entity:
            rows.append(self._row("stands_for", phrases.entity(entity.id)))
        if mention.head:
            rows.append(self._row("head", phrases.arabic(mention.head)))
        if mention.antecedent in self._mentions:
            earlier = self._mentions[mention.antecedent]
            rows.append(self._row("antecedent", phrases.link(f"#{earlier.id}", phrases.arabic(earlier.name))))
        if mention.nominal:
            rows.append(self._row("nominal", wording("mention.nominal")))
        if grounding := self._groundings.get(mention.id):
            if grounding.parents:
                comma = Markup("، ") if phrases.language == "ar" else Markup(", ")
                rows.append(self._row("lies_in", comma.join(phrases.place_name(one) for one in grounding.parents)))
            rows.append(self._row("meant", reasons.sentence(grounding, phrases.language)))
        return Markup(kind), tuple(rows)

    def _date(self, date: DateMention) -> tuple[Markup, tuple[Row, ...]]:
        phrases = self.phrases
        value = phrases.date(date.value, "duration") if date.value else Markup(phrases.wording("date.unresolved"))
        rows = [self._row("edtf", phrases.code(date.value) if date.value else "")]
        if date.anchor:
            rows.append(self._row(f"anchor_{date.anchor_kind}", phrases.date(date.anchor)))
        return value, tuple(rows)

    def _quantity(self, quantity: Quantity) -> tuple[Markup, tuple[Row, ...]]:
        phrases, wording = self.phrases, self.phrases.wording
        rows = [self._row("unit", phrases.arabic(quantity.unit) if quantity.unit else "")]
        if quantity.value is not None:
            return Markup(wording(f"bound.{quantity.bound}", n=phrases.number(quantity.value))), tuple(rows)
        if quantity.low is not None and quantity.high is not None:
            low, high = phrases.number(quantity.low), phrases.number(quantity.high)
            return Markup(wording("bound.between", low=low, high=high)), tuple(rows)
        return Markup(wording("bound.unknown")), tuple(rows)

    def _published(self, published: Published) -> tuple[Markup, tuple[Row, ...]]:
        basis = self.phrases.wording(f"basis.{published.basis}")
        return self.phrases.date(published.value), (self._row("basis", basis),)

    def _outlet(self, outlet: OutletMention) -> tuple[Markup, tuple[Row, ...]]:
        return self.phrases.arabic(outlet.name), ()

    def _role(self, role: Role) -> tuple[Markup, tuple[Row, ...]]:
        phrases, wording = self.phrases, self.phrases.wording
        title = phrases.arabic(role.title.of(self.report.document.text))
        state = [name for name, holds in (("former", role.former), ("acting", role.acting)) if holds]
        rows = (
            self._row("person", self._who(role.person)),
            self._row("title", title),
            self._row("organization", self._who(role.organization)),
            self._row("status", wording.listing([wording(f"role.{name}") for name in state])),
            self._row("since", phrases.date(role.since) if role.since else ""),
            self._row("until", phrases.date(role.until) if role.until else ""),
        )
        return self._who(role.person), rows

    def source(self, quotation: Quotation) -> Markup:
        """Who spoke: a name, an unnamed source in the words of the report, or nobody understood."""
        if quotation.source:
            return self._who(quotation.source)
        if quotation.source_text:
            return self.phrases.arabic(quotation.source_text.of(self.report.document.text))
        return Markup(self.phrases.wording("quotation.anonymous" if quotation.anonymous else "quotation.unknown"))

    def chain(self, quotation: Quotation) -> Markup:
        """From this report back to the speaker: outlet, agencies, speaker."""
        outlet = self.report.outlet
        hops = [("outlet", self.phrases.outlet(outlet.name))] if outlet else []
        hops += [("agency", hop) for hop in self.agencies(quotation)]
        return self.phrases.hops([*hops, (self.speaker_kind(quotation), self.source(quotation))])

    def agencies(self, quotation: Quotation) -> list[Markup]:
        """Outlets and agencies that the words came through, nearest to this report first."""
        return [self._who(mention) for mention in quotation.via]

    def speaker_kind(self, quotation: Quotation) -> str:
        """How the end of the chain is drawn: a speaker, an unnamed one, or nobody understood."""
        if quotation.anonymous:
            return "anonymous"
        return "speaker" if quotation.source or quotation.source_text else "unknown"

    def _quotation(self, quotation: Quotation) -> tuple[Markup, tuple[Row, ...]]:
        wording = self.phrases.wording
        kinds = [wording(f"quotation.{quotation.mode}")]
        kinds += [wording("quotation.unnamed")] if quotation.anonymous else []
        kinds += [wording("quotation.denial")] if quotation.denial else []
        rows = (
            self._row("chain", self.chain(quotation)),
            self._row("mode", wording.listing(kinds)),
            self._row("cue", self.phrases.arabic(quotation.cue.of(self.report.document.text))),
        )
        return self.source(quotation), rows

    def _event(self, event: EventMention) -> tuple[Markup, tuple[Row, ...]]:
        phrases, wording = self.phrases, self.phrases.wording
        happening = phrases.reader.event_of(self.report.document.id, event.id)
        quantity = self._quantities.get(event.quantity or "")
        rows = [
            self._row("happening", phrases.event(happening) if happening else ""),
            self._row("date", phrases.date(event.date) if event.date else ""),
            self._row("place", self._who(event.place)),
            self._row("agents", self._all(event.agents)),
            self._row("others", self._all(event.others)),
            self._row("quantity", phrases.arabic(quantity.span.of(self.report.document.text)) if quantity else ""),
        ]
        if event.modality != "actual":
            rows.append(self._row("modality", wording(f"modality.{event.modality}")))
        finding = Markup(phrases.label("event_types", event.type))
        # One verb may take ten villages: where tells the ten notes apart.
        if place := self._mentions.get(event.place or ""):
            finding = Markup("{} · {}").format(finding, phrases.arabic(place.name))
        return finding, tuple(rows)

    def _relation(self, relation: RelationMention) -> tuple[Markup, tuple[Row, ...]]:
        predicate = self.phrases.label("predicates", relation.predicate)
        rows = (
            self._row("subject", self._who(relation.subject)),
            self._row("predicate", predicate),
            self._row("object", self._who(relation.object)),
            self._row("date", self.phrases.date(relation.date) if relation.date else ""),
        )
        blank = "" if predicate.endswith("ـ") else " "
        return Markup("{} <i>{}</i>{}{}").format(self._who(relation.subject), predicate, blank, self._who(relation.object)), rows

    def _attribute(self, attribute: Attribute) -> tuple[Markup, tuple[Row, ...]]:
        label = self.phrases.label("attributes", attribute.property)
        rows = (self._row("entity", self._who(attribute.entity)), self._row("property", label))
        return Markup("{}: {}").format(label, self.phrases.arabic(attribute.value)), rows
