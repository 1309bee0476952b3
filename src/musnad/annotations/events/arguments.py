"""The participants and places of one trigger."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.nouns import around_noun
from musnad.annotations.events.participants import Participants
from musnad.annotations.events.subjects import antecedent, main_subject, possessor
from musnad.annotations.events.triggers import Trigger
from musnad.annotations.events.verbs import around_verb
from musnad.records import Mention

# How many words behind a merger the name of what comes out may stand.
_NAME_REACH = 24


def collect(view: Clauses, trigger: Trigger, stops: frozenset[int]) -> Participants:
    """By the frame of the trigger and by the light verb that carries it; `stops` are the other triggers."""
    found = Participants()
    if trigger.nominal:
        around_noun(view, trigger, stops, found)
    else:
        around_verb(view, trigger, stops, found)
    frame = trigger.reading.entry.frame
    _possessed(view, trigger, stops, found)
    if trigger.nominal and not found.agents and frame.get("s") == "agents":
        for doer in _of_the_clause(view, trigger, stops):
            found.add("agents", doer, "clause")
    if trigger.reading.kind == "verb" and trigger.reading.pronoun and not found.others:
        _taken_up(view, trigger, found)
    if "antecedent" in frame and trigger.reading.kind == "participle":
        # حركات موقعة على كذا: without the article it describes the very word before it.
        beside = trigger.reading.article or view.mention[trigger.index - 1] is not None
        if beside and (described := antecedent(view, trigger.index)):
            found.add(frame["antecedent"], described, "antecedent")
    if "circumstance" in frame and not found.agents:
        for doer in main_subject(view, trigger.index):
            found.add(frame["circumstance"], doer, "front")  # أدانت كذا الهجوم، محملة كذا المسؤولية
    if frame.get("appointee") and trigger.reading.kind == "verb" and not trigger.passive:
        _appointee(view, trigger, found)
    if trigger.reading.entry.type == "founding" and trigger.reading.kind == "verb" and not found.others:
        for body in _founded(view, trigger.index, stops):
            found.add("others", body, "o")
    if trigger.reading.entry.type in ("founding", "merger"):
        for body in called(view, trigger.index):
            found.add("others", body, "called")
    if trigger.reading.entry.type == "appointment" and found.others:
        for person in _appointed_beside(view, trigger.index, stops):
            found.add("others", person, "joined")
    return found


def _taken_up(view: Clauses, trigger: Trigger, found: Participants) -> None:
    """أطلقوا النار على فلان فأصابوه: the pronoun of one whom harm befell is the last man named before."""
    frame, kind = trigger.reading.entry.frame, trigger.reading.entry.type
    harm = kind in ("casualties", "arrest", "attack") and frame.get("o") == "others"
    if not harm or not view.key(trigger.index).endswith("ه") or view.key(trigger.index - 1) in lexicon.words("relatives"):
        return
    for position in range(trigger.index - 1, -1, -1):
        number = view.opens.get(position)
        if number is not None and view.mentions[number].type == "PER":
            if view.mentions[number].id not in found.cues:
                found.add("others", view.mentions[number], "pronoun")
            return


def _of_the_clause(view: Clauses, trigger: Trigger, stops: frozenset[int]) -> list[Mention]:
    """شاركوا في تمشيط كذا, تكفل كذا بالوساطة, توجه كذا للقاء كذا: the subject of the verb does what its noun names."""
    index, reading = trigger.index, trigger.reading
    if view.key(index - 1) in lexicon.words("takes_lam"):
        return []  # تصديهم لهجوم
    led = reading.preposition in ("ب", "ل") or view.key(index - 1) in ("في", "علي", "الي", "ل", "ب")
    start = index
    while start > 0 and not view.borders[start] and start - 1 not in stops:
        start -= 1
    # ردت كذا بإطلاق قذائف: but not علقت على, تحدثت عن
    replied = reading.preposition == "ب" and any(view.bare(step) in lexicon.words("replies") for step in range(start, index))
    if not replied and reading.entry.type not in lexicon.words_raw("controlled_types"):
        return []
    if not led or reading.pronoun or start - 1 in stops:
        return []
    if not replied and any(view.bare(step) in lexicon.words("not_controlling") for step in range(start, index)):
        return []
    return [doer for doer in main_subject(view, index, start) if doer.type != "EVT"]


def _possessed(view: Clauses, trigger: Trigger, stops: frozenset[int], found: Participants) -> None:
    """إن مقاتليه هاجموا, قصفت طائراتها, مقتل عدد من جنودها: the body that its people's pronoun stands for."""
    frame, index = trigger.reading.entry.frame, trigger.index
    people = lexicon.possessed_people()
    doer, acted_on = str(frame.get("s", "agents")), str(frame.get("o") or frame.get("g") or "others")
    if trigger.reading.kind == "verb" and not found.agents and doer == "agents" and not trigger.passive:
        for step in (index - 1, index + 1):
            if view.key(step) in people and view.mention[step] is None and (owner := possessor(view, step)):
                found.add(
                    "others"
                    if frame.get("either") and step < index and trigger.reading.verb and trigger.reading.verb.plural
                    else doer,
                    owner,
                    "possessed",
                )
                return
    kind = trigger.reading.entry.type
    if found.others or acted_on != "others" or kind not in ("casualties", "arrest", "attack", "airstrike", "shelling"):
        return
    for step in range(index + 1, min(index + 8, len(view.tokens))):
        if view.borders[step] or step in stops:
            return
        if view.mention[step] is None and view.key(step) in people and (owner := possessor(view, step)):
            if owner.id not in found.cues:
                found.add("others", owner, "possessed")
            return


