"""A small case written by hand: four invented reports on invented bodies, annotated without the annotators."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Literal

from musnad.knowledge.store import Case
from musnad.records import (
    Alias,
    Attribute,
    Contradiction,
    DateMention,
    Document,
    Entity,
    Event,
    EventMention,
    Failure,
    Hop,
    Knowledge,
    Line,
    LineKind,
    Mention,
    MentionType,
    OutletMention,
    Published,
    Quantity,
    Quotation,
    Reference,
    Relation,
    RelationMention,
    Report,
    Role,
    Sentence,
    Span,
    Statement,
    ValueSource,
    annotation_id,
)

FIRST = """الرئيسية | محليات | اتصل بنا
مجلس وادي السنديان يعلن هدنة في سوق القمح
قال مازن الورداني المتحدث باسم مجلس وادي السنديان لوكالة المنارة إن هدنة بدأت في 10 أيار 2019 بعد سقوط 12 جريحًا في سوق القمح.
وأضاف مصدر محلي أن «المجلس لن يوقّع قبل إطلاق المحتجزين»، ورقم القرار 2019-05-10 في السجل.
شارك هذا الخبر
"""
SECOND = """سوق القمح: روايتان عن الهدنة
أفادت إذاعة الجسر بأن الهدنة في سوق القمح بدأت مطلع أيار 2019، وأن الجرحى 15.
"""
THIRD = """مجلس وادي السنديان يعلن هدنة في سوق القمح
قال مازن الورداني المتحدث باسم مجلس وادي السنديان لوكالة المنارة إن هدنة بدأت في 10 أيار 2019 بعد سقوط 12 جريحًا في سوق القمح.
"""
FOURTH = """بيان <b>غير موقّع</b> & بلا تاريخ
نقل موقع local-news.example عن شهود كلامًا لم يُتحقق منه.
"""

Kind = Literal["headline", "paragraph", "furniture", "blank"]


class Sheet:
    """One report under the pen: annotations are found by their words."""

    def __init__(self, name: str, text: str, kinds: list[Kind]) -> None:
        data = text.encode()
        sha256 = hashlib.sha256(data).hexdigest()
        self.text, self.data = text, data
        lines, position = [], 0
        for number, (words, kind) in enumerate(zip(text.splitlines(), kinds, strict=True), 1):
            span = Span(start=position, end=position + len(words))
            lines.append(Line(number=number, span=span, kind=LineKind(kind), by="test.hand"))
            position += len(words) + 1
        self.document = Document(
            id=f"d-{sha256[:16]}",
            name=name,
            sha256=sha256,
            size=len(data),
            media_type="text/plain",
            encoding="utf-8",
            reader="plain_text",
            text=text,
            lines=tuple(lines),
        )
        self.id = self.document.id

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start=start, end=start + len(words))

    def base(self, kind: str, words: str, nth: int = 0) -> dict[str, Any]:
        span = self.span(words, nth)
        return {"id": annotation_id(kind, span), "span": span, "by": f"test.{kind}", "score": 0.9}

    def mention(self, words: str, type: MentionType, nth: int = 0, **more: Any) -> Mention:
        return Mention(**self.base("mention", words, nth), type=type, name=words, **more)

    def reference(self, annotation: Any) -> Reference:
        line = self.document.line_at(annotation.span.start).number
        return Reference(document=self.id, span=annotation.span, line=line, annotation=annotation.id)

    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(
            Sentence(id=annotation_id("sentence", line.span), span=line.span, by="sentences.line", line=line.number)
            for line in self.document.body()
        )


def _truce(name: str, text: str, kinds: list[Kind], full: bool) -> tuple[Sheet, Report]:
    """The agency's text, whole or as the outlet that repeats it has it."""
    sheet = Sheet(name, text, kinds)
    council_title = sheet.mention("مجلس وادي السنديان", "ORG", subtype="council")
    market_title = sheet.mention("سوق القمح", "LOC", subtype="facility")
    person = sheet.mention("مازن الورداني", "PER")
    council = sheet.mention("مجلس وادي السنديان", "ORG", nth=1, subtype="council")
    agency = sheet.mention("المنارة", "ORG", head="وكالة", subtype="news_agency")
    market = sheet.mention("سوق القمح", "LOC", nth=1, subtype="facility")
    date = DateMention(**sheet.base("date", "10 أيار 2019"), value="2019-05-10")
    hurt = Quantity(**sheet.base("quantity", "12"), value=12, unit="جريحًا", unit_span=sheet.span("جريحًا"))
    content = "هدنة بدأت في 10 أيار 2019 بعد سقوط 12 جريحًا في سوق القمح"
    said = Quotation(
        **sheet.base("quotation", content), cue=sheet.span("قال"), source=person.id, source_text=person.span, via=(agency.id,)
    )
    role = Role(
        **sheet.base("role", "مازن الورداني المتحدث باسم مجلس وادي السنديان"),
        person=person.id,
        organization=council.id,
        title=sheet.span("المتحدث باسم"),
        role="spokesperson",
    )
    event = EventMention(
        **sheet.base("event", "هدنة بدأت"),
        type="agreement",
        date="2019-05-10",
        date_mention=date.id,
        place=market.id,
        agents=(council.id,),
        quantity=hurt.id,
        quotation=said.id,
    )
    belongs = RelationMention(
        **sheet.base("relation", "المتحدث باسم مجلس وادي السنديان"), subject=person.id, predicate="member_of", object=council.id
    )
    mentions = [council_title, market_title, person, council, agency, market]
    quotations, attributes = [said], []
    if full:
        nominal = sheet.mention("المجلس", "ORG", nominal=True, antecedent=council.id)
        mentions.append(nominal)
        unnamed = "المجلس لن يوقّع قبل إطلاق المحتجزين"
        quotations.append(
            Quotation(
                **sheet.base("quotation", unnamed),
                cue=sheet.span("أضاف"),
                source_text=sheet.span("مصدر محلي"),
                anonymous=True,
                anonymity="local",
                mode="direct",
                denial=True,
            )
        )
        # Crosses the end of the quotation on purpose.
        attributes.append(
            Attribute(**sheet.base("attribute", "المحتجزين»، ورقم"), entity=nominal.id, property="nature", value="محلي")
        )
    evidence = sheet.span("10 أيار 2019")
    report = Report(
        document=sheet.document,
        sentences=sheet.sentences(),
        mentions=tuple(mentions),
        dates=(date,),
        quantities=(hurt,),
        published=Published(
            id="published-0-0", span=evidence, by="test.published", value="2019-05-11", basis="inferred", evidence=(evidence,)
        ),
        outlet=OutletMention(**sheet.base("outlet", "المنارة"), name="وكالة المنارة" if full else "صحيفة المرسى"),
        roles=(role,),
        quotations=tuple(quotations),
        events=(event,),
        relations=(belongs,),
        attributes=tuple(attributes),
        failures=() if full else ("step attributes failed: ValueError: test",),
    )
    return sheet, report


