"""The review desk: what to look at first, one thing with everything that can be decided on it, and what was decided."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

from musnad.errors import JudgementError, NotFound
from musnad.knowledge.judgements import layers
from musnad.knowledge.judgements.overlay import ENTITY_FIELDS, EVENT_FIELDS, STATUSES
from musnad.knowledge.store import Case
from musnad.presentation.web.deriving import Deriver
from musnad.presentation.web.forms import HELD, Fields, FormDep, analyst, inside, one, remember
from musnad.presentation.web.notes import Annotator, Note
from musnad.presentation.web.page import Page, PageDep
from musnad.reasons import sentence_for
from musnad.records import (
    Contradiction,
    Entity,
    Event,
    Grounding,
    Judgement,
    Reference,
    Relation,
    Sentence,
    Span,
    Standing,
    Statement,
    Verdict,
)

router = APIRouter()

_SHOWN = 25
"""Items of one queue: what stands behind them comes forward as they are decided."""
_NAME = 200
"""Letters of an analyst's name, as the forms have it."""
_CONTRADICTIONS_SHOWN = 10
"""They take much room; their own page has them all."""
VERDICTS: tuple[Verdict, ...] = ("same", "not_same", "accept", "reject", "correct", "move", "undo")


@dataclass(frozen=True)
class Doubt:
    """A statement to be looked at: `item` is the annotation that states it."""

    item: str
    statement: Statement
    note: Note | None


@dataclass(frozen=True)
class Decision:
    """A judgement in the list of what was decided."""

    judgement: Judgement
    words: str
    verdict: str
    state: str
    undone: bool


@dataclass
class Item:
    """One thing that can be judged, with what is known of it."""

    id: str
    kind: str
    title: Markup
    fields: tuple[str, ...] = ()
    note: Note | None = None
    passages: list[Reference] = field(default_factory=list)
    entity: Entity | None = None
    event: Event | None = None
    contradiction: Contradiction | None = None


def _doubts(page: Page) -> list[Doubt]:
    found = []
    for statement in page.case.doubtful(limit=_SHOWN):
        annotation = statement.annotation or statement.reference.annotation
        item = f"{statement.reference.document}/{annotation}" if annotation else statement.id
        found.append(Doubt(item, statement, _note(page, statement.reference.document, annotation)))
    return found


def _note(page: Page, document: str, annotation: str | None) -> Note | None:
    report = page.reader.report(document)
    # A sentence says nothing, and the place meant is told with its name.
    noted = (one for one in report.annotations() if not isinstance(one, Sentence | Grounding))
    known = next((one for one in noted if one.id == annotation), None)
    return Annotator(report, page.phrases).note(known) if known else None


def _decisions(page: Page, about: str | None = None) -> list[Decision]:
    standings = {one.judgement: one for one in page.case.standings()}
    return [_decision(page, one, standings.get(one.id)) for one in reversed(page.case.judgements(about))]


def _decision(page: Page, judgement: Judgement, standing: Standing | None) -> Decision:
    words = " / ".join(one.text or one.detail for one in judgement.anchors[: len(judgement.items)]) or " ".join(judgement.items)
    state = standing.state if standing else "waiting"
    return Decision(
        judgement, words, sentence_for(f"judgement.verdict_{judgement.verdict}", {}, page.language),
        sentence_for(f"judgement.state_{state}", {}, page.language), state == "undone",
    )  # fmt: skip


def _open(contradictions: list[Contradiction]) -> list[Contradiction]:
    return [one for one in contradictions if one.status == "open"]


@router.get("/review")
def review(page: PageDep) -> HTMLResponse:
    """What needs an analyst's eye, the least certain first."""
    names = page.case.entities_in_doubt(limit=_SHOWN)
    return page.render(
        "review.html", doubts=_doubts(page), names=names, conflicts=page.case.conflicts(), dormant=page.case.dormant(),
        contradictions=_open(page.reader.contradictions)[:_CONTRADICTIONS_SHOWN], decisions=_decisions(page)[:_SHOWN],
        by=analyst(page.request), may_judge=page.may_judge,
    )  # fmt: skip


