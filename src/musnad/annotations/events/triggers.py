"""Which words of a sentence tell of a happening: lexicon senses kept where their neighbours agree."""

from __future__ import annotations

from dataclasses import dataclass, replace

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.lexicon import Reading
from musnad.records import LineKind
from musnad.script import Token
from musnad.tracing import near_miss, tracing

_TANWIN = "\u064b"
_DAMMA = "\u064f"
_BLOWS = frozenset({"attack", "shelling", "airstrike"})
# Words of which one stands among the needs of a trigger that a bare number may satisfy (إصابة 12).
_PEOPLE_COUNTED = frozenset({"شخص", "قتلي", "من", "مدنيا"})
# How far behind its verb stands what was agreed on (اتفقت كذا وكذا على هدنة).
_AGREED_ON = 16
# How far behind an agreement the ceasefire it provides for is still the same (اتفاق يقضي بوقف إطلاق النار).
_CEASES = 9
# How many words before its verb the name of a meeting may begin.
_NAME_BEFORE = 7
# Prepositions before which a finite verb may still follow, أن left out.
_BEFORE_VERBS = ("بعد", "قبل", "حتي", "منذ", "عند", "ومن", "فمن")


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
        if not readings or token.folded in lexicon.words("no_trigger"):
            continue
        if not _free(view, index):
            near_miss("events.noun", token, "trigger_in_name")
            continue
        if chosen := _choose(view, index, readings):
            trigger = Trigger(index, chosen, _start(token, chosen), _passive(view.text, token, chosen))
            found.append(_as_type(trigger, "airstrike") if _from_the_air(view, trigger) else trigger)
    return _without_pairs(view, found)


def _free(view: Clauses, index: int) -> bool:
    """False inside a name; a definite noun that stands for a named event is no name."""
    number = view.mention[index]
    return number is None or (view.mentions[number].nominal and view.mentions[number].type == "EVT")


def _choose(view: Clauses, index: int, readings: tuple[Reading, ...]) -> Reading | None:
    """The reading whose needs are met, the one whose need stands nearest first."""
    if _TANWIN in view.text[view.tokens[index].start : view.tokens[index].end]:
        readings = tuple(reading for reading in readings if reading.kind != "verb")
    noun_like = _looks_nominal(view, index)
    ranked = []
    for reading in readings:
        met = _fits(view, index, reading)
        if met is None:
            continue
        free = not (reading.entry.needs or reading.entry.needs_mention)
        ranked.append((free, met, (reading.kind == "verb") == noun_like, reading.entry.order, reading))
    return min(ranked, key=lambda item: item[:4])[4] if ranked else None


def _looks_nominal(view: Clauses, index: int) -> bool:
    """True where a noun stands rather than a verb: after a preposition, a noun or with an accusative ending."""
    prep = view.preposition(index - 1)
    if prep is not None or view.tokens[index].plain[:2] == "ال":
        return True
    after = view.key(index + 1)
    if after in lexicon.demonyms() or after in ("من", "علي", "بين", "مع") or after in lexicon.words("of_blows"):
        return True
    light = view.light(index - 1)
    ahead = view.light(index + 1) if view.mention[min(index + 1, len(view.tokens) - 1)] is None else None
    return light is not None or (ahead is not None and ahead.group == "hits") or _told(view, index)


def _told(view: Clauses, index: int) -> bool:
    """أعلن المرصد قصف ...: the clause has its verb already, and no أن opens another."""
    for position in range(index - 1, -1, -1):
        if view.key(position) in lexicon.words("tells") and view.mention[position] is None:
            return True
        if view.borders[position] or view.tokens[position].kind == "mark" or index - position > 8:
            return False
    return False


def _fits(view: Clauses, index: int, reading: Reading) -> int | None:
    """How many words ahead the reading's need is met (0 where it needs nothing), None where the reading is out."""
    entry = reading.entry
    if stopped := _stopped_by(view, index, reading):
        _missed(view, index, reading, *stopped)
        return None
    if (entry.own_pronoun and reading.pronoun) or not (entry.needs or entry.needs_mention or entry.own_pronoun):
        return 0
    met = _need_met(view, index, reading)
    if met is None and entry.back and reading.kind == "verb":
        met = _need_before(view, index, entry)
    if met is None:
        _missed(view, index, reading, "trigger_need_unmet", "")
    return met


def _stopped_by(view: Clauses, index: int, reading: Reading) -> tuple[str, str] | None:
    """The condition that speaks against a reading, with the word that does."""
    entry = reading.entry
    after, before = view.key(index + 1), view.key(index - 1)
    if reading.verb is not None and reading.verb.ours and entry.type not in lexicon.words_raw("ours_types"):
        return "trigger_describes", before
    if reading.kind == "verb" and reading.pronoun and entry.frame.get("no_object"):
        return "trigger_describes", before  # مناطق سيطرتها: the noun, the verb takes no object
    if after in entry.blocked or f"{after} {view.key(index + 2)}" in entry.blocked:
        return "trigger_blocked", after
    if _blocked_by(view, index - 1, entry):
        return "trigger_blocked", before
    if reading.kind == "verb":
        governed = view.preposition(index - 1) is not None and before not in _BEFORE_VERBS
        if (governed or before in lexicon.words("construct")) and not reading.future:
            return "trigger_behind_preposition", before
    elif before in lexicon.words("no_event_before"):
        return "trigger_no_happening", before
    elif after in lexicon.words("no_event_after"):
        return "trigger_no_happening", after
    if _describes(view, index, reading) or (reading.article and "circumstance" in entry.frame):
        return "trigger_describes", before
    if (entry.lam and reading.preposition != "ل") or (entry.behind and before not in entry.behind):
        return "trigger_need_unmet", before
    if entry.past_only and _lasting(view, index, reading) and not _news_of(view, index):
        return "trigger_lasting", before
    return ("trigger_uncounted", "") if entry.needs_quantity and not _counted(view, index) else None


