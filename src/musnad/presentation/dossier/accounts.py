"""By whose account: the chain from an outlet back to the first speaker, said as Arabic news says it (`سنابل نقلًا عن ...`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from musnad.lexicons import load
from musnad.presentation.dossier.agreement import nameless_in_case, without_preposition
from musnad.presentation.dossier.evidence import Evidence, Source
from musnad.presentation.dossier.footnotes import Footnotes
from musnad.presentation.dossier.records import Part
from musnad.presentation.dossier.wording import Parts, Wording, text
from musnad.records import Hop, Quotation, Reference
from musnad.script import search_key

MOST_CITED, MOST_MARKS = 2, 3
"""Of one outlet in one sentence: how many it is said to cite, and how many footnotes stand behind each."""


MOST_OUTLETS = 5
"""Outlets named in one sentence for one thing; of more it is said how many."""


@dataclass(frozen=True)
class Told:
    """One telling: where it stands and, where known, through whom it came."""

    reference: Reference
    chain: tuple[Hop, ...] = ()


class Accounts:
    """Writes attributions, with footnote marks, for one dossier."""

    def __init__(self, evidence: Evidence, wording: Wording, footnotes: Footnotes) -> None:
        self.evidence, self.wording, self.footnotes = evidence, wording, footnotes
        self._shown: dict[str, str] = {}

    def chain(self, told: Told, *, speaker: bool = True) -> tuple[Hop, ...]:
        """Outlet first, then those it cites; without the last speaker where `speaker` is false."""
        source = self.evidence.source(told.reference.document)
        hops = [self._outlet_hop(source, "outlet")]
        if source.copy_of:
            hops.append(self._outlet_hop(self.evidence.source(source.copy_of), "agency"))
        quotation = source.quotation_around(told.reference.span)
        # The quotation knows what kind of nameless source speaks, the chain of a statement only its words.
        cited = (self.quotation_chain(source, quotation) if quotation else ()) or told.chain
        hops.extend(hop for hop in cited if speaker or hop.kind in {"outlet", "agency"})
        kept: list[Hop] = []
        for hop in hops:
            if not any(self._same(hop, earlier) for earlier in kept):
                kept.append(hop)
        return tuple(kept)

    def _outlet_hop(self, source: Source, kind: Literal["outlet", "agency"]) -> Hop:
        """A report's outlet under its Arabic name, as the chains of reports write it; what is shown may be its English name."""
        label = source.outlet or self.outlet(source)
        self._shown[label] = self.outlet(source)
        return Hop(label=label, kind=kind)

    def _same(self, one: Hop, other: Hop) -> bool:
        if one.entity and one.entity == other.entity:
            return True
        a, b = search_key(one.label), search_key(other.label)
        # An outlet is named in full in one place and in short in another: وكالة تخوم للأنباء, تخوم.
        media = {"outlet", "agency"}
        return a == b or (one.kind in media and other.kind in media and (f" {a} " in f" {b} " or f" {b} " in f" {a} "))

    def quotation_chain(self, source: Source, quotation: Quotation) -> tuple[Hop, ...]:
        """The chain that a quotation itself states: via, then speaker."""
        hops = []
        for mention_id in quotation.via:
            entity = self.evidence.entities.get(self.evidence.entity_of(source.id, mention_id) or "")
            if entity:
                kind = "agency" if entity.subtype == "news_agency" else "outlet"
                hops.append(Hop(label=entity.name, entity=entity.id, kind=kind))  # type: ignore[arg-type]
        speaker = self.evidence.entities.get(self.evidence.entity_of(source.id, quotation.source) or "")
        if speaker:
            hops.append(Hop(label=speaker.name, entity=speaker.id, kind="speaker"))
        elif quotation.anonymous:
            label = self._nameless(source, quotation)
            if self.wording.language == "en" and quotation.anonymity:
                label = load("anonymous_sources")["kinds"].get(quotation.anonymity, {}).get("en", label)
            hops.append(Hop(label=" ".join(label.split()), kind="anonymous"))
        return tuple(hops)

    def _nameless(self, source: Source, quotation: Quotation) -> str:
        """Words for a nameless source; `المصدر` is taken back to the `مصدر أمني` that it repeats."""
        label = without_preposition(source.document.quote(quotation.source_text)) if quotation.source_text else ""
        if not label.startswith("ال"):
            return label
        noun = search_key(label.split()[0].removeprefix("ال"))
        earlier = [
            source.document.quote(other.source_text)
            for other in source.report.quotations
            if other.anonymous and other.source_text and other.span.start < quotation.span.start
        ]
        return next((words for words in reversed(earlier) if search_key(words).split(" ")[0] == noun), label)

    def outlet(self, source: Source) -> str:
        """What a report is called: its outlet where known."""
        return self.footnotes.outlet(source)

    def hop(self, hop: Hop) -> Parts:
        """One link of a chain in words."""
        if hop.kind == "anonymous":
            label = hop.label or self.wording.phrases["anonymous_bare"]
            return (text(nameless_in_case(label, nominative=False)),)
        if hop.entity and hop.entity in self.evidence.entities:
            return self.wording.name(self.evidence.entities[hop.entity])
        return (Part(kind="name", text=self._shown.get(hop.label, hop.label)),)

    def speaker(self, hop: Hop) -> Parts:
        """A speaker as the subject of the sentence."""
        entity = self.evidence.entities.get(hop.entity or "")
        return self.wording.subject(entity) if entity else self.hop(hop)

    def nameless(self, hop: Hop) -> Parts:
        """A nameless source as the speaker of a sentence: that the report names nobody is said once, here."""
        if not hop.label or "unnamed" in hop.label:
            return (text(hop.label or self.wording.phrases["anonymous_bare"]),)
        return self.wording.say("anonymous", label=nameless_in_case(hop.label, nominative=True))

    def words(self, chain: Sequence[Hop], *, cited: bool = False) -> Parts:
        """`سنابل نقلًا عن وكالة تخوم عن مصدر أمني`; `cited`: `نقلًا عن` stands before the first already."""
        parts = list(self.hop(chain[0])) if chain else []
        for position, hop in enumerate(chain[1:]):
            parts.append(text(self.wording.phrases["from_next" if position or cited else "from"]))
            parts.extend(self.hop(hop))
        return tuple(parts)

    def grouped(self, told: Iterable[Told], *, speaker: bool = True) -> list[tuple[tuple[Hop, ...], list[Told]]]:
        """Tellings by account, oldest first; a copy stands with the text it repeats."""
        ordered = sorted(told, key=lambda t: self.evidence.order(t.reference))
        present = {t.reference.document for t in ordered}
        groups: dict[tuple[str, ...], tuple[tuple[Hop, ...], list[Told]]] = {}
        for one in ordered:
            origin = self.evidence.copy_of(one.reference.document)
            chain = self.chain(one, speaker=speaker)
            if origin in present:
                original = next(other for other in ordered if other.reference.document == origin)
                chain = self.chain(original, speaker=speaker)
            key = tuple(search_key(hop.label) for hop in chain)
            groups.setdefault(key, (chain, []))[1].append(one)
        return list(groups.values())

    def according(self, told: Iterable[Told], *, speaker: bool = True) -> Parts:
        """`بحسب سنابل[1] والمرفأ الجديد نقلًا عن ...[2]`: every account once, with the footnotes of its tellings."""
        return self.wording.say("according", accounts=self.listed(told, speaker=speaker))

    def listed(self, told: Iterable[Told], *, speaker: bool = True) -> Parts:
        """The accounts with their footnotes, without `بحسب`: each outlet once, with whom it cites if it has no own word."""
        outlets: dict[str, list[tuple[tuple[Hop, ...], list[Told]]]] = {}
        for chain, tellings in self.grouped(told, speaker=speaker):
            outlets.setdefault(search_key(chain[0].label), []).append((chain, tellings))
        return self._some([self._outlet_account(accounts) for accounts in list(outlets.values())[:MOST_OUTLETS]], len(outlets))

    def _some(self, items: list[Parts], number: int) -> Parts:
        """Items as a list; where there are more than are named, how many in all."""
        listed = self.wording.listing(items)
        return (*listed, *self.wording.say("and_others", number=str(number))) if number > len(items) else listed

    def _outlet_account(self, accounts: list[tuple[tuple[Hop, ...], list[Told]]]) -> Parts:
        """`سنابل[1]`, or `تخوم نقلًا عن مصدر أمني[2] وعن سالم العبار[3]`; what an outlet says itself needs no other voice."""
        own = [tellings for chain, tellings in accounts if len(chain) == 1]
        if own:
            first = accounts[0][0][0]
            told = [one for tellings in own for one in tellings]
            return (*self.hop(first), *self._few_marks(told))
        parts: list[Part] = list(self.hop(accounts[0][0][0]))
        for position, (chain, tellings) in enumerate(accounts[:MOST_CITED]):
            parts.append(text(self.wording.phrases["from_also" if position else "from"]))
            parts.extend((*self.words(chain[1:], cited=True), *self._few_marks(tellings)))
        return tuple(parts)

    def _few_marks(self, told: Sequence[Told]) -> Parts:
        """Footnotes of the first tellings; the same words told again and again need no more of them."""
        return self.footnotes.marks([one.reference for one in told][:MOST_MARKS])

    def seen(self, references: Iterable[Reference]) -> Parts:
        """`شبكة سنابل بين 10 آذار و26 أيار 2021[5][6]`: where something is found, each outlet once with its days."""
        by_outlet: dict[str, list[Reference]] = {}
        for reference in self.evidence.sorted_references(references):
            by_outlet.setdefault(self.outlet(self.evidence.source(reference.document)), []).append(reference)
        some = [self._seen_in(outlet, found) for outlet, found in list(by_outlet.items())[:MOST_OUTLETS]]
        return self._some(some, len(by_outlet))

    def according_seen(self, references: Iterable[Reference]) -> Parts:
        """`بحسب شبكة سنابل بين 10 آذار و26 أيار 2021[5][6]`."""
        return self.wording.say("according", accounts=self.seen(references))

    def _seen_in(self, outlet: str, references: list[Reference]) -> Parts:
        sources = [self.evidence.source(reference.document) for reference in references]
        marks = self.footnotes.marks(references[:MOST_MARKS])
        name = Part(kind="name", text=outlet)
        if self.footnotes.bylines.has_date(sources[0]):
            return (name, *marks)
        dates = list(dict.fromkeys(source.published for source in sources if source.published))
        if not dates:
            return (name, text(" "), text(self.wording.phrases["in_undated"]), *marks)
        exact = dates[0] != dates[-1] and not any("/" in date or "~" in date for date in dates)
        when = f"{dates[0]}/{dates[-1]}" if exact else dates[0]
        return (name, text(" "), text(self.wording.when_published(when)), *marks)
