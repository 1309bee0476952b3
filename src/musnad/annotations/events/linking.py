"""Tellings of one happening in one report complete each other: what is said once of it holds wherever it is told.

Victims share the blow that brought them (أسفر القصف عن, قتلوا في غارة), coordinated verbs share their circumstances, a definite
noun (الهجوم) those of the happening it takes up, a headline those of its lead. Only what is missing is filled, and never
across a contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.scanning import scan_right
from musnad.annotations.events.triggers import Trigger
from musnad.records import EventMention, LineKind, Mention, Quantity, Report

HARM = frozenset({"attack", "shelling", "airstrike", "clash", "control_change", "arrest", "violation"})
"""Happenings that can bring victims and flight about."""
_OUTCOMES = frozenset({"casualties", "displacement"})
# Nouns of these take up one another: الهجوم after a raid, المفاوضات after talks.
_FAMILIES = (
    frozenset({"attack", "shelling", "airstrike"}),
    frozenset({"clash"}),
    frozenset({"meeting", "talks"}),
    frozenset({"campaign"}),
    frozenset({"agreement"}),
    frozenset({"protest"}),
    frozenset({"displacement"}),
    frozenset({"arrest"}),
    frozenset({"withdrawal"}),
)
# How many words may stand between victims and the blow named behind them, and how many tellings back a noun reaches.
_CAUSE_REACH, _BACK_REACH = 16, 12
# How many sentences with happenings, from the first of the body on, a headline sums up.
_LEAD = 2
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# How many days back a report still tells of news.
_NEWS_DAYS = 7
# Kinds that one sentence tells as one story.
_ONE_STORY = (
    frozenset(
        {"casualties", "displacement", "attack", "shelling", "airstrike", "clash", "control_change", "arrest", "withdrawal"}
    ),
    frozenset({"meeting", "talks", "agreement"}),
)
_UNIQUE = frozenset({"founding", "merger", "campaign", "agreement"})
_VIOLENT = _OUTCOMES | HARM
_EFFORTS = frozenset({"mobilization", "funding", "training", "fortification"})
LINKED = (
    frozenset(
        {"casualties", "clash", "displacement", "shelling", "airstrike", "attack", "meeting", "talks", "agreement", "protest"}
    )
    | _EFFORTS
    | {"arrest", "control_change", "withdrawal", "movement", "campaign"}
)
"""Types of which a telling with nothing beside it may get its circumstances from its sentence."""


def _bare(name: str) -> str:
    """Without the article, that of a name written behind لل included (لجيش السوري)."""
    return name[2:] if name.startswith("ال") else name


class Names:
    """Which mentions of a report name the same."""

    def __init__(self, mentions: Sequence[Mention], quantities: Sequence[Quantity] = ()) -> None:
        self.known: Mapping[str, Mention] = {mention.id: mention for mention in mentions}
        self.values = {quantity.id: quantity.value for quantity in quantities}

    def as_many(self, one: str, other: str) -> bool:
        """True where both count the same number."""
        return self.values.get(one) is not None and self.values.get(one) == self.values.get(other)

    def of(self, identity: str) -> str:
        """Folded name of the first mention that this one goes back to."""
        mention = self.known[identity]
        for _ in range(8):
            if mention.antecedent is None or mention.antecedent not in self.known:
                break
            mention = self.known[mention.antecedent]
        return lexicon.key(mention.name)

    def same(self, one: str, other: str) -> bool:
        """Equal names, or one written as part of the other."""
        first, second = _bare(self.of(one)), _bare(self.of(other))
        return first == second or (
            min(len(first), len(second)) > 3 and (f" {first} " in f" {second} " or f" {second} " in f" {first} ")
        )

    def share(self, some: Sequence[str], others: Sequence[str]) -> bool:
        """True where one of each names the same."""
        return any(self.same(one, other) for one in some for other in others)


@dataclass(slots=True)
class Told:
    """One telling, with the words it was read from; `weak` ones stand only if a link gives them something."""

    event: EventMention
    trigger: Trigger
    view: Clauses
    weak: bool = False
    ghost: bool = False
    """A bare back-reference: it carries what is known from one telling to another and is none itself."""

    names: Names = field(default_factory=lambda: Names(()))
    bodies: tuple[str, ...] = ()
    """The named campaign that was launched; it takes no part in its own launch."""

    @property
    def headline(self) -> bool:
        """True in a headline, caption or sub-heading."""
        kind = self.view.line_kind
        return kind in (LineKind.headline, LineKind.caption, LineKind.subheading)


def link(report: Report, told: Sequence[Told]) -> list[EventMention]:
    """The tellings in their order, each completed from the others; weak ones that nothing completes are left out."""
    names, done = Names(report.mentions, report.quantities), list(told)
    for item in done:
        item.names = names
    _first_told(done)
    _claimed(done)
    for again in (False, True):  # what a link brings may be what another needs
        if again:
            _news_of(report, done)
        for index, item in enumerate(done):
            _in_sentence(done, index, item)
            _goes_on(done, index, item)
            sides = _of_both_sides(item)
            if item.trigger.nominal and (item.trigger.reading.article or sides):
                _take_up(done, index, item, names, sides)
            _told_before(report, done, index, item, names)
        _same_blow(done)
        for item in done:
            if item.headline:
                _from_lead(done, item, names)
        _same_body(done, names)
        _same_day(report, done)
    text = report.document.text
    for index, item in enumerate(done):
        last = max((other.event.span.end for other in done[:index] if not other.ghost), default=0)
        if item.ghost and item.event.type in _VIOLENT and _full(item.event) and "\n" in text[last : item.event.span.start]:
            item.ghost = False
    return [item.event for item in done if not item.ghost and (not item.weak or _says(item.event))]


def _first_told(done: Sequence[Told]) -> None:
    """A definite noun with no telling of its kind before it takes up nothing: it is told, if weakly."""
    for index, item in enumerate(done):
        family = next((kinds for kinds in _FAMILIES if item.event.type in kinds), None)
        if item.ghost and family and not any(other.event.type in family for other in done[:index]):
            item.ghost = False


def _claimed(done: Sequence[Told]) -> None:
    """وتبناه تنظيم كذا: who claims the attack told before did it."""
    seen: list[Clauses] = []
    for index, item in enumerate(done):
        if any(item.view is view for view in seen):
            continue
        seen.append(item.view)
        for position in range(len(item.view.tokens)):
            if not _claims(item.view, position):
                continue
            near = [one for one in done[max(index - 3, 0) : index + 4] if one.event.type in _FAMILIES[0] and _before(one, item, position)]
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


def _same_day(report: Report, done: Sequence[Told]) -> None:
    """Where all violence that the report dates is of one day, what it tells plainly besides is of that day."""
    days = {item.event.date for item in done if item.event.type in _VIOLENT and item.event.date and item.event.modality == "actual"}
    if len(days) != 1 or not _is_news(report, next(iter(days)) or ""):
        return
    source = next(item.event for item in done if item.event.type in _VIOLENT and item.event.date)
    back = lexicon.words("going_back")
    for item in done:
        event = item.event
        if event.type not in _VIOLENT or event.modality != "actual" or event.date or item.view.dates:
            continue
        if any({item.view.key(step), item.view.bare(step)} & back for step in range(item.trigger.index)):
            continue
        _fill(item, source, ("date",))


def _full(event: EventMention) -> bool:
    """A taken-up happening of which two things are known is told again, not only pointed at."""
    return sum(map(bool, (event.agents, event.others, event.place, event.date, event.quantity))) >= 2


def _says(event: EventMention) -> bool:
    return bool(event.agents or event.others or event.place or event.date or event.quantity)


def _fill(item: Told, source: EventMention, slots: tuple[str, ...]) -> None:
    """Take over what is missing."""
    update = {}
    for slot in slots:
        value = getattr(source, slot)
        if value and not getattr(item.event, slot):
            update[slot] = value
            if slot == "date":
                update["date_mention"] = source.date_mention
    # Nobody is named on both sides because of a link.
    if update.get("agents") and item.names.share(update["agents"], item.event.others):
        del update["agents"]
    if update.get("others") and item.names.share(update["others"], update.get("agents", item.event.agents)):
        del update["others"]
    if update:
        item.event = item.event.model_copy(update=update)


def _in_sentence(done: Sequence[Told], index: int, item: Told) -> None:
    """What the sentence, or the sentence before a result clause, tells of the same blow."""
    kind = item.event.type
    if kind in _OUTCOMES:
        for cause in _causes(done, index, item):
            # Where a place was taken is not where its people died or fled to.
            shared: tuple[str, ...] = (
                ("date", "agents") if cause.event.type in ("control_change", "arrest") else ("date", "place")
            )
            if cause.event.type in _FAMILIES[0]:
                shared = ("date", "place", "agents")
            if cause.event.modality == item.event.modality:
                if cause.event.type == "clash":
                    _other_side(item, cause)
                _fill(item, cause.event, shared)
                struck = cause.event.type in _FAMILIES[0] and cause.trigger.nominal
                _fill(cause, item.event, ("date", "place", "others") if struck else ("date", "place"))
            break
    if index == 0:
        return
    last = done[index - 1]
    if last.view is item.view and kind in _EFFORTS and last.event.type in _EFFORTS | {"campaign", "founding"}:
        # حملة لجمع التبرعات وتجهيز المتطوعين: who launched it does what it is for.
        doers = last.event.agents or (last.event.others if last.event.type == "founding" else ())
        _fill(item, last.event.model_copy(update={"agents": doers}), ("agents", "date"))
    if last.view is item.view and kind == "support" and item.trigger.reading.preposition == "ب" and _gap(last, item) <= 12:
        _backed(last, item)
    if last.view is item.view and _one_date(item, last):
        _fill(item, last.event, ("date",))
    if last.view is not item.view or last.event.modality != item.event.modality:
        return
    gap = item.trigger.index - last.trigger.index
    if kind == last.event.type and kind in _OUTCOMES and gap <= 12 and _joined(item):
        _fill(item, last.event, ("date", "place", "agents", "others"))
        return
    violent = kind in _VIOLENT and last.event.type in _VIOLENT
    side_by_side = violent and _joined(item) and gap <= 20
    brought_by = violent and _through(item.view, last.trigger.index, item.trigger)
    if side_by_side or brought_by or _result_between(item.view, last.trigger.index, item.trigger.index):
        _fill(item, last.event, ("date",) if "control_change" in (kind, last.event.type) else ("date", "place"))
    if last.event.type == "clash" and kind == "attack" and gap <= 4:
        _repelled(last, item)


def _goes_on(done: Sequence[Told], index: int, item: Told) -> None:
    """ثم أطلقت حملة أخرى, واشتبكوا معهم: a verb that opens its sentence without a subject goes on with the doer before."""
    verb, here = item.trigger.reading.verb, item.trigger.index
    if index == 0 or verb is None or item.trigger.passive or item.event.agents or item.trigger.reading.entry.frame.get("either"):
        return
    if item.trigger.reading.entry.frame.get("s") != "agents" or item.trigger.reading.entry.frame.get("passive"):
        return
    opens = here == 0 and item.trigger.reading.conjunction
    then = 0 < here <= 3 and item.view.bare(here - 1) in ("ثم", "كما")
    last = done[index - 1]
    one_story = last.event.type == item.event.type or any({last.event.type, item.event.type} <= kinds for kinds in _ONE_STORY)
    subjectless = verb.plural or _no_subject(item.view, here + 1)
    if (
        (opens or then)
        and last.view is not item.view
        and one_story
        and subjectless
        and last.event.modality == item.event.modality
    ):
        _fill(item, last.event, ("agents",))


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
    if not any({last.event.type, item.event.type} <= kinds for kinds in _ONE_STORY):
        return False
    if len(view.dates) != 1 or last.event.date_mention != view.dates[0].id or item.event.modality != "actual":
        return False
    start = max(view.at(view.dates[0].span.start), last.trigger.index)
    back = lexicon.words("going_back") | lexicon.words("relatives")
    return start < end and not any({view.key(step), view.bare(step)} & back for step in range(start + 1, end))


def _other_side(victims: Told, fight: Told) -> None:
    """قتل عناصر من كذا في اشتباكات مع كذا: the dead are one side, who is named behind مع the other."""
    event, rivals = victims.event, fight.event.agents
    along = any(fight.view.key(step) == "مع" for step in range(fight.trigger.index + 1, fight.trigger.index + 4))
    if not along or not rivals or victims.trigger.index > fight.trigger.index or event.agents:
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
    _fill(stand, attack.event, ("place", "date"))


def _joined(item: Told) -> bool:
    """True where the trigger itself carries و or ف (قُتل ... وأصيب)."""
    return item.trigger.reading.conjunction


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
            if earlier.view is item.view and earlier.event.type in _OUTCOMES:
                continue
            break
        if earlier.view is item.view:
            if _result_between(item.view, max(earlier.trigger.index - 3, -1), here):  # أسفرت الاشتباكات عن
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


def _news_of(report: Report, done: Sequence[Told]) -> None:
    """A headline without a day tells of what was news when the report came out, so far as that is known as a stretch of time."""
    when = report.published.value if report.published else None
    if when is None or "/" not in when:
        return
    for item in done:
        if item.headline and item.event.date is None and item.event.modality == "actual":
            item.event = item.event.model_copy(update={"date": when})


def _same_blow(done: Sequence[Told]) -> None:
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
            if (lasting or one_place) and _agree(item, other, item.names):
                _fill(item, known, ("date",))
                break


def _of_both_sides(item: Told) -> bool:
    """اشتباكات بين الطرفين: those of the telling before."""
    here = item.trigger.index
    return any(item.view.key(step) in lexicon.words("both_sides") for step in range(here + 1, here + 5))


def _own_doer(item: Told) -> bool:
    """العمليات التي تقوم بها قوات ..., الغارات التركية: the doer is told, if not by a name of the report."""
    here, view = item.trigger.index, item.view
    for step in range(here + 1, min(here + 6, len(view.tokens))):
        light = view.light(step)
        if view.key(step) in lexicon.demonyms() or (light is not None and light.group == "doer"):
            return True
    return False


def _told_before(report: Report, done: Sequence[Told], index: int, item: Told, names: Names) -> None:
    """The same parties, or as many victims, in the same kind of blow: told again."""
    event = item.event
    if event.type not in _VIOLENT or (event.date and event.place):
        return
    values = {quantity.id: quantity.value for quantity in report.quantities}
    for earlier in reversed(done[:index]):
        other = earlier.event
        if other.type != event.type or other.modality != event.modality:
            continue
        as_many = event.quantity and other.quantity and values.get(event.quantity) == values.get(other.quantity)
        if as_many and event.type in _OUTCOMES:
            _fill(item, other, ("date", "place", "agents", "others"))
            return


def _take_up(done: Sequence[Told], index: int, item: Told, names: Names, sides: bool) -> None:
    """الهجوم، الاجتماع: the nearest earlier telling of its kind that it does not contradict."""
    family = next((kinds for kinds in _FAMILIES if item.event.type in kinds), None)
    if family is None:
        return
    for earlier in reversed(done[max(index - _BACK_REACH, 0) : index]):
        if earlier.event.type not in family or earlier.event.modality != item.event.modality:
            continue
        if sides or _agree(item, earlier, names):
            if sides and len(earlier.event.agents) + len(earlier.event.others) < 2:
                continue
            # Fighting of the same two elsewhere is another happening.
            told = ("agents",) if sides else ("date", "place", "others")
            slots = told if sides or _own_doer(item) else (*told, "agents")
            _fill(item, earlier.event, slots)
            return


def _agree(one: Told, other: Told, names: Names) -> bool:
    """No slot that both fill says something else."""
    first, second = one.event, other.event
    if first.date and second.date and not (first.date.startswith(second.date) or second.date.startswith(first.date)):
        return False
    if first.place and second.place and not names.same(first.place, second.place):
        return False
    if first.quantity and second.quantity and first.type == second.type and not names.as_many(first.quantity, second.quantity):
        return False
    pairs = ((first.agents, second.agents), (first.others, second.others))
    return all(not (some and more) or names.share(some, more) for some, more in pairs)


def _from_lead(done: Sequence[Told], item: Told, names: Names) -> None:
    """The first telling of the same type below a headline, where one of the two names somebody of the other or is silent."""
    lead: list[Clauses] = []
    for later in done:
        if later.headline or later.event.span.start < item.event.span.start:
            continue
        if all(later.view is not view for view in lead):
            lead.append(later.view)
        if len(lead) > _LEAD:
            return
        family = next((kinds for kinds in _FAMILIES if item.event.type in kinds), frozenset({item.event.type}))
        if later.event.type not in family:
            continue
        if _agree(item, later, names) and later.event.modality == item.event.modality:
            _fill(item, later.event, ("date", "place", "agents", "others"))
            reported = item.event.date_mention is None
            _fill(later, item.event, ("date", "place", "agents", "others") if reported else ("place", "agents", "others"))
        elif later.event.type == item.event.type and later.event.modality == item.event.modality == "actual":
            _fill(item, later.event, ("date",))  # the headline names the town, the lead its quarter
        return


def _same_body(done: Sequence[Told], names: Names) -> None:
    """A body is founded, a campaign launched once: its date, founders and place hold for every telling."""
    for item in done:
        bodies = item.bodies or item.event.others
        if item.event.type not in _UNIQUE or not bodies:
            continue
        for other in done:
            if other is item or (other.event.type, other.event.modality) != (item.event.type, item.event.modality):
                continue
            if names.share(bodies, other.bodies or other.event.others) and _agree(item, other, names):
                _fill(item, other.event, ("date", "place", "agents"))