def _appointee(view: Clauses, trigger: Trigger, found: Participants) -> None:
    """عُيّن فلان وفلان مديرين, كلف العميد فلان بإدارة كذا: persons behind the verb and no office that appoints before his name."""
    if not found.agents or any(one.type != "PER" or found.cues.get(one.id) != "s" for one in found.agents):
        return
    person, people = found.agents[0], list(found.agents)
    if any(other.type == "PER" for other in found.others):
        return
    ahead = range(trigger.index + 1, view.at(person.span.start))
    if not any(view.key(step) in lexicon.words("appointing") for step in ahead):
        found.agents.clear()
        found.others[:0] = people


def _founded(view: Clauses, index: int, stops: frozenset[int]) -> Iterator[Mention]:
    """أسس مع أبناء عمومته كذا: the body further on in the clause."""
    for position in range(index + 1, min(index + 10, len(view.tokens))):
        if view.borders[position] or position in stops:
            return
        number = view.opens.get(position)
        if number is not None and view.mentions[number].type == "ORG" and not view.joined_preposition(position)[0]:
            yield view.mentions[number]
            return


def called(view: Clauses, index: int) -> Iterator[Mention]:
    """تحت مسمى كذا, أطلقوا عليه اسم كذا: the name of the body that comes out, further on in the sentence."""
    for position in range(index + 1, min(index + _NAME_REACH, len(view.tokens))):
        explained = view.key(position) in ("هي", "هو")  # حركة جديدة، هي كذا
        if view.mention[position] is not None or not (explained or view.key(position) in lexicon.words("called")):
            continue
        for step in range(position + 1, min(position + (3 if explained else 5), len(view.tokens))):
            number = view.opens.get(step)
            if number is not None:
                if view.mentions[number].type == "ORG":
                    yield view.mentions[number]
                return


def _appointed_beside(view: Clauses, index: int, stops: frozenset[int]) -> Iterator[Mention]:
    """تعيين فلان رئيسا وفلان نائبا: those joined to the first by و."""
    for position in range(index + 1, len(view.tokens)):
        if position in stops or (view.borders[position] and view.tokens[position].kind != "mark"):
            return
        number = view.opens.get(position)
        if number is not None and view.mentions[number].type == "PER" and view.joined_preposition(position) == ("", True):
            yield view.mentions[number]
