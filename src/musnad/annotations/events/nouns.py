"""Participants of a noun: هجوم كذا على كذا, شن كذا هجوما, هجوم شنه كذا, لقاء جمع كذا وكذا, غارات إسرائيلية."""

from __future__ import annotations

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.participants import Participants, fill, is_country, put
from musnad.annotations.events.scanning import scan_right
from musnad.annotations.events.subjects import agrees, antecedent, continued_subject, possessor, subject_before
from musnad.annotations.events.triggers import Trigger
from musnad.records import Mention

Scanned = list[tuple[Mention, str]]
_ARMED = frozenset({"armed_group", "armed_forces"})
_FIRE = frozenset({"attack", "shelling", "airstrike"})
# How far a light verb may stand from its noun, to the right (relative clause) and to the left (شن ... هجوما).
_RIGHT, _LEFT = 7, 26
_GATHERED = {"s": "agents", "o": "agents", "ب": "agents", "مع": "agents", "بين": "agents"}
_BEFALLS = {"بين": "agents", "من قبل": "agents", "في": "place", "drop": "drop", "على": "drop"}
_CARRIED = {"light": "agents", "على": "others", "ضد": "others"}


def around_noun(view: Clauses, trigger: Trigger, stops: frozenset[int], found: Participants) -> None:
    """Put the names around a noun into the roles of its frame."""
    frame = dict(trigger.reading.entry.frame)
    # لقاؤه الوزير فلانا: behind the pronoun of the doer stands the object.
    behind = "x" if trigger.reading.article else "o" if trigger.reading.pronoun else "g"
    scanned = scan_right(view, trigger.index, behind, stops)
    genitive = _genitive(view, trigger, frame, scanned)
    if view.key(trigger.index - 1) not in lexicon.words("dispersal"):
        _light_verb_behind(view, trigger, stops, found)
        _light_verb_before(view, trigger, stops, found)
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


def _light_verb_behind(view: Clauses, trigger: Trigger, stops: frozenset[int], found: Participants) -> None:
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


def _light_verb_before(view: Clauses, trigger: Trigger, stops: frozenset[int], found: Participants) -> None:
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
