"""What it and its people said, what is said against it, and what others say about it: each by whom and through whom."""

from __future__ import annotations

from collections.abc import Iterable

from musnad.presentation.dossier.accounts import Told
from musnad.presentation.dossier.agreement import Gender, gender_of_name, gender_of_nameless
from musnad.presentation.dossier.clauses import clause
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.introductions import introduced
from musnad.presentation.dossier.records import Paragraph, Sentence
from musnad.presentation.dossier.sayings import Saying
from musnad.presentation.dossier.speech import content, shortened, verb_of, without_and
from musnad.presentation.dossier.wording import Parts, text
from musnad.records import Event, Quotation

MOST = 16
"""Sayings told in one section: a brief shows the weightier ones and says how many there are besides."""
SPARE = 4
"""No more than these are not worth leaving out."""
ACCUSING = frozenset({"accusation", "rejection", "threat"})
"""Events that are told among what is said against somebody."""


def write(desk: Desk) -> list[Paragraph]:
    """Its own words and those of its officials, one paragraph a speaker and report."""
    return _paragraphs(desk, desk.sayings["own"])


def write_against(desk: Desk) -> list[Paragraph]:
    """Accusations, refusals and threats that meet it, then the words of those who speak against it."""
    paragraphs = [Paragraph(sentences=(sentence,)) for event in _unquoted(desk) if (sentence := _accusing(desk, event))]
    return [*paragraphs, *_paragraphs(desk, desk.sayings["against"])]


def write_about(desk: Desk) -> list[Paragraph]:
    """Others' words that name it."""
    return _paragraphs(desk, desk.sayings["about"])


def is_accusation(desk: Desk, event: Event) -> bool:
    """True for an event of accusing, refusing or threatening the entity: it stands under what is said against it."""
    mine = desk.entity.id in event.others and bool(event.agents)
    return event.type in ACCUSING and mine and event.modality == "actual"


def _unquoted(desk: Desk) -> list[Event]:
    """Accusations that no quotation shown tells."""
    quoted = [(r.document, saying.quotation) for saying in desk.sayings["against"] for r in saying.references]
    return [
        event
        for event in desk.evidence.events
        if is_accusation(desk, event)
        and not any(_near(telling.document, telling.span.start, quoted) for telling in event.tellings)
    ]


def _near(document: str, position: int, quoted: Iterable[tuple[str, Quotation]]) -> bool:
    """True where the event's word is the cue of a quotation or stands in its words."""
    return any(document == d and min(q.cue.start, q.span.start) <= position <= max(q.cue.end, q.span.end) for d, q in quoted)


def _accusing(desk: Desk, event: Event) -> Sentence | None:
    told = clause(desk, event)
    if told is None:
        return None
    words = (*told[0], *_in_report_words(desk, event))
    according = desk.accounts.according(Told(reference) for reference in event.tellings)
    if event.date is None:
        return desk.wording.sentence(desk.wording.say("event_undated", event=words, according=according))
    when = desk.wording.when_published(event.date)
    return desk.wording.sentence(desk.wording.say("event", when=when, event=words, according=according))


def _in_report_words(desk: Desk, event: Event) -> Parts:
    """`: «...»`: of what somebody is accused stands only in the report's own words."""
    first = event.tellings[0]
    source = desk.evidence.source(first.document)
    around = source.sentence_around(first.span)
    if around is None:
        return ()
    return desk.wording.say("said_words", words=desk.wording.quote(without_and(shortened(source.document.quote(around)))))


def _paragraphs(desk: Desk, sayings: list[Saying]) -> list[Paragraph]:
    shown, left = _weightiest(desk, sayings)
    groups: dict[tuple[object, ...], list[Saying]] = {}
    for saying in shown:
        groups.setdefault((saying.speaker, saying.source.id), []).append(saying)
    paragraphs = [Paragraph(sentences=_sentences(desk, same)) for same in groups.values()]
    if left:
        marks = desk.footnotes.marks(r for saying in left[:3] for r in saying.references[:1])
        count = desk.wording.count(len(left), "saying")
        paragraphs.append(
            Paragraph(sentences=(desk.wording.sentence(desk.wording.say("more_sayings", count=count, notes=marks)),))
        )
    return paragraphs


