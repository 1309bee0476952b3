"""What the kinds of contradiction look at and what they give back."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from musnad.knowledge.chains import Chains
from musnad.knowledge.contradictions.claims import Claims
from musnad.knowledge.corpus import Corpus, Indexed
from musnad.knowledge.entities import Resolved
from musnad.knowledge.happenings import Joined
from musnad.knowledge.tellings import ONCE, Telling
from musnad.reasons import sentence_for
from musnad.records import Contradiction, Event, Relation, Span, Statement, ValueSource, Weighed, content_id
from musnad.script import fold

_PRONOUNS = ("ه", "ها", "هم")
"""Endings of a noun of support whose receiver was named before."""

Kind = Literal["date", "quantity", "affiliation", "within_report", "status"]
Nature = Literal["contradiction", "update", "correction"]


@dataclass(frozen=True)
class View:
    """Everything derived so far."""

    corpus: Corpus
    resolved: Resolved
    chains: Chains
    groups: Sequence[tuple[Event, Sequence[Telling]]]
    statements: tuple[Statement, ...]
    """About entities: offices, relations, attributes."""
    relations: tuple[Relation, ...]
    copies: dict[str, str]
    joined: Joined

    def let_go(self) -> None:
        """Nothing is asked of it any more: what it gathered points back to it, and would otherwise stay in memory."""
        self.__dict__.clear()

    @cached_property
    def own(self) -> dict[tuple[str, str], list[Statement]]:
        """(subject, property) → actual statements of reports that are no copies, in document order."""
        found: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for statement in sorted(self.statements, key=lambda one: (one.reference.document, one.reference.span.start, one.id)):
            if statement.reference.document not in self.copies and statement.modality == "actual":
                found[statement.subject, statement.property].append(statement)
        return found

    @cached_property
    def tied(self) -> dict[str, list[Statement]]:
        """Body → the statements, from either side, that say what it belongs to or who backs it."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for (subject, name), statements in sorted(self.own.items()):
            if name in ("supports", "sponsors", "part_of", "affiliated_with"):
                for statement in statements:
                    for side in {subject, statement.object or subject}:
                        found[side].append(statement)
        return found

    @cached_property
    def supported(self) -> dict[str, list[tuple[Event, Sequence[Telling]]]]:
        """Body → the happenings in which somebody supports it."""
        found: dict[str, list[tuple[Event, Sequence[Telling]]]] = defaultdict(list)
        for event, group in self.groups:
            if event.type == "support":
                for other in {*event.others, *(one for telling in group for one in helped(self, telling))}:
                    found[other].append((event, group))
        return found

    @cached_property
    def formed(self) -> dict[str, list[tuple[Event, Telling]]]:
        """Body → the dated tellings of its founding."""
        found: dict[str, list[tuple[Event, Telling]]] = defaultdict(list)
        for event, group in self.groups:
            for telling in group if event.type in ONCE and event.modality == "actual" else ():
                if telling.bounds and telling.indexed.id not in self.copies:
                    for body in telling.others:
                        found[body].append((event, telling))
        return found

    @cached_property
    def related(self) -> frozenset[frozenset[str]]:
        """Pairs of entities that belong together in some report."""
        ties = ("part_of", "member_of", "affiliated_with", "participates_in")
        return frozenset(frozenset((one.subject, one.object)) for one in self.relations if one.predicate in ties)

    @cached_property
    def claims(self) -> Claims:
        """What each source says."""
        return Claims(self)

    @cached_property
    def event_of(self) -> dict[str, str]:
        """Key of a telling → the happening."""
        return {telling.key: event.id for event, group in self.groups for telling in group}

    @cached_property
    def told(self) -> dict[str, list[tuple[str, Telling]]]:
        """Report → the happenings that it tells of with its tellings, in order of the text."""
        found: dict[str, list[tuple[str, Telling]]] = defaultdict(list)
        for event, group in self.groups:
            for telling in group:
                found[telling.indexed.id].append((event.id, telling))
        return {document: sorted(told, key=lambda one: one[1].number) for document, told in found.items()}

    @cached_property
    def events(self) -> dict[str, Event]:
        """Happenings by id."""
        return {event.id: event for event, _ in self.groups}

    def entities_in(self, indexed: Indexed, span: Span) -> list[str]:
        """The entities named inside a span, in order of the text."""
        found = self._named.get(indexed.id)
        if found is None:
            mentions = sorted(indexed.report.mentions, key=lambda one: (one.span.start, one.id))
            ends = [(one.span.end, self.chains.entity(indexed, one.id)) for one in mentions]
            found = self._named[indexed.id] = ([one.span.start for one in mentions], ends)
        starts, rest = found
        inside = rest[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        return [entity for end, entity in inside if entity and end <= span.end]

    @cached_property
    def _named(self) -> dict[str, tuple[list[int], list[tuple[int, str | None]]]]:
        return {}

    def name(self, identifier: str) -> str:
        """The name of an entity or happening."""
        entity, event = self.resolved.by_id.get(identifier), self.events.get(identifier)
        return entity.name if entity else event.name if event else identifier

    def name_en(self, identifier: str) -> str:
        """The name in Latin letters."""
        entity, event = self.resolved.by_id.get(identifier), self.events.get(identifier)
        return (entity.name_en or entity.name) if entity else event.name_en if event else identifier


@dataclass(frozen=True)
class Finding:
    """A contradiction with the gaps of its sentence (`lexicons/reasons/contradictions.yml`)."""

    kind: Kind
    about: str
    property: str
    rule: str
    values: tuple[ValueSource, ...]
    because: tuple[tuple[str, str], ...] = ()
    because_en: tuple[tuple[str, str], ...] = ()
    nature: Nature = "contradiction"

    def record(self, ranking: tuple[Weighed, ...] = ()) -> Contradiction:
        """The record, with its sentence in both languages."""
        places = [f"{value.reference.document}:{value.reference.span.start}" for value in self.values]
        return Contradiction(
            id=content_id("c", self.kind, self.about, self.property, *places),
            about=self.about, property=self.property, kind=self.kind, values=self.values,
            because=sentence_for(f"contradictions.{self.rule}", dict(self.because), "ar"),
            because_en=sentence_for(f"contradictions.{self.rule}", dict(self.because_en or self.because), "en"),
            nature=self.nature, ranking=ranking,
        )  # fmt: skip


def source(statement: Statement, value: str | None = None) -> ValueSource:
    """A statement as one side of a contradiction."""
    return ValueSource(
        value=value or statement.value or statement.original, statement=statement.id, reference=statement.reference,
        original=statement.original, chain=statement.chain,
    )  # fmt: skip


def one_each_line(values: Sequence[ValueSource]) -> tuple[ValueSource, ...]:
    """The values in document order, one for each line that gives it."""
    seen: dict[tuple[str, int, str], ValueSource] = {}
    for value in sorted(values, key=lambda one: (one.reference.document, one.reference.span.start, one.value)):
        seen.setdefault((value.reference.document, value.reference.line, value.value), value)
    return tuple(seen.values())


def helped(view: View, telling: Telling) -> frozenset[str]:
    """Whom a telling of support is for; for `دعمه`, `دعمها` what its sentence named first."""
    if telling.others:
        return telling.others
    indexed = telling.indexed
    word = fold(indexed.quote(telling.mention.span)).text
    sentence = indexed.sentence_at(telling.mention.span.start)
    if sentence is None or not word.endswith(_PRONOUNS):
        return frozenset()
    lead = Span(start=sentence.span.start, end=telling.mention.span.start)
    named = (one for one in view.entities_in(indexed, lead) if one not in telling.agents)
    body = next((one for one in named if view.resolved.by_id[one].type == "ORG"), None)
    speaker = next((one for one in indexed.report.quotations if one.span.contains(telling.mention.span)), None)
    if speaker:
        inside = Span(start=max(lead.start, speaker.span.start), end=lead.end)
        body = next((one for one in view.entities_in(indexed, inside) if one not in telling.agents), body)
    return frozenset({body} if body else ())
