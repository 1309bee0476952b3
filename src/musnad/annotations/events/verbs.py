"""Participants of a verb: قصفت قوات كذا بلدة كذا, قوات كذا قصفت, قُتل فلان, التي شنتها."""

from __future__ import annotations

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.inflection import VerbForm
from musnad.annotations.events.participants import Participants, fill, is_country, put
from musnad.annotations.events.scanning import scan_right
from musnad.annotations.events.subjects import (
    agrees,
    antecedent,
    continued_subject,
    of_another,
    subject_before,
    unnamed_subject_before,
)
from musnad.annotations.events.triggers import Trigger
from musnad.records import Mention

Scanned = list[tuple[Mention, str]]


def around_verb(view: Clauses, trigger: Trigger, stops: frozenset[int], found: Participants) -> None:
    """Put the names around a verb into the roles of its frame."""
    frame, index = dict(trigger.reading.entry.frame), trigger.index
    verb = trigger.reading.verb
    stops = _passed(view, trigger, stops)
    # A plural verb has its subject before it: what follows directly is the object (قتلوا الإعلامي).
    scanned = scan_right(view, index, "o" if verb and verb.plural else "s", stops)
    before = [] if view.key(index - 1) in lexicon.words("relatives") else _subject_in_front(view, trigger)
    if verb is not None and (owner := _left_unsaid(view, trigger, verb, scanned, before)):
        scanned = _object_first(scanned)
        found.lead("agents", owner, "before")
    if _passive(view, trigger, scanned, before):
        frame["s"] = str(frame.get("o", "others"))
    doer, acted_on = str(frame.get("s", "agents")), str(frame.get("o", "others"))
    if view.key(index - 1) in lexicon.words("relatives") and view.key(index + 1) not in lexicon.words("tolls"):
        described = antecedent(view, index - 1, acts=doer == "agents" and not trigger.reading.pronoun)
        if described and trigger.reading.pronoun:
            put(found, trigger, acted_on, described, "o")
        elif described and view.mention[index - 2] is not None and (slot := _resumed_slot(view, index)):
            role = str(frame.get(slot) or lexicon.common_slots().get(slot, "drop"))
            put(found, trigger, role, described, slot)  # القرية التي انسحب منها كذا
        elif described and (not _resumed(view, index) or all(slot != "s" or mention.type == "LOC" for mention, slot in scanned)):
            scanned = _object_first(scanned)
            put(found, trigger, doer, described, "s")
        elif not described and not trigger.reading.pronoun and not _resumed(view, index):
            scanned = _object_first(scanned)  # القوات التي تقاتل كذا: those who did it go unnamed
    elif before:
        scanned = _object_first(scanned)
        for mention in before:
            put(found, trigger, doer, mention, "front")
    elif unnamed_subject_before(view, index):
        scanned = _object_first(scanned)
    fill(view, trigger, scanned, frame, found)


def _left_unsaid(view: Clauses, trigger: Trigger, verb: VerbForm, scanned: Scanned, before: list[Mention]) -> list[Mention]:
    """ألقى فلان خطابا واتهم فيه دول كذا: the name behind the verb is of the other gender, the subject goes on from before."""
    frame = trigger.reading.entry.frame
    if before or trigger.passive or not trigger.reading.conjunction or frame.get("s") != "agents" or frame.get("passive"):
        return []
    first = next((mention for mention, slot in scanned if slot == "s"), None)
    if first is None or first.type == "LOC" or view.at(first.span.start) != trigger.index + 1 or agrees(view, verb, first):
        return []
    return [doer for doer in continued_subject(view, trigger.index) if doer.id != first.id and agrees(view, verb, doer)]


def _passed(view: Clauses, trigger: Trigger, stops: frozenset[int]) -> frozenset[int]:
    """Without the happenings between a verb and its participants: نسبت كذا القصف إلى كذا, سقط في الانفجار ثلاثة."""
    index = trigger.index
    if trigger.reading.entry.frame.get("through"):
        return stops - frozenset(range(index + 1, index + 7))
    if trigger.reading.entry.type == "casualties":
        preposition = view.preposition(index + 1)
        if preposition is not None and preposition.slot == "في":
            return stops - {index + 2}
    if trigger.reading.entry.type == "rejection" and (preposition := view.preposition(index + 1)) and preposition.slot == "من":
        return stops - {index + 2}  # انسحب من الجلسة وزراء كذا
    return stops


