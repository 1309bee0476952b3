"""Figures of one report that cannot all be right: of two sources, of a whole and its parts, of an aim and what was reached."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from musnad.annotations.numbers.values import numbers_in
from musnad.knowledge.contradictions.findings import Finding, Kind, Nature, View, one_each_line
from musnad.knowledge.contradictions.quantities import bounds, exclude
from musnad.knowledge.contradictions.words import cue, cue_at, words
from musnad.knowledge.corpus import Indexed
from musnad.knowledge.figures import counted, people, unit_key
from musnad.knowledge.statements import quantity_words, quotation_around
from musnad.lexicons import load
from musnad.records import Quantity, ValueSource
from musnad.script.folding import fold_text

_NEXT = 3
"""Words between the parts of one list: `طفلان وثلاث نساء`."""
_TIGHT = 20
"""Characters between two figures in which `لا` may stand alone."""
_WHOLE = 6
"""Words between the whole and `بينهم`."""


def of_two_sources(view: View, indexed: Indexed) -> Iterator[Finding]:
    """What two sources of one report count of one thing."""
    told: dict[str, list[Quantity]] = defaultdict(list)
    for quantity in sorted(indexed.report.quantities, key=lambda one: (one.span.start, one.id)):
        key = counted(indexed, quantity)
        if key and quantity.value is not None and quantity.bound != "vague":
            told[key].append(quantity)
    for unit, figures in sorted(told.items()):
        clashing = [one for one in figures if any(_clash(view, indexed, one, other) for other in figures)]
        if clashing:
            yield from _finding(view, indexed, unit, clashing, "two_sources")


def _clash(view: View, indexed: Indexed, one: Quantity, other: Quantity) -> bool:
    """Two sources, figures that exclude each other, across a word of contrast in one line."""
    first, second = sorted((one, other), key=lambda figure: figure.span.start)
    if first is second or not exclude(bounds(one), bounds(other)):
        return False
    sides = people(one), people(other)
    if sides[0] and sides[1] and sides[0] != sides[1]:
        return False
    speakers = [_speaker(view, indexed, figure) for figure in (first, second)]
    between = indexed.text[first.span.end : second.span.start]
    if speakers[0] == speakers[1] or not all(speakers) or "\n" in between or not (one.unit and other.unit):
        return False
    found = words(between)
    return any(cue_at(found, "contrast", part) is not None for part in ("but", "while"))


def _speaker(view: View, indexed: Indexed, quantity: Quantity) -> str:
    quotation = quotation_around(indexed, quantity.span)
    return view.claims.quoted(indexed, indexed.quotations[quotation]).speaker if quotation else ""


def of_a_correction(view: View, indexed: Indexed) -> Iterator[Finding]:
    """`ستة قتلى لا أربعة`: a report that takes back a figure, and where else it gives the one or the other."""
    figures = sorted(indexed.report.quantities, key=lambda one: (one.span.start, one.id))
    for right, wrong in pairwise(figures):
        between = indexed.text[right.span.end : wrong.span.start]
        if len(between) > _TIGHT or words(between) != ["لا"]:
            continue
        key = counted(indexed, right)
        if key is None or wrong.unit or not exclude(bounds(right), bounds(wrong)):
            continue
        again = [one for one in figures if one not in (right, wrong) and counted(indexed, one) == key and one.value is not None]
        yield from _finding(view, indexed, key, [right, wrong, *again], "corrected", nature="correction")


def of_a_whole_and_its_parts(view: View, indexed: Indexed) -> Iterator[Finding]:
    """`مقتل خمسة بينهم أربعة أطفال وثلاث نساء`: parts that come to more than the whole."""
    figures = sorted((one for one in indexed.report.quantities if one.value), key=lambda one: (one.span.start, one.id))
    for whole, first in pairwise(figures):
        between = indexed.text[whole.span.end : first.span.start]
        if any(mark in between for mark in ".؛\n"):
            continue
        found = words(between)
        if len(found) > _WHOLE or _partial().isdisjoint(found):
            continue
        parts = _parts(indexed, figures, first)
        if _people(indexed, whole) and sum(bounds(part)[0] for part in parts) > bounds(whole)[1]:
            yield from _finding(view, indexed, counted(indexed, whole) or "persons", [whole, *parts], "parts")


@cache
def _partial() -> frozenset[str]:
    return frozenset(fold_text(word) for word in load("counted_things")["partial"])


def _parts(indexed: Indexed, figures: Sequence[Quantity], first: Quantity) -> list[Quantity]:
    """The list that begins with `first`: people of the same fate, joined by و."""
    parts = [first] if _people(indexed, first) else []
    for one, other in pairwise(figures[figures.index(first) :] if parts else ()):
        between = indexed.text[one.span.end : other.span.start]
        joined = " و" in between + indexed.quote(other.span) and not any(mark in between for mark in ".؛\n،")
        if len(words(between)) > _NEXT or not joined or not _people(indexed, other):
            break
        parts.append(other)
    return parts


def _people(indexed: Indexed, quantity: Quantity) -> bool:
    """True for people of whom the noun does not say that they were hurt or taken."""
    unit = fold_text(quantity.unit or "").split(" ")[0].removeprefix("ال")
    return unit in _persons() and counted(indexed, quantity) in (None, "dead")


@cache
def _persons() -> frozenset[str]:
    lexicon = load("counted_things")
    return frozenset(fold_text(word) for word in (*lexicon["persons"], *lexicon["states"]["dead"]))


def of_an_aim(view: View, indexed: Indexed) -> Iterator[Finding]:
    """`المليون كيس` in the name of a campaign, hundreds of thousands of bags filled."""
    named = [one for one in indexed.report.quantities if _in_a_name(indexed, one)]
    for aim in [*named, *_figures_of_names(indexed, named)]:
        unit = unit_key(aim.unit)
        line = indexed.report.document.line_at(aim.span.start)
        reached = [
            one for one in indexed.report.quantities
            if one is not aim and unit and unit_key(one.unit) == unit and line.span.contains(one.span)
            and one.span.start > aim.span.end and not _in_a_name(indexed, one) and exclude(bounds(one), bounds(aim))
        ]  # fmt: skip
        if reached:
            yield from _finding(view, indexed, unit, [aim, *reached], "aim", kind="quantity")


def _figures_of_names(indexed: Indexed, marked: Sequence[Quantity]) -> Iterator[Quantity]:
    """The figure that the name of a campaign begins with, article or not: `المليون كيس`, `ألف خيمة`."""
    for mention in indexed.report.mentions:
        name = mention.name.removeprefix("ال")
        if mention.type != "EVT" or any(mention.span.overlaps(one.span) for one in marked):
            continue
        for start, end, value in numbers_in(name)[:1]:
            unit = name[end:].split()[:1]
            if start == 0 and unit:
                yield Quantity(id=mention.id, span=mention.span, by=mention.by, value=value, unit=unit[0])


def _in_a_name(indexed: Indexed, quantity: Quantity) -> bool:
    """The figure belongs to the name of a campaign, or says what is aimed at."""
    if any(one.type == "EVT" and one.span.contains(quantity.span) for one in indexed.report.mentions):
        return True
    lead = words(indexed.text[max(0, quantity.span.start - 40) : quantity.span.start])[-3:]
    aims = {phrase[0] for phrase in cue("aims") if len(phrase) == 1}
    return bool(aims & set(lead))


def _finding(
    view: View, indexed: Indexed, unit: str, figures: Sequence[Quantity], rule: str, kind: Kind = "within_report",
    nature: Nature = "contradiction",
) -> Iterator[Finding]:  # fmt: skip
    values = one_each_line([
        ValueSource(
            value=quantity_words(indexed, one), reference=indexed.cite(one), original=indexed.quote(one.span),
            chain=view.chains.chain(indexed, quotation_around(indexed, one.span)),
        )
        for one in figures
    ])  # fmt: skip
    about = _about(view, indexed, figures)
    if about and len(values) > 1:
        shown = " / ".join(value.value for value in values)
        yield Finding(kind, about, "quantity", rule, values, (("values", shown), ("unit", unit)), nature=nature)


def _about(view: View, indexed: Indexed, figures: Sequence[Quantity]) -> str | None:
    """The happening of which the first figure is told, else the nearest entity."""
    nearest = indexed.nearest_event(figures[0])
    if nearest:
        return view.event_of.get(indexed.key(nearest))
    line = indexed.report.document.line_at(figures[0].span.start)
    return next(iter(view.entities_in(indexed, line.span)), None)
