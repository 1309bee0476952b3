"""Whether a happening is told as actual, planned, denied or hypothetical, from the words before and after its trigger."""

from __future__ import annotations

from typing import Literal

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.triggers import Trigger

Modality = Literal["actual", "planned", "denied", "hypothetical"]
_PLANNED: Modality = "planned"
_HYPOTHETICAL: Modality = "hypothetical"
# How far behind تعرضت stands what befell.
_SUFFERER_REACH = 26
# How far behind اتفق and ينص stands what is agreed on.
_AGREED_REACH = 12
# How far a denial reaches over what was rumoured.
_DENIAL_REACH = 22
# How many words before the trigger a cue may stand; cues of purpose reach as far (بهدف دعم ... وجمع).
_REACH = 5


def of(view: Clauses, trigger: Trigger) -> tuple[Modality, str]:
    """Modality and the word that shows it (empty for actual)."""
    own = _of_verb(view, trigger) if trigger.reading.kind == "verb" else _of_noun(view, trigger)
    return own or _disowned(view, trigger) or _cue_before(view, trigger)


def _disowned(view: Clauses, trigger: Trigger) -> tuple[Modality, str] | None:
    """نفى كذا (صحة) الأنباء عن انسحاب كذا, نفى وجود صفقة: what the denial is about, names and titles between them."""
    if not trigger.nominal or trigger.reading.entry.type in ("accusation", "rejection"):
        return None
    for position in range(trigger.index - 1, max(trigger.index - _DENIAL_REACH, -1), -1):
        word = view.key(position)
        if view.mention[position] is None and {word, view.bare(position)} & lexicon.words("disowns"):
            return "denied", view.tokens[position].plain
        if word in "؛.:" or word in ("ان", "انه", "انها", "قال", "قالت", "واكد", "واكدت", "مشيرا", "مشيره"):
            return None
    return None


def _of_verb(view: Clauses, trigger: Trigger) -> tuple[Modality, str] | None:
    before, verb = view.key(trigger.index - 1), trigger.reading.verb
    present = verb is not None and verb.tense == "present"
    if trigger.reading.future or before == "سوف":
        return "planned", "س"
    if before in ("لن", "ولن", "لم", "ولم") or (before == "ما" and not present):
        return "denied", view.tokens[trigger.index - 1].plain
    if before in ("قد", "وقد", "ربما") and present:
        return "hypothetical", "قد"
    if trigger.reading.preposition == "ل" and present and before not in "،,":
        return "planned", "ل"  # behind a comma it tells the outcome (، ليتشكل بذلك)
    return None


def _of_noun(view: Clauses, trigger: Trigger) -> tuple[Modality, str] | None:
    index = trigger.index
    word = view.key(index - 1)
    if trigger.reading.entry.type != "agreement" and (told := _agreed_on(view, trigger)):
        return told, view.tokens[index - 1].plain
    battle_for = trigger.reading.entry.type == "control_change" and view.bare(index - 1) in lexicon.words("battles")
    if battle_for or (word[:1] == "ل" and word[1:] in lexicon.words("light_nouns")):
        return "planned", view.tokens[index - 1].plain
    for ahead in (index + 1, index + 2):
        if view.key(ahead) in lexicon.words("planned_after") and view.clause[index] == view.clause[index + 1]:
            return "planned", view.tokens[ahead].plain
    return None


def _agreed_on(view: Clauses, trigger: Trigger) -> Modality | None:
    """اتفقت كذا وكذا على تشكيل كذا: what is agreed on is to come; دعا كذا إلى تشكيل كذا: what is called for may be."""
    opening = trigger.index
    for step in range(trigger.index - 1, max(trigger.index - 4, 0), -1):
        if view.key(step) in lexicon.words("light_nouns") and view.mention[step] is None:
            opening = step  # دعا إلى تنظيم أكبر مسيرة
    before = view.key(opening - 1)
    if before not in ("علي", "الي"):
        return None
    cues, modality = (lexicon.words("agrees_on"), _PLANNED) if before == "علي" else (lexicon.words("calls_for"), _HYPOTHETICAL)
    for position in range(opening - 2, max(opening - _AGREED_REACH, -1), -1):
        word = view.key(position)
        if view.mention[position] is None and {word, view.bare(position)} & cues:
            return modality
        if view.borders[position]:
            return None
    return None