def _missed(view: Clauses, index: int, reading: Reading, stopped: str, neighbour: str) -> None:
    if not tracing():
        return
    label, english = lexicon.type_labels(reading.entry.type)
    needs = "، ".join([*sorted(reading.entry.needs)[:4], *sorted(reading.entry.needs_mention)])
    near_miss(
        f"events.{reading.kind}", view.tokens[index], stopped, neighbour=neighbour, type=label, type_en=english, needs=needs
    )


def _blocked_by(view: Clauses, before: int, entry: lexicon.Entry) -> bool:
    """True behind a word that shows another sense, its proclitics aside (بشرطة الاحتلال)."""
    if before < 0 or not entry.blocked_before:
        return False
    token = view.tokens[before]
    return token.folded in entry.blocked_before or lexicon.key(token.split.stem) in entry.blocked_before


def _describes(view: Clauses, index: int, reading: Reading) -> bool:
    """القوات المساندة, الميليشيات المهاجمة: written like the masdar, but it describes the noun before it."""
    plain = view.tokens[index].plain
    if reading.kind != "noun" or not reading.article or not plain.endswith("ة") or not plain.removeprefix("و").startswith("الم"):
        return False
    before = index - 1
    if before < 0:
        return False
    if view.mention[before] is not None:
        return not reading.preposition  # الغوطة المحاصرة: no masdar with the article stands behind a name
    word = view.tokens[before].plain.removeprefix("و")
    return word.startswith("ال") or word.endswith(("تها", "ته", "تهم", "تنا"))  # انطلاقتها المباركة


def _lasting(view: Clauses, index: int, reading: Reading) -> bool:
    """تسيطر على: who holds what is no happening; ستسيطر, أن تسيطر and لم تسيطر are about one."""
    if reading.verb is None or reading.verb.tense == "past" or reading.future or reading.preposition:
        return False
    return view.key(index - 1) not in ("ان", "لم", "لن", "سوف", "قد")


def _news_of(view: Clauses, index: int) -> bool:
    """كذا يسيطر على كذا: a headline tells what happened in the present tense, no relative clause."""
    return view.line_kind == LineKind.headline and view.key(index - 1) not in lexicon.words("relatives")


def _need_met(view: Clauses, index: int, reading: Reading) -> int | None:
    entry = reading.entry
    if reading.verb is not None and reading.verb.plural and entry.type == "casualties" and "PER" in entry.needs_mention:
        return 1  # أصيبوا, جرحوا: said of people
    steps, position, placed = 0, index, False
    while steps < entry.near:
        position += 1
        if position >= len(view.tokens) or view.tokens[position].folded in (".", "؛", ":", "؟"):
            return None
        token = view.tokens[position]
        if position in view.dated and reading.kind == "participle" and token.folded in entry.needs:
            return steps + 1  # الموقع عام 2018
        if token.kind == "mark" or position in view.dated:
            continue
        if position > index + 1 and view.key(position) in lexicon.words("relatives"):
            return None
        inside = view.mention[position] is not None and position not in view.opens
        if inside:
            continue  # a name counts as one word
        steps += 1
        if _is_rank(view, position):
            continue
        if _number(view, position) and entry.type == "casualties" and entry.needs & _PEOPLE_COUNTED:
            return steps
        number = view.opens.get(position)
        if number is not None and view.mentions[number].type in (
            entry.needs_mention if not placed else entry.needs_mention - {"LOC"}
        ):
            return steps
        placed = placed or view.key(position) == "في"  # استعادة الذاكرة في دمشق
        stem = lexicon.key(token.split.stem)
        if {token.folded, stem, stem.removeprefix("ال"), stem.removesuffix("ا")} & entry.needs:
            return steps
    return None


def _need_before(view: Clauses, index: int, entry: lexicon.Entry) -> int | None:
    """قافلة مساعدات وصلت, قوة من كذا وصلت: the noun before its verb, within the clause."""
    for position in range(index - 1, max(index - 12, -1), -1):
        word = view.key(position)
        if word in ".؛:" or (view.borders[position] and word not in lexicon.words("relatives")):
            return None
        number = view.opens.get(position)
        if number is not None and view.mentions[number].type in entry.needs_mention and index - position <= _NAME_BEFORE:
            return index - position  # مؤتمر كذا سيعقد
        if view.mention[position] is None and view.preposition(position - 1) is None:
            stem = lexicon.key(view.tokens[position].split.stem)
            if {word, stem, stem.removeprefix("ال")} & entry.needs and not view.joined_preposition(position)[0]:
                return index - position
    return None


def _number(view: Clauses, position: int) -> bool:
    token = view.tokens[position]
    return token.kind == "number" or any(token.start <= item.span.start < token.end for item in view.quantities)


def _is_rank(view: Clauses, position: int) -> bool:
    """اللواء فلان: a general, no brigade."""
    number = view.opens.get(position + 1)
    return number is not None and view.mentions[number].type == "PER" and view.key(position) in lexicon.words("ranks_like_units")


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
