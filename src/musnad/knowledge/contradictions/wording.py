"""The same words, given to different speakers or different days."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from rapidfuzz import fuzz

from musnad import edtf
from musnad.knowledge.contradictions.claims import Claim
from musnad.knowledge.contradictions.findings import Finding, View, one_each_line
from musnad.knowledge.contradictions.words import cue, stem, words
from musnad.knowledge.names import folded
from musnad.knowledge.repeats import repeated
from musnad.records import Entity, Span, ValueSource

_WIDTH = 6
"""Words in a row that two passages share."""
_RUNS = 4
"""Such rows that make them the same words: nine words in a row."""
_PASS_ON = frozenset({"media_outlet", "news_agency", "social_network"})
_ALIKE = 75
"""Likeness of two words of names (per cent) from which they may be one in two spellings."""
_FULL = 2
"""Words of a name that tell a person from others."""
_APART = 2
"""Days between two dates of one statement."""
_SHARE = 0.5
_HOLDERS = 6
"""A row of words in more passages than this is a set phrase."""


def of_one_statement(view: View) -> Iterator[Finding]:
    """Passages of two reports, nobody's copy, that quote the same words."""
    for one, other in _same_words(view):
        speakers = (one.speaker, other.speaker)
        known = [view.resolved.by_id.get(speaker) for speaker in speakers]
        if known[0] and known[1] and known[0].type == known[1].type and _two(one, other, known[0], known[1]):
            values = one_each_line([one.value(view.name(one.speaker)), other.value(view.name(other.speaker))])
            gaps, gaps_en = ((("values", "، ".join(map(name, sorted(speakers)))),) for name in (view.name, view.name_en))
            yield Finding("status", sorted(speakers)[0], "speaker", "speakers", values, gaps, gaps_en)
        days = [_day(view, claim) for claim in (one, other)]
        if days[0] and days[1] and _days_apart(days[0].value, days[1].value):
            shown = " / ".join(sorted(day.value for day in days if day))
            about = sorted(speaker for speaker in speakers if speaker in view.resolved.by_id)
            if about:
                values = one_each_line([day for day in days if day])
                yield Finding("date", about[0], "said_on", "said_on", values, (("values", shown),))


def _two(one: Claim, other: Claim, first: Entity, second: Entity) -> bool:
    """Two speakers: a body and its organ, or two that are named and whose names have nothing in common.

    Agencies and papers pass words on; a nameless `الأمير` may be anyone.
    """
    names = folded(first.name), folded(second.name)
    if first.id == second.id or names[0] == names[1] or {first.subtype, second.subtype} & _PASS_ON:
        return False
    if first.type == "ORG" and (_organ(*names) or _organ(*reversed(names))):
        return True
    if not (_called(one, first) and _called(other, second)):
        return False
    alike = any(fuzz.ratio(x, y) >= _ALIKE for x in names[0].split() for y in names[1].split())
    return not alike and not any(_nominal(claim) for claim in (one, other))


def _organ(name: str, body: str) -> bool:
    """`اللجنة العليا لسرايا المقاومة`: an organ named with its body."""
    return name.endswith((f" ل{body}", f" لل{body.removeprefix('ال')}"))


def _called(claim: Claim, speaker: Entity) -> bool:
    """The report names the speaker there, not `وزير الخارجية`, of whom there are many."""
    label = claim.chain[-1].label if claim.chain else ""
    return bool(set(folded(label).split()) & set(folded(speaker.name).split()))


def _nominal(claim: Claim) -> bool:
    mention = claim.indexed.mentions.get((claim.quotation and claim.quotation.source) or "")
    return mention is None or mention.nominal or len(mention.name.split()) < _FULL


def _days_apart(one: str, other: str) -> bool:
    """Two single days that are no two papers' `اليوم` and `أمس`."""
    a, b = edtf.earliest(one), edtf.earliest(other)
    return bool(a and b) and edtf.length(one) == edtf.length(other) == 0 and abs((a - b).days) >= _APART  # type: ignore[operator]


