"""Two reports side by side: the passages both have word for word, what was changed, which is cut, and who has it from whom."""

from __future__ import annotations

from typing import Literal

from musnad.knowledge import alignment, shingles
from musnad.knowledge.alignment import Change, Passage
from musnad.knowledge.chains import Chains
from musnad.knowledge.copies import CONTAINED, QUOTED, rank
from musnad.knowledge.corpus import Corpus, Indexed
from musnad.knowledge.entities import resolve
from musnad.knowledge.judgements import Decisions
from musnad.knowledge.shingles import Word
from musnad.records import Comparison, Difference, LineKind, Report, SharedPassage, Span
from musnad.script import search_key

_SAME = 0.97
"""Share of the words of both from which the texts are the same but for a slip or two."""
_WHOLE = 0.95
"""Share of the shorter from which it is but a part of the longer."""
Grade = Literal["same_text", "retitled", "cut", "edited", "quotes_passage", "apart"]


def compare(one: Report, other: Report) -> Comparison:
    """What the two have in common; `first` is the likelier source of the two."""
    corpus = Corpus([one, other])
    chains = Chains(corpus, resolve(corpus, Decisions()))
    first, second = sorted(corpus.reports, key=lambda indexed: rank(indexed, chains))
    if chains.names_outlet_of(first, second) and not chains.names_outlet_of(second, first):
        first, second = second, first
    mine, theirs = shingles.words(first), shingles.words(second)
    shared = alignment.passages([word.text for word in mine], [word.text for word in theirs])
    words = alignment.shared_words(shared, alignment.RUN)
    shares = (words / max(1, len(mine)), words / max(1, len(theirs)))
    longest = max((sum(passage.length for passage in group) for group in alignment.stretches(shared)), default=0)
    direction, by = _direction(first, second, chains)
    return Comparison(
        first=first.id, second=second.id, grade=_grade(first, second, shares, longest), direction=direction, by=by,
        longer=None if len(mine) == len(theirs) else first.id if len(mine) > len(theirs) else second.id,
        share_of_first=round(shares[0], 4), share_of_second=round(shares[1], 4),
        passages=tuple(_passage(one, mine, theirs) for one in shared),
        differences=tuple(_difference(one, mine, theirs) for one in alignment.changes(shared)),
    )  # fmt: skip


def _grade(first: Indexed, second: Indexed, shares: tuple[float, float], longest: int) -> Grade:
    if min(shares) >= _SAME:
        return "same_text" if _headline(first) == _headline(second) else "retitled"
    if max(shares) >= _WHOLE:
        return "cut"
    if max(shares) >= CONTAINED:
        return "edited"
    return "quotes_passage" if longest >= QUOTED else "apart"


def _headline(indexed: Indexed) -> str:
    lines = (line for line in indexed.report.document.body() if line.kind is LineKind.headline)
    return " ".join(search_key(indexed.quote(line.span)) for line in lines)


def _direction(first: Indexed, second: Indexed, chains: Chains) -> tuple[Literal["second_from_first", "unknown"], str]:
    """Attribution decides, then the day; where both are silent nobody knows."""
    outlets = chains.outlet(first), chains.outlet(second)
    kinds = [outlet.kind if outlet else "outlet" for outlet in outlets]
    if chains.names_outlet_of(second, first):
        return "second_from_first", "copies.names_its_source"
    if kinds == ["agency", "outlet"]:
        return "second_from_first", "copies.of_agency"
    if (agency := chains.agency(first)) and agency == chains.agency(second):
        return "unknown", "copies.one_agency"
    if first.published and second.published and first.published < second.published:
        return "second_from_first", "copies.earlier"
    return "unknown", "copies.nobody_says"


def _passage(passage: Passage, mine: list[Word], theirs: list[Word]) -> SharedPassage:
    return SharedPassage(
        first=_span(mine, passage.first, passage.first + passage.length),
        second=_span(theirs, passage.second, passage.second + passage.length), words=passage.length,
    )  # fmt: skip


def _difference(change: Change, mine: list[Word], theirs: list[Word]) -> Difference:
    return Difference(
        first=_span(mine, change.first_start, change.first_end) if change.first_end > change.first_start else None,
        second=_span(theirs, change.second_start, change.second_end) if change.second_end > change.second_start else None,
    )


def _span(words: list[Word], start: int, end: int) -> Span:
    return Span(start=words[start].start, end=words[end - 1].end)
