"""What the first readers would wait for, done while the server starts and when the case has changed: lists, drawings, pages."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

from starlette.types import ASGIApp, Message

from musnad import ontology
from musnad.errors import MusnadError
from musnad.knowledge.store import search
from musnad.knowledge.store.moments import WantedTimes
from musnad.presentation.network import network
from musnad.presentation.web.case_reader import CaseDoor, CaseReader
from musnad.presentation.web.page import templates
from musnad.presentation.web.queues import QUEUES, waiting_in
from musnad.presentation.web.timing import AHEAD, Traffic
from musnad.presentation.web.wording import LANGUAGES

_VOCABULARIES = ("entity_types", "event_types", "predicates", "attributes", "roles")
_FIRST = ("summaries", "latest", "outlets", "counts", "busy", "contradictions", "freshest", "month_names", "sifting", "places")
"""What the first page and the search need, in the order in which they are likely asked for."""
_PAGES = (
    "", "reports", "entities", "events", "timeline", "network", "network?kind=stated", "network?kind=told", "map", "sources",
    "contradictions", "compare", "about", "review", "network/whole", "search?q=a",
)  # fmt: skip
"""What the navigation leads to: asked for once, everything that such pages share has been read and put together."""
_AROUND = 6
"""Of each kind, those whose pages and surroundings are made ahead."""
_BREATH, _PATIENCE = 0.02, 1.0
"""Seconds between two steps, for those who read meanwhile, and how long it waits for one who waits for a page."""


class Warmer:
    """One thread that reads ahead, once for every state of the case; pages that are asked for meanwhile do not wait for it."""

    def __init__(self, door: CaseDoor, traffic: Traffic, pages: Callable[[], ASGIApp]) -> None:
        self._door, self._traffic, self._pages = door, traffic, pages
        self.rounds = 0
        """How often it came to its end."""
        self._stopped = False
        self._wanted = threading.Event()
        self._thread = threading.Thread(target=self._work, name="musnad-warm", daemon=True)

    def start(self) -> None:
        """Begin, and begin again with each new state of the case."""
        self._door.renewed = self._wanted.set
        self._wanted.set()
        self._thread.start()

    def stop(self) -> None:
        """Leave off, before the case is closed."""
        self._stopped = True
        self._wanted.set()
        if self._thread.is_alive():
            self._thread.join(30)

    def _work(self) -> None:
        while self._wanted.wait() and not self._stopped:
            self._wanted.clear()
            try:
                done = self._read_ahead()
            except MusnadError:
                continue  # a case that cannot be read is told of by its pages
            if done:
                # What stays as long as this state need not be searched for garbage; what was kept of the state before goes first.
                gc.unfreeze()
                gc.collect()
                gc.freeze()
                self.rounds += 1

    def _read_ahead(self) -> bool:
        """False where it left off: it was told to stop, or the case has changed again."""
        reader = self._door.reader()
        self._wanted.clear()  # set by the door when it made this very reader
        for work in self._steps(reader):
            if self._stopped or self._wanted.is_set():
                return False
            self._give_way()
            work()
        return True

    def _give_way(self) -> None:
        """Let those read first who wait for a page, but not for ever."""
        until = time.monotonic() + _PATIENCE
        time.sleep(_BREATH)
        while self._traffic.idle() < _BREATH and time.monotonic() < until and not self._stopped:
            time.sleep(_BREATH)

    def _steps(self, reader: CaseReader) -> Iterator[Callable[[], object]]:
        yield lambda: search.parse("كلمة")  # reads what the stemmer needs
        for vocabulary in _VOCABULARIES:
            yield partial(ontology.load, vocabulary)
        for ahead in _FIRST:
            yield partial(getattr, reader, ahead)
        yield partial(self._ask, "")
        for name in sorted(templates().list_templates(extensions=["html"])):
            yield partial(templates().get_template, name)
        yield partial(reader.counted, WantedTimes())
        yield partial(reader.years, WantedTimes())
        for sort in ("newest", "oldest", "outlet", "title"):
            yield partial(reader.order, sort)
        yield from _whole_case(reader)
        for page in (*_PAGES, *_middles(reader)):
            yield partial(self._ask, page)
        for queue in QUEUES:
            yield partial(waiting_in, reader, queue)
        yield lambda: reader.whole
        yield lambda: reader.reckoning

    def _ask(self, page: str) -> None:
        for language in LANGUAGES:
            asyncio.run(_asked(self._pages(), f"/{language}/{page}"))


async def _asked(pages: ASGIApp, address: str) -> None:
    """Ask for a page as a browser of this machine does; nobody looks at the answer."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http", "path": path,
        "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(b"host", b"localhost"), (b"accept-encoding", b"gzip")],
        "client": ("127.0.0.1", 0), "server": ("127.0.0.1", 0), AHEAD: True,
    }  # fmt: skip

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_: Message) -> None:
        pass

    await pages(scope, receive, send)


def _middles(reader: CaseReader) -> Iterator[str]:
    """The best known, whom the first page names, the most tied, and what surrounds them: slow when made for the first time."""
    drawn = sorted(reader.network(None, True, True, network).nodes, key=lambda one: (-one.ties, one.entity.id))
    known = {kind: reader.case.entity_summaries(kind, _AROUND) for kind in ("PER", "ORG", "LOC")}
    for one in (*known["PER"], *known["ORG"], *known["LOC"]):
        yield f"entities/{one.id}"
        yield f"timeline?entity={one.id}"
    for one in dict.fromkeys((*known["PER"], *known["ORG"], *(node.entity for node in drawn[:_AROUND]))):
        yield f"network?entity={one.id}"
    for one in known["LOC"]:
        yield f"map?around={one.id}"


def _whole_case(reader: CaseReader) -> Iterator[Callable[[], object]]:
    """The map and network that the navigation leads to."""
    yield lambda: reader.place_times
    for language in LANGUAGES:
        yield partial(reader.atlas, language, None)
    for kinds in ((True, True), (True, False), (False, True)):
        yield partial(reader.network, None, *kinds, network)
        yield partial(reader.tie_times, None, *kinds, network)
