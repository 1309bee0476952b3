"""Two sources across a word of contrast: the one affirms what the other negates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from musnad.knowledge.contradictions.claims import Claim
from musnad.knowledge.contradictions.findings import Finding, View, one_each_line
from musnad.knowledge.contradictions.opposites import opposed
from musnad.knowledge.contradictions.words import cue_at, has, one_root, words
from musnad.knowledge.corpus import Indexed
from musnad.records import Sentence, Span
from musnad.script import fold

_WORD = re.compile(r"\w+")
_QUOTED = 2
"""Keys that what two sources say must share, where one of them negates."""


def inside_sentences(view: View, indexed: Indexed) -> Iterator[Finding]:
    """Sentences in which a second source is set against what stands before."""
    claims = view.claims.of[indexed.id]
    for sentence in indexed.report.sentences:
        for part in ("but", "while"):
            found = _across(view, indexed, sentence, claims, part)
            about = view.claims.about(*found) if found else None
            if found and about:
                one, other = found
                gaps = (("first", one.chain[-1].label if one.chain else ""), ("second", other.chain[-1].label))
                values = one_each_line([one.value(), other.value()])
                yield Finding("within_report", about, "account", "contrast", values, gaps)
                break


def _across(view: View, indexed: Indexed, sentence: Sentence, claims: list[Claim], part: str) -> tuple[Claim, Claim] | None:
    inside = [claim for claim in claims if claim.quotation and sentence.span.contains(claim.span)]
    if not inside or cue_at(words(indexed.quote(sentence.span)), "contrast", part) is None:
        return None
    for second in inside:
        start = max((one.span.end for one in inside if one.span.end <= second.span.start), default=sentence.span.start)
        gap = indexed.text[start : second.span.start]
        cut = _cut(gap, part)
        if cut is None or not second.chain:
            continue
        before = [one for one in inside if one.span.end <= start]
        first = before[-1] if before else view.claims.told(indexed, Span(start=sentence.span.start, end=start + cut))
        if first.span.end - first.span.start > 0 and first.speaker != second.speaker and _opposed(first, second, part):
            return first, second
    return None


def _cut(gap: str, part: str) -> int | None:
    """Where in the words between two passages the word of contrast stands."""
    folded = fold(gap)
    found = list(_WORD.finditer(folded.text))
    starts = [folded.positions[word.start()] for word in found]
    for at, char in enumerate(gap):
        if char.isspace():
            first = bisect_left(starts, at)
            if cue_at([word[0] for word in found[first : first + 3]], "contrast", part) == 0:
                return at
    return 0 if cue_at(words(gap)[:3], "contrast", part) == 0 else None


def _opposed(one: Claim, other: Claim, part: str) -> bool:
    """Two sources, of whom one negates what the other affirms, or says the opposite; or a breach beside an understanding."""
    if part == "but" and _breach(one) and has(other.text, "in_understanding") and one.stems & other.stems:
        return True
    if one.negated == other.negated and not opposed(words(one.text), words(other.text)):
        return False
    if one.quotation is None or not (_somebody(one) or _somebody(other)):
        # What the report says itself before `لكن` mostly leads up to what the source says.
        return False
    return len(one.matter & other.matter) >= _QUOTED or (part == "while" and one_root(one.text, other.text))


def _somebody(claim: Claim) -> bool:
    return bool(claim.quotation and (claim.quotation.source or claim.quotation.anonymous))


def _breach(claim: Claim) -> bool:
    """What breaks an agreement cannot have been done in understanding with those who made it."""
    return any(event.type == "violation" and claim.span.contains(event.span) for event in claim.indexed.report.events)
