"""What tellings far apart in a report share: headlines and leads, claims of responsibility, happenings told again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.scanning import scan_right
from musnad.annotations.events.told import FAMILIES, HARM, OUTCOMES, UNIQUE, VIOLENT, Names, Told, agree, fill
from musnad.records import Report

# How many tellings back a noun reaches, and one that tells the same again.
_BACK_REACH, _RETOLD_REACH = 12, 60
# How many sentences with happenings, from the first of the body on, a headline sums up.
_LEAD = 2
# Happenings that have parties: "the two sides" of one may be those of another.
_OF_PARTIES = frozenset({"clash", "meeting", "talks", "agreement", "accusation"})
# Kinds of their own of which a definite noun tells, where nothing before it does.
_TOLD_ONCE = frozenset({"control_change", "violation", "merger", "movement", "casualties", "appointment"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# How many days back a report still tells of news.
_NEWS_DAYS = 7


def first_told(done: Sequence[Told]) -> None:
    """A definite noun with no telling of its kind before it takes up nothing: it is told, if weakly."""
    for index, item in enumerate(done):
        family = next((kinds for kinds in FAMILIES if item.event.type in kinds), frozenset({item.event.type}) & _TOLD_ONCE)
        if item.ghost and family and not any(other.event.type in family for other in done[:index]):
            item.ghost = False


def claimed(done: Sequence[Told]) -> None:
    """وتبناه تنظيم كذا: who claims the attack told before did it."""
    last: Clauses | None = None
    for index, item in enumerate(done):
        if item.view is last:
            continue
        last = item.view
        for position in range(len(item.view.tokens)):
            if not _claims(item.view, position):
                continue
            around = done[max(index - 3, 0) : index + 4]
            near = [one for one in around if one.event.type in FAMILIES[0] and _before(one, item, position)]
            if near and not near[-1].event.agents:
                claimer = scan_right(item.view, position, "s", frozenset())
                agents = tuple(mention.id for mention, slot in claimer if slot == "s" and mention.type == "ORG")[:1]
                near[-1].event = near[-1].event.model_copy(update={"agents": agents})


def _before(one: Told, item: Told, position: int) -> bool:
    return one.event.span.start < item.view.tokens[position].start and not one.headline


def _claims(view: Clauses, position: int) -> bool:
    light = view.light(position)
    return light is not None and light.form.pronoun and lexicon.key(view.tokens[position].split.stem).startswith(("تبن", "يتبن"))


def _is_news(report: Report, day: str) -> bool:
    """True for a day of the week before the report came out, or any day where that is not known."""
    when = report.published.value if report.published else None
    if not _DAY.fullmatch(day):
        return False
    if when is None or not _DAY.fullmatch(when):
        return True
    return 0 <= (date.fromisoformat(when) - date.fromisoformat(day)).days <= _NEWS_DAYS


def same_day(report: Report, done: Sequence[Told]) -> None:
    """Where all violence that the report dates is of one day, what it tells plainly besides is of that day."""
    actual = [item.event for item in done if item.event.type in VIOLENT and item.event.modality == "actual"]
    if any(event.type != "casualties" for event in actual) and not any(
        event.date and event.type != "casualties" for event in actual
    ):
        return  # the wounded who died on Thursday do not date the clash
    days = {event.date for event in actual if event.date}
    if len(days) != 1 or not _is_news(report, next(iter(days)) or ""):
        return
    source = next(event for event in actual if event.date)
    back = lexicon.words("going_back")
    for item in done:
        event = item.event
        if event.type not in VIOLENT or event.modality != "actual" or event.date or item.view.dates:
            continue
        if any({item.view.key(step), item.view.bare(step)} & back for step in range(item.trigger.index)):
            continue
        fill(item, source, ("date",))


def news_of(report: Report, done: Sequence[Told]) -> None:
    """A headline without a day tells of what was news when the report came out, so far as that is known as a stretch of time."""
    when = report.published.value if report.published else None
    if when is None or "/" not in when:
        return
    for item in done:
        if item.headline and item.event.date is None and item.event.modality == "actual":
            item.event = item.event.model_copy(update={"date": when})


def same_blow(done: Sequence[Told]) -> None:
    """The same doers strike the same place, or have struck since then and still do: one date for all tellings."""
    dated = [item for item in done if item.event.date and item.event.agents and item.event.type in HARM]
    for item in done:
        event = item.event
        if event.date or not event.agents or event.type not in HARM:
            continue
        for other in dated:
            known = other.event
            if (known.type, known.modality) != (event.type, event.modality) or not item.names.share(event.agents, known.agents):
                continue
            lasting = (known.date or "").endswith("/..")
            one_place = event.place and known.place and item.names.same(event.place, known.place)
            if (lasting or one_place) and agree(item, other, item.names):
                fill(item, known, ("date",))
                break


def of_both_sides(item: Told) -> bool:
    """اشتباكات بين الطرفين: those of the telling before."""
    here, reach = item.trigger.index, 5 if item.trigger.nominal else 2
    return any(item.view.key(step) in lexicon.words("both_sides") for step in range(here + 1, here + reach))


def _own_doer(item: Told) -> bool:
    """العمليات التي تقوم بها قوات ..., الغارات التركية: the doer is told, if not by a name of the report."""
    here, view = item.trigger.index, item.view
    for step in range(here + 1, min(here + 6, len(view.tokens))):
        light = view.light(step)
        if view.key(step) in lexicon.demonyms() or (light is not None and light.group == "doer"):
            return True
    return False


def told_before(report: Report, done: Sequence[Told], index: int, item: Told, names: Names) -> None:
    """The same parties, or as many victims, in the same kind of blow: told again."""
    event = item.event
    if event.type not in VIOLENT or (event.date and event.place):
        return
    values = {quantity.id: quantity.value for quantity in report.quantities}
    for earlier in reversed(done[max(index - _RETOLD_REACH, 0) : index]):
        other = earlier.event
        if other.type != event.type or other.modality != event.modality:
            continue
        as_many = event.quantity and other.quantity and values.get(event.quantity) == values.get(other.quantity)
        if as_many and event.type in OUTCOMES:
            fill(item, other, ("date", "place", "agents", "others"))
            return


def take_up(done: Sequence[Told], index: int, item: Told, names: Names, sides: bool) -> None:
    """الهجوم، الاجتماع: the nearest earlier telling of its kind that it does not contradict."""
    family = next((kinds for kinds in FAMILIES if item.event.type in kinds), None)
    if family is None:
        return
    for earlier in reversed(done[max(index - _BACK_REACH, 0) : index]):
        known = earlier.event.type in family or (sides and earlier.event.type in _OF_PARTIES)
        if not known or (earlier.event.modality != item.event.modality and not sides):
            continue
        if sides or agree(item, earlier, names):
            if sides and len(earlier.event.agents) + len(earlier.event.others) < 2:
                continue
            # Fighting of the same two elsewhere is another happening.
            told = ("agents",) if sides else ("date", "place", "others")
            slots = told if sides or _own_doer(item) else (*told, "agents")
            fill(item, earlier.event, slots)
            return


def from_lead(done: Sequence[Told], item: Told, names: Names) -> None:
    """The first telling of the same type below a headline, where one of the two names somebody of the other or is silent."""
    lead: list[Clauses] = []
    for later in done:
        if later.headline or later.event.span.start < item.event.span.start:
            continue
        if all(later.view is not view for view in lead):
            lead.append(later.view)
        if len(lead) > _LEAD:
            return
        family = next((kinds for kinds in FAMILIES if item.event.type in kinds), frozenset({item.event.type}))
        if later.event.type not in family:
            continue
        if agree(item, later, names) and later.event.modality == item.event.modality:
            fill(item, later.event, ("date", "place", "agents", "others"))
            reported = item.event.date_mention is None
            fill(later, item.event, ("date", "place", "agents", "others") if reported else ("place", "agents", "others"))
        elif later.event.type == item.event.type and later.event.modality == item.event.modality == "actual":
            fill(item, later.event, ("date",))  # the headline names the town, the lead its quarter
        return


def same_body(done: Sequence[Told], names: Names) -> None:
    """A body is founded, a campaign launched once: its date, founders and place hold for every telling."""
    for item in done:
        bodies = item.bodies or item.event.others
        if item.event.type not in UNIQUE or not bodies:
            continue
        for other in done:
            if other is item or (other.event.type, other.event.modality) != (item.event.type, item.event.modality):
                continue
            if names.share(bodies, other.bodies or other.event.others) and agree(item, other, names):
                fill(item, other.event, ("date", "place", "agents"))
