"""What `musnad why` answers, as records."""

from __future__ import annotations

from musnad.records import Record, Reference


class Weighed(Record):
    """One observation that was weighed, with its sentence."""

    observation: str
    sentence: str
    value: float
    adds: float
    """What it adds to the log-odds; weight times value."""


class Name(Record):
    """A name at one place."""

    name: str
    entity: str
    document: str
    reference: Reference


class Step(Record):
    """Two names held to be one, or compared: the rule or the way in which they meet, and what was weighed."""

    one: Name
    other: Name
    rule: str
    sentence: str
    score: float
    start: float | None = None
    """Log-odds before anything was observed."""
    weighed: tuple[Weighed, ...] = ()


class ListClaim(Record):
    """Whether a name of one report means the entry of the lists that bears it, and what was weighed."""

    name: Name
    listed: str
    """The entry's id."""
    meant: bool
    sentence: str
    score: float | None = None
    """Probability that it is meant; None where the words of the name alone decide."""
    enough: float
    start: float | None = None
    weighed: tuple[Weighed, ...] = ()


class Answer(Record):
    """Why two names are one entity or two."""

    joined: bool
    enough: float
    steps: tuple[Step, ...]
    """Of one entity: the joins that lead from the one name to the other. Of two: the two names that meet most nearly."""
    kept_apart: tuple[str, ...] = ()
    """Of two: what rules a join out, one sentence each."""
    changes: tuple[str, ...] = ()
    """What would change it, one sentence each."""
    lists: tuple[ListClaim, ...] = ()
    """Of the names compared: which of them the lists hold, and whether their entry is meant."""
