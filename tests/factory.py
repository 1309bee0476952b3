"""Reports made by hand for tests: a text, and annotations placed by searching it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from musnad.records import (
    Attribute,
    DateMention,
    Document,
    EventMention,
    Line,
    LineKind,
    Mention,
    OutletMention,
    Published,
    Quantity,
    Quotation,
    RelationMention,
    Report,
    Role,
    Span,
    annotation_id,
)


@dataclass
class Draft:
    """A report under construction."""

    text: str
    name: str = ""
    published: str | None = None
    outlet: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    layers: dict[str, list[Any]] = field(default_factory=dict)

    def span(self, words: str, nth: int = 0) -> Span:
        """Where the words stand for the nth time."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start=start, end=start + len(words))

    def mention(self, type: str, words: str, nth: int = 0, **more: Any) -> str:
        """Mark a name; returns its id."""
        span = self.span(words, nth)
        mention = Mention(id=annotation_id("mention", span), span=span, by="test.name", type=type, name=words, **more)
        if mention not in self.mentions:
            self.mentions.append(mention)
        return mention.id

    def add(self, layer: str, record: Any) -> str:
        """Put a record into a layer; returns its id."""
        self.layers.setdefault(layer, []).append(record)
        return str(record.id)

    def role(self, person: str, title: str, organization: str | None, **more: Any) -> str:
        """State an office."""
        span = self.span(title)
        record = Role(
            id=annotation_id("role", span), span=span, by="test.role", person=person, organization=organization,
            title=span, **more,
        )  # fmt: skip
        return self.add("roles", record)

    def date(self, words: str, value: str, **more: Any) -> str:
        """Mark a date."""
        span = self.span(words)
        return self.add("dates", DateMention(id=annotation_id("date", span), span=span, by="test.date", value=value, **more))

    def quantity(self, words: str, value: float, unit: str, **more: Any) -> str:
        """Mark a figure."""
        span = self.span(words)
        record = Quantity(id=annotation_id("quantity", span), span=span, by="test.quantity", value=value, unit=unit, **more)
        return self.add("quantities", record)

    def event(self, type: str, trigger: str, **more: Any) -> str:
        """Tell of a happening."""
        span = self.span(trigger)
        return self.add("events", EventMention(id=annotation_id("event", span), span=span, by="test.event", type=type, **more))

    def quotation(self, words: str, cue: str, **more: Any) -> str:
        """Report what somebody said."""
        span = self.span(words)
        record = Quotation(id=annotation_id("quotation", span), span=span, by="test.said", cue=self.span(cue), **more)
        return self.add("quotations", record)

    def relation(self, words: str, subject: str, predicate: str, object: str) -> str:
        """State a relation."""
        span = self.span(words)
        return self.add("relations", RelationMention(
            id=annotation_id("relation", span), span=span, by="test.relation", subject=subject, predicate=predicate, object=object
        ))  # fmt: skip

    def attribute(self, words: str, entity: str, property: str) -> str:
        """Say what something is."""
        span = self.span(words)
        return self.add("attributes", Attribute(
            id=annotation_id("attribute", span), span=span, by="test.attribute", entity=entity, property=property, value=words
        ))  # fmt: skip

    def report(self) -> Report:
        """The finished report."""
        content = self.text.encode()
        digest = hashlib.sha256(content + self.name.encode()).hexdigest()
        lines, at = [], 0
        for number, line in enumerate(self.text.split("\n"), start=1):
            kind = LineKind.paragraph if line.strip() else LineKind.blank
            lines.append(Line(number=number, span=Span(start=at, end=at + len(line)), kind=kind, by="test.line"))
            at += len(line) + 1
        document = Document(
            id=f"d-{digest[:16]}", name=self.name or f"{digest[:6]}.txt", sha256=hashlib.sha256(content).hexdigest(),
            size=len(content), media_type="text/plain", encoding="utf-8", reader="test", text=self.text, lines=tuple(lines),
        )  # fmt: skip
        nowhere = Span(start=0, end=0)
        published = Published(id="published-0-0", span=nowhere, by="test.published", value=self.published, basis="stated")
        outlet = OutletMention(id="outlet-0-0", span=nowhere, by="test.outlet", name=self.outlet) if self.outlet else None
        return Report(
            document=document, mentions=tuple(self.mentions), outlet=outlet,
            published=published if self.published else None,
            **{layer: tuple(records) for layer, records in self.layers.items()},
        )  # fmt: skip


def clash(name: str, day: str, value: str, dead: int, outlet: str = "صحيفة النهر", tail: str = "") -> Report:
    """A report on one clash: in Ras al-Tal, between two invented companies."""
    draft = Draft(
        f"اندلعت اشتباكات بين كتائب الوادي ولواء السفح في رأس التل {day}.\nوقال سليم الحوراني إن {dead} مقاتلين قضوا.\n{tail}",
        name=name, published="2021-03-12", outlet=outlet,
    )  # fmt: skip
    wadi, safh = draft.mention("ORG", "كتائب الوادي"), draft.mention("ORG", "لواء السفح")
    place = draft.mention("LOC", "رأس التل", subtype="town")
    speaker = draft.mention("PER", "سليم الحوراني")
    date = draft.date(day, value)
    figure = draft.quantity(str(dead), dead, "مقاتلين")
    said = draft.quotation(f"{dead} مقاتلين قضوا", "قال", source=speaker)
    draft.event("clash", "اشتباكات", date=value, date_mention=date, place=place, agents=(wadi, safh))
    draft.event("casualties", "قضوا", date=value, place=place, quantity=figure, others=(wadi,), quotation=said)
    return draft.report()
