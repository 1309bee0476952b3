"""Knowledge from reports: the order in which its parts are derived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from musnad.knowledge import contradictions
from musnad.knowledge import copies as repeated
from musnad.knowledge import statements as stated
from musnad.knowledge.chains import Chains
from musnad.knowledge.corpus import Corpus
from musnad.knowledge.entities import Resolved, resolve
from musnad.knowledge.events import event
from musnad.knowledge.happenings import join
from musnad.knowledge.judgements import Decisions, Docket, Overlay, Standings
from musnad.knowledge.judgements.cutting import separated
from musnad.knowledge.tellings import tellings
from musnad.lexicons import load
from musnad.records import Judgement, Knowledge, Report


def derive(reports: Sequence[Report], judgements: Sequence[Judgement] = ()) -> Knowledge:
    """What the reports say together; the same for every order of the same reports."""
    docket = Docket(judgements)
    corpus = Corpus(docket.read(report) for report in reports)
    standing, overlay = docket.decisions(), Overlay(docket)
    corpus = separated(corpus, standing.not_same)
    machine = resolve(corpus, standing)
    resolved = Resolved(*overlay.entities(machine.entities, machine.mention_entities))
    chains = Chains(corpus, resolved)
    copies = repeated.find(corpus, chains).copies
    joined = join(tellings(corpus, chains), corpus, resolved)
    joined = replace(joined, groups=overlay.groups(joined.groups, joined.inside))
    events = [(event(group, resolved, chains, copies), group) for group in joined.groups]
    event_of = {telling.key: happening.id for happening, group in events for telling in group}
    events = overlay.happenings(events, event_of)
    statements = overlay.statements(stated.Statements(corpus, resolved, chains, event_of).all(standing))
    relations = stated.relations(statements, frozenset(load("predicates", "musnad.ontology")))
    view = contradictions.View(corpus, resolved, chains, events, statements, relations, copies, joined)
    found = overlay.contradictions(contradictions.find(view))
    became = Standings(docket, overlay)
    standings = became.all()
    # What the rules alone would join is asked for only where they once agreed with an analyst.
    bare = resolve(corpus, Decisions()).mention_entities if became.confirmed() else None
    return Knowledge(
        entities=resolved.entities,
        events=tuple(sorted((happening for happening, _ in events), key=lambda happening: happening.id)),
        relations=relations,
        statements=statements,
        contradictions=found,
        mention_entities=resolved.mention_entities,
        event_mentions=dict(sorted(event_of.items())),
        copies=copies,
        standings=standings,
        conflicts=became.conflicts(bare, standings),
    )
