"""The app behind a real server, and every address of a case to be looked at."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn

from musnad.knowledge.store import Case
from musnad.presentation.web import create_app


@contextmanager
def serving(case: Path) -> Iterator[str]:
    """The app at a free loopback port, in a thread; gives its address."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(case), log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 10
        while not server.started:
            if time.monotonic() > deadline:
                raise TimeoutError("the server did not start within ten seconds")
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


FILES = re.compile(r"\.\w+$|/original$")
"""Ends of addresses that answer with a file."""
NOT_PAGES = {"searches/{identifier}", "add/progress"}
"""An address that leads on to a page, and a part of one."""
EXAMPLES = {"review/{name}": ["review/names", "review/contradictions"]}
"""What stands in the gap of an address that neither a report, an entity nor an event fills."""


def routes_of(path: Path) -> list[str]:
    """The app's own list of its pages, below the language, with the gaps of their addresses."""
    prefix = "/{language}/"
    known = [one for one, methods in create_app(path).openapi()["paths"].items() if "get" in methods and one.startswith(prefix)]
    below = [one.removeprefix(prefix) for one in known]
    return [one for one in below if not FILES.search(one) and one not in NOT_PAGES]


def addresses_of(path: Path, items: int = 1000) -> list[str]:
    """Every kind of page with its first items, below the language; a page without a gap in its address needs no line here."""
    listed = _listed(path, items)
    visited = {urlsplit(one).path for one in listed}
    more = [example for one in routes_of(path) for example in EXAMPLES.get(one, [one] if "{" not in one else [])]
    return [*listed, *(one for one in more if one not in visited)]


def kinds_of(path: Path) -> list[str]:
    """One page of each kind: an entity of each type, and otherwise the first."""
    with Case.open(path) as case:
        typed = [f"entities/{one.id}" for type in ("PER", "ORG", "LOC", "EVT") for one in case.entity_summaries(type, limit=1)]
    plain = [one for one in addresses_of(path, items=1) if "?" not in one or one.startswith("review/item")]
    return [*plain, *(one for one in typed if one not in plain)]


def _listed(path: Path, items: int) -> list[str]:
    with Case.open(path) as case:
        documents = [one.id for one in case.documents()][:items]
        entities = [one.id for one in case.entity_summaries()][:items]
        events = [one.id for one in case.events()][:items]
    return [
        "",
        "reports",
        "reports?sort=outlet&copies=no",
        "reports?outlet=none",
        "entities",
        "entities?type=PER",
        "entities?named=zz",
        "events",
        "events?year=2019",
        "timeline",
        "timeline?entity=الورداني&contested=yes",
        "timeline?since=2019-05&until=nonsense",
        "timeline?entity=لاشيءهنا",
        "map",
        "map?around=لاشيءهنا",
        "network",
        "network?entity=الورداني&kind=told",
        "network?entity=لاشيءهنا",
        "network?since=2019&until=2019-05",
        "map?until=2019-05",
        "network/whole",
        "network/whole?find=لاشيءهنا",
        "sources",
        "review",
        *(f"review/{name}" for name in ("names", "merges", "roles", "ties", "sayings", "mentions", "events", "contradictions")),
        "review/names?order=weight",
        "contradictions",
        "contradictions?kind=date",
        "search",
        "search?q=هدنه",
        "search?q=الورداني",
        "search?q=لاشيءهنا",
        "search?q=هدنة&outlet=وكالة المنارة&year=2019&copies=no",
        "search?q=السنديان&type=PER",
        "compare",
        "compare?kind=outlets&one=وكالة المنارة&other=صحيفة المرسى",
        "compare?kind=outlets&one=وكالة المنارة&other=وكالة المنارة",
        "compare?kind=actors&one=الورداني&other=السنديان",
        "compare?kind=periods&one=2019-05&other=2019",
        "compare?kind=periods&one=2018&other=2019&entity=السنديان",
        "compare/period?at=2019",
        "compare?kind=actors&one=الورداني&other=لاشيءهنا",
        "about",
        "help",
        "add",
        *(f"reports/{one}" for one in documents),
        *(f"entities/{one}" for one in entities),
        *(f"review/item?id={one}" for one in [*entities[:1], *events[:1]]),
        *(f"entities/{one}/dossier" for one in entities),
        *(f"events/{one}" for one in events),
        *(f"events/{one}/dossier" for one in events),
        *(f"compare?event={one}" for one in events[:40]),
    ]