def _second() -> tuple[Sheet, Report]:
    sheet = Sheet("two.txt", SECOND, ["headline", "paragraph"])
    radio = sheet.mention("إذاعة الجسر", "ORG", subtype="media_outlet")
    market = sheet.mention("سوق القمح", "LOC", nth=1, subtype="facility")
    date = DateMention(**sheet.base("date", "مطلع أيار 2019"), value="2019-05-01/2019-05-10")
    hurt = Quantity(**sheet.base("quantity", "15"), value=15)
    event = EventMention(
        **sheet.base("event", "الهدنة", nth=1),
        type="agreement",
        date=date.value,
        date_mention=date.id,
        place=market.id,
        quantity=hurt.id,
    )
    published = Published(id="published-0-0", span=Span(start=0, end=0), by="test.published", value="2019-08/..", basis="unknown")
    return sheet, Report(
        document=sheet.document,
        sentences=sheet.sentences(),
        mentions=(radio, market),
        dates=(date,),
        quantities=(hurt,),
        published=published,
        events=(event,),
    )


def _fourth() -> tuple[Sheet, Report]:
    sheet = Sheet("رابع.txt", FOURTH, ["headline", "paragraph"])
    return sheet, Report(document=sheet.document, sentences=sheet.sentences())


def _entity(identifier: str, type: MentionType, name: str, places: list[tuple[Sheet, Mention]], **more: Any) -> Entity:
    references = tuple(sheet.reference(mention) for sheet, mention in places)
    names: dict[str, list[Reference]] = {}
    for (_, mention), reference in zip(places, references, strict=True):
        if not mention.nominal:
            names.setdefault(mention.name, []).append(reference)
    aliases = tuple(Alias(name=alias, references=tuple(where)) for alias, where in names.items())
    return Entity(id=identifier, type=type, name=name, aliases=aliases, references=references, **more)


