"""Participants of a noun: هجوم كذا على كذا, شن كذا هجوما, هجوم شنه كذا, لقاء جمع كذا وكذا, غارات إسرائيلية."""

from __future__ import annotations

from musnad.annotations.events import carried, lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.participants import Participants, fill, is_country, put
from musnad.annotations.events.scanning import scan_right
from musnad.annotations.events.subjects import possessor, subject_before
from musnad.annotations.events.triggers import Trigger
from musnad.records import Mention

Scanned = list[tuple[Mention, str]]
_ARMED = frozenset({"armed_group", "armed_forces"})
_FIRE = frozenset({"attack", "shelling", "airstrike"})
# How far the verb of announcing may stand before its noun.
_LEFT = 26


def around_noun(view: Clauses, trigger: Trigger, stops: frozenset[int], found: Participants) -> None:
    """Put the names around a noun into the roles of its frame."""
    frame = dict(trigger.reading.entry.frame)
    # لقاؤه الوزير فلانا: behind the pronoun of the doer stands the object.
    behind = "x" if trigger.reading.article else "o" if trigger.reading.pronoun else "g"
    scanned = scan_right(view, trigger.index, behind, stops)
    genitive = _genitive(view, trigger, frame, scanned)
    if view.key(trigger.index - 1) not in lexicon.words("dispersal"):
        carried.behind(view, trigger, stops, found)
        carried.before(view, trigger, stops, found)
    if genitive == "agents" and frame.get("o") == "others" and "s" in found.cues.values() and found.agents:
        genitive = "others"  # قام X بتهديد Y
    frame["g"] = genitive
    if not found.agents and not (genitive == "agents" and any(slot == "g" for _, slot in scanned)):
        _announced(view, trigger, stops, found)
    if trigger.reading.pronoun and genitive == "agents" and not found.agents and (owner := possessor(view, trigger.index)):
        put(found, trigger, "agents", owner, "front")
    undergone = frame.get("g") == "others" and trigger.reading.entry.frame.get("g") == "others"
    if trigger.reading.pronoun and undergone and not found.others and (owner := possessor(view, trigger.index)):
        put(found, trigger, "others", owner, "front")  # مقتله, توقيفه
    if view.key(trigger.index - 1) in ("في", "هذه", "هذا") and _taken_part(view, trigger.index) and not found.agents:
        scanned = [(mention, "من قبل" if slot == "x" else slot) for mention, slot in scanned]
    if trigger.reading.entry.type in ("shelling", "airstrike") and not any(slot == "g" for _, slot in scanned):
        scanned = [
            (mention, "من قبل" if slot == "ل" and _joined_body(view, trigger, mention) else slot) for mention, slot in scanned
        ]
    if trigger.reading.article and not found.agents and _carried_before(view, trigger.index):
        scanned = [(mention, "من قبل" if slot == "x" else slot) for mention, slot in scanned]
    fill(view, trigger, scanned, frame, found)
    _note_demonym(view, trigger, found)


def _joined_body(view: Clauses, trigger: Trigger, mention: Mention) -> bool:
    """قصف مدفعي لكتيبة كذا على البلدة: a body that ل joins to the noun or its adjectives fired; مواقع لكذا are hit."""
    first = view.at(mention.span.start)
    if mention.type != "ORG" or view.joined_preposition(first)[0] != "ل" or first - trigger.index > 3:
        return False
    return lexicon.key(view.tokens[trigger.index].split.stem).removeprefix("ال") not in lexicon.words("aiming")


def _carried_before(view: Clauses, index: int) -> bool:
    """نفذ الهجوم لواء كذا, تبنت العملية كذا: the noun is the object, who did it stands behind it."""
    light = view.light(index - 1) if index and view.mention[index - 1] is None else None
    return light is not None and light.group == "doer" and not light.form.pronoun and not light.form.plural


def _taken_part(view: Clauses, index: int) -> bool:
    """شارك في (هذه) العملية قوات كذا: the subject stands behind the noun."""
    return any(view.bare(back) in ("شارك", "شاركت", "يشارك", "تشارك") for back in (index - 2, index - 3) if back >= 0)


