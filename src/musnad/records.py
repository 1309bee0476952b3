"""The records that pass between the stages. All are frozen; later stages add records, never change earlier ones.

Positions are code-point offsets into `Document.text`, end-exclusive. Dates are EDTF strings (ISO 8601-2): `2019-05-10`,
`2019-05`, `2019-04-21/2019-04-30`, `2019-08/..`. Ids come from content, so that two builds of the same reports agree.

documents    → Document (with its Lines)
annotations  → Report = Document + Annotations (Mention, DateMention, Quantity, Role, Quotation, EventMention, ...)
knowledge    → Entity, Relation, Event, Contradiction, Statement; Judgement is the analyst's own record
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """Base of all records: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        # Python lays the fields of objects in shared rows only if the first objects of a class set them one by one, which
        # validation never does: without this a packed record (`musnad.knowledge.packing`) takes three times its memory.
        first = cls.__new__(cls)
        for name in cls.model_fields:
            object.__setattr__(first, name, None)


def content_id(prefix: str, *parts: str) -> str:
    """An id that depends on nothing but `parts`: the same content gets the same id in every build."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    return f"{prefix}-{digest[:16]}"


class Span(Record):
    """A stretch of a document's text: code-point offsets, end exclusive."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    def of(self, text: str) -> str:
        """The characters of the span, untouched."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True where `other` lies inside this span (or equals it)."""
        return self.start <= other.start and other.end <= self.end


# --- documents -------------------------------------------------------------------------------------------------------


class LineKind(StrEnum):
    """What a line of a page is."""

    headline = "headline"
    dateline = "dateline"
    byline = "byline"
    caption = "caption"
    paragraph = "paragraph"
    subheading = "subheading"
    furniture = "furniture"
    blank = "blank"


BODY_KINDS = frozenset(
    {LineKind.headline, LineKind.dateline, LineKind.byline, LineKind.caption, LineKind.paragraph, LineKind.subheading}
)


class Line(Record):
    """One line of a document's text with its kind; `number` is 1-based, the span leaves out the line break."""

    number: int
    span: Span
    kind: LineKind
    by: str
    """Rule that decided the kind, e.g. `furniture.menu_phrase`."""


class SourceSegment(Record):
    """`text[start:end]` came from `original[original_start:original_end]` (code points of the decoded original)."""

    start: int
    end: int
    original_start: int
    original_end: int


class Metadata(Record):
    """What the page itself says outside its running text (HTML meta tags, JSON-LD, `<time>`); None where silent."""

    title: str | None = None
    published: str | None = None
    """EDTF of the publication time as the page states it."""
    published_from: str | None = None
    """Where that was read, e.g. `meta article:published_time`."""
    outlet: str | None = None
    """The site's own name."""
    url: str | None = None
    author: str | None = None
    language: str | None = None


class Document(Record):
    """One report as found. Two files with the same bytes are one document."""

    id: str
    """`d-` + first 16 hex digits of the SHA-256 of the bytes."""
    name: str
    """File name, for people and for exports."""
    sha256: str
    size: int
    """Bytes."""
    media_type: str
    """`text/plain` or `text/html` (later: PDF, DOCX, ...)."""
    encoding: str
    reader: str
    text: str
    """What was read, nothing normalised. For plain text exactly the decoded file (line breaks as \\n)."""
    lines: tuple[Line, ...]
    segments: tuple[SourceSegment, ...] = ()
    """Map from `text` to the decoded original; empty where they are the same (plain text)."""
    metadata: Metadata = Metadata()
    notes: tuple[str, ...] = ()
    """What the reader had to decide or could not do, one sentence each."""

    def quote(self, span: Span) -> str:
        """The characters of `span`, untouched."""
        return self.text[span.start : span.end]

    def line_at(self, position: int) -> Line:
        """The line that holds this offset (a line break belongs to the line it ends)."""
        low, high = 0, len(self.lines) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.lines[middle].span.start <= position:
                low = middle
            else:
                high = middle - 1
        return self.lines[low]

    def body(self) -> Iterator[Line]:
        """The lines that belong to the article, in order."""
        return (line for line in self.lines if line.kind in BODY_KINDS)


