"""What a form of a page sends, and proof that it was a page of this app that sent it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qs, quote, unquote, urlsplit

from fastapi import Depends, Request, Response
from starlette.exceptions import HTTPException

_LONGEST = 64 * 1024
"""Bytes of a form; a note is a few sentences."""
ANALYST = "musnad_analyst"
"""The cookie that remembers who judges."""

HELD = "musnad_held"
"""The cookie that remembers which entity is to be joined with another."""
LAST = "musnad_last"
"""The cookie that remembers, for some minutes, the last decision: every page offers to take it back."""

Fields = Mapping[str, list[str]]


def own(request: Request) -> bool:
    """True unless the browser says that another site's page sent this: a link elsewhere must not judge in somebody's name."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


async def _read(request: Request) -> Fields:
    if not own(request):
        raise HTTPException(403)
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(415)
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST:
            raise HTTPException(413)
    return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)


FormDep = Annotated[Fields, Depends(_read)]


def one(form: Fields, name: str) -> str:
    """The last value of a field, without space around it; empty where it is missing."""
    return form.get(name, [""])[-1].strip()


def analyst(request: Request) -> str:
    """Who judged last in this browser."""
    return unquote(request.cookies.get(ANALYST, ""))[:200]


def as_cookie(name: str) -> str:
    """A name as a cookie can hold it."""
    return quote(name[:200])


def inside(path: str, language: str) -> bool:
    """True for an address of this app: nobody is sent elsewhere by a form."""
    return path.startswith(f"/{language}/") and not path.startswith("//") and "\\" not in path and "\n" not in path


def remember(answer: Response, name: str) -> None:
    """This browser decides in this name from now on."""
    answer.set_cookie(ANALYST, as_cookie(name), max_age=365 * 86400, httponly=True, samesite="strict")
