"""Pages that were asked for once are kept as they were sent, until anything is written to the case.

What a page shows follows from its address, the browser's cookies (who reads, what she holds, what she decided last), the case,
and what is under way. All of these are part of what an answer is kept by, or keep it from being kept: nothing is out of date.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from musnad.knowledge.store.building import state_of
from musnad.presentation.web.case_reader import CaseDoor
from musnad.presentation.web.deriving import Deriver

KEPT = frozenset({"", "reports", "search", "entities", "events", "timeline", "network", "map", "sources", "contradictions",
                  "compare", "about"})  # fmt: skip
"""Pages that only show: first part of the address below the language. What is decided on or under way is always made anew."""
_MOST = 64_000_000
"""Bytes kept, packed as they travel; some thousand pages."""
_LARGEST = 500_000
_SETTLED = 100_000_000
"""Nanoseconds after which the time of a file says that nothing was written since: clocks of files are coarse."""


class _Key(NamedTuple):
    state: tuple[int, ...]
    path: str
    query: bytes
    cookies: str
    packed: bool
    problem: str


@dataclass(frozen=True)
class _Answer:
    start: Message
    body: bytes


class Answers:
    """Keeps whole answers, the longest unasked given up first."""

    def __init__(self, app: ASGIApp, door: CaseDoor, deriver: Deriver) -> None:
        self.app, self._door, self._deriver = app, door, deriver
        self._kept: OrderedDict[_Key, _Answer] = OrderedDict()
        self._size = 0
        self._state: tuple[int, ...] = ()
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What was kept, or what the app answers, to be kept."""
        key = self._key(scope)
        if key is None:
            await self.app(scope, receive, send)
            return
        answer = self._found(key)
        if answer is not None:
            await send({**answer.start, "headers": list(answer.start["headers"])})
            await send({"type": "http.response.body", "body": answer.body})
            return
        await self._answered(key, scope, receive, send)

    def _key(self, scope: Scope) -> _Key | None:
        """By what an answer is kept; None for what is always made anew."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        _, language, *rest = scope["path"].split("/")
        if language not in ("ar", "en") or (rest[0] if rest else "") not in KEPT:
            return None
        state = self._door.state()
        build = state_of(self._door.path)
        if self._deriver.busy or (build and build.state == "running") or time.time_ns() - max(state[1:], default=0) < _SETTLED:
            return None
        asked = Headers(scope=scope)
        packed = "gzip" in asked.get("accept-encoding", "")
        return _Key(state, scope["path"], scope["query_string"], asked.get("cookie", ""), packed, self._deriver.problem)

    def _found(self, key: _Key) -> _Answer | None:
        with self._lock:
            if key.state != self._state:  # what is kept is of another state of the case, and never asked for again
                self._kept.clear()
                self._size, self._state = 0, key.state
                return None
            answer = self._kept.get(key)
            if answer is not None:
                self._kept.move_to_end(key)
            return answer

    async def _answered(self, key: _Key, scope: Scope, receive: Receive, send: Send) -> None:
        started: Message = {}
        pieces: list[bytes] = []

        async def watched(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = {**message, "headers": list(message["headers"])}
            else:
                pieces.append(message.get("body", b""))
            await send(message)

        await self.app(scope, receive, watched)
        if started and _worth_keeping(started) and sum(map(len, pieces)) <= _LARGEST:
            self._keep(key, _Answer(started, b"".join(pieces)))

    def _keep(self, key: _Key, answer: _Answer) -> None:
        with self._lock:
            if key.state != self._state or key in self._kept:
                return
            self._kept[key] = answer
            self._size += len(answer.body)
            while self._size > _MOST:
                _, oldest = self._kept.popitem(last=False)
                self._size -= len(oldest.body)


def _worth_keeping(started: Message) -> bool:
    """True for pages; what sets a cookie is meant for one reader alone, downloads are long."""
    headers = Headers(raw=started["headers"])
    return bool(
        started["status"] == 200 and headers.get("content-type", "").startswith("text/html") and "set-cookie" not in headers
    )
