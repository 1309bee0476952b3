"""The app behind a real server, and every address of a case to be looked at."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


def addresses_of(path: Path, items: int = 1000) -> list[str]:
    """Every kind of page with its first items, below the language."""
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
        "sources",
        "review",
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
        "compare?kind=actors&one=الورداني&other=لاشيءهنا",
        "about",
        "help",
        "add",
        *(f"reports/{one}" for one in documents),
        *(f"entities/{one}" for one in entities),
        *(f"entities/{one}/dossier" for one in entities),
        *(f"events/{one}" for one in events),
        *(f"events/{one}/dossier" for one in events),
        *(f"compare?event={one}" for one in events[:40]),
    ]
