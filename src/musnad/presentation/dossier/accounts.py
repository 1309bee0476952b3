"""By whose account: the chain from an outlet back to the first speaker, said as Arabic news says it (`سنابل نقلًا عن ...`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from musnad.lexicons import load
from musnad.presentation.dossier.evidence import Evidence, Source
from musnad.presentation.dossier.footnotes import Footnotes
from musnad.presentation.dossier.records import Part
from musnad.presentation.dossier.wording import Parts, Wording, text
from musnad.records import Hop, Quotation, Reference
from musnad.script import search_key


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
        label = source.outlet or self.wording.phrases["outlet_unknown"]
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
        label = source.document.quote(quotation.source_text) if quotation.source_text else ""
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
        """Name of a report's outlet, or that it is not known."""
        return self.footnotes.outlet(source)

    def hop(self, hop: Hop) -> Parts:
        """One link of a chain in words."""
        if hop.kind == "anonymous":
            if not hop.label or "unnamed" in hop.label:
                return (text(hop.label or self.wording.phrases["anonymous_bare"]),)
            return self.wording.say("anonymous", label=hop.label)
        if hop.entity and hop.entity in self.evidence.entities:
            return self.wording.name(self.evidence.entities[hop.entity])
        return (Part(kind="name", text=self._shown.get(hop.label, hop.label)),)

    def words(self, chain: Sequence[Hop]) -> Parts:
        """`سنابل نقلًا عن وكالة تخوم عن مصدر أمني`."""
        parts = list(self.hop(chain[0])) if chain else []
        for position, hop in enumerate(chain[1:]):
            parts.append(text(self.wording.phrases["from_next" if position else "from"]))
            parts.extend(self.hop(hop))
        return tuple(parts)

    def grouped(self, told: Iterable[Told], *, speaker: bool = True) -> list[tuple[tuple[Hop, ...], list[Told]]]:
        """Tellings by account, oldest first; a copy stands with the text it repeats."""
        ordered = sorted(told, key=lambda t: self.evidence.source(t.reference.document).order(t.reference.span.start))
        present = {t.reference.document for t in ordered}
        groups: dict[tuple[str, ...], tuple[tuple[Hop, ...], list[Told]]] = {}
        for one in ordered:
            origin = self.evidence.source(one.reference.document).copy_of
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
        """The accounts with their footnotes, without `بحسب`."""
        items: dict[str, Parts] = {}
        for chain, tellings in self.grouped(told, speaker=speaker):
            outlet, marks = search_key(chain[0].label), self.footnotes.marks(one.reference for one in tellings)
            if outlet in items and len(chain) > 1:
                # The outlet has been named: `سنابل[1]، وكذلك نقلًا عن تخوم[2]`.
                again = text(self.wording.phrases["from_also"])
                items[outlet] = (*items[outlet], again, *self.words(chain[1:]), *marks)
            else:
                items[outlet] = (*items.get(outlet, ()), *self.words(chain), *marks)
        return self.wording.listing(list(items.values()))

    def dated(self, references: Iterable[Reference]) -> Parts:
        """`سنابل في 10 آذار 2021[1] وفي 4 نيسان 2021[2]، وتخوم في 3 نيسان 2021[3]`."""
        by_outlet: dict[str, list[Parts]] = {}
        for reference in self.evidence.sorted_references(references):
            source = self.evidence.source(reference.document)
            date = self.wording.when_published(source.published)
            by_outlet.setdefault(self.outlet(source), []).append((text(date), *self.footnotes.marks([reference])))
        items = [
            self.wording.say("dated", outlet=Part(kind="name", text=outlet), dates=self.wording.listing(dates))
            for outlet, dates in by_outlet.items()
        ]
        return self.wording.listing(items, "comma_and")
