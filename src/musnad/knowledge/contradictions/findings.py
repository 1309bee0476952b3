"""What the kinds of contradiction look at and what they give back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from musnad.knowledge.chains import Chains
from musnad.knowledge.corpus import Corpus
from musnad.knowledge.entities import Resolved
from musnad.knowledge.happenings import Joined
from musnad.knowledge.tellings import Telling
from musnad.reasons import sentence_for
from musnad.records import Contradiction, Event, Relation, Statement, ValueSource, content_id

Kind = Literal["date", "quantity", "affiliation", "within_report", "status"]


@dataclass(frozen=True)
class View:
    """Everything derived so far."""

    corpus: Corpus
    resolved: Resolved
    chains: Chains
    groups: Sequence[tuple[Event, Sequence[Telling]]]
    statements: tuple[Statement, ...]
    relations: tuple[Relation, ...]
    copies: dict[str, str]
    joined: Joined

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
                for other in event.others:
                    found[other].append((event, group))
        return found

    @cached_property
    def related(self) -> frozenset[frozenset[str]]:
        """Pairs of entities that belong together in some report."""
        ties = ("part_of", "member_of", "affiliated_with", "participates_in")
        return frozenset(frozenset((one.subject, one.object)) for one in self.relations if one.predicate in ties)

    def name(self, entity_id: str) -> str:
        """The entity's name."""
        entity = self.resolved.by_id.get(entity_id)
        return entity.name if entity else entity_id

    def name_en(self, entity_id: str) -> str:
        """The entity's name in Latin letters."""
        entity = self.resolved.by_id.get(entity_id)
        return (entity.name_en or entity.name) if entity else entity_id


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

    def record(self) -> Contradiction:
        """The record, with its sentence in both languages."""
        places = [f"{value.reference.document}:{value.reference.span.start}" for value in self.values]
        return Contradiction(
            id=content_id("c", self.kind, self.about, self.property, *places),
            about=self.about, property=self.property, kind=self.kind, values=self.values,
            because=sentence_for(f"contradictions.{self.rule}", dict(self.because), "ar"),
            because_en=sentence_for(f"contradictions.{self.rule}", dict(self.because_en or self.because), "en"),
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
