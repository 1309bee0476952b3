"""Which words of a sentence tell of a happening: lexicon senses kept where their neighbours agree."""

from __future__ import annotations

from dataclasses import dataclass, replace

from musnad.annotations.events import entries, lexicon
from musnad.annotations.events.choosing import choose
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.entries import Reading
from musnad.script import Token
from musnad.tracing import near_miss

_DAMMA = "\u064f"
_BLOWS = frozenset({"attack", "shelling", "airstrike"})
# How far behind its verb stands what was agreed on (اتفقت كذا وكذا على هدنة).
_AGREED_ON = 16
# How far behind an agreement the ceasefire it provides for is still the same (اتفاق يقضي بوقف إطلاق النار).
_CEASES = 9


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
        readings = entries.readings(token.folded, token.plain.endswith("ة"))
        if not readings or token.folded in lexicon.words("no_trigger"):
            continue
        if not _free(view, index):
            near_miss("events.noun", token, "trigger_in_name")
            continue
        if chosen := choose(view, index, readings):
            trigger = Trigger(index, chosen, _start(token, chosen), _passive(view.text, token, chosen))
            found.append(_as_type(trigger, "airstrike") if _from_the_air(view, trigger) else trigger)
    return _without_pairs(view, found)


def _free(view: Clauses, index: int) -> bool:
    """False inside a name; a definite noun that stands for a named event is no name."""
    number = view.mention[index]
    return number is None or (view.mentions[number].nominal and view.mentions[number].type == "EVT")


def _start(token: Token, reading: Reading) -> int:
    """Offset behind the proclitics; the article belongs to the trigger."""
    length = reading.conjunction + bool(reading.preposition) + reading.future
    return token.offset(length) if length < len(token.plain) else token.start


def _passive(text: str, token: Token, reading: Reading) -> bool:
    """True where the form is passive by its letters, or by the damma that newsrooms write for that alone (قُصفت, يُعلن)."""
    if reading.verb is None:
        return False
    first = _start(token, reading)
    # In longer past forms the damma stands further in: استُهدفت.
    reach = 4 if reading.verb.tense == "past" else 2
    return reading.verb.passive or _DAMMA in text[first + 1 : first + reach]


def _without_pairs(view: Clauses, triggers: list[Trigger]) -> list[Trigger]:
    """Drops a second trigger of one happening: معارك واشتباكات, أطلقت حملة, لقي مصرعه, تفجير استهدف."""
    kept: list[Trigger] = []
    for trigger in triggers:
        last = kept[-1] if kept else None
        if last is None or not (
            _same_happening(view, last, trigger)
            or _hits(view, last, trigger)
            or _by_means(view, last, trigger)
            or _launched(last, trigger)
        ):
            kept.append(trigger)
        else:
            near_miss("events.noun", view.tokens[trigger.index], "trigger_same_happening", first=view.tokens[last.index].plain)
            if _strikes(view, last, trigger) or _launched(last, trigger):
                kept[-1] = _as_type(last, trigger.reading.entry.type)
    return kept


def _from_the_air(view: Clauses, trigger: Trigger) -> bool:
    """طيران كذا استهدف, مقاتلات كذا قد قصفت, استهدف كذا بواسطة طائرتين: who strikes says what kind of blow it is."""
    verb, index = trigger.reading.verb, trigger.index
    kind = trigger.reading.entry.type
    if verb is None or not (kind == "shelling" or (kind == "attack" and view.light(index) is not None)):
        return False
    for position in range(index - 1, max(index - 12, -1), -1):
        if view.mention[position] is not None:
            continue
        if view.borders[position] or view.key(position) in "؛.:":
            break
        if _aerial(view, position):
            return view.preposition(position - 1) is None and not view.joined_preposition(position)[0]
    return any(view.key(step) == "بواسطه" and _aerial(view, step + 1) for step in range(index + 1, index + 16))


def _aerial(view: Clauses, index: int) -> bool:
    if not 0 <= index < len(view.tokens):
        return False
    stem = lexicon.key(view.tokens[index].split.stem).removeprefix("ال")
    return bool({view.key(index), stem} & lexicon.words("aerial"))


