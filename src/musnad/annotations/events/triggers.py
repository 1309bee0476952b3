"""Which words of a sentence tell of a happening: lexicon senses kept where their neighbours agree."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.lexicon import Reading
from musnad.script import Token

_DAMMA = "\u064f"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word read as telling of a happening."""

    index: int
    reading: Reading
    start: int
    passive: bool

    @property
    def nominal(self) -> bool:
        """True for a noun or participle."""
        return self.reading.kind != "verb"


def find(view: Clauses) -> list[Trigger]:
    """The triggers of a sentence in order, at most one a word."""
    found = []
    for index, token in enumerate(view.tokens):
        if token.kind != "word" or len(token.folded) < 2 or index in view.dated:
            continue
        readings = lexicon.readings(token.folded, token.plain.endswith("ة"))
        if not readings or not _free(view, index):
            continue
        if chosen := _choose(view, index, readings):
            found.append(Trigger(index, chosen, _start(token, chosen), _passive(view.text, token, chosen)))
    return _without_pairs(view, found)


def _free(view: Clauses, index: int) -> bool:
    """False inside a name; a definite noun that stands for a named event is no name."""
    number = view.mention[index]
    return number is None or (view.mentions[number].nominal and view.mentions[number].type == "EVT")


def _choose(view: Clauses, index: int, readings: tuple[Reading, ...]) -> Reading | None:
    """The reading whose needs are met, the most demanding first."""
    noun_like = _looks_nominal(view, index)
    ranked = sorted(
        (reading for reading in readings if _fits(view, index, reading)),
        key=lambda reading: (
            not (reading.entry.needs or reading.entry.needs_mention),
            (reading.kind == "verb") == noun_like,
            reading.entry.order,
        ),
    )
    return ranked[0] if ranked else None


def _looks_nominal(view: Clauses, index: int) -> bool:
    """True where a noun stands rather than a verb: after a preposition, a noun or with an accusative ending."""
    before = view.key(index - 1)
    prep = view.preposition(index - 1)
    if prep is not None or view.tokens[index].plain[:2] == "ال":
        return True
    after = view.key(index + 1)
    if after in lexicon.demonyms() or after in ("من", "علي", "بين", "مع"):
        return True
    light = lexicon.light_verb(before) if before else None
    return light is not None


def _fits(view: Clauses, index: int, reading: Reading) -> bool:
    entry = reading.entry
    after, before = view.key(index + 1), view.key(index - 1)
    if after in entry.blocked or f"{after} {view.key(index + 2)}" in entry.blocked or before in entry.blocked_before:
        return False
    if reading.kind != "verb":
        if before in lexicon.words("no_event_before") or after in lexicon.words("no_event_after"):
            return False
    elif view.preposition(index - 1) is not None and not reading.future and view.key(index - 1) not in ("بعد", "قبل", "حتي", "منذ", "عند"):
        return False
    if entry.needs_quantity and not _counted(view, index):
        return False
    if not (entry.needs or entry.needs_mention):
        return True
    if entry.own_pronoun and reading.pronoun:
        return True
    return _need_met(view, index, reading)


def _need_met(view: Clauses, index: int, reading: Reading) -> bool:
    entry = reading.entry
    steps, position = 0, index
    while steps < entry.near:
        position += 1
        if position >= len(view.tokens) or view.tokens[position].folded in (".", "؛", ":", "؟"):
            return False
        token = view.tokens[position]
        if token.kind == "mark":
            continue
        if position > index + 1 and view.key(position) in lexicon.words("relatives"):
            return False
        steps += 1
        number = view.opens.get(position)
        if number is not None and view.mentions[number].type in entry.needs_mention:
            return True
        stripped = token.split.stem
        if token.folded in entry.needs or lexicon.key(stripped) in entry.needs:
            return True
    return False


def _counted(view: Clauses, index: int) -> bool:
    """True where the word is what a number counts (12 قتيلا)."""
    token = view.tokens[index]
    return any(
        (quantity.unit_span and quantity.unit_span.start <= token.end and token.start <= quantity.unit_span.end)
        or 0 <= token.start - quantity.span.end <= 2
        or (quantity.span.start <= token.start < quantity.span.end)
        for quantity in view.quantities
    )


def _start(token: Token, reading: Reading) -> int:
    """Offset behind the proclitics; the article belongs to the trigger."""
    length = 1 if reading.conjunction else 0
    if reading.preposition and not (reading.preposition == "ل" and reading.article):
        length += 1
    elif reading.preposition:
        length += 1
    if reading.future:
        length += 1
    return token.offset(length) if length < len(token.plain) else token.start


def _passive(text: str, token: Token, reading: Reading) -> bool:
    """True where the form is passive by its letters, or by the damma that newsrooms write for that alone (قُصفت, يُعلن)."""
    if reading.verb is None:
        return False
    first = _start(token, reading)
    return reading.verb.passive or text[first + 1 : first + 2] == _DAMMA


def _without_pairs(view: Clauses, triggers: list[Trigger]) -> list[Trigger]:
    """Of two triggers of one type joined by و (معارك واشتباكات), and of a verb with its own noun, the first stays."""
    kept: list[Trigger] = []
    for trigger in triggers:
        last = kept[-1] if kept else None
        if last and trigger.reading.entry.type == last.reading.entry.type and trigger.nominal:
            gap = trigger.index - last.index
            joined = trigger.reading.conjunction and gap <= 2
            own_object = last.reading.kind == "verb" and gap == 1
            if joined or own_object or (gap == 1 and not trigger.reading.preposition):
                continue
        kept.append(trigger)
    return kept
