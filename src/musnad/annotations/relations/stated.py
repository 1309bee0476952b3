"""Relations stated in words between two names of a sentence: التابعة لـ, المدعومة من, برعاية, ضد (lexicons/relation_cues.yml)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses, by_sentence
from musnad.annotations.relations import adjacent, comprised, places
from musnad.annotations.relations.cues import cue_set
from musnad.annotations.relations.derived import relation
from musnad.annotations.relations.listed import targets
from musnad.lexicons import load
from musnad.records import Mention, RelationMention, Report, Span
from musnad.tracing import near_miss, tracing

# Plain words that may stand between a name and the cue that describes it.
_BEFORE = 4


@dataclass(frozen=True, slots=True)
class Cue:
    """One line of the lexicon, folded."""

    predicate: str
    then: frozenset[str]
    after: frozenset[str]
    sources: frozenset[str]
    targets: frozenset[str]
    reverse: bool
    purpose: bool


@cache
def cues() -> dict[str, tuple[Cue, ...]]:
    """First word of a cue → the cues it may open."""
    table: dict[str, list[Cue]] = {}
    for line in load("relation_cues")["between"]:
        cue = Cue(
            line["predicate"],
            frozenset(map(lexicon.key, line["then"])),
            frozenset(map(lexicon.key, line.get("after", ()))),
            frozenset(line["from"]),
            frozenset(line["to"]),
            bool(line.get("reverse")),
            bool(line.get("purpose")),
        )
        for word in line["words"]:
            table.setdefault(lexicon.key(word), []).append(cue)
    return {word: tuple(found) for word, found in table.items()}


def from_cues(report: Report) -> Iterator[RelationMention]:
    """Relations of every sentence with two names or more."""
    for sentence, mentions in by_sentence(report):
        if len(mentions) < 2:
            continue
        view = Clauses(report, sentence, mentions)
        for index in range(len(view.tokens)):
            if view.mention[index] is None:
                yield from _at(view, index)
        yield from places.find(view)
        yield from comprised.find(view)
        yield from adjacent.find(view)


def _at(view: Clauses, index: int) -> Iterator[RelationMention]:
    for cue in cues().get(view.key(index), ()):
        if cue.after and view.key(index - 1) not in cue.after:
            _missed(view, index, cue, "relation_before_missing")
            continue
        rest = _behind(view, index, cue)
        if rest is None:
            _missed(view, index, cue, "relation_word_missing")
            continue
        others = [mention for mention in targets(view, rest) if mention.type in cue.targets]
        source = _source(view, index, cue)
        if source is None or not others:
            _missed(view, index, cue, "relation_without_target" if source else "relation_without_source")
            continue
        for target in others:
            if target.name == source.name or (target.type == "LOC" and cue.predicate != "located_in" and not _state(target)):
                _missed(view, index, cue, "relation_no_state", target.name)
                continue
            subject, other = (target, source) if cue.reverse else (source, target)
            span = Span(start=min(source.span.start, target.span.start), end=max(source.span.end, target.span.end))
            yield relation(span, "cue", subject, cue.predicate, other, 0.75, view.tokens[index].plain)


def _missed(view: Clauses, index: int, cue: Cue, stopped: str, target: str = "") -> None:
    if not tracing():
        return
    label = load("predicates", "musnad.ontology")[cue.predicate]
    near_miss(
        "relations.cue", view.tokens[index], stopped, predicate=label["ar"], predicate_en=label["en"], target=target,
        then="، ".join(sorted(cue.then)), after="، ".join(sorted(cue.after)),
    )  # fmt: skip


def _behind(view: Clauses, index: int, cue: Cue) -> int | None:
    """Index of the first word behind the cue, None where what must follow it does not."""
    if not cue.then:
        return index + 1
    for position in range(index + 1, min(index + 3, len(view.tokens))):
        if view.tokens[position].kind == "mark":
            continue
        joined, _ = view.joined_preposition(position)
        if view.key(position) in cue.then:
            return position + 1
        if joined in cue.then:
            return position
        if view.opens.get(position) is not None:
            return None
    return None


def _one_of(view: Clauses, index: int) -> Mention | None:
    """`فلان، وهو أحد وجهاء البلدة المقربين من كذا`: the person who is one of those that the cue describes."""
    position = index - 1
    while position >= index - _BEFORE and view.key(position) not in cue_set("one_of"):
        if position < 0 or view.mention[position] is not None or view.tokens[position].kind != "word":
            return None
        position -= 1
    if position < index - _BEFORE:
        return None
    position -= 1
    while position >= 0 and (view.key(position) in ("،", ",") or view.key(position) in cue_set("is_one")):
        position -= 1
    number = view.mention[position] if position >= 0 else None
    found = view.mentions[number] if number is not None else None
    return found if found is not None and found.type == "PER" else None


def _of_a_thing(view: Clauses, index: int) -> bool:
    """The word that the cue describes is a site, a weapon or a vehicle."""
    if view.key(index) not in lexicon.words("belonging"):
        return False
    for step in range(index - 1, max(index - 3, -1), -1):
        if view.mention[step] is not None or view.tokens[step].kind != "word":
            return False
        if lexicon.key(view.tokens[step].split.stem) in lexicon.words("targets") | lexicon.words("sites"):
            return True
    return False


def _source(view: Clauses, index: int, cue: Cue) -> Mention | None:
    """The name that the cue describes: the nearest before it; for a purpose, what opens the clause."""
    if (one := _one_of(view, index)) is not None and one.type in cue.sources:
        return one
    if cue.predicate == "part_of" and _of_a_thing(view, index):
        return None  # هاجمت كذا قاعدة تابعة لكذا: the site belongs to it, not who is named before
    gap, position = 0, index - 1
    reach = 14 if cue.purpose or cue.predicate in ("sponsors", "participates_in") else _BEFORE
    cue_word = view.tokens[index].plain
    if (cue_word.startswith("ال") and cue.predicate != "part_of") or cue_word.startswith("التابع"):
        reach = 1  # an adjective with the article describes the noun right before it
    while position >= 0 and gap <= reach:
        number = view.mention[position]
        if number is not None:
            mention = view.mentions[number]
            if mention.type in cue.sources:
                return mention
            if mention.type == "EVT" and cue.predicate == "opposes":
                position = view.at(mention.span.start) - 1  # أطلق كذا معركة "كذا" ضد كذا
                continue
            if reach <= _BEFORE and not (mention.type == "LOC" and gap <= 2):
                return None
            position = view.at(mention.span.start) - 1
            continue
        if view.tokens[position].kind == "word":
            if view.borders[position] and view.key(position) not in lexicon.words("relatives"):
                break
            if reach == 1 and (view.preposition(position) is not None or view.key(position).startswith("وال")):
                break  # كذا والقوات الموالية لكذا: the adjective is that of the forces
            gap += 1
        elif view.key(position) in ("؛", ":"):
            break
        position -= 1
    if cue.predicate in ("sponsors", "participates_in"):
        return next(
            (
                view.mentions[number]
                for where, number in sorted(view.opens.items())
                if where > index and view.mentions[number].type == "EVT"
            ),
            None,
        )
    return None


def _state(mention: Mention) -> bool:
    return mention.subtype == "country" or lexicon.key(mention.name) in lexicon.state_names()
