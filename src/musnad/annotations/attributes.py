"""Attributes: what an organisation is said to be, whether it stands alone and who pays for it (lexicons/attribute_cues.yml).

The value is the stretch of words that says so, as written: "تشكيلا عسكريا", "لا ينتمي لأي فصيل", "تعتمد على التبرعات".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses, by_sentence
from musnad.lexicons import load
from musnad.records import Attribute, Mention, Report, Span, annotation_id
from musnad.script import plain
from musnad.tracing import near_miss

# The longest predicate that is still a description, and how far back its bearer may stand.
_LONGEST, _REACH = 12, 14
_KINDS = ("ORG", "EVT")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon.key(str(word)) for word in load("attribute_cues")[name])


@cache
def _cues(name: str) -> tuple[tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]], ...]:
    return tuple(
        (
            frozenset(map(lexicon.key, line["words"])),
            frozenset(map(lexicon.key, line.get("then", ()))),
            frozenset(map(lexicon.key, line.get("before", ()))),
            frozenset(map(lexicon.key, line.get("object", ()))),
        )
        for line in load("attribute_cues")[name]
    )


def annotate(report: Report) -> Mapping[str, Any]:
    """Attributes of the organisations of a report, in the order of the text."""
    found: list[Attribute] = []
    last: Mention | None = None
    for sentence, mentions in by_sentence(report):
        view = Clauses(report, sentence, mentions)
        for index, token in enumerate(view.tokens):
            if token.kind == "word" and view.mention[index] is None:
                found += _at(report, view, index, last)
        named = [mention for mention in mentions if mention.type == "ORG"]
        last = named[0] if named else last
    return {"attributes": tuple(sorted(_unique(found), key=lambda item: (item.span.start, item.property)))}


def _unique(found: Sequence[Attribute]) -> list[Attribute]:
    kept: dict[tuple[str, str], Attribute] = {}
    for attribute in found:
        kept.setdefault((attribute.property, attribute.id), attribute)
    return list(kept.values())


def _at(report: Report, view: Clauses, index: int, last: Mention | None) -> Iterator[Attribute]:
    if stated := _nature(view, index):
        bearer, start = stated
        if span := _predicate(view, start):
            yield _attribute(report, view, "nature", bearer, span, index)
        else:
            near_miss("attributes.nature", view.tokens[index], "attribute_no_nature")
    for name in ("independence", "support"):
        for cue in _cues(name):
            if (end := _met(view, index, cue)) is None:
                continue
            if owner := _bearer(view, index):
                first = index - 1 if cue[2] else index
                yield _attribute(report, view, name, owner, _until(view, first, end), index)
                break
            near_miss(f"attributes.{name}", view.tokens[index], "attribute_without_bearer", property=name)


def _nature(view: Clauses, index: int) -> tuple[Mention, int] | None:
    """The bearer and where its predicate begins."""
    word = view.bare(index)
    if view.key(index) in _words("considered") or word in _words("considered"):
        number = next(
            (view.opens[step] for step in range(index + 1, min(index + 4, len(view.tokens))) if step in view.opens), None
        )
        if number is not None and view.mentions[number].type in _KINDS:
            return view.mentions[number], view.end_of(number)
        before = _bearer(view, index)
        return (before, index + 1) if before else None
    if word in _words("self_described"):
        window = range(index + 1, min(index + 8, len(view.tokens)))
        selfs = [step for step in window if view.key(step) in _words("self_words")]
        marks = [step for step in window if view.key(step) in _words("as_words") and selfs and step > selfs[0]]
        if marks:
            number = next((view.opens[step] for step in range(index + 1, selfs[0]) if step in view.opens), None)
            bearer = view.mentions[number] if number is not None else _bearer(view, index)
            return (bearer, marks[0] + 1) if bearer and bearer.type in _KINDS else None
    if view.key(index) in _words("copula"):
        bearer = _adjacent(view, index)
        return (bearer, index + 1) if bearer else None
    return None


def _adjacent(view: Clauses, index: int) -> Mention | None:
    """The organisation right before هو or هي."""
    for step in (index - 1, index - 2):
        if step >= 0 and (number := view.mention[step]) is not None:
            mention = view.mentions[number]
            return mention if mention.type in _KINDS else None
        if view.tokens[step].kind == "word":
            return None
    return None


def _predicate(view: Clauses, start: int) -> Span | None:
    """The noun phrase from `start` to the end of its clause, if it begins with a word for a kind of body."""
    position = start
    while position < len(view.tokens) and view.tokens[position].kind == "mark" and view.key(position) not in "،,.:؛":
        position += 1
    if position >= len(view.tokens) or view.mention[position] is not None:
        return None
    if lexicon.key(view.tokens[position].plain) not in _words("natures"):
        return None
    return _until(view, position, position)


def _until(view: Clauses, first: int, at_least: int) -> Span:
    last = at_least
    if name_end := next((view.end_of(view.opens[step]) for step in (at_least, at_least + 1) if step in view.opens), None):
        return Span(start=view.tokens[first].start, end=view.tokens[name_end - 1].end)  # the name ends it: المدعومة من كذا
    for position in range(at_least + 1, min(first + _LONGEST, len(view.tokens))):
        token = view.tokens[position]
        word = view.key(position)
        if token.kind == "mark" and word in '،,.؛:؟!"”»)':
            break
        if word in _words("stop_words") or (view.borders[position] and word not in ("ان", "ما")):
            break
        if token.kind == "word" or token.kind in ("number", "latin"):
            last = position
    return Span(start=view.tokens[first].start, end=view.tokens[last].end)


def _met(view: Clauses, index: int, cue: tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]) -> int | None:
    """Index of the last word of a cue of independence or support that stands at `index`."""
    words, then, before, things = cue
    if view.key(index) not in words or (before and view.key(index - 1) not in before):
        return None
    if not before and view.key(index - 1) in ("لا", "ولا", "غير", "لم", "لن"):
        return None
    if not then:
        return index
    if (number := view.opens.get(index + 1)) is not None and not view.joined_preposition(index + 1)[0]:
        index = view.end_of(number) - 1  # the subject stands between verb and preposition: تعتمد السرايا على
        if index + 2 < len(view.tokens) and view.tokens[index + 1].kind == "mark":
            index += 1
    following = view.key(index + 1)
    met = following in then or f"{following} {view.key(index + 2)}" in then
    if not met and index + 1 < len(view.tokens):
        # A joined preposition counts before a name (تتبع لحركة كذا), not before any noun (يتبع لحظة).
        joined, _ = view.joined_preposition(index + 1)
        met = joined in then
    if not met or (
        things
        and not any(
            lexicon.key(view.tokens[step].split.stem) in things or view.key(step) in things
            for step in range(index + 2, min(index + 5, len(view.tokens)))
        )
    ):
        return None
    return index + 1


def _bearer(view: Clauses, index: int) -> Mention | None:
    """The organisation spoken of: right behind the verb, else the nearest before it that is no object of a preposition."""
    if (
        (number := view.opens.get(index + 1)) is not None
        and view.mentions[number].type == "ORG"
        and not view.joined_preposition(index + 1)[0]
    ):
        return view.mentions[number]
    nearest: Mention | None = None
    for position in range(index - 1, max(index - _REACH, -1), -1):
        found = view.opens.get(position)
        if found is None or view.mentions[found].type not in _KINDS:
            continue
        nearest = nearest or view.mentions[found]
        if position > 0 and "و" in view.tokens[position].split.proclitics:
            # `رديف للفصائل والكتائب الإسلامية، ومستقل عنها`: a second member shares the place of the first in the sentence.
            continue
        if not view.joined_preposition(position)[0] and view.preposition(position - 1) is None:
            return view.mentions[found]
    return nearest


def _attribute(report: Report, view: Clauses, name: str, bearer: Mention, span: Span, index: int) -> Attribute:
    value = " ".join(plain(span.of(view.text)).split())
    quotation = next((item.id for item in report.quotations if item.span.start <= span.start < item.span.end), None)
    return Attribute(
        id=annotation_id(name, span),
        span=span,
        by=f"attributes.{name}",
        score=0.75 if quotation is None else 0.7,
        because=(("entity", bearer.name), ("value", value), ("cue", view.tokens[index].plain)),
        entity=bearer.id,
        property=name,
        value=value,
        quotation=quotation,
    )
