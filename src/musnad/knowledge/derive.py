"""Knowledge from reports: the order in which its parts are derived."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.knowledge import judgements as decisions
from musnad.knowledge.corpus import Corpus
from musnad.knowledge.entities import resolve
from musnad.records import Judgement, Knowledge, Report


def derive(reports: Sequence[Report], judgements: Sequence[Judgement] = ()) -> Knowledge:
    """What the reports say together; the same for every order of the same reports."""
    corpus = Corpus(reports)
    standing = decisions.standing(judgements)
    resolved = resolve(corpus, standing)
    return Knowledge(entities=resolved.entities, mention_entities=resolved.mention_entities)
