"""What it is, by whose account, and how much the case holds on it."""

from __future__ import annotations

from itertools import groupby

from musnad.lexicons import load
from musnad.presentation.dossier.accounts import Told
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.records import Paragraph, Part, Sentence
from musnad.presentation.dossier.sections.offices import title_words
from musnad.presentation.dossier.wording import Parts, text
from musnad.records import Statement
from musnad.script import search_key


def write(desk: Desk) -> list[Paragraph]:
    """One paragraph: kind or office, presence in the reports, and what it is said to be."""
    sentences = [sentence for sentence in (*_opening(desk), *_said_to_be(desk)) if sentence]
    return [Paragraph(sentences=tuple(sentences))] if sentences else []


def _opening(desk: Desk) -> list[Sentence]:
    if not desk.evidence.sources:
        return []
    presence = _presence(desk)
    own = [office for office in desk.evidence.offices if office.person == desk.entity.id]
    say, sentence = desk.wording.say, desk.wording.sentence
    if own:
        # The latest dated report: an undated one may be older than all.
        last = [office for office in own if office.source.published or not any(o.source.published for o in own)][-1]
        office = title_words(desk, last, with_organization=True)
        where = desk.accounts.dated([last.reference])
        first = sentence(say("lead_office", desk.gender, name=desk.name, office=office, where=where))
        return [first, sentence(say("lead_mentioned", desk.gender, **presence))]
    kinds = load("entity_types", "musnad.ontology")
    kind = str(kinds[desk.entity.subtype or desk.entity.type][desk.wording.language])
    if desk.wording.language == "en":
        kind = f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
    return [sentence(say("lead_kind", desk.gender, name=desk.name, kind=kind, **presence))]


def _presence(desk: Desk) -> dict[str, str | Parts]:
    sources = desk.evidence.sources
    outlets = {search_key(source.outlet or "") for source in sources}
    ends = (sources[0], sources[-1])
    dated = [source.published for source in sources if source.published]
    span: Parts = ()
    if dated:
        first, last = desk.wording.when_published(dated[0]), desk.wording.when_published(dated[-1])
        phrase = "lead_one_day" if dated[0] == dated[-1] else "lead_span"
        span = desk.wording.say(phrase, first=first, last=last)
    references = [next(r for r in desk.entity.references if r.document == source.id) for source in dict.fromkeys(ends)]
    return {
        "reports": desk.wording.count(len(sources), "report"),
        "outlets": desk.wording.count(len(outlets), "outlet"),
        "span": span,
        "notes": desk.footnotes.marks(references),
    }


def _said_to_be(desk: Desk) -> list[Sentence]:
    sentences = []
    for named in ("nature", "independence", "support"):
        statements = [s for s in desk.evidence.statements_on([named]) if s.value]
        if statements:
            values = desk.wording.listing(_values(desk, statements), "comma_and")
            sentences.append(desk.wording.sentence(desk.wording.say(named, desk.gender, name=desk.name, values=values)))
    return sentences


def _values(desk: Desk, statements: list[Statement]) -> list[Parts]:
    """Each value once, with all who say so."""
    codes = desk.wording.phrases["codes"]

    def words(statement: Statement) -> Part:
        # A code of the ontology is translated; what stands behind it is in the footnote.
        code = codes.get(statement.value)
        return text(code) if code else Part(kind="quote", text=statement.value or "")

    clauses = []
    for _, group in groupby(sorted(statements, key=lambda s: search_key(s.value or "")), key=lambda s: search_key(s.value or "")):
        same = list(group)
        shown = words(same[0])
        value = desk.wording.quote(shown.text) if shown.kind == "quote" else (shown,)
        told = [Told(statement.reference, statement.chain) for statement in same]
        clauses.append((same[0], desk.wording.say("value", value=value, according=desk.accounts.according(told))))
    order = {statement.id: position for position, statement in enumerate(statements)}
    return [clause for _, clause in sorted(clauses, key=lambda pair: order[pair[0].id])]
