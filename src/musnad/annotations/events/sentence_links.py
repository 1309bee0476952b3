"""What the tellings of one sentence share: victims and their blow, verbs side by side, deeds and their backers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.told import EFFORTS, FAMILIES, HARM, ONE_STORY, OUTCOMES, VIOLENT, Told, fill
from musnad.annotations.events.triggers import Trigger

# How many words may stand between victims and the blow named behind them.
_CAUSE_REACH = 16
# What is told beside a fight by those who fought it.
_FOUGHT_FOR = frozenset({"control_change", "withdrawal", "movement", "arrest", "attack"})
# How many words before a deed the verb may stand that says what it is regarded as.
_REGARDED_REACH = 4


def in_sentence(done: Sequence[Told], index: int, item: Told) -> None:
    """What the sentence, or the sentence before a result clause, tells of the same blow."""
    kind = item.event.type
    if kind in OUTCOMES:
        for cause in _causes(done, index, item):
            # Where a place was taken is not where its people died or fled to.
            shared: tuple[str, ...] = (
                ("date", "agents") if cause.event.type in ("control_change", "arrest") else ("date", "place")
            )
            if cause.event.type in FAMILIES[0]:
                shared = ("date", "place", "agents")
                if not cause.trigger.nominal and _result_between(item.view, -1, item.trigger.index):
                    shared = (*shared, "others")  # هاجموا نقطة لكذا ما أسفر عن مقتل اثنين
            if cause.event.modality == item.event.modality:
                if cause.event.type == "clash":
                    _other_side(item, cause)
                    if len(cause.event.agents) > 1 and cause.trigger.nominal and not item.event.others:
                        shared = (*shared, "agents")  # اشتباكات بين كذا وكذا أدت إلى مقتل: both sides
                fill(item, cause.event, shared)
                struck = cause.event.type in FAMILIES[0] and cause.trigger.nominal
                fill(cause, item.event, ("date", "place", "others") if struck else ("date", "place"))
            break
    if kind == "clash" and item.trigger.nominal and len(item.event.agents) == 1:
        _opponents(done, index, item)
    if kind == "arrest" and not item.event.agents:
        for raid in _causes(done, index, item):  # اعتقل ثلاثة خلال اقتحام كذا البلدة
            if raid.event.type in FAMILIES[0] and raid.trigger.index > item.trigger.index:
                fill(item, raid.event, ("date", "place", "agents"))
            break
    if index == 0:
        return
    if kind == "violation" and not item.event.agents and (deed := _regarded(done, index, item)):
        fill(item, deed.event, ("agents",))
    last = done[index - 1]
    if last.view is item.view and kind in EFFORTS and last.event.type in EFFORTS | {"campaign", "founding"}:
        # حملة لجمع التبرعات وتجهيز المتطوعين: who launched it does what it is for.
        doers = last.event.agents or (last.event.others if last.event.type == "founding" else ())
        fill(item, last.event.model_copy(update={"agents": doers}), ("agents", "date"))
    if last.view is item.view and kind == "support" and item.trigger.reading.preposition == "ب" and _gap(last, item) <= 12:
        _backed(last, item)
    if last.view is item.view and _one_date(item, last):
        fill(item, last.event, ("date",))
    if last.view is not item.view or last.event.modality != item.event.modality:
        return
    gap = item.trigger.index - last.trigger.index
    if kind == last.event.type and kind in OUTCOMES and gap <= 12 and _joined(item):
        fill(item, last.event, ("date", "place", "agents", "others"))
        return
    violent = kind in VIOLENT and last.event.type in VIOLENT
    side_by_side = violent and _joined(item) and gap <= 20
    brought_by = violent and _through(item.view, last.trigger.index, item.trigger)
    if side_by_side or brought_by or _result_between(item.view, last.trigger.index, item.trigger.index):
        fill(item, last.event, ("date",) if "control_change" in (kind, last.event.type) else ("date", "place"))
    if last.event.type == "clash" and kind == "attack" and gap <= 4:
        _repelled(last, item)


def goes_on(done: Sequence[Told], index: int, item: Told) -> None:
    """ثم أطلقت حملة أخرى, واشتبكوا معهم: a verb that opens its sentence without a subject goes on with the doer before."""
    verb, here = item.trigger.reading.verb, item.trigger.index
    if index == 0 or verb is None or item.trigger.passive or item.event.agents or item.trigger.reading.entry.frame.get("either"):
        return
    if item.trigger.reading.entry.frame.get("s") != "agents" or item.trigger.reading.entry.frame.get("passive"):
        return
    opens = here == 0 and item.trigger.reading.conjunction
    then = 0 < here <= 3 and item.view.bare(here - 1) in ("ثم", "كما")
    last = done[index - 1]
    one_story = last.event.type == item.event.type or any({last.event.type, item.event.type} <= kinds for kinds in ONE_STORY)
    subjectless = verb.plural or _no_subject(item.view, here + 1)
    if (
        (opens or then)
        and last.view is not item.view
        and one_story
        and subjectless
        and last.event.modality == item.event.modality
    ):
        fill(item, last.event, ("agents",))


def _no_subject(view: Clauses, position: int) -> bool:
    """True where an object or preposition follows the verb: a noun without article and mention, as in أطلقت حملة."""
    if position >= len(view.tokens):
        return False
    if view.preposition(position) is not None or view.joined_preposition(position)[0]:
        return True
    word = view.key(position)
    return view.mention[position] is None and (
        word in lexicon.words("object_heads") or word in ("حمله", "هجوما", "عمليه", "معسكرا")
    )


def _one_date(item: Told, last: Told) -> bool:
    """The only date of the sentence stands before both, and nothing between them goes back in time (كانت، بعد أن، التي)."""
    view, end = item.view, item.trigger.index
    if not any({last.event.type, item.event.type} <= kinds for kinds in ONE_STORY):
        return False
    if len(view.dates) != 1 or last.event.date_mention != view.dates[0].id or item.event.modality != "actual":
        return False
    start = max(view.at(view.dates[0].span.start), last.trigger.index)
    back = lexicon.words("going_back") | lexicon.words("relatives")
    return start < end and not any({view.key(step), view.bare(step)} & back for step in range(start + 1, end))


def _opponents(done: Sequence[Told], index: int, item: Told) -> None:
    """سيطرت كذا على البلدة بعد معارك مع كذا: who did the other deed of the sentence fought the one behind مع."""
    if not _along(item):
        return
    for other in (*done[max(index - 1, 0) : index], *done[index + 1 : index + 2]):
        doers = other.event.agents
        if other.view is not item.view or other.event.type not in _FOUGHT_FOR or not doers:
            continue
        if not item.names.share(doers, item.event.agents) and _after_fight(item):
            item.event = item.event.model_copy(update={"agents": (*doers, *item.event.agents)})
            return


def _along(fight: Told) -> bool:
    """True where مع stands close behind the noun."""
    return any(fight.view.key(step) == "مع" for step in range(fight.trigger.index + 1, fight.trigger.index + 4))


def _after_fight(fight: Told) -> bool:
    """True behind بعد, إثر, خلال: the fight is told of beside another deed."""
    before = {fight.view.bare(fight.trigger.index - 1), fight.view.key(fight.trigger.index - 1)}
    return bool(before & (lexicon.words("causes") | lexicon.words("going_back")))


def _other_side(victims: Told, fight: Told) -> None:
    """قتل عناصر من كذا في اشتباكات مع كذا: the dead are one side, who is named behind مع the other."""
    event, rivals = victims.event, fight.event.agents
    if not _along(fight) or not rivals or victims.trigger.index > fight.trigger.index or event.agents:
        return
    if victims.names.share(event.others, rivals):
        return
    victims.event = event.model_copy(update={"agents": rivals})
    if event.others:
        fight.event = fight.event.model_copy(update={"agents": (*event.others, *rivals)})


def _gap(last: Told, item: Told) -> int:
    """Words between two triggers of a sentence."""
    return item.trigger.index - last.trigger.index


def _backed(deed: Told, support: Told) -> None:
    """حملة تشنها قوات كذا بدعم روسي: the doers are backed, and the backer has a part in the deed."""
    if not deed.event.agents or support.names.share(deed.event.agents, support.event.agents):
        return
    if not support.event.others:
        support.event = support.event.model_copy(update={"others": deed.event.agents})
    if not deed.event.others and deed.event.type in HARM:
        deed.event = deed.event.model_copy(update={"others": support.event.agents})


def _repelled(stand: Told, attack: Told) -> None:
    """صد الجيش هجوما شنته كذا: those who attacked are whom it fought."""
    attackers = tuple(identity for identity in attack.event.agents if identity not in stand.event.agents)
    if not stand.event.others and attackers:
        stand.event = stand.event.model_copy(update={"others": attackers})
    fill(stand, attack.event, ("place", "date"))


def _joined(item: Told) -> bool:
    """True where the trigger itself carries و or ف (قُتل ... وأصيب)."""
    return item.trigger.reading.conjunction


def _regarded(done: Sequence[Told], index: int, item: Told) -> Told | None:
    """تعتبر تلك الحملة خرقا لكذا, يشكل القصف انتهاكا: who did the deed before broke it, in one clause."""
    view, trigger = item.view, item.trigger
    if not trigger.nominal or trigger.reading.article:
        return None
    for deed in reversed(done[max(index - 3, 0) : index]):
        if deed.view is not view or view.clause[deed.trigger.index] != view.clause[trigger.index]:
            return None
        ahead = range(max(deed.trigger.index - _REGARDED_REACH, 0), trigger.index)
        regarded = any({view.key(step), view.bare(step)} & lexicon.words("regarding") for step in ahead)
        if deed.event.type in HARM | {"movement", "withdrawal"} and deed.event.agents and regarded:
            return deed
    return None


def _causes(done: Sequence[Told], index: int, item: Told) -> Iterator[Told]:
    """The blow that brought these victims: behind them (قتلوا في غارة), or before a word of result (أسفر عن)."""
    here = item.trigger.index
    for later in done[index + 1 : index + 4]:
        if later.view is not item.view:
            break
        if later.event.type in HARM and later.trigger.nominal and 0 < later.trigger.index - here <= _CAUSE_REACH:
            if _through(item.view, here, later.trigger):
                yield later
            break
    for earlier in reversed(done[max(index - 5, 0) : index]):
        if earlier.event.type not in HARM:
            if earlier.view is item.view and earlier.event.type in OUTCOMES:
                continue
            break
        if earlier.view is item.view:
            if _result_between(item.view, max(earlier.trigger.index - 3, -1), here + 1):  # أسفرت الاشتباكات عن, تفجير أودى ب
                yield earlier
        elif _opens_with_result(item.view, here):
            yield earlier
        break


def _through(view: Clauses, start: int, blow: Trigger) -> bool:
    """قتل ... في/جراء/إثر/ب + blow, up to three words between preposition and blow."""
    if blow.reading.preposition == "ب":
        return True
    for position in range(blow.index - 1, max(blow.index - 4, start), -1):
        if view.tokens[position].kind == "word" and view.joined_preposition(position)[0] == "ب":
            return True  # بنفس الاشتباكات
        if view.key(position) in lexicon.words("causes") or view.bare(position) in lexicon.words("causes"):
            return True
        if view.tokens[position].kind == "mark":
            return False
    return False


def _result_between(view: Clauses, start: int, end: int) -> bool:
    return any({view.key(step), view.bare(step)} & lexicon.words("results") for step in range(start + 1, end))


def _opens_with_result(view: Clauses, end: int) -> bool:
    return _result_between(view, -1, min(4, end))