def _knowledge(reports: list[tuple[Sheet, Report]]) -> Knowledge:
    places: dict[str, list[tuple[Sheet, Mention]]] = {}
    ids = {
        "مازن الورداني": "e-person",
        "مجلس وادي السنديان": "e-council",
        "المجلس": "e-council",
        "سوق القمح": "e-market",
        "المنارة": "e-agency",
        "إذاعة الجسر": "e-radio",
    }
    mention_entities, event_mentions, tellings = {}, {}, []
    for sheet, report in reports:
        for mention in report.mentions:
            places.setdefault(ids[mention.name], []).append((sheet, mention))
            mention_entities[f"{sheet.id}/{mention.id}"] = ids[mention.name]
        for told in report.events:
            event_mentions[f"{sheet.id}/{told.id}"] = "h-truce"
            tellings.append(sheet.reference(told))
    (one, first), (two, second), (_, copy), _ = reports
    dates = (
        ValueSource(value="2019-05-10", reference=one.reference(first.dates[0]), original="10 أيار 2019"),
        ValueSource(value="2019-05-01/2019-05-10", reference=two.reference(second.dates[0]), original="مطلع أيار 2019"),
    )
    chain = (
        Hop(label="وكالة المنارة", entity="e-agency", kind="agency"),
        Hop(label="مازن الورداني", entity="e-person", kind="speaker"),
    )
    hurt = (
        ValueSource(value="12", reference=one.reference(first.quantities[0]), original="12 جريحًا", chain=chain),
        ValueSource(value="15", reference=two.reference(second.quantities[0]), original="15"),
    )
    belongs = first.relations[0]
    return Knowledge(
        entities=(
            _entity("e-person", "PER", "مازن الورداني", places["e-person"], name_en="Mazin al-Wardani", romanised=True),
            _entity(
                "e-council",
                "ORG",
                "مجلس وادي السنديان",
                places["e-council"],
                subtype="council",
                name_en="Wadi al-Sindyan Council",
            ),
            _entity("e-market", "LOC", "سوق القمح", places["e-market"], subtype="facility"),
            _entity("e-agency", "ORG", "المنارة", places["e-agency"], subtype="news_agency"),
            _entity("e-radio", "ORG", "إذاعة الجسر", places["e-radio"], subtype="media_outlet"),
        ),
        events=(
            Event(
                id="h-truce",
                type="agreement",
                name="اتفاق: مجلس وادي السنديان، سوق القمح",
                name_en="Agreement: Wadi al-Sindyan Council",
                date="2019-05-10",
                dates=dates,
                place="e-market",
                agents=("e-council",),
                quantities=hurt,
                tellings=tuple(tellings),
                sources=2,
            ),
            Event(
                id="h-later",
                type="meeting",
                name="اجتماع مزمع",
                name_en="Planned meeting",
                date=None,
                modality="planned",
                agents=("e-person",),
                tellings=(one.reference(first.events[0]),),
            ),
        ),
        relations=(Relation(id="r-1", subject="e-person", predicate="member_of", object="e-council", statements=("s-1",)),),
        statements=(
            Statement(
                id="s-1",
                subject="e-person",
                property="member_of",
                object="e-council",
                original=belongs.span.of(one.text),
                reference=one.reference(belongs),
                by="test.relation",
                chain=chain,
            ),
        ),
        contradictions=(
            Contradiction(
                id="c-date",
                about="h-truce",
                property="date",
                kind="date",
                values=dates,
                because="تاريخان لبدء الهدنة.",
                because_en="Two dates for the start of the truce.",
            ),
            Contradiction(
                id="c-hurt",
                about="h-truce",
                property="quantity",
                kind="quantity",
                values=hurt,
                because="عددان للجرحى.",
                because_en="Two numbers of wounded.",
            ),
            Contradiction(
                id="c-nature",
                about="e-council",
                property="nature",
                kind="status",
                values=hurt[:1],
                because="وصفان للمجلس.",
                because_en="Two descriptions of the council.",
            ),
        ),
        mention_entities=mention_entities,
        event_mentions=event_mentions,
        copies={copy.document.id: one.id},
    )


def write_case(path: Path) -> Path:
    """The case as a file, with its originals beside it."""
    reports = [
        _truce("one.txt", FIRST, ["furniture", "headline", "paragraph", "paragraph", "furniture"], full=True),
        _second(),
        _truce("three.txt", THIRD, ["headline", "paragraph"], full=False),
        _fourth(),
    ]
    with Case.create(path) as case:
        for sheet, report in reports:
            case.add_report(report, sheet.data, f"reports/{report.document.name}", "2026-01-02T03:04:05Z", "test")
        case.add_failure(Failure(name="empty.txt", problem="the file is empty", advice="Save the page again"))
        case.replace_knowledge(_knowledge(reports))
    return path