def _announced(view: Clauses, trigger: Trigger, stops: frozenset[int], found: Participants) -> None:
    """أعلن الجيش استعادة كذا, تبنت كذا مسؤوليتها عن هجوم: who announces the deed with a noun did it."""
    index = trigger.index
    if view.key(index - 1) == "عن" and "مسوول" in view.key(index - 2):
        unknown = any(view.key(step) in ("اي", "جهه", "احد") for step in range(max(index - 6, 0), index - 2))
        if not unknown and (owner := possessor(view, index - 2)):
            found.add("agents", owner, "announced")
        return
    fire = trigger.reading.entry.type in _FIRE and view.key(index + 1) in lexicon.words("targets")
    if trigger.reading.entry.type == "appointment" and trigger.reading.entry.frame.get("s") == "others":
        return  # أعلن فلان استقالته
    killing = trigger.reading.entry.type == "casualties" and trigger.reading.entry.frame.get("s") == "agents"
    if not fire and not killing and trigger.reading.entry.type not in lexicon.words_raw("announced_types"):
        return
    for position in range(index - 1, max(index - _LEFT, -1), -1):
        if view.mention[position] is None and view.key(position) in lexicon.words("announces"):
            for mention, slot in scan_right(view, position, "s", stops, index):
                if mention.subtype in ("media_outlet", "news_agency"):
                    return
                by_person = mention.type == "PER" and trigger.reading.entry.type in (
                    "control_change",
                    "arrest",
                    "withdrawal",
                    "movement",
                )
                state = mention.type != "LOC" or is_country(mention)
                if fire and mention.subtype not in _ARMED:
                    continue  # أعلنت الشرطة استهداف منازل: who was hit may announce it as well
                if slot in ("s", "=s") and state and not by_person:
                    found.add("agents", mention, "announced")
            if not found.agents and not view.borders[position]:
                for mention in subject_before(view, position):
                    if mention.subtype not in ("media_outlet", "news_agency") and mention.type != "PER":
                        found.add("agents", mention, "announced")
            return
        other_clause = view.key(position) == "ان" or (view.key(position) == "عن" and position != index - 1)
        # أعلنت كذا عزل فلان وتعيين فلان: the second is announced with the first.
        stopped = position in stops and not trigger.reading.conjunction
        if stopped or view.tokens[position].folded in ".؛:" or other_clause:
            return


def _genitive(view: Clauses, trigger: Trigger, frame: dict[str, str], scanned: Scanned) -> str:
    """Role of the name right behind the noun."""
    genitive = frame.get("g", "drop")
    if genitive in ("transitive", "actor") and view.key(trigger.index + 1) in lexicon.words("targets") and frame.get("o"):
        return frame["o"]  # استهداف مواقع كذا, قصف معسكرات كذا: the noun behind is what is hit
    if genitive == "actor":
        if any(slot == "g" for _, slot in scanned) and frame.get("ل") == "agents":
            frame["ل"] = "drop"  # غارات كذا على مواقع لكذا: the doer is named already
        return "agents"
    if genitive != "transitive":
        return genitive
    own = trigger.reading.pronoun and view.key(trigger.index + 1) == "علي"  # سيطرتها على عدة بلدات
    acted_on = own or any(slot in ("ل", "على", "o") for _, slot in scanned)
    if acted_on:
        frame.setdefault("ل", "others")
        return "agents"
    lead = next((mention for mention, slot in scanned if slot == "g"), None)
    # قصف قوات كذا: a group behind the noun of shelling is its doer more often than its target.
    by_group = lead is not None and lead.type == "ORG" and trigger.reading.entry.type in _FIRE
    return "agents" if by_group or not frame.get("o") else frame["o"]


def _note_demonym(view: Clauses, trigger: Trigger, found: Participants) -> None:
    """دعم روسي, غارات جوية إسرائيلية: the adjective names the doer where the report names that state elsewhere."""
    if trigger.reading.entry.type not in lexicon.words_raw("demonym_types"):
        return
    for position in (trigger.index + 1, trigger.index + 2):
        word = view.key(position)
        if position >= len(view.tokens) or view.mention[position] is not None:
            return
        if state := lexicon.demonyms().get(word):
            found.demonym = state
            return
        if not word.endswith(("ي", "يه", "يا")):
            return
