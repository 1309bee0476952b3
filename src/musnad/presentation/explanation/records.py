"""What an explanation holds: lines, their sentences, what was found in each and what was nearly found."""

from __future__ import annotations

from musnad.records import Record


class Part(Record):
    """One part of an annotation: its label, and the words it stands for; offsets where they stand in the report."""

    name: str
    label: str
    words: str
    start: int | None = None
    end: int | None = None


class Finding(Record):
    """One annotation with its rule, score and reason."""

    layer: str
    what: str
    """Its kind in words: `event: shelling, planned`."""
    id: str
    start: int
    end: int
    words: str
    rule: str
    score: float
    reason: str
    parts: tuple[Part, ...] = ()


class Stopped(Record):
    """A rule that matched a first part and was stopped."""

    layer: str
    rule: str
    condition: str
    start: int
    end: int
    words: str
    reason: str


class ExplainedSentence(Record):
    """A sentence, or a whole line that was not cut into sentences."""

    start: int
    end: int
    text: str
    findings: tuple[Finding, ...]
    near: tuple[Stopped, ...]


class ExplainedLine(Record):
    """A line of the report: what kind it was taken for and why, then its sentences."""

    number: int
    kind: str
    rule: str
    reason: str
    sentences: tuple[ExplainedSentence, ...]


class Explanation(Record):
    """The explained lines of one report."""

    report: str
    name: str
    outlet: str | None
    published: str | None
    language: str
    lines: tuple[ExplainedLine, ...]
    failures: tuple[str, ...] = ()