# --- annotations: one report ------------------------------------------------------------------------------------------


class Annotation(Record):
    """Something found in one report: where, by which rule, how sure, and why.

    `id` is unique inside the report and comes from kind and position. `because` fills the rule's sentence in
    `lexicons/reasons/*.yml`; `musnad.reasons.sentence(annotation, "ar")` writes it out.
    """

    id: str
    span: Span
    by: str
    """Rule (or model) id, `layer.rule`, e.g. `names.organisation_head`."""
    score: float = Field(default=1.0, ge=0, le=1)
    because: tuple[tuple[str, str], ...] = ()


class Sentence(Annotation):
    """A sentence inside one body line."""

    kind: Literal["sentence"] = "sentence"
    line: int


MentionType = Literal["PER", "ORG", "LOC", "EVT"]


class Mention(Annotation):
    """A name: clitics, quotation marks and generic heads outside the span. `nominal`: a definite noun that stands for one."""

    kind: Literal["mention"] = "mention"
    type: MentionType
    name: str
    """The name as written, freed of harakat, tatweel, masking dots and inner quotation marks."""
    head: str | None = None
    """Generic head before the span (`حركة`, `مدينة`, `الشيخ`), freed likewise."""
    subtype: str | None = None
    """Finer kind where known, an id of `ontology/entity_types.yml` (`armed_group`, `governorate`, `media_outlet`...)."""
    nominal: bool = False
    antecedent: str | None = None
    """Id of an earlier mention in this report that names the same (short form, definite noun)."""


class DateMention(Annotation):
    """An expression that points to the calendar."""

    kind: Literal["date"] = "date"
    value: str | None
    """EDTF with the precision of the words; None where it cannot be resolved."""
    anchor: str | None = None
    """EDTF of what a relative expression was counted from."""
    anchor_kind: Literal["publication", "text", "none"] = "none"
    weekday: int | None = None
    """Weekday that the words name, Monday = 0."""


class Quantity(Annotation):
    """A number with its bound and the noun counted."""

    kind: Literal["quantity"] = "quantity"
    value: float | None
    """None for a vague quantity (عشرات, مئات الآلاف)."""
    bound: Literal["exact", "about", "at_least", "at_most", "vague"] = "exact"
    low: float | None = None
    high: float | None = None
    """Bounds that the words give, e.g. عشرات: 20-99."""
    unit: str | None = None
    """The counted noun as written, freed of harakat (`بندقية`, `مقاتلًا`)."""
    unit_span: Span | None = None


class Published(Annotation):
    """Publication date of the report: at most one a report. The span is the evidence (empty span 0,0 where none)."""

    kind: Literal["published"] = "published"
    value: str | None
    basis: Literal["stated", "inferred", "unknown"]
    evidence: tuple[Span, ...] = ()


class OutletMention(Annotation):
    """The outlet that published the report: at most one a report."""

    kind: Literal["outlet"] = "outlet"
    name: str
    known_as: str | None = None
    """Id in `lexicons/outlets.yml` where it is listed."""


class Role(Annotation):
    """An office or task of a person, as stated. The span is the evidence, the shortest stretch that states it."""

    kind: Literal["role"] = "role"
    person: str
    """Mention id."""
    organization: str | None = None
    """Mention id; for a minister with no ministry named, the country or government mention."""
    title: Span
    role: str | None = None
    """Id in `ontology/roles.yml` (leader, spokesperson, minister, ...)."""
    former: bool = False
    acting: bool = False
    state: str | None = None
    """Country code when the office is of a state that the sentence names only by an adjective (`التركي` → `TR`)."""
    since: str | None = None
    until: str | None = None


