"""Who took part: told as these two and `not only` these, as `all leaders` and `the leaders of the big ones`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache

from musnad.knowledge.contradictions.findings import Finding, View, one_each_line
from musnad.knowledge.contradictions.words import cue, cue_at, stem, words
from musnad.knowledge.corpus import Indexed
from musnad.knowledge.tellings import Telling
from musnad.records import Sentence, ValueSource

_GATHERINGS = frozenset({"meeting", "talks", "agreement", "campaign", "merger"})
_WITHIN = 14
"""Words behind `لن تضم` in which `فقط` closes the list."""
_FEW = 2
"""Names that must be listed behind `لن تضم`."""
_QUALIFIED = 3
"""Words behind the noun in which it is narrowed: `قادة الفصائل الكبرى`."""


def not_only_these(view: View, indexed: Indexed) -> Iterator[Finding]:
    """A happening told with certain parties, and a sentence of the same report that says they are not the only ones."""
    told = _gatherings(view, indexed)
    for sentence in indexed.report.sentences if told else ():
        listed = _not_only(view, indexed, sentence)
        sides = [(event, one, one.agents | one.others) for event, one in told] if listed else []
        only = [(event, one) for event, one, parties in sides if len(parties) >= _FEW and parties <= listed]
        if only:
            event, telling = only[0]
            values = one_each_line([_who(view, telling), _words(view, indexed, sentence)])
            yield Finding(
                "within_report", event, "participants", "not_only", values,
                (("event", view.name(event)),), (("event", view.name_en(event)),),
            )  # fmt: skip
            break


def _gatherings(view: View, indexed: Indexed) -> list[tuple[str, Telling]]:
    return [(event, telling) for event, telling in view.told.get(indexed.id, ()) if telling.mention.type in _GATHERINGS]


def _not_only(view: View, indexed: Indexed, sentence: Sentence) -> frozenset[str]:
    """The parties listed between `لن تضم` and `فقط`."""
    found = words(indexed.quote(sentence.span))
    at = cue_at(found, "not_only")
    if at is None:
        return frozenset()
    tail = found[at : at + _WITHIN]
    if not {phrase[0] for phrase in cue("only")} & set(tail):
        return frozenset()
    return frozenset(view.entities_in(indexed, sentence.span))


@dataclass(frozen=True, slots=True)
class _Group:
    """`جميع قادة الفصائل الثورية`: a group of participants and how much of it is meant."""

    key: tuple[str, str]
    scope: str
    sentence: Sentence


def how_many_of_them(view: View, indexed: Indexed) -> Iterator[Finding]:
    """All of a group, and only its bigger or some of its members, at one gathering in one report."""
    told = _gatherings(view, indexed)
    by_key: dict[tuple[str, str], list[_Group]] = defaultdict(list)
    lines = {one.line for _, one in told}
    keys = {stem(word) for _, one in told for word in words(indexed.quote(one.mention.span))} - {None}
    for sentence in indexed.report.sentences if told else ():
        groups = list(_groups(indexed, sentence))
        if groups and (indexed.line(sentence.span.start) in lines or _meets(indexed, sentence, keys)):
            for group in groups:
                by_key[group.key].append(group)
    for groups in by_key.values():
        scopes = {group.scope for group in groups}
        if "all" in scopes and scopes & {"some", "main", "most"}:
            event = told[0][0]
            kept = [group for group in groups if group.scope]
            values = one_each_line([_words(view, indexed, group.sentence) for group in kept])
            if len(values) > 1:
                yield Finding(
                    "within_report", event, "participants", "scopes", values,
                    (("event", view.name(event)),), (("event", view.name_en(event)),),
                )  # fmt: skip


def _meets(indexed: Indexed, sentence: Sentence, keys: Set[str | None]) -> bool:
    """The sentence names the gathering again: `الاجتماع`, where no second telling was marked."""
    return any(stem(word) in keys for word in words(indexed.quote(sentence.span)))


def _groups(indexed: Indexed, sentence: Sentence) -> Iterator[_Group]:
    found = words(indexed.quote(sentence.span))
    heads = _heads()
    if heads.isdisjoint(found) and heads.isdisjoint([word[1:] for word in found]):
        return
    for at, word in enumerate(found[:-1]):
        bare = word[1:] if word[:1] in "وبل" and word[1:] in heads else word
        second = stem(found[at + 1])
        if bare in heads and second:
            yield _Group((bare, second), _scope(found, at), sentence)


@cache
def _heads() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in cue("groups"))


def _scope(found: list[str], at: int) -> str:
    before, behind = found[max(0, at - 2) : at], found[at + 1 : at + 1 + _QUALIFIED]
    for part in ("all", "most", "some"):
        if any(tuple(before[-len(phrase) :]) == phrase for phrase in cue("scopes", part)):
            return part
    return "main" if any(word in {phrase[0] for phrase in cue("main")} for word in behind) else ""


def _who(view: View, telling: Telling) -> ValueSource:
    names = "، ".join(view.name(one) for one in sorted(telling.agents | telling.others))
    return ValueSource(
        value=names, reference=telling.indexed.cite(telling.mention), original=telling.indexed.quote(telling.mention.span),
        chain=view.chains.chain(telling.indexed, telling.mention.quotation),
    )  # fmt: skip


def _words(view: View, indexed: Indexed, sentence: Sentence) -> ValueSource:
    text = " ".join(indexed.quote(sentence.span).split())
    claims = view.claims.of.get(indexed.id, ())
    quotation = next((one for one in claims if one.quotation and sentence.span.overlaps(one.span)), None)
    return ValueSource(
        value=text if len(text) <= 120 else text[:120].rsplit(" ", 1)[0] + " …", reference=indexed.reference(sentence.span),
        original=indexed.quote(sentence.span), chain=quotation.chain if quotation else view.chains.chain(indexed),
    )  # fmt: skip
