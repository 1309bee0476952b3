"""The chains of a report drawn as one tree: the outlet, through whom it has what it tells, who spoke."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from musnad.presentation.web.notes import Annotator
from musnad.records import Quotation


@dataclass
class Link:
    """One who passed words on or spoke them, the links behind it, and the quotations that begin with it."""

    kind: str
    """outlet, agency, speaker, anonymous or unknown: how it is drawn and called."""
    who: Markup
    behind: list[Link] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)

    @property
    def times(self) -> int:
        """Quotations that came this way."""
        return len(self.quotations) + sum(link.times for link in self.behind)


def tree(annotator: Annotator) -> list[Link]:
    """What the report itself has from others, and from whom they have it, in the order of the text.

    Quotations with the same chain share it: thirty sentences of one speaker are one box, not thirty.
    """
    roots: list[Link] = []
    for quotation in annotator.report.quotations:
        links, end = roots, Link("unknown", Markup(""))
        for kind, who in _chain(annotator, quotation):
            # Two that are written alike are one here; whom a name stands for shows in its link.
            found = next((link for link in links if (link.kind, link.who) == (kind, who)), None)
            if found is None:
                found = Link(kind, who)
                links.append(found)
            links, end = found.behind, found
        end.quotations.append(quotation)
    return roots


def _chain(annotator: Annotator, quotation: Quotation) -> Iterator[tuple[str, Markup]]:
    for agency in annotator.agencies(quotation):
        yield "agency", agency
    yield annotator.speaker_kind(quotation), annotator.source(quotation)
