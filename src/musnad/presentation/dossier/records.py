"""The shapes of a dossier: sections of paragraphs of sentences, and the footnotes that carry every one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import model_validator

from musnad.presentation.dates_in_words import Language
from musnad.records import Record, Span


class Part(Record):
    """A piece of a sentence: running text, a name, quoted words, a code (hash), or the mark of a footnote."""

    kind: Literal["text", "name", "quote", "code", "note"] = "text"
    text: str
    entity: str | None = None
    """Id of the entity that a name stands for."""


class Sentence(Record):
    """One sentence; it cannot be made without a footnote."""

    parts: tuple[Part, ...]

    @model_validator(mode="after")
    def _has_a_source(self) -> Self:
        if not self.notes:
            raise ValueError(f"a dossier's sentence needs a footnote: {self.text}")
        return self

    @property
    def notes(self) -> tuple[int, ...]:
        """Numbers of its footnotes, in order."""
        return tuple(int(part.text) for part in self.parts if part.kind == "note")

    @property
    def text(self) -> str:
        """The words without footnote marks."""
        return "".join(part.text for part in self.parts if part.kind != "note")


class Paragraph(Record):
    """Sentences that belong together."""

    sentences: tuple[Sentence, ...]


class Section(Record):
    """One heading of a dossier with its paragraphs; `id` is the same in both languages."""

    id: str
    title: str
    paragraphs: tuple[Paragraph, ...]

    def renumbered(self, new: Mapping[int, int]) -> Section:
        """The section with its footnote marks changed by `new`."""

        def mark(part: Part) -> Part:
            return part.model_copy(update={"text": str(new[int(part.text)])}) if part.kind == "note" else part

        paragraphs = tuple(
            Paragraph(sentences=tuple(Sentence(parts=tuple(map(mark, s.parts))) for s in paragraph.sentences))
            for paragraph in self.paragraphs
        )
        return self.model_copy(update={"paragraphs": paragraphs})


class Footnote(Record):
    """Where a sentence comes from: outlet, title, date, line and the words as they stand in the document."""

    number: int
    document: str
    span: Span
    """The quoted stretch of the document's text."""
    outlet: str
    title: str
    published: str | None
    basis: str
    date: str
    """The publication date in words."""
    line: int
    quote: str
    """`span` of the document, untouched."""
    cut_start: bool = False
    cut_end: bool = False
    """True where the sentence goes on before or after the quoted words."""
    origin: str | None = None
    """Outlet whose text this report repeats."""
    sha256: str
    target: str
    """`reports/{document id}#{annotation id}`."""
    parts: tuple[Part, ...]
    """The footnote as it is printed."""


class Dossier(Record):
    """Everything a case holds on one entity, written out."""

    entity: str
    name: str
    language: Language
    title: str
    notes_title: str
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    naming: int = 0
    """How many reports name the entity or tell of the happening."""
    written_of: int = 0
    """How many of them the dossier is written of: those that name it most, where there are too many."""
    in_part: str = ""
    """A sentence that says so; empty where it is written of all."""

    def sentences(self) -> list[Sentence]:
        """All sentences, in order."""
        return [sentence for section in self.sections for paragraph in section.paragraphs for sentence in paragraph.sentences]

    def in_reading_order(self) -> Dossier:
        """The same dossier with its footnotes numbered as a reader meets them; notes that nobody cites are dropped."""
        met = dict.fromkeys(number for sentence in self.sentences() for number in sentence.notes)
        new = {old: position for position, old in enumerate(met, start=1)}
        sections = tuple(section.renumbered(new) for section in self.sections)
        kept = sorted((note for note in self.footnotes if note.number in new), key=lambda note: new[note.number])
        notes = tuple(note.model_copy(update={"number": new[note.number]}) for note in kept)
        return self.model_copy(update={"sections": sections, "footnotes": notes})
