"""A case of a hundred reports with ten judgements on each, and the same reports as changed rules would read them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from factory import Draft

from musnad.errors import NotFound
from musnad.knowledge.judgements import Docket, layers
from musnad.knowledge.judgements.casting import Derived
from musnad.knowledge.judgements.deciding import decide
from musnad.records import Annotation, Judgement, Knowledge, Line, LineKind, Report, Span

FIRST = (
    "سليم", "فراس", "قاسم", "وائل", "نبيل", "هيثم", "زياد", "ماهر", "رائد", "عصام", "جلال", "منذر", "باسل", "لؤي", "تامر", "يزن",
)  # fmt: skip
LAST = ("الحوراني", "النجار", "الدالي", "المرعي", "الشهابي", "الزعبي", "القلعاوي", "السنجري", "البطاينة", "الكسواني", "الطيراوي")
BODIES = ("كتائب", "لواء", "مجلس", "رابطة", "حركة", "جمعية", "تجمع")
OF = (
    "الوادي", "السفح", "الزيزفون", "الصوان", "المرفأ", "الينابيع", "البيدر", "الرابية", "الغدير", "المرج", "السنديان", "العقيق",
)  # fmt: skip
PLACES = ("تل", "عين", "كفر", "بيت", "دير", "خربة", "وادي")
ANALYSTS = ("منى", "عادل")
Effect = Callable[["Check"], bool]


def body(number: int) -> str:
    return f"{BODIES[number % len(BODIES)]} {OF[number % len(OF)]} {OF[(number // len(OF) + 3 * number) % len(OF)]}"


def person(number: int) -> str:
    return f"{FIRST[number % len(FIRST)]} {FIRST[(number // 7) % len(FIRST)]} {LAST[number % len(LAST)]}"


def place(number: int) -> str:
    return f"{PLACES[number % len(PLACES)]} {OF[number % len(OF)]}"


def report(number: int) -> Report:
    """Two speakers, an office, a membership, what a body is, a meeting and a protest with a figure and a date."""
    one, two, three = (person(3 * number + at) for at in range(3))
    first, second = body(2 * number), f"{body(2 * number + 1)} الأهلية"
    here, there = place(2 * number), f"{place(2 * number + 1)} الغربية"
    day = f"2021-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    draft = Draft(
        f"قال رئيس {first} {one} إن {number + 40} عاملًا تظاهروا في {here} يوم {day} بعد الظهر.\n"
        f"وحضر {two} لقاء عقد في {there}، وهو عضو في {second} منذ سنوات.\n"
        f"ووصف {three} الجهة الأولى بأنها هيئة أهلية لا تتبع أحدًا.",
        name=f"report-{number:03d}.txt", published=day, outlet=f"موقع {OF[number % len(OF)]}",
    )  # fmt: skip
    speaker, guest, critic = (draft.mention("PER", name) for name in (one, two, three))
    office, club = draft.mention("ORG", first), draft.mention("ORG", second)
    square, town = draft.mention("LOC", here), draft.mention("LOC", there)
    draft.role(speaker, f"رئيس {first}", office, role="head")
    date = draft.date(day, day)
    figure = draft.quantity(f"{number + 40} عاملًا", number + 40, "عاملا")
    said = draft.quotation(f"{number + 40} عاملًا تظاهروا في {here} يوم {day} بعد الظهر", "قال", source=speaker)
    draft.event("protest", "تظاهروا", date=day, date_mention=date, place=square, quantity=figure, quotation=said)
    draft.event("meeting", "لقاء", place=town, agents=(guest,))
    draft.relation(f"وهو عضو في {second}", guest, "member_of", club)
    draft.attribute("هيئة أهلية لا تتبع أحدًا", office, "nature")
    assert critic
    return draft.report()


def changed(found: Report, number: int, gone: frozenset[str]) -> Report:
    """The report as another reader and other rules have it: a line more on top, other ids, scores and spans, some things lost."""
    chance = random.Random(number)
    head = "الأخبار المحلية\n"
    by = len(head)
    names: dict[str, str] = {}
    layered = layers.by_kind(found)
    for kind, ones in layered.items():
        for one in ones.values():
            names[one.id] = f"{kind}-{one.span.start + by}-{one.span.end + by}-{chance.randint(1, 99)}"
    # Names keep their words; of the rest some are drawn a letter wider.
    wider = {one for kind, ones in layered.items() if kind != "mention" for one in ones if chance.random() < 0.3}
    dropped = {names[one] for one in gone if one in names}

    def moved(one: Annotation) -> dict[str, Any]:
        data = layers.shifted(layers.plain(one), by)
        data |= {"id": names[one.id], "by": f"other.{one.by}", "score": 0.5}
        if one.id in wider and data["span"]["end"] < by + len(found.document.text):
            data["span"]["end"] += 1
        for name in layers.REFERENCES.get(layers.kind_of(one), ()):
            value = data[name]
            targets = [names[target] for target in ([value] if isinstance(value, str) else value or ())]
            renamed = [target for target in targets if target not in dropped]
            data[name] = renamed if name in layers.MANY else next(iter(renamed), None)
        return data

    kept: dict[str, dict[str, Annotation]] = {}
    for kind, ones in layered.items():
        rows = [moved(one) for one in ones.values() if names[one.id] not in dropped]
        whole = [data for data in rows if all(data[name] for name in layers.REQUIRED.get(kind, ()))]
        kept[kind] = {data["id"]: layers.annotation(data) for data in whole}
    old = found.document
    lines = [Line(number=1, span=Span(start=0, end=by - 1), kind=LineKind.furniture, by="other")]
    lines += [
        line.model_copy(update={"number": line.number + 1, "span": Span(start=line.span.start + by, end=line.span.end + by)})
        for line in old.lines
    ]
    document = old.model_copy(update={"text": head + old.text, "lines": tuple(lines)})
    return layers.rebuilt(found, kept).model_copy(update={"document": document})


class MemoryShelf:
    """Reports and what was derived from them, held in memory."""

    def __init__(self, reports: Sequence[Report], known: Knowledge, judgements: Sequence[Judgement] = ()) -> None:
        self._reports = {one.document.id: one for one in reports}
        docket = Docket(judgements)
        self._judged = {one.document.id: docket.read(one) for one in reports}
        lists = (known.entities, known.statements, known.relations, known.events, known.contradictions)
        self._records: dict[str, Derived] = {one.id: one for records in lists for one in records}  # type: ignore[attr-defined]

    def machine(self, document: str) -> Report:
        return self._reports[document]

    def judged(self, document: str) -> Report:
        return self._judged[document]

    def record(self, item: str) -> Derived:
        if item not in self._records:
            raise NotFound(item)
        return self._records[item]


@dataclass
class Check:
    """What an effect may look at: the reports as judged by name, and the knowledge."""

    reports: dict[str, Report]
    known: Knowledge

    @classmethod
    def of(cls, reports: Sequence[Report], known: Knowledge, judgements: Sequence[Judgement]) -> Check:
        docket = Docket(judgements)
        return cls({one.document.name: docket.read(one) for one in reports}, known)

    def at(self, name: str, kind: str, words: str) -> list[Annotation]:
        """The annotations of a kind on exactly these words."""
        found = self.reports[name]
        return [one for one in layers.by_kind(found)[kind].values() if one.span.of(found.document.text) == words]

    def entity(self, name: str, words: str) -> str | None:
        """The entity of the mention on these words."""
        found = self.at(name, "mention", words)
        return self.known.mention_entities.get(f"{self.reports[name].document.id}/{found[0].id}") if found else None

    def stated(self, name: str, properties: Sequence[str]) -> list[Any]:
        """The statements of a report with one of these properties."""
        document = self.reports[name].document.id
        return [one for one in self.known.statements if one.reference.document == document and one.property in properties]


def judged(reports: Sequence[Report], known: Knowledge) -> Iterator[tuple[Judgement, Effect, str | None]]:
    """Ten judgements on each report: the judgement, how to see that it is in force, the annotation that a changed rule loses."""
    shelf = MemoryShelf(reports, known)
    for number, found in enumerate(reports):
        yield from _on(shelf, found, number, reports[number ^ 1])


def _on(shelf: MemoryShelf, found: Report, number: int, other: Report) -> Iterator[tuple[Judgement, Effect, str | None]]:
    text, name, odd = found.document.text, found.document.name, number % 2 == 1
    by_kind = layers.by_kind(found)
    role, relation, attribute, said, date, figure = (
        next(iter(by_kind[kind].values())) for kind in ("role", "relation", "attribute", "quotation", "date", "quantity")
    )
    meeting = list(by_kind["event"].values())[1]
    speaker, _, critic, _, club, square, _ = found.mentions
    title, member, nature, words = (one.span.of(text) for one in (role, relation, attribute, said))
    minutes = iter(range(100))

    def make(verdict: Any, *annotations: Annotation, **more: Any) -> Judgement:
        at = f"2024-03-{number % 27 + 1:02d}T12:{next(minutes):02d}:00+00:00"
        items = [f"{found.document.id}/{one.id}" for one in annotations] + more.pop("items", [])
        return decide(shelf, verdict, items, by=ANALYSTS[number % 2], at=at, **more)

    def values(check: Check, *properties: str) -> list[Any]:
        return [one.value for one in check.stated(name, properties)]

    def sure(check: Check, kind: str, at: str) -> bool:
        return [one.score for one in check.at(name, kind, at)] == [1.0]

    if odd:
        yield make("reject", role), lambda check: values(check, "office", "office_at") == [], None
        yield make("accept", relation), lambda check: (
            len(values(check, "member_of")) == 1 and sure(check, "relation", member)), relation.id  # fmt: skip
        yield make("reject", attribute), lambda check: values(check, "nature") == [], None
        yield make("accept", said), lambda check: values(check, "said") == [words] and sure(check, "quotation", words), said.id
        yield make("reject", meeting), lambda check: check.at(name, "event", "لقاء") == [], None
        partner = f"{other.document.id}/{other.mentions[0].id}"
        names = speaker.span.of(text), other.mentions[0].span.of(other.document.text)
        yield make("same", speaker, items=[partner]), lambda check: (
            check.entity(name, names[0]) == check.entity(other.document.name, names[1]) is not None), None  # fmt: skip
    else:
        yield make("accept", role), lambda check: (
            len(values(check, "office", "office_at")) == 2 and sure(check, "role", title)), role.id  # fmt: skip
        yield make("reject", relation), lambda check: values(check, "member_of") == [], None
        yield make("correct", attribute, field="value", value="هيئة مستقلة"), lambda check: (
            [(one.value, one.judged, one.machine) for one in check.stated(name, ("nature",))]
            == [("هيئة مستقلة", "corrected", nature)]
        ), attribute.id  # fmt: skip
        yield make("reject", said), lambda check: values(check, "said") == [], None
        yield make("accept", meeting), lambda check: sure(check, "event", "لقاء"), meeting.id
        yield make("not_same", speaker, critic), lambda check: (
            check.entity(name, speaker.span.of(text)) != check.entity(name, critic.span.of(text))), None  # fmt: skip
    yield make("correct", date, value="2020-02"), lambda check: set(values(check, "date")) == {"2020-02"}, None
    yield make("correct", figure, value="7"), lambda check: set(values(check, "quantity")) == {"7 عاملا"}, None
    wider = Span(start=square.span.start, end=square.span.end + 4)
    yield make("move", square, span=wider), lambda check: check.entity(name, wider.of(text)) is not None, None
    yield make("accept", club), lambda check: (
        check.entity(name, club.span.of(text)) is not None and sure(check, "mention", club.span.of(text))), club.id  # fmt: skip
