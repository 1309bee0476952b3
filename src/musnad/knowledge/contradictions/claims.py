"""What each source of a report says: its quotations, and around them what the report says in its own name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from musnad.knowledge.contradictions.words import cue_at, stems, words
from musnad.knowledge.corpus import Indexed
from musnad.knowledge.grouped import most
from musnad.knowledge.packing import in_rows
from musnad.records import Hop, LineKind, Quotation, Span, ValueSource
from musnad.script.folding import fold_text

if TYPE_CHECKING:
    from musnad.knowledge.contradictions.findings import View

_SHOWN = 160
"""Characters of a claim that are shown; the reference points to all of it."""
_BARE = 4
"""Words of a denial that says no more than that it denies."""
_UNSAID = (LineKind.headline, LineKind.caption, LineKind.dateline, LineKind.byline)


@in_rows
@dataclass(frozen=True)
class Claim:
    """A passage that one source answers for."""

    indexed: Indexed
    span: Span
    quotation: Quotation | None
    chain: tuple[Hop, ...]
    entities: frozenset[str]
    speaker: str
    """Entity of the speaker, else the words that name it; empty where the report speaks itself."""
    body: str | None = None
    """The organisation for which the speaker speaks."""

    @property
    def line(self) -> int:
        """Number of the line."""
        return self.indexed.report.document.line_at(self.span.start).number

    @property
    def text(self) -> str:
        """The words."""
        return self.indexed.quote(self.span)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Keys of what it is about."""
        return stems(self.text)

    @cached_property
    def matter(self) -> frozenset[str]:
        """The keys without those of names: what is said of those named."""
        return self.about_what()

    def about_what(self) -> frozenset[str]:
        """The same, not kept."""
        inside = [one for one in self.indexed.report.mentions if self.span.overlaps(one.span)]
        return stems(self.text) - frozenset(key for one in inside for key in stems(self.indexed.quote(one.span)))

    @cached_property
    def denies(self) -> bool:
        """True where the source says that something is not so: a verb of denying, or words that begin with `لا صحة`."""
        if self.quotation is None:
            return False
        first = " ".join(self.text.split(maxsplit=2 * _BARE)[: 2 * _BARE])
        return self.quotation.denial or cue_at(words(first)[:_BARE], "denying") == 0

    @cached_property
    def negated(self) -> bool:
        """True where a negation stands in it."""
        return cue_at(words(self.text), "negations") is not None

    @cached_property
    def refers_back(self) -> bool:
        """True for a denial that does not repeat what it denies: `نفى ذلك`, `نفى الاتهامات`, `طلبًا كهذا`."""
        found = words(self.text)
        at = cue_at(found, "back_to")
        return at is not None and (len(found) <= _BARE or at == 0 or at >= len(found) - 2)

    def value(self, shown: str | None = None) -> ValueSource:
        """As one side of a contradiction."""
        text = " ".join(self.text.split())
        return ValueSource(
            value=shown or (text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"),
            reference=self.indexed.reference(self.span, self.quotation.id if self.quotation else None), original=self.text,
            chain=self.chain,
        )  # fmt: skip


class Claims:
    """The claims of every report that is no copy, found once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._offices: dict[str, str] = {}
        for (person, name), statements in view.own.items():
            if name == "office_at":
                self._offices[person] = most([one.object for one in statements if one.object])
        self.of: dict[str, list[Claim]] = {
            indexed.id: self._claims(indexed) for indexed in view.corpus.reports if indexed.id not in view.copies
        }

    @cached_property
    def naming(self) -> dict[str, list[Claim]]:
        """Entity → the claims that name it."""
        found: dict[str, list[Claim]] = {}
        for document in sorted(self.of):
            for claim in self.of[document]:
                for entity in sorted(claim.entities):
                    found.setdefault(entity, []).append(claim)
        return found

    def _claims(self, indexed: Indexed) -> list[Claim]:
        """What is quoted, and the sentences that nobody is quoted with, in order of the text."""
        quoted = sorted(indexed.report.quotations, key=lambda one: (one.span.start, -one.span.end, one.id))
        found = [self.quoted(indexed, quotation) for quotation in quoted]
        at = 0
        for sentence in sorted(indexed.report.sentences, key=lambda one: (one.span.start, one.id)):
            while at < len(quoted) and quoted[at].span.end <= sentence.span.start:
                at += 1
            bare = at >= len(quoted) or quoted[at].span.start >= sentence.span.end
            if bare and indexed.report.document.line_at(sentence.span.start).kind not in _UNSAID:
                found.append(self.told(indexed, sentence.span))
        return sorted(found, key=lambda claim: (claim.span.start, -claim.span.end))

    def quoted(self, indexed: Indexed, quotation: Quotation) -> Claim:
        """What a quotation says."""
        chain = self.view.chains.chain(indexed, quotation.id)
        last = chain[-1] if chain and (quotation.source or quotation.source_text or quotation.anonymous) else None
        speaker = (last.entity or fold_text(last.label)) if last else fold_text(indexed.quote(quotation.cue))
        body = self._offices.get(speaker)
        if body is None and speaker in self.view.resolved.by_id and self.view.resolved.by_id[speaker].type == "ORG":
            body = speaker
        return Claim(indexed, quotation.span, quotation, chain, self._entities(indexed, quotation.span), speaker, body)

    def told(self, indexed: Indexed, span: Span) -> Claim:
        """What the report says in its own name."""
        return Claim(indexed, span, None, self.view.chains.chain(indexed), self._entities(indexed, span), "")

    def _entities(self, indexed: Indexed, span: Span) -> frozenset[str]:
        return frozenset(self.view.entities_in(indexed, span))

    def about(self, *claims: Claim) -> str | None:
        """What claims are about: the happening told in the first of them, else whom both name, else who speaks."""
        for claim in claims:
            for event in claim.indexed.report.events:
                if claim.span.contains(event.span) and (known := self.view.event_of.get(claim.indexed.key(event.id))):
                    return known
        shared = frozenset.intersection(*(claim.entities for claim in claims))
        named = sorted(shared) or sorted(frozenset().union(*(claim.entities for claim in claims)))
        speakers = [one for claim in claims for one in (claim.body, claim.speaker) if one in self.view.resolved.by_id]
        return next(iter([*named, *(one for one in speakers if one)]), None)
