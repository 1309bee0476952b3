"""How long the server took for a page, told to the browser that asked (Server-Timing; developer tools show it)."""

from __future__ import annotations

import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

AHEAD = "musnad.ahead"
"""In the scope of what the server asks of itself before anybody does."""


class Traffic:
    """Whether somebody waits for a page."""

    def __init__(self) -> None:
        self.pages = 0
        """Answered so far."""
        self._asked = 0
        self._last = time.monotonic()

    def begin(self) -> None:
        """A page is asked for."""
        self._asked += 1

    def end(self) -> None:
        """It was answered."""
        self._asked -= 1
        self.pages += 1
        self._last = time.monotonic()

    def idle(self) -> float:
        """Seconds since the last page was answered; 0 while somebody waits for one."""
        return 0.0 if self._asked else time.monotonic() - self._last


class Timed:
    """Says with every answer how many milliseconds it took from the request to its first byte, waiting for others included."""

    def __init__(self, app: ASGIApp, traffic: Traffic | None = None) -> None:
        self.app, self.traffic = app, traffic or Traffic()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the time that it took."""
        if scope["type"] != "http" or AHEAD in scope:
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()

        async def timed(message: Message) -> None:
            if message["type"] == "http.response.start":
                took = 1000 * (time.perf_counter() - started)
                MutableHeaders(scope=message).append("Server-Timing", f"app;dur={took:.1f}")
            await send(message)

        self.traffic.begin()
        try:
            await self.app(scope, receive, timed)
        finally:
            self.traffic.end()
