"""The first name behind a cue and those joined to it by و."""

from __future__ import annotations

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.records import Mention

# Plain words that may stand between a cue and the name behind it.
_AFTER = 2


def targets(view: Clauses, start: int) -> list[Mention]:
    """The first name behind the cue and those joined to it by و."""
    found: list[Mention] = []
    gap, position = 0, start
    while position < len(view.tokens) and gap <= _AFTER:
        number = view.opens.get(position)
        if number is not None:
            if found and not view.joined_preposition(position)[1]:
                return found
            found.append(view.mentions[number])
            position, gap = view.end_of(number), _AFTER - 1
            continue
        if view.tokens[position].kind == "word":
            if view.borders[position] and position > start:
                return found
            if not found and (preposition := view.preposition(position)) is not None and position > start:
                before = lexicon.key(view.tokens[position - 1].split.stem)
                if preposition.slot not in ("من", "عن") or before not in lexicon.words("representatives"):
                    return found  # but بمشاركة وفود من كذا وكذا
            gap += 1
        position += 1
    return found
