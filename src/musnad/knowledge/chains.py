"""Attribution chains: from this report back to the first speaker."""

from __future__ import annotations

from musnad.knowledge import authority
from musnad.knowledge.corpus import Corpus, Indexed
from musnad.knowledge.entities import Resolved
from musnad.knowledge.names import folded, tight
from musnad.knowledge.packing import packed
from musnad.records import Entity, Hop, LineKind, Quotation


class Chains:
    """Chains of one corpus; outlets are found among the entities by list entry, then by name."""

    def __init__(self, corpus: Corpus, resolved: Resolved) -> None:
        self.corpus = corpus
        self.resolved = resolved
        self._listed = {entity.authority: entity.id for entity in resolved.entities if entity.authority}
        self._named: dict[str, str] = {}
        for entity in resolved.entities:
            if entity.type == "ORG":
                for alias in entity.aliases:
                    self._named.setdefault(tight(alias.name), entity.id)
        self._agencies: dict[str, str | None] = {}
        self._credited: dict[str, frozenset[str]] = {}
        self._chains: dict[tuple[str, str | None], tuple[Hop, ...]] = {}
        self._outlets = {indexed.id: self._outlet(indexed) for indexed in corpus.reports}

    def entity(self, indexed: Indexed, mention: str | None) -> str | None:
        """The entity behind one of a report's mentions."""
        return self.resolved.mention_entities.get(indexed.key(mention)) if mention else None

    def outlet(self, indexed: Indexed) -> Hop | None:
        """Who published the report."""
        return self._outlets[indexed.id]

    def _outlet(self, indexed: Indexed) -> Hop | None:
        outlet = indexed.report.outlet
        if outlet is None:
            return None
        listed = f"outlets:{outlet.known_as}" if outlet.known_as else authority.outlet_ids().get(tight(outlet.name))
        entity = self._listed.get(listed or "") or self._named.get(tight(outlet.name))
        agency = listed in authority.listed() and authority.listed()[listed or ""].agency
        agency = agency or self._is_agency(entity) or folded(outlet.name).split()[:1] == ["وكاله"]
        return Hop(label=outlet.name, entity=entity, kind="agency" if agency else "outlet")

    def chain(self, indexed: Indexed, quotation_id: str | None = None) -> tuple[Hop, ...]:
        """Outlet, then whoever passed the words on, then the speaker of the quotation."""
        key = indexed.id, quotation_id
        if key not in self._chains:
            self._chains[key] = tuple(packed(hop) for hop in self._chain(indexed, quotation_id))
        return self._chains[key]

    def _chain(self, indexed: Indexed, quotation_id: str | None) -> list[Hop]:
        outlet = self.outlet(indexed)
        hops = [outlet] if outlet else []
        quotation = indexed.quotations.get(quotation_id or "")
        if quotation:
            hops += [hop for via in quotation.via if (hop := self._passed_on(indexed, via))]
            hops += self._speaker(indexed, quotation)
        return hops

    def agency(self, indexed: Indexed) -> str | None:
        """The one news agency that the report's byline or date line names, where the report is not the agency's own."""
        if indexed.id not in self._agencies:
            self._agencies[indexed.id] = self._agency(indexed)
        return self._agencies[indexed.id]

    def _agency(self, indexed: Indexed) -> str | None:
        outlet = self.outlet(indexed)
        found: set[str] = set()
        for mention in indexed.report.mentions:
            kind = indexed.report.document.line_at(mention.span.start).kind
            entity = self.entity(indexed, mention.id)
            if entity and kind in (LineKind.byline, LineKind.dateline) and self._is_agency(entity):
                found.add(entity)
        return found.pop() if len(found) == 1 and not (outlet and outlet.entity in found) else None

    def credited(self, indexed: Indexed) -> frozenset[str]:
        """Whom the report names as a source of its text: in by-line and date line, and as whom quotations came through."""
        if indexed.id not in self._credited:
            outlet = self.outlet(indexed)
            document = indexed.report.document
            lines = (LineKind.byline, LineKind.dateline)
            named = [one.id for one in indexed.report.mentions if document.line_at(one.span.start).kind in lines]
            named += [via for quotation in indexed.report.quotations for via in quotation.via]
            found = {entity for mention in named if (entity := self.entity(indexed, mention))}
            self._credited[indexed.id] = frozenset(found - {outlet.entity if outlet else None})
        return self._credited[indexed.id]

    def names_outlet_of(self, one: Indexed, other: Indexed) -> bool:
        """True where the one names the outlet of the other as a source of its text."""
        outlet = self.outlet(other)
        return bool(outlet and outlet.entity and outlet.entity in self.credited(one))

    def _passed_on(self, indexed: Indexed, mention: str) -> Hop | None:
        found = indexed.mentions.get(mention)
        if found is None:
            return None
        entity = self.entity(indexed, mention)
        return Hop(label=found.name, entity=entity, kind="agency" if self._is_agency(entity) else "outlet")

    def _is_agency(self, entity_id: str | None) -> bool:
        entity: Entity | None = self.resolved.by_id.get(entity_id or "")
        if entity is None:
            return False
        listed = authority.listed().get(entity.authority or "")
        return entity.subtype == "news_agency" or bool(listed and listed.agency)

    def _speaker(self, indexed: Indexed, quotation: Quotation) -> list[Hop]:
        label = indexed.quote(quotation.source_text) if quotation.source_text else ""
        if quotation.anonymous:
            return [Hop(label=label or indexed.quote(quotation.cue), kind="anonymous")]
        mention = indexed.mentions.get(quotation.source or "")
        if mention is None:
            return [Hop(label=label, kind="speaker")] if label else []
        entity = self.entity(indexed, mention.id)
        # An analyst may have rejected the entity: the words still have their speaker.
        kind = self.resolved.by_id[entity].type if entity else mention.type
        return [Hop(label=label or mention.name, entity=entity, kind="speaker" if kind == "PER" else "body")]