def _weightiest(desk: Desk, sayings: list[Saying]) -> tuple[list[Saying], list[Saying]]:
    """Those that most reports carry, that name the entity and that a person of name says; in the order of the reports."""

    def weight(saying: Saying) -> tuple[int, bool, bool]:
        named = any(saying.quotation.span.contains(r.span) for r in desk.evidence.references_in(saying.source.id))
        return len({r.document for r in saying.references}), named, saying.hop.kind == "speaker"

    ranked = sorted(range(len(sayings)), key=lambda n: (*(-int(part) for part in weight(sayings[n])), n))
    kept = set(ranked if desk.evidence.whole or len(ranked) <= MOST + SPARE else ranked[:MOST])
    return [s for n, s in enumerate(sayings) if n in kept], [s for n, s in enumerate(sayings) if n not in kept]


def _sentences(desk: Desk, same: list[Saying]) -> tuple[Sentence, ...]:
    """The first with speaker, outlet and date; those that follow only carry the talk on."""
    sentences = []
    for position, saying in enumerate(same):
        gender, name = _speaker(desk, saying)
        speaker = desk.evidence.entities.get(saying.speaker)
        if position == 0 and speaker is not None:
            name = (*name, *introduced(desk, speaker, [saying.source.id]))
        verb, entry = verb_of(desk.wording, saying.cue, gender, opens=position == 0)
        words = content(desk.wording, saying.source, saying.quotation, saying.cue, entry, gender)
        marks = desk.footnotes.marks(saying.references[:3])
        pause = "" if words[0].text[:1] in ":،," else desk.wording.phrases["comma"].strip()
        denial = desk.wording.phrases["item_denial"] if saying.quotation.denial and entry["act"] != "deny" else ""
        parts = desk.wording.say(
            "said_next" if position else "said_itself" if _is_outlet(saying) else "said", verb=verb, name=name,
            where=_where(desk, saying), words=words, denial=denial, notes=marks, pronoun=_pronoun(desk, saying, gender),
            pause=pause, when=desk.wording.when_published(saying.source.published),
        )  # fmt: skip
        sentences.append(desk.wording.sentence(parts))
    return tuple(sentences)


def _where(desk: Desk, saying: Saying) -> Parts:
    """`تلفزيون سوريا نقلًا عن سمارت في 21 أيار 2019`: outlets with the way the words came and the day."""
    items: list[Parts] = []
    for chain, told in desk.accounts.grouped([Told(r) for r in saying.references], speaker=False)[:2]:
        source = desk.evidence.source(told[0].reference.document)
        dated = len(chain) == 1 and desk.footnotes.bylines.has_date(source)
        when = () if dated else (text(" "), text(desk.wording.when_published(source.published)))
        items.append((*desk.accounts.words(chain), *when))
    return desk.wording.listing(items)


def _is_outlet(saying: Saying) -> bool:
    """True where an outlet speaks in its own report: that it is told by the outlet need not be said."""
    return saying.hop.entity is not None and saying.hop.label == saying.source.outlet


def _speaker(desk: Desk, saying: Saying) -> tuple[Gender, Parts]:
    entity = desk.evidence.entities.get(saying.speaker)
    if entity is None:
        return gender_of_nameless(saying.hop.label), desk.accounts.nameless(saying.hop)
    titles = desk.evidence.titles(entity.id)
    return gender_of_name(entity.name, entity.type, titles), desk.accounts.speaker(saying.hop)


def _pronoun(desk: Desk, saying: Saying, gender: Gender) -> str:
    """The English pronoun for the one who goes on speaking; a nameless source stays what it was called."""
    pronouns = desk.wording.phrases.get("pronouns", {})
    entity = desk.evidence.entities.get(saying.speaker)
    return str(pronouns.get(gender if entity and entity.type == "PER" else "p" if entity is None else "ORG", ""))
