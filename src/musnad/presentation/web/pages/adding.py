"""Add reports: files and folders that are sent, what became of each, and how far the build of the case is."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

from musnad.documents.files import SIZE_LIMIT
from musnad.presentation.web.adding import Adder, Received, outcomes, waiting
from musnad.presentation.web.forms import FormDep, own
from musnad.presentation.web.page import Page, PageDep

router = APIRouter()

FILES = 1000
"""Files of one sending; with JavaScript a folder comes in as many sendings as it needs."""
BYTES = 256 * 1024 * 1024
_DRAINED = 8 * BYTES
"""What is read and thrown away of a sending that is too large: a browser hears an answer only when it is done talking."""
_NEW = 50
"""New reports named on the page."""
_REFUSED = 200


@dataclass(frozen=True)
class Sending:
    """What a form sent: files, and names of files that the page itself held back; `problem` is a message's key."""

    files: tuple[UploadFile, ...] = ()
    too_large: tuple[str, ...] = ()
    upload: str = ""
    more: bool = False
    problem: str = ""


class _TooMuch(MultiPartException):
    """More than BYTES; a kind of what the parser cleans up after."""


async def _counted(request: Request) -> AsyncGenerator[bytes, None]:
    """The body, as far as it is taken; what is more is heard out, so that the browser hears the answer."""
    taken = 0
    async for piece in request.stream():
        taken += len(piece)
        if taken > _DRAINED:
            break
        if taken <= BYTES:
            yield piece
    if taken > BYTES:
        raise _TooMuch("more than is taken at once")


async def _sent(request: Request) -> Sending:
    if not own(request) or not request.app.state.may_add:
        raise HTTPException(403)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise HTTPException(415)
    pieces = _counted(request)
    parser = MultiPartParser(request.headers, pieces, max_files=FILES, max_fields=_REFUSED + 10)
    try:
        form = await parser.parse()
    except _TooMuch:
        return Sending(problem="add.too_much")
    except MultiPartException:
        with contextlib.suppress(_TooMuch):
            async for _ in pieces:
                pass
        return Sending(problem="add.too_many")
    files = tuple(one for one in form.getlist("files") if isinstance(one, UploadFile) and (one.filename or one.size))
    large = tuple(str(one) for one in form.getlist("too_large"))
    return Sending(files, large, str(form.get("upload") or "")[:40], bool(form.get("more")))


SendingDep = Annotated[Sending, Depends(_sent)]


def _adder(page: Page) -> Adder:
    adder: Adder = page.request.app.state.adder
    return adder


@router.get("/add")
def add(page: PageDep) -> HTMLResponse:
    """Where reports are added, what became of them, how far the build is."""
    return _shown(page)


def _shown(page: Page, problem: str = "", status: int = 200) -> HTMLResponse:
    adder = _adder(page)
    state = adder.state()
    known = page.reader.summaries
    return page.render(
        "add.html", status, state=state, busy=adder.busy, reads=adder.reads, waiting=len(waiting(adder.case)), kept=adder.kept,
        received=outcomes(adder.received), new=[known[one] for one in (state.new if state else ()) if one in known][:_NEW],
        may_add=page.request.app.state.may_add, problem=problem, files=FILES, mebibytes=BYTES // 1024 // 1024,
        size=SIZE_LIMIT // 1_000_000, size_bytes=SIZE_LIMIT,
    )  # fmt: skip


@router.post("/add")
def receive(page: PageDep, sending: SendingDep) -> Response:
    """Keep what was sent; reading it begins at once, or after the last piece of a large upload."""
    adder = _adder(page)
    wants_data = page.request.headers.get("accept", "").startswith("application/json")
    if sending.problem:
        return JSONResponse({"problem": sending.problem}, 413) if wants_data else _shown(page, sending.problem, 413)
    if not sending.files and not sending.too_large:
        return JSONResponse({"problem": "add.nothing"}, 400) if wants_data else _shown(page, "add.nothing", 400)
    known = {one.sha256: one.id for one in page.reader.summaries.values()}
    adder.begin(sending.upload)
    for name in sending.too_large[:_REFUSED]:
        adder.note(Received(name[:200], "too_large"))
    for file in sending.files:
        adder.receive(file.filename or "", file.file, known)
        file.file.close()
    if not sending.more and waiting(adder.case):
        adder.ask()
    return JSONResponse({"kept": adder.kept}) if wants_data else RedirectResponse(page.links.page("add"), 303)


@router.get("/add/progress")
def progress(page: PageDep) -> HTMLResponse:
    """The part of the page that moves."""
    adder = _adder(page)
    return page.render(
        "progress.html", state=adder.state(), busy=adder.busy, waiting=len(waiting(adder.case)),
        may_add=page.request.app.state.may_add,
    )  # fmt: skip


@router.post("/add/stop")
def stop(page: PageDep, _: FormDep) -> Response:
    """Stop the build at work, whoever started it."""
    _allowed(page)
    _adder(page).stop()
    return RedirectResponse(page.links.page("add"), 303)


@router.post("/add/go")
def go_on(page: PageDep, _: FormDep) -> Response:
    """Read what waits, and join what a build that was stopped had read."""
    _allowed(page)
    _adder(page).ask()
    return RedirectResponse(page.links.page("add"), 303)


def _allowed(page: Page) -> None:
    if not page.request.app.state.may_add:
        raise HTTPException(403)