def _passive(view: Clauses, trigger: Trigger, scanned: Scanned, before: list[Mention]) -> bool:
    """Written as passive; or قتل, اعتقل with one noun behind it that can only be the victim."""
    frame = trigger.reading.entry.frame
    if frame.get("passive"):
        return False  # the frame itself is of what befalls (نزح, استشهد)
    if trigger.passive or not frame.get("either"):
        return trigger.passive or _person_hit(view, trigger, scanned, before)
    if trigger.reading.pronoun or any(slot == "o" for _, slot in scanned) or _number_behind_subject(view, scanned):
        return False
    if any(mention.type == "ORG" or is_country(mention) for mention in before):
        if trigger.reading.entry.type == "arrest":
            return False  # مفرزة كذا أوقفت في كذا كلا من
        return not _object_behind(view, trigger.index)  # كذا يعدم جنودا, but كذا قُتل في
    # A group with nothing behind it did it to somebody unnamed; بنيران, على يد show the passive.
    group = any(slot == "s" and mention.type == "ORG" and not _of_its_people(view, mention) for mention, slot in scanned)
    return not group or _doer_behind(view, trigger.index)


def _person_hit(view: Clauses, trigger: Trigger, scanned: Scanned, before: list[Mention]) -> bool:
    """كان فلان استُهدف بضربة: a person before a verb of striking that has no object is its target."""
    if trigger.reading.entry.type not in ("attack", "shelling", "airstrike") or not before or trigger.reading.pronoun:
        return False
    if any(slot in ("o", "s", "على") for _, slot in scanned) or any(mention.type != "PER" for mention in before):
        return False
    return not _object_behind(view, trigger.index)


def _object_first(scanned: Scanned) -> Scanned:
    """With the subject in front, what follows the verb directly is its object."""
    return [(mention, "o" if slot in ("s", "=s") else slot) for mention, slot in scanned]


def _subject_in_front(view: Clauses, trigger: Trigger) -> list[Mention]:
    """A subject before the verb: only where the verb opens no clause of its own."""
    index = trigger.index
    if view.borders[index] or index == 0 or trigger.reading.conjunction:
        return []
    if _opens_quotation(view, index - 1) and not _claimed(view, index - 2):
        return []
    if view.key(index - 1) in ("وقت", "الوقت"):
        return []  # في وقت التقى ...
    adjacent = view.mention[index - 1]
    beside = view.mentions[adjacent] if adjacent is not None else None
    return [
        mention
        for mention in subject_before(view, index)
        if not of_another(view, mention) and (mention.type != "LOC" or is_country(mention) or mention is beside)
    ]


def _claimed(view: Clauses, index: int) -> bool:
    """أكدت أن كذا «تدعم ...»: the quotation opens behind the subject of what is claimed."""
    number = view.mention[index] if index >= 0 else None
    first = view.at(view.mentions[number].span.start) if number is not None else 0
    return first > 0 and view.key(first - 1) in lexicon.words("claims")


def _opens_quotation(view: Clauses, index: int) -> bool:
    """True for an opening mark; a straight one closes where an odd number stands before it (تنظيم "كذا" هاجم)."""
    mark = view.key(index)
    if mark == '"':
        return sum(view.key(step) == '"' for step in range(index)) % 2 == 0
    return mark in ("“", "«")


def _number_behind_subject(view: Clauses, scanned: Scanned) -> bool:
    """A number or object head behind the subject: قتلت قوات كذا ثلاثة مدنيين."""
    subject = next((mention for mention, slot in scanned if slot == "s"), None)
    if subject is None:
        return False
    end = view.at(subject.span.end - 1)
    for position in range(end + 1, min(end + 4, len(view.tokens))):
        if view.borders[position] or view.preposition(position):
            return False
        token = view.tokens[position]
        if token.kind == "number" or lexicon.key(token.plain) in lexicon.words("object_heads"):
            return True
        if any(quantity.span.start == token.start for quantity in view.quantities):
            return True
    return False


def _object_behind(view: Clauses, index: int) -> bool:
    """True where a noun follows at once, without preposition."""
    position = index + 1
    if position >= len(view.tokens) or view.tokens[position].kind == "mark" or view.borders[position] or position in view.dated:
        return False
    return view.preposition(position) is None and not view.joined_preposition(position)[0]


def _resumed(view: Clauses, index: int) -> bool:
    """التي سيطر عليها كذا: a pronoun behind the verb takes up what the clause describes; else that is its subject."""
    return any(view.key(step) in lexicon.words("resumptive") for step in range(index + 1, index + 7))


def _resumed_slot(view: Clauses, index: int) -> str:
    """The slot of a pronoun close behind the verb that takes up what the clause describes (التي انضم إليها)."""
    for step in range(index + 1, min(index + 4, len(view.tokens))):
        if slot := lexicon.resumptive_slots().get(view.key(step)):
            return slot
        if view.mention[step] is not None:
            break
    return ""


def _of_its_people(view: Clauses, mention: Mention) -> bool:
    """تسعة جنود من كذا: the body of the victims."""
    first = view.at(mention.span.start)
    return any(view.key(back) == "من" and view.mention[back] is None for back in (first - 1, first - 2) if back > 0)


def _doer_behind(view: Clauses, index: int) -> bool:
    found = (view.preposition(position) for position in range(index + 1, min(index + 10, len(view.tokens))))
    return any(preposition is not None and preposition.slot == "من قبل" for preposition in found)