def _cue_before(view: Clauses, trigger: Trigger) -> tuple[Modality, str]:
    index = trigger.index
    tables: tuple[tuple[Modality, frozenset[str]], ...] = (
        ("denied", lexicon.words("denied_before")),
        ("planned", lexicon.words("planned_before")),
        ("hypothetical", lexicon.words("hypothetical_before")),
    )
    steps = 0
    for position in range(index - 1, -1, -1):
        word = view.key(position)
        if view.tokens[position].kind == "mark":
            if word in "،,؛:":
                break
            continue
        if view.mention[position] is not None:
            # Names between cue and trigger do not weaken the cue: محاولة الجيش السوري اقتحام.
            steps += view.opens.get(position) is not None
            continue
        steps += 1
        if steps > _REACH:
            break
        decided = trigger.reading.entry.type in ("appointment", "founding", "sanction") and "قرار" in word
        # توقع أربعة قتلى is what clashes do to people; nobody expects a count of dead.
        decided = decided or (trigger.reading.entry.type == "casualties" and word in lexicon.words("inflicts"))
        for modality, cues in tables if not decided else ():
            if {word, _without_clitic(word), word.removeprefix("ال")} & cues and _governs(view, position, trigger):
                return modality, view.tokens[position].plain
        if word in lexicon.words("relatives") or (view.borders[position] and word not in ("ان", "انه", "انها")):
            break
    # للسيطرة على, للانضمام إلى: with the article only where the noun is not already a thing (للاتفاق).
    aim = not trigger.reading.article or trigger.reading.entry.type in lexicon.words_raw("aimed_types")
    if _behind_lam(view, trigger) and trigger.nominal and aim and _purpose(view, trigger):
        return "planned", "ل"
    return "actual", ""


def _without_clitic(word: str) -> str:
    return word[1:] if len(word) > 3 and word[0] in "وفبل" else word


def _governs(view: Clauses, position: int, trigger: Trigger) -> bool:
    """A negation or verb of intention reaches a verb only when next to it or through أن; a noun further."""
    word = view.key(position)
    distance = trigger.index - position
    if word in ("لا", "ولا", "لم", "لن", "ليس", "ليست", "ولم", "ولن", "عدم", "وعدم", "بعدم", "لعدم", "بدون"):
        return distance <= 2 if trigger.nominal else distance == 1
    if trigger.reading.kind == "verb":
        between = {view.key(step) for step in range(position + 1, trigger.index)}
        return bool(between & {"ان", "انه", "انها"})
    return True


def _purpose(view: Clauses, trigger: Trigger) -> bool:
    """لتشكيل غرفة: a purpose; not after words that take ل for their object (تعرضت لقصف, أدى لمقتل, نتيجة لهجوم)."""
    for position in range(trigger.index - 1, max(trigger.index - _SUFFERER_REACH, -1), -1):
        word = view.key(position)
        if word in lexicon.words("takes_lam"):
            return False
        if view.borders[position]:
            break
        light = view.light(position)
        close = trigger.index - position <= 3
        if (light and light.group == "sufferer") or (close and word in lexicon.words("results")):
            return False
        if close and word in ("نتيجه", "وفقا", "نظرا", "ادانته", "ادانه", "تنديدا", "رفضا", "ردا", "استنكارا", "ضحيه", "ذكري"):
            return False
    return trigger.reading.entry.type not in ("casualties", "displacement")


def _behind_lam(view: Clauses, trigger: Trigger) -> bool:
    """لمواجهة, and لـ مواجهة as some newsrooms write it."""
    return trigger.reading.preposition == "ل" or view.key(trigger.index - 1) == "ل"


def in_purpose(view: Clauses, trigger: Trigger) -> bool:
    """True where the trigger names what somebody or something is for (يهدف إلى دعم, لمواجهة)."""
    if not trigger.nominal:
        return False
    if _behind_lam(view, trigger) and not trigger.reading.article and _purpose(view, trigger):
        return True
    for position in range(trigger.index - 1, max(trigger.index - 5, -1), -1):
        word = view.key(position)
        if word in lexicon.words("purpose") or _without_clitic(word) in lexicon.words("purpose"):
            return True
        if view.borders[position]:
            return False
    return False
