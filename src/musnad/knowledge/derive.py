"""Knowledge from reports: the order in which its parts are derived."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.knowledge.corpus import Corpus
from musnad.records import Alias, Entity, Judgement, Knowledge, Report, content_id
from musnad.script import search_key


def derive(reports: Sequence[Report], judgements: Sequence[Judgement] = ()) -> Knowledge:
    """What the reports say together; the same for every order of the same reports."""
    corpus = Corpus(reports)
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for indexed in corpus.reports:
        for mention in indexed.report.mentions:
            root = mention
            while root.antecedent and root.antecedent in indexed.mentions and root.antecedent != root.id:
                root = indexed.mentions[root.antecedent]
            groups.setdefault((root.type, search_key(root.name)), []).append((indexed.id, mention.id))
    entities, mention_entities, event_mentions = [], {}, {}
    for (kind, key), members in sorted(groups.items()):
        entity_id = content_id("e", kind, key)
        spellings: dict[str, list] = {}  # type: ignore[type-arg]
        references = []
        for document, mention_id in members:
            mention = corpus[document].mentions[mention_id]
            reference = corpus[document].cite(mention)
            references.append(reference)
            mention_entities[corpus[document].key(mention_id)] = entity_id
            if not mention.nominal:
                spellings.setdefault(mention.name, []).append(reference)
        names = sorted(spellings, key=lambda name: (-len(name), name)) or [key]
        entities.append(
            Entity(
                id=entity_id, type=kind, name=names[0], references=tuple(references),  # type: ignore[arg-type]
                aliases=tuple(Alias(name=name, references=tuple(spellings[name])) for name in names if name in spellings),
            )
        )  # fmt: skip
    for indexed in corpus.reports:
        for event in indexed.report.events:
            event_mentions[indexed.key(event.id)] = content_id("h", indexed.id, event.id)
    return Knowledge(
        entities=tuple(sorted(entities, key=lambda entity: entity.id)),
        mention_entities=mention_entities,
    )
