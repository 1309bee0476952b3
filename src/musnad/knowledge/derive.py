"""Knowledge from reports: the order in which its parts are derived."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.knowledge import contradictions
from musnad.knowledge import copies as repeated
from musnad.knowledge import judgements as decisions
from musnad.knowledge import statements as stated
from musnad.knowledge.chains import Chains
from musnad.knowledge.corpus import Corpus
from musnad.knowledge.entities import resolve
from musnad.knowledge.events import event
from musnad.knowledge.happenings import join
from musnad.knowledge.tellings import tellings
from musnad.lexicons import load
from musnad.records import Judgement, Knowledge, Report


def derive(reports: Sequence[Report], judgements: Sequence[Judgement] = ()) -> Knowledge:
    """What the reports say together; the same for every order of the same reports."""
    corpus = Corpus(reports)
    standing = decisions.standing(judgements)
    resolved = resolve(corpus, standing)
    chains = Chains(corpus, resolved)
    copies = repeated.find(corpus, chains)
    joined = join(tellings(corpus, chains), corpus, resolved)
    events = [(event(group, resolved, chains, copies), group) for group in joined.groups]
    event_of = {telling.key: happening.id for happening, group in events for telling in group}
    statements = stated.Statements(corpus, resolved, chains, event_of).all(standing)
    relations = stated.relations(statements, frozenset(load("predicates", "musnad.ontology")))
    view = contradictions.View(corpus, resolved, chains, events, statements, relations, copies, joined)
    return Knowledge(
        entities=resolved.entities,
        events=tuple(sorted((happening for happening, _ in events), key=lambda happening: happening.id)),
        relations=relations,
        statements=statements,
        contradictions=contradictions.find(view),
        mention_entities=resolved.mention_entities,
        event_mentions=dict(sorted(event_of.items())),
        copies=copies,
    )