def _same_words(view: View) -> Iterator[tuple[Claim, Claim]]:
    holders = _holders([claim for document in sorted(view.claims.of) for claim in view.claims.of[document] if claim.quotation])
    met: dict[tuple[int, int], int] = defaultdict(int)
    claims: dict[int, Claim] = {}
    for held in holders.values():
        if 2 <= len(held) <= _HOLDERS:
            for one, other in combinations(held, 2):
                if one.indexed.id != other.indexed.id:
                    claims[id(one)], claims[id(other)] = one, other
                    met[id(one), id(other)] += 1
    for (first, second), shared in met.items():
        one, other = claims[first], claims[second]
        rows = min(len(words(claim.text)) for claim in (one, other)) - _WIDTH + 1
        # Honours and offices in full are long rows of words too: half of the shorter passage must be the same.
        if shared >= max(_RUNS, _SHARE * rows):
            yield one, other


def _holders(quoted: Sequence[Claim]) -> dict[tuple[str, ...], list[Claim]]:
    """Rows of words → the passages that hold them, where there are several."""
    numbers, ends = array("q"), [0]
    for claim in quoted:
        numbers.extend(map(hash, _rows(claim)))
        ends.append(len(numbers))
    shared = repeated(numbers)
    holders: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim, (start, end) in zip(quoted, pairwise(ends), strict=True):
        if not shared.isdisjoint(numbers[start:end]):
            for row in _rows(claim):
                if hash(row) in shared:
                    holders[row].append(claim)
    return holders


def _rows(claim: Claim) -> list[tuple[str, ...]]:
    found = words(claim.text)
    return [tuple(found[at : at + _WIDTH]) for at in range(len(found) - _WIDTH + 1)]


def _day(view: View, claim: Claim) -> ValueSource | None:
    """When it was said: by a date before it in its sentence, by the statement named, or by what the statement announced."""
    indexed = claim.indexed
    sentence = indexed.sentence_at(claim.span.start)
    if sentence is None or claim.quotation is None:
        return None
    lead = Span(start=sentence.span.start, end=max(claim.span.start, sentence.span.start))
    own = [date for date in indexed.report.dates if lead.contains(date.span) and date.value and edtf.is_edtf(date.value)]
    if own:
        return _value(view, claim, own[0].value or "", own[0].span)
    found = words(indexed.quote(lead))
    named = {phrase[0] for phrase in cue("statements") if len(phrase) == 1}
    at = next((at for at, word in enumerate(found) if word.removeprefix("ب").removeprefix("ل") in named), None)
    if at is None:
        return None
    if found[at].startswith("ال"):
        return _told_before(view, claim, named)
    return _occasion(view, claim, found[at + 1 : at + 2], lead)


def _told_before(view: View, claim: Claim, named: set[str]) -> ValueSource | None:
    """`في البيان`: the dated statement that the report spoke of before."""
    indexed = claim.indexed
    for sentence in sorted(indexed.report.sentences, key=lambda one: -one.span.start):
        if sentence.span.end > claim.span.start or not named & set(words(indexed.quote(sentence.span))):
            continue
        for date in indexed.report.dates:
            if sentence.span.contains(date.span) and date.value and edtf.is_edtf(date.value):
                return _value(view, claim, date.value, date.span)
    return None


def _occasion(view: View, claim: Claim, after: list[str], lead: Span) -> ValueSource | None:
    """`بيان التشكيل`: the day of the founding that the report tells of in the same word."""
    key = stem(after[0]) if after and after[0].startswith("ال") else None
    if key is None:
        return None
    for event in claim.indexed.report.events:
        told = [stem(word) for word in words(claim.indexed.quote(event.span))]
        if event.date and edtf.is_edtf(event.date) and key in told:
            return _value(view, claim, event.date, lead)
    return None


def _value(view: View, claim: Claim, day: str, span: Span) -> ValueSource:
    return ValueSource(
        value=day, reference=claim.indexed.reference(span), original=claim.indexed.quote(span), chain=claim.chain,
    )  # fmt: skip