def _item(page: Page, identifier: str) -> Item:
    """Raises NotFound."""
    document, slash, annotation = identifier.partition("/")
    if slash:
        note = _note(page, document, annotation)
        if note is None:
            raise NotFound(f"no annotation {identifier!r}")
        kind = str(note.annotation.kind)  # type: ignore[attr-defined]  # every kind of annotation names itself
        report = page.reader.report(document)
        line = report.document.line_at(note.annotation.span.start).number
        reference = Reference(document=document, span=note.annotation.span, line=line, annotation=annotation)
        return Item(identifier, kind, note.words, layers.FIELDS.get(kind, ()), note, [reference])
    case, prefix = page.case, identifier.partition("-")[0]
    if prefix == "e":
        entity = page.reader.entity(identifier)
        return Item(
            identifier, "entity", page.phrases.name(entity), ENTITY_FIELDS, passages=list(entity.references[:3]), entity=entity
        )
    if prefix == "h":
        event = page.reader.event(identifier)
        return Item(
            identifier, "happening", page.phrases.event_name(event), EVENT_FIELDS, passages=list(event.tellings[:3]), event=event
        )
    if prefix == "c":
        contradiction = case.contradiction(identifier)
        return Item(
            identifier, "contradiction", page.phrases.about(contradiction.about), ("status",), contradiction=contradiction
        )
    if prefix == "r":
        return _relation(page, case.relation(identifier))
    statement = case.statement(identifier)
    return Item(identifier, "statement", page.phrases.arabic(statement.original), ("value",), passages=[statement.reference])


def _relation(page: Page, relation: Relation) -> Item:
    references = [page.case.statement(one).reference for one in relation.statements]
    return Item(relation.id, "relation", page.phrases.relation(relation, ""), passages=references)


@router.get("/review/item")
def item(page: PageDep, id: str = "", back: str = "") -> HTMLResponse:
    """One thing: its words, why it was found, and every decision that can be made on it."""
    return _shown(page, _item(page, id), back)


def _shown(page: Page, found: Item, back: str, problem: str = "", given: Fields | None = None, status: int = 200) -> HTMLResponse:
    return page.render(
        "item.html", status, item=found, decisions=_decisions(page, found.id), by=one(given or {}, "by") or analyst(page.request),
        back=back if inside(back, page.language) else page.links.page("review"), problem=problem, statuses=STATUSES,
        may_judge=page.may_judge, given={name: values[-1] for name, values in (given or {}).items()},
    )  # fmt: skip


@router.post("/review/name")
def sign(page: PageDep, form: FormDep) -> Response:
    """Remember in whose name this browser decides."""
    if not page.may_judge:
        raise HTTPException(403)
    answer = RedirectResponse(page.links.page("review"), 303)
    if name := one(form, "by").strip()[:_NAME]:
        remember(answer, name)
    return answer


@router.post("/review/hold")
def hold(page: PageDep, form: FormDep) -> Response:
    """Hold an entity, to be joined with another that is met next; without one, let go."""
    if not page.may_judge:
        raise HTTPException(403)
    back = one(form, "back")
    answer = RedirectResponse(back if inside(back, page.language) else page.links.page("entities"), 303)
    if held := page.reader.known(one(form, "item")):
        answer.set_cookie(HELD, held.id, httponly=True, samesite="strict")
    else:
        answer.delete_cookie(HELD)
    return answer


@router.post("/judge")
def judge(page: PageDep, form: FormDep) -> Response:
    """Take a decision down; it takes effect as soon as the case is derived anew, which starts at once."""
    if not page.may_judge:
        raise HTTPException(403)
    back = one(form, "back")
    items = [value for value in form.get("item", []) if value]
    try:
        _judge(page.case, form, items)
    except (JudgementError, NotFound) as error:
        try:
            found = _item(page, items[0]) if items else None
        except NotFound:
            found = None
        if found is None:
            raise NotFound(str(error)) from error
        return _shown(page, found, back, str(error), form, 422)
    deriver: Deriver = page.request.app.state.deriver
    deriver.ask()
    answer = RedirectResponse(back if inside(back, page.language) else page.links.page("review"), 303)
    remember(answer, one(form, "by"))
    if one(form, "verdict") == "same":
        answer.delete_cookie(HELD)
    return answer


def _judge(case: Case, form: Fields, items: list[str]) -> None:
    verdict = next((known for known in VERDICTS if known == one(form, "verdict")), None)
    if verdict is None:
        raise JudgementError(f"{one(form, 'verdict')!r} is no decision")
    other = one(form, "other")
    if verdict in ("same", "not_same") and other:
        items = [*items, other if re.fullmatch(r"[eh]-[0-9a-f]{16}|d-[0-9a-f]{16}/.+", other) else case.find_entity(other).id]
    correcting = verdict == "correct"
    case.judge(
        verdict, items, by=one(form, "by"), note=one(form, "note"), field=(one(form, "field") or None) if correcting else None,
        value=one(form, "value") if correcting else None, span=_span(one(form, "span")) if verdict == "move" else None,
    )  # fmt: skip


def _span(given: str) -> Span:
    match = re.fullmatch(r"(\d{1,9})\s*-\s*(\d{1,9})", given)
    if not match or int(match[1]) >= int(match[2]):
        raise JudgementError(f"{given!r} is no place: give it as START-END in characters of the report, e.g. 120-131")
    return Span(start=int(match[1]), end=int(match[2]))
