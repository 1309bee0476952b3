"""What makes up a body or a campaign, and where a body is at home: lists, stages, grounds."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.relations.cues import cue_set
from musnad.annotations.relations.derived import relation
from musnad.annotations.relations.listed import targets
from musnad.records import Mention, RelationMention, Span
from musnad.tracing import near_miss

# How many words behind the noun of a stage its name may stand (المرحلة الأولى كانت مرحلة «كذا»).
_STAGE_REACH = 7


def find(view: Clauses) -> Iterator[RelationMention]:
    """Grounds, lists of parts and stages that a sentence tells of."""
    yield from _grounds(view)
    yield from _comprised(view)
    yield from _stages(view)


def _grounds(view: Clauses) -> Iterator[RelationMention]:
    """معاقل كذا في كذا, مناطق سيطرة كذا التي تشمل كذا وكذا: where a body is at home."""
    for first, number in sorted(view.opens.items()):
        body = view.mentions[number]
        if body.type != "ORG" or not _at_home(view, first):
            continue
        end = view.end_of(number)
        lands = next((step for step in range(end, min(end + 4, len(view.tokens))) if _leads_to_land(view, step)), None)
        if lands is None or any(view.mention[step] is not None for step in range(end, lands)):
            continue
        for land in targets(view, lands + 1):
            if land.type == "LOC":
                span = Span(start=body.span.start, end=land.span.end)
                yield relation(span, "cue", body, "located_in", land, 0.7, view.tokens[lands].plain)


def _stages(view: Clauses) -> Iterator[RelationMention]:
    """تخللت الحملة مراحل، فالمرحلة الأولى كانت «كذا»: a stage with a name of its own is part of what is told of before it."""
    if len(_happenings(view)) < 2:
        return
    for index in range(len(view.tokens)):
        stem = lexicon.key(view.tokens[index].split.stem).removeprefix("ال")
        if view.mention[index] is not None or stem not in cue_set("stages") or not _first_or_next(view, index + 1):
            continue
        before = [mention for first, mention in _happenings(view) if first < index]
        behind = [mention for first, mention in _happenings(view) if index < first <= index + _STAGE_REACH]
        whole, stage = next(iter(before[-1:]), None), next(iter(behind), None)
        if whole is None or stage is None or stage.nominal or whole.name == stage.name:
            near_miss("relations.cue", view.tokens[index], "relation_without_target")
            continue
        span = Span(start=whole.span.start, end=stage.span.end)
        yield relation(span, "cue", stage, "part_of", whole, 0.7, view.tokens[index].plain)


def _happenings(view: Clauses) -> list[tuple[int, Mention]]:
    """Named campaigns, battles and the like, and nouns that stand for them, with where they open."""
    named = ((first, view.mentions[number]) for first, number in sorted(view.opens.items()))
    return [(first, mention) for first, mention in named if mention.type == "EVT"]


def _first_or_next(view: Clauses, index: int) -> bool:
    return view.mention[index] is None and view.key(index) in cue_set("ordinals") if index < len(view.tokens) else False


def _comprised(view: Clauses) -> Iterator[RelationMention]:
    """يضم كذا كلا من كذا وكذا وكذا, يتكون من: the bodies that make up another, two at least."""
    for index in range(len(view.tokens)):
        if view.mention[index] is not None or view.bare(index) not in cue_set("comprises"):
            continue
        if view.key(index - 1) in ("لن", "لم", "لا", "ولن", "ولم", "ولا"):
            continue
        whole = _whole_of(view, index)
        parts = [mention for mention in _list_behind(view, index + 1) if whole is None or mention.name != whole.name]
        if whole is None or len(parts) < 2:
            near_miss("relations.cue", view.tokens[index], "relation_too_few")
            continue
        for part in parts:
            span = Span(start=min(whole.span.start, part.span.start), end=max(whole.span.end, part.span.end))
            yield relation(span, "cue", part, "part_of", whole, 0.75, view.tokens[index].plain)


def _whole_of(view: Clauses, index: int) -> Mention | None:
    """The body right before the verb, or right behind it where the list comes after (ضم كذا كلا من)."""
    for step in (index + 1, index + 2):
        number = view.opens.get(step)
        if (
            number is not None
            and view.mentions[number].type == "ORG"
            and view.key(view.end_of(number)) in cue_set("counted_parts")
        ):
            return view.mentions[number]
    for step in range(index - 1, max(index - 5, -1), -1):
        number = view.mention[step]
        if number is not None:
            return view.mentions[number] if view.mentions[number].type == "ORG" else None
        if view.preposition(step) is not None or view.tokens[step].folded in ".؛:":
            return None
    return None


def _list_behind(view: Clauses, start: int) -> list[Mention]:
    """Organisations in a row, with nothing but marks, و and two plain words between them."""
    found: list[Mention] = []
    gap, position = 0, start
    while position < len(view.tokens) and gap <= (3 if not found else 2):
        number = view.opens.get(position)
        if number is not None:
            if view.mentions[number].type != "ORG":
                return found
            found.append(view.mentions[number])
            position, gap = view.end_of(number), 0
            continue
        gap += view.tokens[position].kind == "word" and view.mention[position] is None
        if view.key(position) in (".", "؛"):
            return found
        position += 1
    return found


def _at_home(view: Clauses, first: int) -> bool:
    return any(
        lexicon.key(view.tokens[back].split.stem) in cue_set("grounds") and view.mention[back] is None
        for back in (first - 1, first - 2)
        if back >= 0
    )


def _leads_to_land(view: Clauses, step: int) -> bool:
    return view.key(step) in cue_set("grounds_in") and view.mention[step] is None
