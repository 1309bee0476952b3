"""What the forms of the desks send: decisions, drafts, in whose name, and which entity waits to be joined."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from musnad.errors import JudgementError, NotFound
from musnad.knowledge.judgements.deciding import now
from musnad.knowledge.store import Case
from musnad.knowledge.store.shelved import Draft
from musnad.presentation.web.deriving import Deriver
from musnad.presentation.web.forms import HELD, LAST, Fields, FormDep, inside, one, remember
from musnad.presentation.web.items import Item, item_of
from musnad.presentation.web.page import Page, PageDep
from musnad.presentation.web.pages.review import shown
from musnad.records import Judgement, Span, Verdict

router = APIRouter()

VERDICTS: tuple[Verdict, ...] = ("same", "not_same", "accept", "reject", "correct", "move", "undo")
_NAME = 200
"""Letters of an analyst's name, as the forms have it."""
_UNDO_SECONDS = 300
"""How long every page offers to take the last decision back."""


@router.post("/review/name")
def sign(page: PageDep, form: FormDep) -> Response:
    """Remember in whose name this browser decides."""
    answer = _back(page, form)
    if name := one(form, "by")[:_NAME]:
        remember(answer, name)
    return answer


@router.post("/review/hold")
def hold(page: PageDep, form: FormDep) -> Response:
    """Hold an entity, to be joined with another that is met next; without one, let go."""
    answer = _back(page, form)
    if held := page.reader.known(one(form, "item")):
        answer.set_cookie(HELD, held.id, httponly=True, samesite="strict")
    else:
        answer.delete_cookie(HELD)
    return answer


@router.post("/judge")
def judge(page: PageDep, form: FormDep) -> Response:
    """Take a decision down; it takes effect as soon as the case is derived anew, which starts at once."""
    answer, items = _back(page, form), [value for value in form.get("item", []) if value]
    try:
        decided = _decided(form)
        if decided is None:
            _draft(page, form, items)
            return _to_item(page, form, items, answer)
        made = _judge(page.case, form, items, decided)
    except (JudgementError, NotFound) as error:
        return _refused(page, form, items, error)
    page.case.desk.drop_drafts(made.items, made.by)
    deriver: Deriver = page.request.app.state.deriver
    deriver.ask()
    met = _met(page, form, made)
    if met:
        query = urlencode({"id": items[0], "back": one(form, "back"), "met": ",".join(met)})
        answer = RedirectResponse(f"{page.links.page('review/item')}?{query}", 303)
    remember(answer, made.by)
    answer.set_cookie(LAST, made.id, max_age=_UNDO_SECONDS, httponly=True, samesite="strict")
    if made.verdict == "same":
        answer.delete_cookie(HELD)
    return answer


def _back(page: Page, form: Fields) -> RedirectResponse:
    """To where the reader came from; refused where nothing can be decided."""
    if not page.may_judge:
        raise HTTPException(403)
    back = one(form, "back")
    return RedirectResponse(back if inside(back, page.language) else page.links.page("review"), 303)


def _refused(page: Page, form: Fields, items: list[str], error: JudgementError | NotFound) -> Response:
    """The same form again with the words in it, and why it was not taken down."""
    found: Item | None = None
    with suppress(NotFound):
        found = item_of(page, items[0]) if items else None
    if found is None:
        raise NotFound(str(error)) from error
    return shown(page, found, one(form, "back"), problem=str(error), given=form, status=422)


@dataclass(frozen=True)
class _Decided:
    """What a form says."""

    verdict: Verdict
    field: str | None = None
    value: str | None = None
    span: Span | None = None
    other: str = ""


def _decided(form: Fields) -> _Decided | None:
    """The decision of a form; None where it is only to be kept as it is.

    Enter in a field sends the form without a button: then what was filled in says what is meant.
    """
    pressed, status = one(form, "verdict"), one(form, "status")
    if status:
        return _Decided("correct", "status", status)
    if pressed in ("", "as_filled"):
        pressed = _filled(form)
    if pressed == "draft":
        return None
    verdict = next((known for known in VERDICTS if known == pressed), None)
    if verdict is None:
        raise JudgementError(f"{pressed!r} is no decision")
    if verdict == "correct":
        return _Decided(verdict, one(form, "field") or None, one(form, "value"))
    if verdict == "move":
        return _Decided(verdict, span=_span(one(form, "span") or f"{one(form, 'start')}-{one(form, 'end')}"))
    return _Decided(verdict, other=one(form, "part" if verdict == "not_same" and one(form, "part") else "other"))


def _filled(form: Fields) -> str:
    if one(form, "other"):
        return "same"
    if one(form, "value") != one(form, "value_was"):
        return "correct"
    if (one(form, "start"), one(form, "end")) != (one(form, "start_was"), one(form, "end_was")):
        return "move"
    return "draft"


def _judge(case: Case, form: Fields, items: list[str], decided: _Decided) -> Judgement:
    other = decided.other
    if decided.verdict in ("same", "not_same") and other:
        items = [*items, other if re.fullmatch(r"[eh]-[0-9a-f]{16}|d-[0-9a-f]{16}/.+", other) else case.find_entity(other).id]
    return case.judge(
        decided.verdict, items, by=one(form, "by"), note=one(form, "note"), field=decided.field, value=decided.value,
        span=decided.span,
    )  # fmt: skip


def _span(given: str) -> Span:
    match = re.fullmatch(r"(\d{1,9})\s*-\s*(\d{1,9})", given)
    if not match or int(match[1]) >= int(match[2]):
        raise JudgementError(f"{given!r} is no place: give it as START-END in characters of the report, e.g. 120-131")
    return Span(start=int(match[1]), end=int(match[2]))


def _met(page: Page, form: Fields, made: Judgement) -> list[str]:
    """Decisions of others on the same things that came while this one was being made; none where the form says nothing of it."""
    seen = one(form, "number")
    if not (seen.isascii() and seen.isdecimal() and len(seen) < 12) or made.verdict == "undo":
        return []
    since = page.case.desk.since(made.items, int(seen))
    others = {judgement.id for judgement in page.case.judgements(made.items[0]) if judgement.by != made.by}
    return [one_id for one_id in since if one_id in others]


def _draft(page: Page, form: Fields, items: list[str]) -> None:
    owner = one(form, "by")
    if not owner:
        raise JudgementError("a note needs the name of who writes it")
    for item in items[:1]:
        page.case.desk.keep_draft(Draft(item=item, owner=owner, note=one(form, "note"), value=one(form, "value"), at=now()))


def _to_item(page: Page, form: Fields, items: list[str], answer: RedirectResponse) -> Response:
    """Back to where the form was."""
    here = one(form, "here")
    target = here if inside(here, page.language) else page.links.item(items[0], one(form, "back")) if items else ""
    kept = RedirectResponse(target, 303) if target else answer
    remember(kept, one(form, "by"))
    return kept
