"""How many independent sources stand behind a happening, with the reckoning: who is counted, who is not, and why.

An agency counts once, whoever prints it; a copy counts as what it repeats; a passage taken word for word counts as the report it
was taken from; outlets that all have it from one outlet, one person or one body are one source. Sentences:
lexicons/reasons/independence.yml.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from musnad.knowledge.chains import Chains
from musnad.knowledge.copies import Copying, rank
from musnad.knowledge.corpus import Indexed
from musnad.knowledge.packing import made
from musnad.knowledge.statements import quotation_around
from musnad.knowledge.tellings import Telling
from musnad.records import Backing, Hop

_OWN = frozenset({"own", "byline", "unknown"})
"""What a report tells in its own voice."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Whom a telling goes back to, and by which rule."""

    rule: str
    label: str
    entity: str | None
    document: str
    """The report itself, where no publisher is known."""

    @property
    def key(self) -> str:
        """The same for tellings of one source."""
        return self.entity or self.label or self.document


def chain(telling: Telling, chains: Chains) -> tuple[Hop, ...]:
    """Who says so."""
    quotation = telling.mention.quotation or quotation_around(telling.indexed, telling.mention.span)
    return chains.chain(telling.indexed, quotation)


def reckoning(group: Sequence[Telling], chains: Chains, copying: Copying) -> tuple[Backing, ...]:
    """A row for each report and whom it goes back to, the likelier sources and the earlier first."""
    by_report: dict[str, list[Telling]] = {}
    for telling in group:
        by_report.setdefault(telling.indexed.id, []).append(telling)
    rows: list[Backing] = []
    counted: set[str] = set()
    for indexed in sorted((told[0].indexed for told in by_report.values()), key=lambda one: rank(one, chains)):
        outlet = chains.outlet(indexed)
        for source in _sources(by_report[indexed.id], chains, copying):
            first = source.key not in counted
            counted.add(source.key)
            because = (("source", source.label), ("outlet", outlet.label if outlet else indexed.report.document.name))
            rule = f"independence.{source.rule}" if first else f"independence.{source.rule}_again"
            rows.append(made(
                Backing, document=indexed.id, source=source.label, entity=source.entity, counted=first, by=rule, because=because
            ))  # fmt: skip
    return tuple(rows)


def _sources(told: Iterable[Telling], chains: Chains, copying: Copying) -> list[_Source]:
    """Whom one report goes back to; what it tells itself outweighs whom it quotes, but a headline only names no source."""
    below = [telling for telling in told if not telling.headline] or list(told)
    found = {source.key: source for telling in below for source in [_source(telling, chains, copying)]}
    own = any(source.rule in _OWN for source in found.values())
    return [source for source in found.values() if not (own and source.rule == "speaker")]


def _source(telling: Telling, chains: Chains, copying: Copying) -> _Source:
    indexed = telling.indexed
    beginning = copying.beginning(indexed.id)
    if beginning != indexed.id:
        return _of_report(chains.corpus[beginning], chains, "copy")
    for passage in copying.taken.get(indexed.id, ()):
        if passage.span.contains(telling.mention.span):
            return _of_report(chains.corpus[copying.beginning(passage.source)], chains, "passage")
    hops = chain(telling, chains)
    passed_on = [hop for hop in hops[1:] if hop.kind in ("agency", "outlet")]
    if passed_on:
        return _Source("passed_on", passed_on[-1].label, passed_on[-1].entity, indexed.id)
    if hops and hops[-1].kind in ("speaker", "body") and hops[-1].entity:
        return _Source("speaker", hops[-1].label, hops[-1].entity, indexed.id)
    return _of_report(indexed, chains)


def _of_report(indexed: Indexed, chains: Chains, rule: str | None = None) -> _Source:
    """The agency that the by-line names, else the outlet, else the report itself."""
    agency, outlet = chains.agency(indexed), chains.outlet(indexed)
    if agency:
        return _Source(rule or "byline", chains.resolved.by_id[agency].name, agency, indexed.id)
    if outlet:
        return _Source(rule or "own", outlet.label, outlet.entity, indexed.id)
    return _Source(rule or "unknown", indexed.report.document.name if rule else "", None, indexed.id)
