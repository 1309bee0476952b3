"""The date grammar of lexicons/date_grammar.yml: from lexemes to the longest expressions that do not overlap.

A line becomes a string of one character a lexeme; each rule is a regular expression over that string, so the work is linear
in the number of words of time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from musnad.annotations.dates.lexemes import LETTER, Lexeme
from musnad.annotations.dates.scanning import TIMELESS
from musnad.lexicons import load


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of the grammar, compiled."""

    id: str
    order: int
    kind: str
    """`date`, `clock`, `duration` or `frequency`."""
    pattern: re.Pattern[str]
    required: tuple[frozenset[str], ...]
    """Letters of which each match holds at least one, set by set: without them the expression need not be tried."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match: lexemes `first` to `last` (inclusive) and the lexeme in each role."""

    rule: str
    kind: str
    first: int
    last: int
    roles: dict[str, Lexeme]


def _letters(classes: str) -> str:
    return "[" + "".join(LETTER[name] for name in classes.split("|") if name) + "]"


def _compile(pattern: str, pieces: dict[str, str]) -> str:
    """The regular expression that a pattern of the grammar stands for."""
    pattern = _pieces_put_in(pattern, pieces)
    pattern = re.sub(r"<(\w+):([A-Z_|]+)>", lambda match: f"(?P<{match[1]}>{_letters(match[2])})", pattern)
    pattern = re.sub(r"(?<![<?P\w])[A-Z_]{2,}", lambda match: LETTER[match[0]], pattern)
    pattern = re.sub(r"\((?!\?)", "(?:", pattern)
    return pattern.replace(" ", "")


def _pieces_put_in(pattern: str, pieces: dict[str, str]) -> str:
    """The pattern with every $name replaced: in brackets, but inside <role:...> as a bare list of classes."""
    while "$" in pattern:
        pattern = re.sub(r"(?<=:)\$(\w+)", lambda match: pieces[match[1]], pattern)
        pattern = re.sub(r"\$(\w+)", lambda match: f"({pieces[match[1]]})", pattern)
    return pattern


_TOKEN = re.compile(r"<\w+:([A-Z_|]+)>([?*]?)|([A-Z_]{2,})([?*]?)")


def _required(pattern: str) -> tuple[frozenset[str], ...]:
    """What every match of a pattern must hold: its classes outside brackets, options and alternatives."""
    while True:  # brackets go from the inside out: what is optional or a choice leaves nothing behind
        opened = re.sub(
            r"\(([^()]*)\)([?*]?)", lambda match: " " if match[2] or "|" in re.sub("<[^>]*>", "", match[1]) else match[1], pattern
        )
        if opened == pattern:
            break
        pattern = opened
    if "|" in re.sub("<[^>]*>", "", pattern):
        return ()
    classes = [match[1] or match[3] for match in _TOKEN.finditer(pattern) if not (match[2] or match[4])]
    return tuple(frozenset(LETTER[name] for name in names.split("|")) for names in classes)


@cache
def rules(clock: bool = False) -> tuple[Rule, ...]:
    """The grammar, in the order of the file; with `clock` also what tells times of day, durations and frequencies."""
    grammar, more = load("date_grammar"), load("clock_grammar")
    rows = [*grammar["rules"], *(more["rules"] if clock else ())]
    pieces = {**grammar["pieces"], **more["pieces"]}
    found = []
    for order, row in enumerate(rows):
        body = _compile(row["pattern"], pieces)
        before = f"(?<={_letters(row['after'])})" if "after" in row else ""
        behind = f"(?!{_letters(row['not_before'])})" if "not_before" in row else ""
        behind += f"(?={_letters(row['before'])})" if "before" in row else ""
        found.append(
            Rule(
                row["id"],
                order - (1000 if row.get("before_dates") else 0),
                row.get("kind", "date"),
                re.compile(before + body + behind),
                _required(_pieces_put_in(row["pattern"], pieces)),
            )
        )
    return tuple(found)


_Hit = tuple[str, str, int, int, tuple[tuple[str, int], ...]]
"""A match as letters alone show it: rule, kind, first, last, and the index of the lexeme in each role."""


def _hits(letters: str, clock: bool) -> tuple[_Hit, ...]:
    """All matches in a line of letters, best first."""
    found: list[tuple[int, int, int, _Hit]] = []
    present = set(letters)
    for rule in rules(clock):
        if any(map(present.isdisjoint, rule.required)):
            continue
        for hit in rule.pattern.finditer(letters):
            if hit.end() == hit.start():
                continue
            roles = tuple((name, hit.start(name)) for name, value in hit.groupdict().items() if value is not None)
            made = (rule.id, rule.kind, hit.start(), hit.end() - 1, roles)
            found.append((hit.start() - hit.end(), rule.order, hit.start(), made))
    return tuple(made for *_, made in sorted(found, key=lambda item: item[:3]))


# Most stretches are short and of few shapes (a weekday behind a word, a year behind في): each shape is matched once.
_short_hits = lru_cache(maxsize=8192)(_hits)
_SHORT = 24


def candidates(lexemes: Sequence[Lexeme], clock: bool = False) -> list[Match]:
    """All matches, best first: the longer, then the rule listed first, then the earlier."""
    if not clock and all(lexeme.kind in TIMELESS for lexeme in lexemes):
        return []
    letters = "".join([LETTER[lexeme.kind] for lexeme in lexemes])
    hits = _short_hits(letters, clock) if len(letters) <= _SHORT else _hits(letters, clock)
    return [Match(rule, kind, first, last, {name: lexemes[at] for name, at in roles}) for rule, kind, first, last, roles in hits]
