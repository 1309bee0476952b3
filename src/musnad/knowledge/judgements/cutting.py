"""Mentions of one report that an analyst tells apart, though the report's own chain of mentions makes them one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from musnad.knowledge.corpus import Corpus
from musnad.records import Mention, Report


def separated(corpus: Corpus, not_same: Iterable[tuple[str, str]]) -> Corpus:
    """The corpus with the chains cut between mentions that are not the same."""
    within: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one, other in not_same:
        document, _, mention = one.partition("/")
        if other.startswith(f"{document}/") and document in corpus.by_id:
            within[document].append((mention, other.partition("/")[2]))
    cut = {document: _cut(corpus[document].report, sorted(pairs)) for document, pairs in within.items()}
    if all(report is corpus[document].report for document, report in cut.items()):
        return corpus
    return Corpus(cut.get(indexed.id, indexed.report) for indexed in corpus.reports)


def _cut(report: Report, pairs: list[tuple[str, str]]) -> Report:
    mentions = {mention.id: mention for mention in report.mentions}
    before = dict(mentions)
    for pair in pairs:
        known = [one for one in pair if one in mentions]
        for later in sorted(known, key=lambda one: mentions[one].span.start, reverse=True):
            if len(known) == 2 and _root(mentions, known[0]) == _root(mentions, known[1]):
                mentions[later] = mentions[later].model_copy(update={"antecedent": None})
    return report if mentions == before else report.model_copy(update={"mentions": tuple(mentions.values())})


def _root(mentions: dict[str, Mention], one: str) -> str:
    seen: set[str] = set()
    while one not in seen and (antecedent := mentions[one].antecedent) in mentions:
        seen.add(one)
        one = antecedent or one
    return one