def _strikes(view: Clauses, last: Trigger, trigger: Trigger) -> bool:
    """استهدفت الغارات كذا: the subject says what kind of blow it was."""
    light = view.light(last.index)
    struck = not last.nominal and light is not None and light.group == "hits" and trigger.index == last.index + 1
    return struck and trigger.nominal and trigger.reading.article and trigger.reading.entry.type in _BLOWS


def _launched(last: Trigger, trigger: Trigger) -> bool:
    """أطلقت كذا عملية «كذا», معركة «كذا»: what was launched says that it was an attack."""
    named = trigger.nominal and trigger.reading.entry.type == "attack" and "EVT" in trigger.reading.entry.needs_mention
    gap = trigger.index - last.index
    return named and not last.nominal and last.reading.entry.type == "campaign" and gap <= last.reading.entry.near


def _as_type(trigger: Trigger, kind: str) -> Trigger:
    reading = trigger.reading
    return replace(trigger, reading=replace(reading, entry=replace(reading.entry, type=kind)))


def _same_happening(view: Clauses, last: Trigger, trigger: Trigger) -> bool:
    gap = trigger.index - last.index
    if gap == 1 and trigger.nominal and view.key(last.index) in lexicon.words("attempts"):
        return True  # محاولة تسلل
    if trigger.reading.entry.type != last.reading.entry.type or not trigger.nominal:
        return False
    if trigger.reading.entry.type == "casualties" and _counted_anew(view, trigger.index):
        return False  # سقوط شهيد وثلاثة جرحى
    # مقتل شخص وإصابة ثلاثة: two counts, two happenings; مقتل وإصابة: one.
    if trigger.reading.conjunction and gap <= (1 if trigger.reading.entry.type == "casualties" else 2):
        return True
    if trigger.reading.entry.type == "agreement" and view.key(trigger.index + 1) in lexicon.words("fire_ceases"):
        return gap <= _CEASES and not any(view.key(step) in ".؛:" for step in range(last.index + 1, trigger.index))
    if not last.nominal and trigger.reading.entry.type == "agreement" and view.key(trigger.index - 1) == "علي":
        return gap <= _AGREED_ON and not any(view.borders[step] for step in range(last.index + 1, trigger.index))
    needs = last.reading.entry.needs
    own_need = bool({view.key(trigger.index), lexicon.key(view.tokens[trigger.index].split.stem)} & needs)
    if last.nominal:
        return (gap == 1 and not trigger.reading.preposition) or (own_need and gap <= last.reading.entry.near)
    return gap == 1 or (own_need and gap <= last.reading.entry.near + 4)


def _counted_anew(view: Clauses, index: int) -> bool:
    """True behind a number that و joins to what was told before."""
    number = view.tokens[index - 1] if index else None
    counts = number is not None and any(item.span.start <= number.start + 1 < item.span.end for item in view.quantities)
    return counts and view.joined_preposition(index - 1)[1]


def _by_means(view: Clauses, last: Trigger, trigger: Trigger) -> bool:
    """استهدف بغارتين, استهدفت الغارات: the noun says with what the verb's blow was struck."""
    struck = not last.nominal and last.reading.entry.type in _BLOWS and trigger.reading.entry.type in _BLOWS
    if struck and _strikes(view, last, trigger):
        return True
    return struck and trigger.nominal and trigger.reading.preposition == "ب" and trigger.index - last.index <= 4


def _hits(view: Clauses, last: Trigger, trigger: Trigger) -> bool:
    """تفجير (الذي) استهدف: the verb only leads from the attack to its target."""
    if trigger.nominal or not last.nominal or last.reading.entry.type not in ("attack", "shelling", "airstrike"):
        return False
    light = view.light(trigger.index)
    if light is None or light.group != "hits" or trigger.index - last.index > 8:
        return False
    between = range(last.index + 1, trigger.index + 1)
    return not any(view.borders[step] and view.key(step) not in lexicon.words("relatives") for step in between)
