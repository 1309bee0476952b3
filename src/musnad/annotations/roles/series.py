"""One office for several states: وزير الخارجية الأميركي X، والروسي Y، والسعودي Z."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from musnad.annotations.passages import Passage
from musnad.annotations.roles import offices
from musnad.annotations.roles.stated import Stated
from musnad.records import Mention, Span

_RULES = frozenset({"roles.office_before_name", "roles.counterpart"})


def find(passage: Passage, stated: Sequence[Stated]) -> Iterator[Stated]:
    """The same office again for every adjective of a state that is joined behind the name, with a name of its own."""
    for one in stated:
        if one.rule in _RULES and (one.state or one.adjective):
            yield from _joined(passage, one)


def _joined(passage: Passage, first: Stated) -> Iterator[Stated]:
    at = passage.ends[first.person.id]
    stop = passage.sentence_of(at - 1)[1]
    while True:
        found = _next(passage, at, stop)
        if found is None:
            return
        state, person = found
        evidence = Span(start=first.title.start, end=person.span.end)
        yield replace(
            first, person=person, state=state, adjective=None, organization=None, evidence=evidence, rule="roles.series",
            score=0.75, former=False, acting=False,
        )  # fmt: skip
        at = passage.ends[person.id]


def _next(passage: Passage, at: int, stop: int) -> tuple[str, Mention] | None:
    """`، والروسي Y`: the state of the adjective, and the person."""
    while at < stop and passage.is_mark(at) and passage.words[at] in "،,":
        at += 1
    if at >= stop or at in passage.mentions or passage.words[at][:1] != "و":
        return None
    state = offices.nationalities().get(passage.words[at][1:])
    at += 1
    while at < stop and at not in passage.mentions and passage.words[at] in offices.wordlist("honorifics"):
        at += 1
    person = passage.mentions.get(at)
    if state is None or person is None or person.type != "PER" or person.nominal:
        return None
    prefix = passage.text[passage.tokens[at].start : person.span.start]
    return None if prefix else (state, person)
