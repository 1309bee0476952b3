"""Who did it: one side blames another, which answers with an account of its own; or a report sets two accounts side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.knowledge.contradictions.claims import Claim
from musnad.knowledge.contradictions.findings import Finding, View, one_each_line
from musnad.knowledge.contradictions.words import has
from musnad.knowledge.corpus import Indexed
from musnad.records import EventMention, Span, ValueSource

_LINES = 2
"""Paragraphs between a charge and the answer to it."""


def answered_charges(view: View, indexed: Indexed) -> Iterator[Finding]:
    """A charge, and what the side charged says of the same thing."""
    for charge in indexed.report.events:
        # `أدان`, `انتقد`: a judgement of what was done, not of who did it.
        blames = charge.type == "accusation" and charge.modality == "actual" and has(indexed.quote(charge.span), "blame")
        if blames:
            accusers, accused = (
                {entity for mention in side if (entity := view.chains.entity(indexed, mention))}
                for side in (charge.agents, charge.others)
            )
            answer = _answer(indexed, charge, view.claims.of[indexed.id], accusers, accused)
            if answer:
                yield from _finding(view, indexed, charge, answer, accused)


def _answer(
    indexed: Indexed, charge: EventMention, claims: Sequence[Claim], accusers: set[str], accused: set[str]
) -> Claim | None:
    """What the accused says: right behind the charge, or shortly before it and naming the accuser."""
    line = indexed.report.document.line_at(charge.span.start).number
    found: list[tuple[int, int, Claim]] = []
    for claim in claims:
        side = {claim.body, claim.speaker}
        if not claim.quotation or not side & accused or side & accusers or claim.span.contains(charge.span):
            continue
        if claim.quotation.cue.overlaps(charge.span) or _own(indexed, charge, claims, side):
            continue
        behind = claim.span.start > charge.span.end
        between = indexed.text[charge.span.end : claim.span.start] if behind else ""
        another = claim.denies or claim.negated or has(between, "contrast", "while") or has(between, "contrast", "but")
        near = _paragraphs(indexed, claim.line, line) <= _LINES
        if near and ((behind and another) or claim.entities & accusers):
            found.append((0 if behind else 1, abs(claim.span.start - charge.span.start), claim))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _own(indexed: Indexed, charge: EventMention, claims: Sequence[Claim], side: set[str | None]) -> bool:
    """The charge is told by the side itself: `الاتهامات لا أساس لها`."""
    return any(
        claim.quotation and claim.span.contains(charge.span) and {claim.body, claim.speaker} & side for claim in claims
    )  # fmt: skip


def _paragraphs(indexed: Indexed, one: int, other: int) -> int:
    first, last = sorted((one, other))
    return sum(1 for line in indexed.report.document.lines[first:last] if line.span.end > line.span.start)


def _finding(view: View, indexed: Indexed, charge: EventMention, answer: Claim, accused: set[str]) -> Iterator[Finding]:
    sentence = indexed.sentence_at(charge.span.start)
    end = sentence.span.end if sentence else charge.span.end
    if charge.span.end < answer.span.start < end:
        end = answer.quotation.cue.start if answer.quotation else answer.span.start
    span = Span(start=charge.span.start, end=max(charge.span.end, end))
    words = " ".join(indexed.quote(span).split())
    charged = ValueSource(
        value=words, reference=indexed.reference(span, charge.id), original=indexed.quote(span),
        chain=view.chains.chain(indexed, charge.quotation),
    )  # fmt: skip
    about = view.event_of.get(indexed.key(charge.id)) or sorted(accused)[0]
    names, names_en = (", ".join(dict.fromkeys(map(name, sorted(accused)))) for name in (view.name, view.name_en))
    yield Finding(
        "within_report", about, "responsibility", "charge_answered", one_each_line([charged, answer.value()]),
        (("body", names),), (("body", names_en),),
    )  # fmt: skip


def other_accounts(view: View, indexed: Indexed) -> Iterator[Finding]:
    """`رواية أخرى`: what is told behind these words, and what another source said before them."""
    claims = view.claims.of[indexed.id]
    for at, claim in enumerate(claims):
        sentence = indexed.sentence_at(claim.span.start) if claim.quotation else None
        if sentence is None or not has(indexed.quote(sentence.span), "another_account"):
            continue
        before = [one for one in claims[:at] if one.quotation and one.speaker != claim.speaker and one.line < claim.line]
        about = view.claims.about(*before[-1:], claim) if before else None
        if before and about:
            first = next(one for one in before if one.line == before[-1].line)
            yield Finding("within_report", about, "account", "other_account", one_each_line([first.value(), claim.value()]))
            break
