"""Names of persons, organisations, places and named events.

Proposers (rules over lexicons and gazetteers) return scored candidates for a line; a tagger (the shipped model, or another one
plugged in) reads the whole report; `fusion` weighs the two; the resolver picks a consistent set; a second round finds again
what the report has named in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from musnad.annotations.names import (
    agreement,
    authority,
    bodies,
    borders,
    events,
    fusion,
    gazetteer,
    naming,
    organisations,
    persons,
    places,
    propagation,
    quoted,
)
from musnad.annotations.names.candidates import Candidate, Proposer
from musnad.annotations.names.gazetteer import Place
from musnad.annotations.names.gazetteer import places as gazetteer_places
from musnad.annotations.names.lines import NameLine, name_lines
from musnad.annotations.names.resolver import resolve
from musnad.annotations.names.taggers import Tagger, chosen, views
from musnad.annotations.names.vocabulary import frequency
from musnad.records import Mention, Report, Span, annotation_id
from musnad.script import fold, plain

__all__ = ["PROPOSERS", "Candidate", "Place", "Proposer", "annotate", "find_names", "gazetteer_places"]

PROPOSERS: tuple[Proposer, ...] = (
    authority.propose, organisations.propose, bodies.propose, persons.propose, naming.propose, places.propose, events.propose,
    quoted.propose_rows, quoted.propose_told, quoted.propose_so_called,
)  # fmt: skip

_INNER_MARKS = str.maketrans(dict.fromkeys('"“”„«»″', ""))


def find_names(lines: list[NameLine], tagger: Tagger | None = None, notes: list[str] | None = None) -> Iterator[Candidate]:
    """The accepted names of a report's lines, in order; without a tagger by the rules alone.

    `notes` grows by what the tagger could not read or had refused.
    """
    counts = quoted.repeated(lines)
    proposers: tuple[Proposer, ...] = (*PROPOSERS, partial(quoted.propose, counts=counts))
    proposed = [[candidate for propose in proposers for candidate in propose(line)] for line in lines]
    seen = agreement.agreed(lines, views(lines, tagger, notes if notes is not None else []), proposed)
    seen = [
        fusion.as_listed(line, candidates, view) if view else None
        for line, candidates, view in zip(lines, proposed, seen, strict=True)
    ]
    weighed = [
        borders.with_parents(line, [*fusion.weigh(line, candidates, view), *view.names]) if view else candidates
        for line, candidates, view in zip(lines, proposed, seen, strict=True)
    ]
    first_round = [name for candidates in weighed for name in resolve(candidates)]
    text = lines[0].text if lines else ""
    book = propagation.short_forms(first_round, text)
    for line, candidates, view in zip(lines, weighed, seen, strict=True):
        again = list(propagation.propose_again(line, book))
        yield from resolve([*candidates, *(fusion.weigh(line, again, view) if view else again)])


def _name_of(text: str, span: Span) -> str:
    """The name as it reads by itself: marks and underscores out, the article's alef given back behind لل."""
    name = " ".join(plain(span.of(text)).translate(_INNER_MARKS).replace("_", " ").split())
    if not (span.start and text[span.start - 1] == "ل" and name.startswith("ل")):
        return name
    first = fold(name.split()[0]).text
    written_so = max(frequency(first), 1 if gazetteer.places_named(name) else 0)
    return name if written_so and frequency("ا" + first) <= written_so and authority.lookup("ا" + name) is None else "ا" + name


def mention_of(text: str, name: Candidate) -> Mention:
    """The record of an accepted candidate."""
    span = Span(start=name.start, end=name.end)
    return Mention(
        id=annotation_id("mention", span),
        span=span,
        by=name.by,
        score=round(min(name.score, 0.99), 2),
        because=name.because,
        type=name.type,
        name=_name_of(text, span),
        head=name.head,
        subtype=name.subtype,
    )


def annotate(report: Report) -> Mapping[str, Any]:
    """The names of the body lines; definite nouns that stand for one come later (`coreference`)."""
    lines = list(name_lines(report))
    notes: list[str] = []
    mentions = tuple(mention_of(report.document.text, name) for name in find_names(lines, chosen(), notes))
    return {"mentions": mentions, "failures": (*report.failures, *notes)}
