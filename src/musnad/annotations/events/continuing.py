"""Who goes on doing what was told before in the sentence: conjoined verbs, what a deed brought about, deeds within deeds."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.annotations.events import lexicon, modality
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.participants import Participants
from musnad.annotations.events.subjects import agrees, continued_subject, main_subject
from musnad.annotations.events.told import HARM
from musnad.annotations.events.triggers import Trigger
from musnad.records import EventMention, Mention, Report

# How far a noun may stand behind the one it is joined to.
_JOINED_REACH = 14


def inherit(view: Clauses, trigger: Trigger, people: Participants, found: Sequence[EventMention], report: Report) -> None:
    """The doer named once for two verbs (شنت X هجوما وسيطرت على Y), or of what brought the victims about."""
    if trigger.passive or any(people.cues.get(doer.id) != "مع" for doer in people.agents):
        return
    if not people.agents:
        people.lead("agents", _of_own(view, trigger), "before")
    if not found or people.agents or not found[-1].agents:
        people.lead("agents", _goes_on_with(view, trigger), "before")
    if people.agents or not found:
        return
    if controllers := _controlled(view, trigger, found[-1]):
        known = {mention.id: mention for mention in report.mentions}
        for identity in controllers:
            people.add("agents", known[identity], "before")
        return
    # بدعم كذا between two deeds: the doer goes on, not his backer.
    last = next((event for event in reversed(found) if event.type != "support"), found[-1])
    frame = trigger.reading.entry.frame
    clause_gap = trigger.index - view.at(last.span.start)
    if clause_gap > 25 or not last.agents:
        return
    brought_about = (
        last.type in HARM
        and trigger.nominal
        and trigger.reading.entry.type in ("casualties", "displacement")
        and any(
            view.bare(step) in lexicon.words("results") or view.key(step) in lexicon.words("results")
            for step in range(max(trigger.index - 4, 0), trigger.index)
        )
    )
    next_word = trigger.index + 1
    subjectless = (
        not trigger.nominal
        and frame.get("s") == "agents"
        and not frame.get("either")
        and (
            view.preposition(next_word) is not None
            or view.key(next_word) in ("خلالها", "خلاله", "فيها", "عليها")
            or _conjoined(view, trigger)
        )
        and view.key(trigger.index - 1) not in lexicon.words("relatives")
    )
    aimed_at = (
        last.type in ("campaign", "founding")
        and trigger.nominal
        and frame.get("s") == "agents"
        and not trigger.reading.article
        and modality.in_purpose(view, trigger)
    )
    verb = trigger.reading.verb
    # A plural verb has its subject before it.
    of_those = verb is not None and verb.plural and frame.get("s") == "agents" and not frame.get("either")
    joined = _joined_deed(view, trigger, last)
    if brought_about or subjectless or aimed_at or of_those or joined or _same_woman(view, trigger, last):
        by_id = {mention.id: mention for mention in report.mentions}
        taken = set(people.cues)
        for identity in last.agents:
            if identity not in taken:
                people.add("agents", by_id[identity], "before")


def _of_own(view: Clauses, trigger: Trigger) -> list[Mention]:
    """قالت كذا إنها أحبطت هجوما: the pronoun stands for who says it."""
    verb = trigger.reading.verb
    own = trigger.index > 0 and view.key(trigger.index - 1) in lexicon.words("claims_of_own")
    if verb is None or not own or trigger.reading.entry.frame.get("s") != "agents" or trigger.reading.entry.frame.get("either"):
        return []
    return [doer for doer in main_subject(view, trigger.index - 1) if agrees(view, verb, doer)]


def _goes_on_with(view: Clauses, trigger: Trigger) -> list[Mention]:
    """قوة من كذا وصلت إلى المكان واشتبكت مع كذا: the subject of the verbs before, where none follows and the gender agrees."""
    verb, behind = trigger.reading.verb, trigger.index + 1
    if verb is None or not trigger.reading.conjunction or trigger.reading.entry.frame.get("s") != "agents":
        return []
    if behind >= len(view.tokens):
        return []
    if not (view.preposition(behind) or view.joined_preposition(behind)[0] or trigger.reading.pronoun):
        return []
    if verb.plural and any(view.key(step) in ("انه", "بانه") for step in range(trigger.index)):
        return []  # ذكرت كذا أنه تجمع المئات وهاجموا: the pronoun stands for nobody
    return [doer for doer in continued_subject(view, trigger.index) if verb.plural or agrees(view, verb, doer)]


def _controlled(view: Clauses, trigger: Trigger, last: EventMention) -> tuple[str, ...]:
    """اتهمت كذا كذا بقصف, توعدت كذا باستهداف, اتفقت كذا وكذا على تشكيل: who does it stands in the word before."""
    if not trigger.nominal or trigger.reading.article or trigger.reading.entry.frame.get("s") != "agents":
        return ()
    start = view.at(last.span.start)
    if any(view.borders[step] for step in range(start + 1, trigger.index + 1)) or trigger.index - start > 16:
        return ()
    if trigger.reading.preposition == "ب":
        return {"accusation": last.others, "threat": last.agents}.get(last.type, ())
    return last.agents if last.type == "agreement" and view.key(trigger.index - 1) == "علي" else ()


def _joined_deed(view: Clauses, trigger: Trigger, last: EventMention) -> bool:
    """تمكنت كذا من القضاء على مسلحين واعتقال آخرين: nouns joined by و that one verb leads to have one doer."""
    if not trigger.nominal or not trigger.reading.conjunction or trigger.reading.article or trigger.reading.pronoun:
        return False
    start = view.at(last.span.start)
    if last.by != "events.noun" or trigger.reading.entry.frame.get("s") != "agents" or trigger.index - start > _JOINED_REACH:
        return False
    return not any(view.borders[step] for step in range(start + 1, trigger.index + 1))


def _same_woman(view: Clauses, trigger: Trigger, last: EventMention) -> bool:
    """داهمت القوة ... وقتلت ثلاثة, كما اعتقلت ناشطا: a feminine verb with its object goes on with the feminine subject before."""
    verb, position = trigger.reading.verb, trigger.index + 1
    goes_on = trigger.reading.conjunction or view.key(trigger.index - 1) in lexicon.words("goes_on_verbs")
    if verb is None or not verb.feminine or verb.passive or not goes_on or position >= len(view.tokens):
        return False
    if not trigger.reading.entry.frame.get("either") or not view.tokens[view.at(last.span.start)].plain.endswith("ت"):
        return False
    plain = view.tokens[position].plain
    if plain.endswith("ا") and lexicon.key(plain[:-1]) in lexicon.words("guests"):
        return True
    return position < len(view.tokens) and any(item.span.start == view.tokens[position].start for item in view.quantities)


def _conjoined(view: Clauses, trigger: Trigger) -> bool:
    return trigger.reading.conjunction and view.joined_preposition(min(trigger.index + 1, len(view.tokens) - 1))[0] != ""
