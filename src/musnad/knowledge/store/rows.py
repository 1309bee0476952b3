"""What a case answers with, beside the records themselves."""

from __future__ import annotations

from musnad.records import Entity, Judgement, MentionType, Record, Span, Standing


class DocumentSummary(Record):
    """A report in a list."""

    id: str
    name: str
    title: str
    """The headline as written, the page's title, or the first words of the text."""
    untitled: bool = False
    """True where the report has no title of its own, so that `title` is its first words."""
    outlet: str | None = None
    published: str | None = None
    basis: str = "unknown"
    copy_of: str | None = None
    words: int = 0
    mentions: int = 0
    sha256: str
    size: int
    path: str
    received: str


class EntitySummary(Record):
    """An entity in a list."""

    id: str
    type: MentionType
    name: str
    name_en: str | None = None
    subtype: str | None = None
    mentions: int = 0
    documents: int = 0


class Head(Entity):
    """An entity with the oldest of its places alone, for pages and dossiers of what is mentioned thousands of times."""

    mentions: int
    documents: int
    times: tuple[int, ...] = ()
    """How often each of its names stands, in the order of `aliases`."""


class EventSummary(Record):
    """A happening in a list, without its tellings."""

    id: str
    type: str
    date: str | None = None
    modality: str = "actual"


class ItemStatus(Record):
    """What analysts decided on one thing. A judgement made since the last build has no standing yet."""

    item: str
    judgements: tuple[Judgement, ...] = ()
    standings: tuple[Standing, ...] = ()

    @property
    def in_force(self) -> tuple[Judgement, ...]:
        """The decisions that hold, undoing left out."""
        held = {standing.judgement for standing in self.standings if standing.state == "in_force"}
        return tuple(one for one in self.judgements if one.id in held and one.verdict != "undo")


class Hit(Record):
    """A report that holds the words asked for; offsets are of the report's text."""

    document: DocumentSummary
    score: float
    """Higher is better; comparable inside one answer only."""
    snippets: tuple[tuple[Span, tuple[Span, ...]], ...] = ()
    """Stretches to show, each with the stretches to highlight."""
