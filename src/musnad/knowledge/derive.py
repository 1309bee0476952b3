"""Knowledge from reports: the order in which its parts are derived."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from musnad.knowledge import contradictions, speller
from musnad.knowledge import copies as repeated
from musnad.knowledge import statements as stated
from musnad.knowledge.chains import Chains
from musnad.knowledge.corpus import Corpus
from musnad.knowledge.entities import Resolved, resolve
from musnad.knowledge.events import event
from musnad.knowledge.happenings import join
from musnad.knowledge.judgements import Decisions, Docket, Overlay, Standings
from musnad.knowledge.judgements.cutting import separated
from musnad.knowledge.outlets import outlets
from musnad.knowledge.packing import collector_paused
from musnad.knowledge.tellings import tellings
from musnad.lexicons import load
from musnad.records import Entity, Judgement, Knowledge, Report

STEPS = ("reading", "names", "copies", "happenings", "contradictions", "statements")
"""What deriving tells of as it goes; `writing` follows, where the case is written."""


def derive(
    reports: Iterable[Report],
    judgements: Sequence[Judgement] = (),
    tell: Callable[[str], None] = lambda _: None,
    known: Callable[[Sequence[Entity]], None] = lambda _: None,
) -> Knowledge:
    """What the reports say together; the same for every order of the same reports.

    `tell` hears of every step of `STEPS` as it begins; what it raises stops the work. `known` is given the entities as soon as
    they are in their last form.
    """
    with collector_paused():
        return _derive(reports, judgements, tell, known)


def _derive(
    reports: Iterable[Report],
    judgements: Sequence[Judgement],
    tell: Callable[[str], None],
    known: Callable[[Sequence[Entity]], None],
) -> Knowledge:
    tell("reading")
    docket = Docket(judgements)
    corpus = Corpus(docket.read(report) for report in reports)
    standing, overlay = docket.decisions(), Overlay(docket)
    corpus = separated(corpus, standing.not_same)
    tell("names")
    machine = resolve(corpus, standing)
    speller.let_go()
    resolved = Resolved(*overlay.entities(machine.entities, machine.mention_entities))
    known(resolved.entities)
    chains = Chains(corpus, resolved)
    tell("copies")
    copying = repeated.find(corpus, chains)
    copies = copying.copies
    tell("happenings")
    joined = join(tellings(corpus, chains), corpus, resolved)
    joined = replace(joined, groups=overlay.groups(joined.groups, joined.inside))
    events = [(event(group, resolved, chains, copying), group) for group in joined.groups]
    event_of = {telling.key: happening.id for happening, group in events for telling in group}
    events = overlay.happenings(events, event_of)
    tell("contradictions")
    statements = stated.Statements(corpus, resolved, chains, event_of, standing)
    of_entities = overlay.statements(statements.of_entities())
    relations = stated.relations(of_entities, frozenset(load("predicates", "musnad.ontology")))
    view = contradictions.View(corpus, resolved, chains, events, of_entities, relations, copies, joined)
    found = overlay.contradictions(contradictions.find(view))
    view.let_go()
    happenings = tuple(sorted((happening for happening, _ in events), key=lambda happening: happening.id))
    # Nobody asks any more who told what: room for the statements.
    del view, joined, events
    tell("statements")
    of_words = overlay.statements(statements.of_words())
    became = Standings(docket, overlay)
    standings = became.all()
    # What the rules alone would join is asked for only where they once agreed with an analyst.
    bare = resolve(corpus, Decisions()).mention_entities if became.confirmed() else None
    return Knowledge(
        entities=resolved.entities,
        events=happenings,
        relations=relations,
        statements=stated.together(of_entities, of_words),
        contradictions=found,
        mention_entities=resolved.mention_entities,
        event_mentions=dict(sorted(event_of.items())),
        copies=copies,
        outlets=outlets(corpus, chains, copies, happenings),
        standings=standings,
        conflicts=became.conflicts(bare, standings),
    )
