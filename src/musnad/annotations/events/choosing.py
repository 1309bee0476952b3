"""Which sense a word of the lexicon has where it stands: the one whose needs its neighbours meet."""

from __future__ import annotations

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.entries import Entry, Reading
from musnad.records import LineKind
from musnad.tracing import near_miss, tracing

_TANWIN = "\u064b"
# Words of which one stands among the needs of a trigger that a bare number may satisfy (إصابة 12).
_PEOPLE_COUNTED = frozenset({"شخص", "قتلي", "من", "مدنيا"})
# How many words before its verb the name of a meeting may begin.
_NAME_BEFORE = 7
# Prepositions before which a finite verb may still follow, أن left out.
_BEFORE_VERBS = ("بعد", "قبل", "حتي", "منذ", "عند", "ومن", "فمن")


def choose(view: Clauses, index: int, readings: tuple[Reading, ...]) -> Reading | None:
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
        unlike = _unlike(view, index, reading)
        ranked.append((unlike, free, met, (reading.kind == "verb") == noun_like, reading.entry.order, reading))
    return min(ranked, key=lambda item: item[:5])[5] if ranked else None


def _unlike(view: Clauses, index: int, reading: Reading) -> bool:
    """تشكل المجلس: the present feminine of one verb and the past of another; the subject behind is no woman."""
    verb = reading.verb
    return verb is not None and verb.feminine and view.key(index + 1) in lexicon.words("masculine_bodies")


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


def _blocked_by(view: Clauses, before: int, entry: Entry) -> bool:
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


def _need_before(view: Clauses, index: int, entry: Entry) -> int | None:
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
