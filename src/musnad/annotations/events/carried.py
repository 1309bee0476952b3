"""Verbs that carry a happening named by a noun: شن كذا هجوما, هجوم شنته كذا, لقاء جمع كذا وكذا, تعرضت كذا لقصف."""

from __future__ import annotations

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.participants import Participants, fill, is_country, put
from musnad.annotations.events.scanning import scan_right
from musnad.annotations.events.subjects import agrees, antecedent, continued_subject, possessor, subject_before
from musnad.annotations.events.triggers import Trigger
from musnad.records import Mention

# How far a light verb may stand from its noun, to the right (relative clause) and to the left (شن ... هجوما).
_RIGHT, _LEFT = 7, 26
_FIRE = frozenset({"attack", "shelling", "airstrike"})

_GATHERED = {"s": "agents", "o": "agents", "ب": "agents", "مع": "agents", "بين": "agents"}
_BEFALLS = {"بين": "agents", "من قبل": "agents", "في": "place", "drop": "drop", "على": "drop"}
_CARRIED = {"light": "agents", "على": "others", "ضد": "others"}


def behind(view: Clauses, trigger: Trigger, stops: frozenset[int], found: Participants) -> None:
    """هجوم (الذي) شنه كذا, لقاء جمع كذا وكذا, تفجير استهدف كذا."""
    index = trigger.index
    for position in range(index + 1, min(index + 1 + _RIGHT, len(view.tokens))):
        if position in stops:
            return
        light = view.light(position) if view.mention[position] is None else None
        relative = view.key(position) in lexicon.words("relatives")
        if light is None:
            if view.borders[position] and not relative:
                return
            continue
        if view.preposition(position - 1) is not None:
            continue  # في تجمع: a noun
        if light.group == "gatherer" and position <= index + (_RIGHT if light.form.pronoun else 4):
            gathered = [pair for pair in scan_right(view, position, "s", stops) if pair[1].removeprefix("=") in _GATHERED]
            fill(view, trigger, gathered, _GATHERED, found)
        elif light.group == "doer" and (light.form.pronoun or view.key(position - 1) in lexicon.words("relatives")):
            carried = [(mention, "light" if slot == "s" else slot) for mention, slot in scan_right(view, position, "s", stops)]
            sponsored = view.key(position) in lexicon.words("sponsors")  # اتفاق رعته كذا
            fill(view, trigger, carried, {**_CARRIED, "light": "others"} if sponsored else _CARRIED, found)
        elif light.group == "happens" and view.key(position - 1) in lexicon.words("relatives"):
            fill(view, trigger, scan_right(view, position, "drop", stops), _BEFALLS, found)
        elif light.group == "hits" and trigger.reading.entry.type in _FIRE:
            fill(view, trigger, scan_right(view, position, "o", stops), {"o": "others"}, found)
        return


def before(view: Clauses, trigger: Trigger, stops: frozenset[int], found: Participants) -> None:
    """شن كذا هجوما, تشهد كذا اشتباكات, تعرضت كذا لقصف."""
    _suffered(view, trigger, found)
    for position in range(trigger.index - 1, max(trigger.index - 1 - _LEFT, -1), -1):
        light = view.light(position) if view.mention[position] is None else None
        if light and light.group in ("doer", "scene", "sufferer"):
            if not light.form.pronoun:
                _subject_of(view, trigger, position, light.group, found)
            return
        if light and light.group == "able":
            if _led_to(view, trigger, position):
                _subject_of(view, trigger, position, "doer", found)
            return
        if (view.borders[position] or position in stops) and not _able_before(view, trigger):
            return


def _able_before(view: Clauses, trigger: Trigger) -> bool:
    """تمكنت كذا، مدعومة بغارات يشنها كذا، من استعادة كذا: من leads back to the verb over what is told between."""
    if view.key(trigger.index - 1) != "من":
        return False
    for position in range(trigger.index - 2, max(trigger.index - 1 - _LEFT, -1), -1):
        light = view.light(position) if view.mention[position] is None else None
        if light is not None and light.group in ("doer", "scene", "sufferer", "able") and not light.form.pronoun:
            return light.group == "able"
        if view.key(position) in ".؛:":
            return False
    return False


def _suffered(view: Clauses, trigger: Trigger, found: Participants) -> None:
    """أعلن كذا عن تعرضه لهجوم: whom the pronoun stands for."""
    noun = trigger.index - 1
    if trigger.reading.preposition == "ل" and view.key(noun) in lexicon.words("suffering") and view.mention[noun] is None:
        owner = possessor(view, noun)
        if owner is not None:
            put(found, trigger, "others", owner, "front")


def _led_to(view: Clauses, trigger: Trigger, verb: int) -> bool:
    """تمكنت كذا من السيطرة, استطاعت السيطرة: the noun is what they were able to do, not something told further on."""
    before = trigger.index - 1
    while before > verb and (view.tokens[before].kind == "mark" or view.mention[before] is not None):
        before -= 1  # استطاعت كذا تحرير كذا
    return before == verb or trigger.reading.preposition == "ب" or view.key(before) in ("من", "في", "الي")


def _subject_of(view: Clauses, trigger: Trigger, position: int, group: str, found: Participants) -> None:
    role = {"doer": "agents", "scene": "place", "sufferer": "others"}[group]
    useful = ("s", "=s", "في", "مع", "من قبل", "بين")
    scanned = [pair for pair in scan_right(view, position, "s", frozenset(), trigger.index) if pair[1] in useful]
    frame = {"s": role, "مع": "agents" if trigger.reading.entry.type in ("meeting", "talks") else "drop"}
    if not any(slot == "s" for _, slot in scanned) and _unnamed_between(view, position, trigger.index):
        pass  # شنت طائرات التحالف غارات: those who did it stand behind the verb, without a name
    elif not any(slot == "s" for _, slot in scanned) and not view.borders[position]:
        for mention in subject_before(view, position):
            _add_subject(found, role, mention)
    elif view.key(position - 1) in lexicon.words("relatives") and not scanned and (described := antecedent(view, position - 1)):
        _add_subject(found, role, described)
    if role == "agents" and not found.agents and not any(slot == "s" for _, slot in scanned):
        form = lexicon.light_verb(view.key(position))
        if form is not None and (view.key(position - 1) == "قد" or view.joined_preposition(position)[1]):
            for mention in continued_subject(view, position):  # وكان قد أجرى تسوية, وشن هجوما
                if agrees(view, form.form, mention):
                    _add_subject(found, role, mention)
    fill(view, trigger, scanned, frame, found)


def _unnamed_between(view: Clauses, verb: int, noun: int) -> bool:
    """A subject without a name right behind the verb: طائرات, المسلحون, مقاتلو."""
    behind = verb + 1
    if behind >= noun or view.mention[behind] is not None or behind in view.dated or view.tokens[behind].kind != "word":
        return False
    stem = lexicon.key(view.tokens[behind].split.stem)
    plain = not view.joined_preposition(behind)[0] and view.preposition(behind) is None
    known = stem in lexicon.words("units") | lexicon.words("fighters") | lexicon.words("unnamed_bodies")
    return plain and (known or view.key(behind) in lexicon.words("unnamed_bodies") or (len(stem) > 4 and stem.endswith("ون")))


def _add_subject(found: Participants, role: str, mention: Mention) -> None:
    if mention.type == "LOC" and role == "others" and not is_country(mention):
        role = "place"  # تعرضت بلدة كذا لقصف; but طهران تقوم بدعم keeps the capital as doer
    found.add("others" if role == "place" and mention.type != "LOC" else role, mention, "s")
