"""Figures as a sentence holds them: the report's own words in Arabic, number and noun in English."""

from __future__ import annotations

from collections.abc import Iterable

from musnad.knowledge.corpus import Indexed
from musnad.knowledge.figures import counted, unit_key
from musnad.lexicons import load
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.wording import balanced
from musnad.records import Event, Quantity, ValueSource
from musnad.script import plain, search_key
from musnad.script.clitics import split


def quantity_of(desk: Desk, given: ValueSource) -> Quantity | None:
    """The quantity that stands at the words of a figure."""
    source = desk.evidence.source(given.reference.document)
    found = source.annotations.get(given.reference.annotation or "")
    if isinstance(found, Quantity):
        return found
    return next((quantity for quantity in source.report.quantities if quantity.span.overlaps(given.reference.span)), None)


def figure_words(desk: Desk, given: ValueSource) -> str:
    """`250 بندقية`; in English `250 rifles`, `more than 70 companies`."""
    quantity = quantity_of(desk, given)
    if desk.wording.language == "en" and quantity is not None:
        return quantity_in_english(desk, quantity, given.original)
    words = _free(balanced(given.original))
    unit = quantity.unit if quantity else None
    # The noun stands a word further on (`11 آخرين`), unless it is already among the words.
    return _whole(f"{words} {unit}" if unit and plain(unit)[:3] not in plain(words) else words)


def _free(words: str) -> str:
    """Free of the verb and the preposition that bring the number in: `يقدر بمئة عربة` → `مئة عربة`."""
    listed = words.split()
    lead_ins = load("units", "musnad.presentation.dossier")["lead_ins"]
    while len(listed) > 1 and plain(listed[0]).removeprefix("و") in lead_ins:
        del listed[0]
    if len(listed) > 1 and split(listed[0]).proclitics[:1] == ("ب",) and listed[0][1:3] != "ضع":  # not بضعة
        listed[0] = listed[0][1:]
    return " ".join(listed)


def _whole(words: str) -> str:
    """A plural that lost its end to a noun that was cut off has it again: `ستة من مسلحي` → `ستة من المسلحين`."""
    *before, last = words.split()
    if plain(last) not in load("units", "musnad.presentation.dossier")["constructs"]:
        return words
    article = "ال" if before[-1:] == ["من"] else ""
    return " ".join([*before, f"{article}{last}ن"])


def quantity_in_english(desk: Desk, quantity: Quantity, original: str) -> str:
    """Number with its bound and the counted noun; a noun that the list has not stays as the report writes it."""
    phrases = desk.wording.phrases
    glosses = _units()
    unit = glosses.get(search_key(quantity.unit or ""), f"“{quantity.unit}”" if quantity.unit else "")
    if quantity.value is None:
        return f"{unit} (“{balanced(original)}”)" if unit and not unit.startswith("“") else f"“{balanced(original)}”"
    number = f"{quantity.value:,.0f}" if float(quantity.value).is_integer() else f"{quantity.value:,}"
    return " ".join(f"{phrases['bounds'].get(quantity.bound, '')} {number} {unit}".split())


def _units() -> dict[str, str]:
    listed = load("units", "musnad.presentation.dossier")["units"]
    return {search_key(word): english for english, words in listed.items() for word in words}


def by_value(desk: Desk, given: Iterable[ValueSource]) -> dict[tuple[object, ...], list[ValueSource]]:
    """Figures by what they say: `سبعة قتلى`, `7 أشخاص` and `نحو سبعة` are one number, oldest report first."""
    values: dict[tuple[object, ...], list[ValueSource]] = {}
    for one in sorted(given, key=lambda q: desk.evidence.order(q.reference)):
        quantity = quantity_of(desk, one)
        key: tuple[object, ...] = (search_key(one.original),)
        if quantity is not None and quantity.value is not None:
            key = (quantity.value,)
        values.setdefault(key, []).append(one)
    return values


def by_count(desk: Desk, event: Event) -> dict[str, dict[tuple[object, ...], list[ValueSource]]]:
    """An event's figures by what they count (the dead, the hurt, rifles), then by what they say."""
    classes: dict[str, list[ValueSource]] = {}
    for given in event.quantities:
        classes.setdefault(_what(desk, event, given), []).append(given)
    return {what: by_value(desk, listed) for what, listed in classes.items()}


def _what(desk: Desk, event: Event, given: ValueSource) -> str:
    quantity = quantity_of(desk, given)
    if quantity is None:
        return ""
    indexed = Indexed(desk.evidence.source(given.reference.document).report)
    told = [r.span for r in event.tellings if r.document == given.reference.document and r.line == given.reference.line]
    trigger = min(told, key=lambda span: abs(span.start - quantity.span.start), default=None)
    casualties = trigger if event.type == "casualties" else None
    return counted(indexed, quantity, casualties) or unit_key(quantity.unit)


def counted_words(desk: Desk, event: Event, given: ValueSource) -> str:
    """The figure with what it counts; a bare number takes it from its sentence (`24 (الجرحى)`) or is not told."""
    quantity = quantity_of(desk, given)
    words = figure_words(desk, given)
    if quantity is not None and quantity.unit and _is_no_noun(quantity.unit):
        return ""
    if quantity is None or quantity.unit:
        return words
    label = desk.wording.phrases["counts"].get(_what(desk, event, given))
    return str(desk.wording.phrases["count_of"]).format(number=words, what=label) if label else ""


def _is_no_noun(unit: str) -> bool:
    """True for what cannot be counted: a noun with a pronoun (`إصاباتهم`), a verb written with its vowel (`يُشتبه`)."""
    return plain(unit).endswith(("هم", "هما", "هن")) or unit[1:2] == "\u064f" or plain(unit).startswith("كان")


def settled_figures(desk: Desk, event: Event) -> list[ValueSource]:
    """The figures of an event, one for each thing counted; empty where the reports differ on any of them."""
    classes = by_count(desk, event)
    if any(len(values) > 1 for values in classes.values()):
        return []
    return [next(iter(values.values()))[0] for values in classes.values()]


def differing(desk: Desk, event: Event) -> bool:
    """True where the reports give more than one figure for one thing."""
    return any(len(values) > 1 for values in by_count(desk, event).values())