class Quotation(Annotation):
    """What somebody is reported to have said (PARC: source, cue, content). The span is the content."""

    kind: Literal["quotation"] = "quotation"
    cue: Span
    source: str | None = None
    """Mention id of the speaker; None when anonymous or not understood."""
    source_text: Span | None = None
    anonymous: bool = False
    anonymity: str | None = None
    """Kind of anonymous source, an id of `lexicons/anonymous_sources.yml` (official, military, activists, ...)."""
    mode: Literal["direct", "indirect", "mixed"] = "indirect"
    """Verbatim, told, or told with some words verbatim."""
    via: tuple[str, ...] = ()
    """Mention ids of outlets and agencies it came through, nearest to this report first."""
    denial: bool = False


class EventMention(Annotation):
    """One telling of a happening. The span is the trigger."""

    kind: Literal["event"] = "event"
    type: str
    """Id in `ontology/event_types.yml`."""
    date: str | None = None
    """EDTF, as this report supports it."""
    date_mention: str | None = None
    """Id of the DateMention that `date` comes from, where there is one."""
    place: str | None = None
    """Mention id."""
    agents: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    quantity: str | None = None
    """Quantity id."""
    modality: Literal["actual", "planned", "denied", "hypothetical"] = "actual"
    quotation: str | None = None
    """Id of the quotation it stands in, if any: then the claim is the speaker's."""
    parts: tuple[tuple[str, float], ...] = ()
    """Mention ids of `agents` and `others`, each with the share of such parts that was right where it was measured."""


class RelationMention(Annotation):
    """A lasting relation as stated. The span is the evidence."""

    kind: Literal["relation"] = "relation"
    subject: str
    predicate: str
    """Id in `ontology/predicates.yml`."""
    object: str
    date: str | None = None


class Attribute(Annotation):
    """What an entity is said to be or have (its nature, independence, source of support). The span is the evidence."""

    kind: Literal["attribute"] = "attribute"
    entity: str
    """Mention id."""
    property: str
    """Id in `ontology/attributes.yml`, e.g. `nature`, `independence`."""
    value: str
    """The words, freed of harakat, or a code that the ontology lists for the property."""
    quotation: str | None = None


class Area(Record):
    """Where a report places something that has no point: a side of a town, a countryside, a stretch between two places."""

    kind: Literal["sector", "around", "between", "distance", "extent"]
    ring: tuple[tuple[float, float], ...]
    """Corners as (longitude, latitude), closed, counter-clockwise: the outer ring of a GeoJSON polygon."""
    precision_km: float
    """Radius of the circle of the same size: how far off its middle may be."""


class PlaceOption(Record):
    """A place that a name may mean or that holds another one."""

    id: str
    name: str
    name_en: str = ""
    """Latin form without marks; empty where a case of an older musnad does not hold it."""
    kind: str
    country: str = ""
    score: float = Field(default=1.0, ge=0, le=1)


class Grounding(Annotation):
    """Which place of the lists a place mention means; the span is the mention's, with the words of position before it.

    `place` is None where nothing decides. An area replaces the point where the words give no point (شمال حلب, ريف إدلب الجنوبي).
    """

    kind: Literal["grounding"] = "grounding"
    mention: str
    """Mention id."""
    place: str | None = None
    """`gazetteer:...`; for a countryside with its side behind it (`gazetteer:sy-idlib/countryside-s`)."""
    name: str = ""
    name_en: str = ""
    place_kind: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    parents: tuple[PlaceOption, ...] = ()
    """What holds it, the nearest first: subdistrict, district, governorate, country."""
    area: Area | None = None
    alternatives: tuple[PlaceOption, ...] = ()
    """Other places that the name may mean, the likelier first."""


AnyAnnotation = Annotated[
    Sentence
    | Mention
    | DateMention
    | Quantity
    | Published
    | OutletMention
    | Role
    | Quotation
    | EventMention
    | RelationMention
    | Attribute
    | Grounding,
    Field(discriminator="kind"),
]


