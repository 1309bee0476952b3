"""Relations that other layers already hold: offices, foundings and joinings, and names inside names."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.annotations.events import lexicon
from musnad.annotations.relations.cues import cue_set
from musnad.lexicons import load
from musnad.records import EventMention, Mention, RelationMention, Report, Role, Span, annotation_id

# How many characters behind its launch the name of a campaign stands at most.
_NAME_REACH = 100
# مدير العلاقات العامة في كذا leads a part of the body, not the body; مدير عام and مدير تنفيذي lead it.
# The score of a role whose body is only the one that the report speaks of.
_GUESSED = 0.7
_OF_A_PART = frozenset({"مدير", "مديرة", "مسؤول", "مسؤولة", "المسؤول", "المدير"})
_OF_ALL = frozenset(
    {"عام", "عاما", "عامة", "العام", "العامة", "تنفيذي", "التنفيذي", "أول", "الأول", "السامي", "السامية", "سابق", "السابق"}
)


def relation(
    span: Span, rule: str, subject: Mention, predicate: str, target: Mention, score: float, cue: str, date: str | None = None
) -> RelationMention:
    """A relation with its reason."""
    label = load("predicates", "musnad.ontology")[predicate]
    return RelationMention(
        id=annotation_id("relation", span),
        span=span,
        by=f"relations.{rule}",
        score=score,
        because=(
            ("subject", subject.name),
            ("object", target.name),
            ("cue", cue),
            ("predicate", label["ar"]),
            ("predicate_en", label["en"]),
        ),
        subject=subject.id,
        predicate=predicate,
        object=target.id,
        date=date,
    )


def from_roles(report: Report) -> Iterator[RelationMention]:
    """An office makes a leader or a member; a former one a former member."""
    known = {mention.id: mention for mention in report.mentions}
    for role in report.roles:
        person, body = known.get(role.person), known.get(role.organization or "")
        if person is None or body is None:
            continue
        text = report.document.text
        title = role.title.of(text)
        predicate = _predicate(role, body, title, " ".join(text[body.span.end : body.span.end + 12].split()[:1]))
        if predicate is not None:
            yield relation(role.span, "role", person, predicate, body, role.score * 0.95, title, role.since)


def _predicate(role: Role, body: Mention, title: str, behind: str) -> str | None:
    if role.former:
        return "formerly_member_of"
    kinds = load("roles", "musnad.ontology")
    leads = bool(kinds.get(role.role or "", {}).get("leads"))
    if body.type == "LOC":
        # A minister leads a ministry, not the state that stands in for it.
        if role.role in ("president", "monarch", "prime_minister", "emir", "governor") or (leads and _facility(body)):
            return "leads"
        if role.role == "head" and title in ("رئيس", "الرئيس") and _state(body):
            return "leads"  # رئيس جنوب السودان
        return "affiliated_with" if _state(body) else None
    if role.role == "envoy":
        return "affiliated_with"
    if "ميداني" in title or (role.score <= _GUESSED and title in ("القائد", "قائد")):
        return "member_of"  # القائد الميداني, القائد X: one of several
    if role.role == "commissioner" and any(word in _OF_ALL for word in f"{title} {behind}".split()):
        return "leads"  # المفوض العام لكذا, مفوض كذا العام
    if role.role == "minister" and not body.name.startswith(("وزارة", "الوزارة")):
        return "member_of"
    if title.split()[:1] and title.split()[0] in _OF_A_PART and any(word not in _OF_ALL for word in title.split()[1:]):
        return "member_of"
    return "leads" if leads else "member_of"


def _state(place: Mention) -> bool:
    return place.subtype == "country" or lexicon.key(place.name) in lexicon.state_names()


def _facility(place: Mention) -> bool:
    """مخيم كذا, مشفى كذا: a place that a director heads."""
    words = f"{place.head or ''} {place.name}".split()
    return any(lexicon.key(word) in cue_set("facilities") for word in words[:2])


def from_events(report: Report) -> Iterator[RelationMention]:
    """Who founded, joined, supported or signed: only what is told as done."""
    known = {mention.id: mention for mention in report.mentions}
    for event in report.events:
        if event.modality != "actual":
            continue
        agents = [known[identity] for identity in event.agents if identity in known]
        others = [known[identity] for identity in event.others if identity in known]
        if _launches(event, report.document.text) and (name := _campaign_named(report, event)):
            others.append(name)
        place = known.get(event.place or "")
        if event.type == "founding" and place is not None:
            for body in others:
                if body.type == "ORG":
                    span = Span(
                        start=min(event.span.start, body.span.start, place.span.start), end=max(body.span.end, place.span.end)
                    )
                    yield relation(span, "event", body, "located_in", place, 0.5, event.span.of(report.document.text))
        if event.type == "meeting" and place is not None:
            for named in others:
                if named.type == "EVT":
                    span = Span(
                        start=min(event.span.start, named.span.start, place.span.start), end=max(named.span.end, place.span.end)
                    )
                    yield relation(span, "event", named, "located_in", place, 0.6, event.span.of(report.document.text))
        if event.type == "support" and all(_joined(report.document.text, other) for other in others):
            continue  # باركت كذا وكذا وكذا: all of them bless, none is blessed
        for subject, predicate, target in _ties(event, agents, others):
            span = Span(
                start=min(event.span.start, subject.span.start, target.span.start),
                end=max(event.span.end, subject.span.end, target.span.end),
            )
            yield relation(
                span, "event", subject, predicate, target, event.score * 0.8, event.span.of(report.document.text), event.date
            )


def _launches(event: EventMention, text: str) -> bool:
    """A campaign, or a battle with a name (أطلقت كذا معركة «كذا»)."""
    return event.type == "campaign" or (event.type == "attack" and lexicon.key(event.span.of(text)) in cue_set("launches"))


def _joined(text: str, mention: Mention) -> bool:
    """A و ties the name, or the noun right before it, to what goes before."""
    word = text[max(0, mention.span.start - 15) : mention.span.start].rsplit(" ", 2)
    return word[-1][:1] == "و" or (word[-1] == "" and len(word) > 1 and word[-2][:1] == "و")


def _campaign_named(report: Report, event: EventMention) -> Mention | None:
    """The name right behind the launch: أطلقت كذا حملة "كذا"."""
    behind = [
        mention
        for mention in report.mentions
        if mention.type == "EVT" and not mention.nominal and 0 <= mention.span.start - event.span.end <= _NAME_REACH
    ]
    first = min(behind, key=lambda mention: mention.span.start, default=None)
    if first is None or any(mark in report.document.text[event.span.end : first.span.start] for mark in ".\n؛"):
        return None
    return first


def _ties(event: EventMention, agents: list[Mention], others: list[Mention]) -> Iterator[tuple[Mention, str, Mention]]:
    for agent in agents:
        for other in others:
            if agent.name == other.name:
                continue
            if (
                (event.type in ("founding", "campaign") or (other.type == "EVT" and event.type == "attack"))
                and other.type in ("ORG", "EVT")
                and agent.type in ("ORG", "PER")
            ):
                yield other, "founded_by", agent
            elif event.type == "merger" and other.type == "ORG":
                if agent.type in ("ORG", "PER"):
                    yield agent, "part_of" if agent.type == "ORG" else "member_of", other
            elif event.type in ("support", "arms_transfer", "funding") and other.type == "ORG" and agent.type in ("ORG", "LOC"):
                yield agent, "supports", other
            elif event.type == "agreement" and other.type == "EVT" and agent.type in ("ORG", "LOC"):
                yield agent, "participates_in", other


def from_nesting(report: Report) -> Iterator[RelationMention]:
    """قوات [النظام]: the body whose name is part of its organ's name comprises it."""
    ordered = sorted(
        (mention for mention in report.mentions if mention.type == "ORG"),
        key=lambda mention: (mention.span.start, -mention.span.end),
    )
    for number, outer in enumerate(ordered):
        for inner in ordered[number + 1 :]:
            if inner.span.start >= outer.span.end:
                break
            if outer.span.contains(inner.span) and inner.span != outer.span:
                yield relation(outer.span, "name_in_name", outer, "part_of", inner, 0.85, outer.name)
