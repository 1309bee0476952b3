"""Entities: the list, one entity, its dossier."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from musnad.knowledge.store.rows import Head
from musnad.presentation.web.notes import Annotator
from musnad.presentation.web.page import Page, PageDep
from musnad.presentation.web.parts import part_of, part_read
from musnad.presentation.web.place import where
from musnad.records import Attribute, Entity, Quotation, Reference, Relation, Report, Role, Statement
from musnad.script import search_key

router = APIRouter()

TYPES = ("PER", "ORG", "LOC", "EVT")
_PER_PAGE = 100
_CALLED = 400
"""Entities of a name that are listed: the best known."""
_REPORTS_READ = 10
"""Reports of an entity that one part of its page reads for offices and quotations, some 3 ms each."""
_EVENTS_SHOWN = 20
_RELATIONS_SHOWN = 24
_STATEMENTS_SHOWN = 1
"""Reports quoted for a tie: one that a hundred state is not truer for the hundredth; its own page has all."""
_NAMES_SHOWN = 20
_PLACES_SHOWN = 1
"""Names of an entity, and places quoted of each: the first in which it stands."""


@router.get("/entities")
def entities(page: PageDep, type: str = "", named: str = "", part: str = "1") -> HTMLResponse:
    """All entities by type, most mentioned first."""
    counts = {kind: page.case.glance.counts().get(f"entities.{kind}", 0) for kind in TYPES}
    wanted = type if type in TYPES else ""
    if search_key(named):
        called = page.case.glance.called(named, wanted or None, _CALLED)
        piece, total = part_of(called, part, _PER_PAGE), len(called)
    else:
        total = counts[wanted] if wanted else sum(counts.values())
        piece = part_read(total, part, _PER_PAGE, lambda first, number: page.case.entity_summaries(wanted or None, number, first))
    return page.render(
        "entities.html", piece=piece, total=total, type=wanted, named=named, types=TYPES, counts=counts
    )  # fmt: skip


@dataclass(frozen=True)
class Said:
    """A quotation on an entity's page."""

    reference: Reference
    chain: Markup
    quotation: Quotation


@dataclass(frozen=True)
class Held:
    """A role on an entity's page, seen from the person or from the organisation."""

    reference: Reference
    role: Role
    title: str
    person: Markup
    organization: Markup
    published: str | None


class _Findings:
    """What the reports that name an entity say of it, read from their annotations."""

    def __init__(self, page: Page, entity: Head, part: str) -> None:
        self.page, self.entity = page, entity
        self.roles: list[Held] = []
        self.said: list[Said] = []
        self.about: list[Said] = []
        self.attributes: list[tuple[Attribute, Reference]] = []
        self.mentions: dict[str, int] = {}
        self.part = part_read(entity.documents, part, _REPORTS_READ, self._documents)
        page.reader.read_ahead(self.part.items)
        for document in self.part.items:
            self._read(page.reader.report(document))

    def _documents(self, first: int, number: int) -> list[str]:
        self.mentions = dict(self.page.case.glance.documents_of(self.entity.id, first, number))
        return list(self.mentions)

    def _is(self, report: Report, mention: str | None) -> bool:
        entity = self.page.reader.entity_of(report.document.id, mention)
        return entity is not None and entity.id == self.entity.id

    def _read(self, report: Report) -> None:
        annotator = Annotator(report, self.page.phrases)
        for role in report.roles:
            if self._is(report, role.person) or self._is(report, role.organization):
                self.roles.append(self._held(report, role))
        own = [mention.span for mention in report.mentions if self._is(report, mention.id)]
        for quotation in report.quotations:
            speaks = self._is(report, quotation.source)
            if speaks or any(quotation.span.contains(span) for span in own):
                said = Said(_cite(report, quotation), annotator.chain(quotation), quotation)
                (self.said if speaks else self.about).append(said)
        for attribute in report.attributes:
            if self._is(report, attribute.entity):
                self.attributes.append((attribute, _cite(report, attribute)))

    def _held(self, report: Report, role: Role) -> Held:
        phrases = self.page.phrases
        names = {mention.id: mention.name for mention in report.mentions}

        def who(mention: str | None) -> Markup:
            return phrases.participant(report.document.id, mention, names.get(mention or "", ""))

        published = report.published.value if report.published else None
        title = role.title.of(report.document.text)
        return Held(_cite(report, role), role, title, who(role.person), who(role.organization), published)


def _cite(report: Report, annotation: Role | Quotation | Attribute) -> Reference:
    line = report.document.line_at(annotation.span.start).number
    return Reference(document=report.document.id, span=annotation.span, line=line, annotation=annotation.id)


def _relations(page: Page, entity: Entity) -> list[tuple[str, list[tuple[Relation, list[Statement]]]]]:
    """Ties by what binds, those that most reports state first, with the first words for each."""
    heaviest = page.case.glance.heaviest_relations(entity.id, _RELATIONS_SHOWN)
    ties = sorted(heaviest, key=lambda one: (one.predicate, -len(one.statements), one.id))
    known = page.case.glance.statements(one for relation in ties for one in relation.statements[:_STATEMENTS_SHOWN])
    page.reader.look_ahead(one for relation in ties for one in (relation.subject, relation.object))
    page.reader.look_ahead(hop.entity for statement in known.values() for hop in statement.chain)
    found: dict[str, list[tuple[Relation, list[Statement]]]] = {}
    for relation in ties:
        statements = [known[one] for one in relation.statements[:_STATEMENTS_SHOWN]]
        found.setdefault(page.phrases.tie(relation, entity.id), []).append((relation, statements))
    return list(found.items())


@router.get("/entities/{identifier}")
def entity(page: PageDep, identifier: str, part: str = "1", every: str = "") -> HTMLResponse:
    """Names, roles over time, relations, quotations, events and reports of one entity."""
    found = page.reader.entity(identifier)
    findings = _Findings(page, found, part)
    first = findings.part.number == 1
    ids = page.case.moments.first_of(found.id, _EVENTS_SHOWN + 1) if first else []
    known = page.reader.events(ids)
    events = [known[one] for one in ids if one in known]
    start = (findings.part.number - 1) * _REPORTS_READ
    relations = _relations(page, found) if first else []
    names = found.aliases if every == "yes" else found.aliases[:_NAMES_SHOWN]
    quoted = [one.reference for _, ties in relations for _, stated in ties for one in stated]
    page.reader.quote_ahead([*quoted, *(one for alias in names for one in alias.references[:_PLACES_SHOWN])])
    return page.render(
        "entity.html", entity=found, findings=findings, relations=relations, first=first, names=names,
        places_shown=_PLACES_SHOWN,
        relations_shown=_RELATIONS_SHOWN, events=events[:_EVENTS_SHOWN], more_events=len(events) > _EVENTS_SHOWN,
        contradictions=page.case.contradictions(about=found.id) if first else [],
        documents=page.reader.summaries, range={"first": start + 1, "last": start + len(findings.part.items)},
        mentions=findings.mentions, where=where(page, found) if first else None,
    )  # fmt: skip