class Report(Record):
    """A document with all that was found in it."""

    document: Document
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    published: Published | None = None
    outlet: OutletMention | None = None
    roles: tuple[Role, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    events: tuple[EventMention, ...] = ()
    relations: tuple[RelationMention, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    places: tuple[Grounding, ...] = ()
    failures: tuple[str, ...] = ()
    """Steps that failed on this report, one sentence each; the other layers stand."""

    def annotations(self) -> Iterator[Annotation]:
        """Every annotation, layer by layer."""
        if self.published:
            yield self.published
        if self.outlet:
            yield self.outlet
        layers: Iterable[tuple[Annotation, ...]] = (
            self.sentences, self.mentions, self.dates, self.quantities, self.roles, self.quotations, self.events,
            self.relations, self.attributes, self.places,
        )  # fmt: skip
        for layer in layers:
            yield from layer

    def mention(self, mention_id: str) -> Mention:
        """The mention of this id.

        Raises KeyError for an id that is not of this report.
        """
        for mention in self.mentions:
            if mention.id == mention_id:
                return mention
        raise KeyError(mention_id)


def annotation_id(kind: str, span: Span, nth: int = 0) -> str:
    """Id of an annotation inside its report, e.g. `mention-120-131`; `nth` tells two at one place apart."""
    return f"{kind}-{span.start}-{span.end}" + (f"-{nth}" if nth else "")


# --- knowledge: across reports ------------------------------------------------------------------------------------------


class Reference(Record):
    """Where in which report something stands."""

    document: str
    span: Span
    line: int
    annotation: str | None = None
    """Id of the annotation inside that report."""


class Hop(Record):
    """One link of an attribution chain: who passed the words on."""

    label: str
    """As the report writes it."""
    entity: str | None = None
    kind: Literal["outlet", "agency", "speaker", "anonymous", "body"] = "outlet"


class Alias(Record):
    """One spelling of an entity and where it stands."""

    name: str
    references: tuple[Reference, ...]
    grade: Literal["certain", "likely", "disputed"] = "certain"
    because: str = ""
    score: float = Field(default=1.0, ge=0, le=1)
    """Probability that the name means this entity, where it was weighed."""
    rivals: tuple[str, ...] = ()
    """Ids of other entities that bear the same spelling, or that it fits as well."""


class Entity(Record):
    """A person, organisation, place or named event, across reports."""

    id: str
    type: MentionType
    name: str
    """Fullest name found."""
    name_en: str | None = None
    """Latin form: from the authority list where known, else romanised (then `romanised` is true)."""
    romanised: bool = False
    subtype: str | None = None
    authority: str | None = None
    """Id in an authority list that ships with musnad (`gazetteer:...`, `organisations:...`), else None."""
    aliases: tuple[Alias, ...] = ()
    references: tuple[Reference, ...] = ()
    """Every mention, nominal ones included, in document order."""
    wikidata: str | None = None
    """Wikidata id (`Q41053`), where the authority list has a checked one."""
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    within: tuple[PlaceOption, ...] = ()
    """Of a place: what holds it by the lists, the nearest first."""
    area: Area | None = None
    """Of a place that is no point."""


class Statement(Record):
    """One assertion with its source: nothing is known without one.

    `value` is a literal, `object` an entity or event id; exactly one of them is set. `holds` is the time it holds for, `chain`
    the attribution from this report back to the first speaker.
    """

    id: str
    subject: str
    property: str
    value: str | None = None
    object: str | None = None
    original: str
    """The words themselves."""
    reference: Reference
    holds: str | None = None
    chain: tuple[Hop, ...] = ()
    by: str
    score: float = 1.0
    modality: Literal["actual", "planned", "denied", "hypothetical"] = "actual"
    annotation: str | None = None
    """Id of the annotation that states it, where the reference is to one of its parts (an event's date, an event's place)."""
    judged: Literal["accepted", "corrected", "moved"] | None = None
    """What an analyst did to it; None where it is the machine's reading alone."""
    machine: str | None = None
    """The machine's value, where an analyst corrected it."""
    code: str | None = None
    """What the value stands for in the ontology: of an office its role, `acting` before it, its country (`minister TR`)."""


class Relation(Record):
    """A relation between two entities with every statement behind it."""

    id: str
    subject: str
    predicate: str
    object: str
    statements: tuple[str, ...]
    """Statement ids."""


class ValueSource(Record):
    """One value of something and where it is given."""

    value: str
    statement: str | None = None
    reference: Reference
    original: str
    chain: tuple[Hop, ...] = ()


class SharedPassage(Record):
    """Words that two reports have in common, and where they stand in each."""

    first: Span
    second: Span
    words: int


class Difference(Record):
    """What stands in the one where the other has something else, between two shared passages; None: nothing stands there."""

    first: Span | None = None
    second: Span | None = None


class Comparison(Record):
    """Two reports laid side by side; `first` is the likelier source."""

    first: str
    second: str
    """Document ids."""
    grade: Literal["same_text", "retitled", "cut", "edited", "quotes_passage", "apart"]
    direction: Literal["second_from_first", "unknown"]
    by: str
    """Why, `copies.*`; `musnad.reasons.sentence_for(by, {})` writes it out."""
    longer: str | None
    """Document id; None where both have as many words."""
    share_of_first: float
    share_of_second: float
    """Share of the words of its running text that the other has as well."""
    passages: tuple[SharedPassage, ...] = ()
    differences: tuple[Difference, ...] = ()


class Backing(Record):
    """One line of the reckoning of independent sources: whom a report's telling goes back to, and whether that counts."""

    document: str
    source: str
    """Label of the outlet, agency or speaker; empty where the report itself is counted."""
    entity: str | None = None
    counted: bool
    by: str
    """Rule, `independence.*`; `musnad.reasons.sentence_for(by, dict(because), "ar")` writes out why."""
    because: tuple[tuple[str, str], ...] = ()


class Event(Record):
    """One happening, joined from its tellings."""

    id: str
    type: str
    name: str
    """Short Arabic label composed from type, participants and place."""
    name_en: str
    date: str | None = None
    """Best EDTF over all tellings."""
    dates: tuple[ValueSource, ...] = ()
    place: str | None = None
    agents: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    """Of both, those whose part in it no telling states in words that are usually read right."""
    quantities: tuple[ValueSource, ...] = ()
    modality: Literal["actual", "planned", "denied", "hypothetical"] = "actual"
    tellings: tuple[Reference, ...] = ()
    sources: int = 1
    """Number of independent sources behind it: the lines of `backing` that count."""
    backing: tuple[Backing, ...] = ()


class Weighed(Record):
    """One value of a contradiction: who stands behind it, how near to the event. An order for reading, never a verdict."""

    value: str
    sources: tuple[str, ...] = ()
    """Labels of the independent outlets, agencies or reports that give it; a copy is its original."""
    days: int | None = None
    """Days from the event to the earliest of its reports; None where one of the two is unknown."""
    because: str
    because_en: str


class Contradiction(Record):
    """Where reports (or one report with itself) cannot both be right, or at least need an explanation."""

    id: str
    about: str
    """Entity or event id."""
    property: str
    kind: Literal["date", "quantity", "affiliation", "within_report", "status"]
    values: tuple[ValueSource, ...]
    because: str
    because_en: str
    nature: Literal["contradiction", "update", "correction"] = "contradiction"
    """`update`: a toll that grew from report to report; `correction`: an outlet corrects its own earlier figure."""
    ranking: tuple[Weighed, ...] = ()
    """The values in the order of what speaks for them, each with what that is; empty where order would say nothing."""
    status: Literal["open", "explained", "settled"] = "open"
    """An analyst's word on it; the machine settles nothing."""
    judged: Literal["accepted"] | None = None


class Anchor(Record):
    """What a judgement is about, in terms that outlast rebuilds, new reports and changed rules.

    An annotation is found again by its document, kind and place, or by its words where the place has shifted; everything else by
    the annotations behind it (`parts`).
    """

    item: str
    """Its id when it was judged: `document id/annotation id`, else that of an entity, statement, relation, event..."""
    kind: str
    """`mention`, `role`... of annotations, else `entity`, `statement`, `tie` (Relation), `happening`, `contradiction`..."""
    sha256: str | None = None
    """Of the document's bytes."""
    span: Span | None = None
    text: str = ""
    """The quoted words; for an entity its name."""
    before: str = ""
    after: str = ""
    """Some characters on either side, which tell two places with the same words apart."""
    detail: str = ""
    """What tells two of one kind at one place apart: type of a mention, predicate of a relation, property of a statement."""
    names: tuple[str, ...] = ()
    """Of an entity: its names."""
    content: str | None = None
    """The record as the analyst saw it (JSON): what an accepted reading is kept from."""
    machine: str | None = None
    """The machine's own reading then, where the analyst saw another one."""
    parts: tuple[Part, ...] = ()


class Part(Record):
    """An anchor inside another one, with what it is there."""

    role: str
    anchor: Anchor


Anchor.model_rebuild()

Verdict = Literal["same", "not_same", "accept", "reject", "correct", "move", "undo"]


class Judgement(Record):
    """A decision of an analyst. Append-only: `undo` is a judgement too. Kept apart from machine output, survives rebuilds."""

    id: str
    verdict: Verdict
    items: tuple[str, ...]
    """Ids as they were when judged; for undo, the judgement's id."""
    field: str | None = None
    """Of `correct`: which value."""
    value: str | None = None
    span: Span | None = None
    """Of `move`: where it stands instead."""
    original: str | None = None
    """What the machine said then: the value corrected; `together` or `apart` of a pair."""
    by: str
    at: str
    """ISO 8601 time."""
    note: str = ""
    anchors: tuple[Anchor, ...] = ()
    """One for each item, then one for each annotation that `value` names."""


class Standing(Record):
    """What became of a judgement when the knowledge was derived."""

    judgement: str
    state: Literal["in_force", "overruled", "undone", "dormant"]
    by: str | None = None
    """The judgement that overrules or undoes it."""
    items: tuple[str, ...] = ()
    """Ids that its anchors have now."""


class Conflict(Record):
    """Where a rule, or another analyst, now says something else than a judgement does."""

    id: str
    judgement: str
    kind: Literal["changed", "missing", "joined", "split", "grown", "analysts"]
    item: str
    other: str | None = None
    """Of `analysts`: the later judgement, which stands."""
    because: str
    because_en: str


class Cited(Record):
    """An outlet or agency that another passes words on from."""

    label: str
    entity: str | None = None
    times: int


class Outlet(Record):
    """What a case holds of one outlet; an empty name for the reports whose outlet nobody knows."""

    name: str
    entity: str | None = None
    agency: bool = False
    reports: int
    first: str | None = None
    """EDTF of its earliest report; `last` of its latest."""
    last: str | None = None
    quotations: int = 0
    anonymous: int = 0
    """Quotations whose speaker has no name."""
    repeats: int = 0
    """Reports that copy another; `repeated`: copies that others make of its own."""
    repeated: int = 0
    shared: int = 0
    """Happenings that it told in its own words beside another outlet; `told_first`: as early as the earliest of them."""
    told_first: int = 0
    cites: tuple[Cited, ...] = ()


class Knowledge(Record):
    """What all reports of a case say together."""

    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    statements: tuple[Statement, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    mention_entities: dict[str, str] = {}
    """`document id/mention id` → entity id."""
    event_mentions: dict[str, str] = {}
    """`document id/event mention id` → event id."""
    copies: dict[str, str] = {}
    """document id → id of the document it repeats."""
    outlets: tuple[Outlet, ...] = ()
    """Those with most reports first."""
    standings: tuple[Standing, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


class Failure(Record):
    """A file that did not become part of the case, and why."""

    name: str
    problem: str
    advice: str
    code: str = ""
    """Names both in `lexicons/reasons/unread.yml`, in both languages; empty where an older musnad wrote it down."""
    gaps: dict[str, str] = {}
