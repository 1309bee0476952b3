"""The web app: pages over one case; analysts' decisions are all that it writes; nothing asked from another host."""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from musnad.errors import CaseError, NotFound
from musnad.knowledge.store import Case
from musnad.presentation.web.adding import Adder
from musnad.presentation.web.ahead import Ahead
from musnad.presentation.web.answering import Answers
from musnad.presentation.web.case_reader import CaseDoor
from musnad.presentation.web.deriving import Deriver
from musnad.presentation.web.page import STATIC, error_page
from musnad.presentation.web.pages import (
    about,
    adding,
    compare,
    contradictions,
    dossiers,
    entities,
    events,
    home,
    judging,
    network,
    reports,
    review,
    saved,
    search,
    sources,
)
from musnad.presentation.web.pages import map as map_page
from musnad.presentation.web.pages import timeline as timeline_page
from musnad.presentation.web.sweeping import Sweeper
from musnad.presentation.web.timing import Timed, Traffic
from musnad.presentation.web.warming import Warmer
from musnad.presentation.web.written import Shelf

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}

_WORTH_PACKING = 4000
"""Bytes from which an answer is packed for the way to the browser."""


class Guard:
    """Sets the security headers, and answers only to names that no stranger can point at this machine.

    A page elsewhere can give its own name the address 127.0.0.1 and then read whatever listens there (DNS rebinding):
    numeric addresses and names without a dot are safe, other names must be allowed.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str] = ()) -> None:
        self.app, self.hosts = app, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse the name by which this machine was called."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if not self._answers_to(Request(scope).url.hostname or ""):
            await Response("This address is not served here.", 421)(scope, receive, guarded)
            return
        await self.app(scope, receive, guarded)

    def _answers_to(self, host: str) -> bool:
        if ("." not in host and ":" not in host) or host in self.hosts:
            return True
        try:
            ipaddress.ip_address(host.strip("[]"))
        except ValueError:
            return False
        return True


def create_app(
    case_path: Path,
    *,
    hosts: Sequence[str] = (),
    open_case: Callable[[Path], Case] = Case.open,
    may_judge: bool = True,
    may_add: bool = True,
    write_ahead: bool = False,
) -> FastAPI:
    """The pages of the case at `case_path`; `hosts` are further names the app answers to behind a server.

    With `may_judge` off the case can be read and nothing decided; with `may_add` off no report is taken in. With `write_ahead`
    a process of its own writes the dossiers of the busiest actors before anybody asks.
    """
    door, adder = CaseDoor(case_path, open_case), Adder(case_path)
    traffic = Traffic()
    warmer, ahead = Warmer(door, traffic, lambda: app), Ahead(case_path)
    sweeper = Sweeper(traffic)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        sweeper.start()
        warmer.start()
        if write_ahead:
            ahead.start()
        yield
        ahead.stop()
        warmer.stop()
        sweeper.stop()
        adder.close()
        door.close()

    # No docs pages: FastAPI's load scripts from a CDN.
    app = FastAPI(title="musnad", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False, lifespan=lifespan)
    app.state.door, app.state.warmer = door, warmer
    app.state.deriver = Deriver(case_path, open_case)
    app.state.adder = adder
    app.state.shelf = Shelf(case_path)
    app.state.may_judge, app.state.may_add = may_judge, may_add
    # A long report with all its margin notes is a tenth of its size this way; the lowest level costs a millisecond or two.
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_PACKING, compresslevel=1)
    app.add_middleware(Answers, door=door, deriver=app.state.deriver)
    app.add_middleware(Guard, hosts=hosts)
    app.add_middleware(Timed, traffic=traffic)
    for module in (
        home,
        reports,
        dossiers,
        entities,
        events,
        timeline_page,
        map_page,
        network,
        sources,
        contradictions,
        review,
        judging,
        search,
        saved,
        compare,
        about,
        adding,
    ):
        app.include_router(module.router, prefix="/{language}")
    if STATIC.is_dir():
        app.mount("/static", StaticFiles(directory=STATIC), name="static")

    @app.get("/")
    def start() -> RedirectResponse:
        return RedirectResponse("/ar/")

    for language in ("ar", "en"):
        app.add_api_route(f"/{language}", _home_of(language), methods=["GET"])
    _translate_errors(app)
    return app


def _home_of(language: str) -> Callable[[], RedirectResponse]:
    def home_page() -> RedirectResponse:
        return RedirectResponse(f"/{language}/")

    return home_page


def _translate_errors(app: FastAPI) -> None:
    @app.exception_handler(NotFound)
    @app.exception_handler(RequestValidationError)
    def not_found(request: Request, _: Exception) -> HTMLResponse:
        return error_page(request, 404, "not_found")

    @app.exception_handler(CaseError)
    def no_case(request: Request, _: Exception) -> HTMLResponse:
        return error_page(request, 503, "no_case")

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> HTMLResponse:
        return error_page(request, error.status_code, "not_found" if error.status_code == 404 else "refused")

    @app.exception_handler(Exception)
    def broken(request: Request, _: Exception) -> HTMLResponse:
        return error_page(request, 500, "broken")
