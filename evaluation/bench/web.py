"""How fast the pages of a large case are: every kind of page, cold and with several readers at once.

    python evaluation/bench/web.py --shared DIR --cache DIR [--reports 20000] [--readers 4] [--reading 300] [--rounds 3]
        [--only KIND ...]

Makes the case once (`full.py`), starts `musnad serve`, and asks for pages:

- cold: the first request after a start, one start for each kind of page (left out with --warm);
- reading: half a minute after another start, when the server has read ahead, readers who look at each page for two to three
  seconds before they ask for the next one, still far quicker than anyone reads; each in an order of its own, all addresses
  alike, for so many seconds;
- alone: after another fresh start, every address once by one reader; processor time of the server, which other programs on the
  machine do not change;
- together: after yet another one, readers who never pause, each going through all addresses in an order of its own.

Times are the server's own (the header Server-Timing): from the request to the first byte of the answer.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import httpx

sys.path.insert(0, str(Path(__file__).parent))
import annotated
import full

from musnad.knowledge.store import Case

_LIMIT_MS, _LIMIT_KB = 60, 300
_STATIC = frozenset({"csv", "feed"})
"""Downloads: shown, but no pages to look at."""
_LOOKED_AT = (2.0, 3.0)
"""Seconds that a reader looks at a page, from when it came: between these, each as likely."""


def addresses(path: Path) -> dict[str, list[str]]:
    """Kind of page → addresses below the language, the same ones for the same case."""
    with Case.open(path) as case:
        documents = case.documents()
        entities = case.entity_summaries()
        events = case.event_summaries()
        outlets = [outlet.name for outlet in case.outlets() if outlet.name]
        busy = [one for kind in ("PER", "ORG", "LOC") for one in [e for e in entities if e.type == kind][:3]]
        ordinary = [one for one in entities if 3 <= one.documents <= 6]
        ordinary = [ordinary[at * len(ordinary) // 12] for at in range(12)] if ordinary else []
        told = {one.id: len(one.tellings) for one in case.events(limit=4000)}
    known = sorted(told, key=lambda one: (-told[one], one))
    reports = [documents[at * len(documents) // 15].id for at in range(15)]
    dated = [one.date for one in events if one.date and len(one.date) == 10]
    year = dated[len(dated) // 2][:4] if dated else "2015"
    actors = [one for one in busy if one.type != "LOC"]
    words = ["الحكومة", "الأمير محمد", "السعودية", "مليون ريال", '"مجلس الوزراء"', "وقال", "تحري*", "زلزال", "هيدروجين", "في"]
    latin = ["Mohammed", "Riyadh", "Saudi Arabia", "Abdullah al-Otaibi"]
    far = max(1, len(documents) // 200)
    return {
        "home": [""],
        "search": [f"search?q={quote(one)}" for one in words] + [f"search?q={quote(words[0])}&part=9"],
        "search latin": [f"search?q={quote(one)}" for one in latin],
        "search facets": [
            f"search?q={quote(word)}&{facet}"
            for word in words[:3]
            for facet in (f"outlet={quote(outlets[0])}", f"year={year}", "copies=no", "type=PER")
        ],
        "reports": ["reports", f"reports?part={far}", f"reports?part={far // 2}", "reports?sort=oldest", "reports?sort=outlet",
                    "reports?sort=title", f"reports?outlet={quote(outlets[0])}", f"reports?year={year}&copies=no"],
        "report": [f"reports/{one}" for one in reports],
        "entities": ["entities", "entities?part=40", "entities?type=PER", "entities?type=LOC&part=3",
                     f"entities?named={quote('محمد')}", "entities?named=ahmed"],
        "entity busy": [f"entities/{one.id}" for one in busy] + [f"entities/{one.id}?part=4" for one in busy[:3]],
        "entity": [f"entities/{one.id}" for one in ordinary],
        "dossier busy": [f"entities/{one.id}/dossier" for one in busy],
        "dossier": [f"entities/{one.id}/dossier" for one in ordinary],
        "events": ["events", "events?part=20", f"events?year={year}", "events?type=meeting", "events?modality=planned"],
        "event": [f"events/{one}" for one in [*known[:5], *known[40:400:40]]],
        "event dossier": [f"events/{one}/dossier" for one in [*known[:3], *known[40:400:90]]],
        "timeline": ["timeline", "timeline?part=20", f"timeline?since={year}-03&until={year}-04", "timeline?contested=yes",
                     "timeline?type=meeting"],
        "timeline of one": [f"timeline?entity={one.id}" for one in [*busy[:6], *ordinary[:4]]],
        "network": ["network", "network?kind=stated", "network?kind=told"],
        "network around": [f"network?entity={one.id}" for one in [*actors, *ordinary[:5]]],
        "map": ["map"],
        "map around": [f"map?around={one.id}" for one in busy if one.type == "LOC"],
        "sources": ["sources"],
        "contradictions": ["contradictions", "contradictions?part=5", "contradictions?kind=date", "contradictions?kind=quantity"],
        "review": ["review"],
        "review item": [f"review/item?id={one.id}" for one in [*busy[:2], *ordinary[:3]]],
        "compare": ["compare", f"compare?kind=outlets&one={quote(outlets[0])}&other={quote(outlets[1])}",
                    f"compare?kind=actors&one={actors[0].id}&other={actors[1].id}",
                    *(f"compare?event={one}" for one in known[:3])],
        "about": ["about"],
        "feed": [f"search.atom?q={quote(words[0])}"],
        "csv": [f"search.csv?q={quote(words[7])}"],
    }  # fmt: skip


@dataclass
class Figures:
    """What was measured of one kind of page."""

    cold: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    reading: list[float] = field(default_factory=list)
    together: list[float] = field(default_factory=list)
    kilobytes: list[float] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


class Server:
    """`musnad serve` in a process of its own."""

    def __init__(self, case: Path) -> None:
        command = [sys.executable, "-m", "musnad", "serve", "--case", str(case), "--port", "0"]
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        line = self._process.stdout.readline() if self._process.stdout else ""
        if "http://" not in line:
            raise SystemExit(f"the server did not start: {line}")
        self.address = line.split(" at ")[1].split(" (")[0].rstrip("/")
        self._tasks = Path(f"/proc/{self._process.pid}/task")

    def processor(self) -> float:
        """Milliseconds of processor time so far, of all threads."""
        return sum(int((task / "schedstat").read_text().split()[0]) for task in self._tasks.iterdir()) / 1e6

    def peak(self) -> float:
        """Most memory it held, in MB."""
        lines = Path(f"/proc/{self._process.pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(30)


@contextmanager
def serving(case: Path) -> Iterator[tuple[Server, httpx.Client]]:
    """A fresh server and a client for it; the server is up, and nothing has been asked of it but a picture."""
    server = Server(case)
    try:
        with httpx.Client(base_url=server.address, timeout=300) as client:
            client.get("/static/icon.svg")
            yield server, client
    finally:
        server.stop()


def took(answer: httpx.Response) -> float:
    """The server's own milliseconds."""
    if answer.status_code != 200:
        print(f"{answer.status_code} {answer.url}", file=sys.stderr)
    return float(answer.headers["server-timing"].split("dur=")[1].split(",")[0])


def cold(case: Path, kinds: dict[str, list[str]], figures: dict[str, Figures]) -> None:
    """The first request after a start."""
    for number, (kind, pages) in enumerate(kinds.items()):
        with serving(case) as (_, client):
            page = pages[number % len(pages)]
            figures[kind].cold.append(took(client.get(f"/ar/{page}")))


def alone(server: Server, client: httpx.Client, kinds: dict[str, list[str]], figures: dict[str, Figures]) -> None:
    """Every address in both languages, one after the other."""
    for kind, pages in kinds.items():
        for page in [f"/{language}/{page}" for page in pages for language in ("ar", "en")]:
            before = server.processor()
            answer = client.get(page)
            figures[kind].processor.append(server.processor() - before)
            figures[kind].alone.append(took(answer))
            figures[kind].kilobytes.append(answer.num_bytes_downloaded / 1000)  # as it travels, packed
            figures[kind].slowest = max(figures[kind].slowest, (took(answer), page))
        print(f"  {kind}: {at(figures[kind].processor, 0.5):.0f} ms of processor", file=sys.stderr, flush=True)


def reading(server: Server, kinds: dict[str, list[str]], figures: dict[str, Figures], readers: int, seconds: float) -> None:
    """Several people who read."""
    until = time.monotonic() + seconds

    def pause(order: random.Random) -> bool:
        time.sleep(order.uniform(*_LOOKED_AT))
        return time.monotonic() < until

    def keep(kind: str, milliseconds: float) -> None:
        figures[kind].reading.append(milliseconds)

    _readers(server, kinds, readers, pause, keep)


def together(server: Server, kinds: dict[str, list[str]], figures: dict[str, Figures], readers: int, rounds: int) -> None:
    """Several programs that never pause."""
    asked = 2 * rounds * sum(map(len, kinds.values()))
    left = Counter({str(number): asked for number in range(readers)})

    def pause(_: random.Random) -> bool:
        left[threading.current_thread().name] -= 1
        return left[threading.current_thread().name] > 0

    def keep(kind: str, milliseconds: float) -> None:
        figures[kind].together.append(milliseconds)

    _readers(server, kinds, readers, pause, keep)


def _readers(
    server: Server,
    kinds: dict[str, list[str]],
    readers: int,
    pause: Callable[[random.Random], bool],
    keep: Callable[[str, float], None],
) -> None:
    """Ask for pages in as many orders as there are readers, until `pause` says that it is enough."""
    lock = threading.Lock()

    def read(number: int) -> None:
        asked = [(kind, f"/{language}/{page}") for kind, pages in kinds.items() for page in pages for language in ("ar", "en")]
        order = random.Random(number)
        with httpx.Client(base_url=server.address, timeout=300) as client:
            while True:
                order.shuffle(asked)
                for kind, page in asked:
                    milliseconds = took(client.get(page))
                    with lock:
                        keep(kind, milliseconds)
                    if not pause(order):
                        return

    threads = [threading.Thread(target=read, args=(number,), name=str(number)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def at(values: Sequence[float], share: float) -> float:
    """A percentile."""
    if len(values) < 2:
        return values[0] if values else 0.0
    return statistics.quantiles(values, n=100, method="inclusive")[round(100 * share) - 1]


def table(figures: dict[str, Figures]) -> Iterator[str]:
    """One line a kind; the mark `!` stands where people who read wait longer than they should."""
    yield (
        f"{'page':<16}{'cold':>8}{'alone50':>9}{'alone95':>9}{'cpu50':>8}{'cpu95':>8}{'read50':>8}{'read95':>8}{'asked':>6}"
        f"{'many50':>8}{'many95':>8}{'asked':>6}{'KB':>7}  slowest alone"
    )
    for kind, one in figures.items():
        late = kind not in _STATIC and (at(one.reading, 0.95) > _LIMIT_MS or max(one.kilobytes) > _LIMIT_KB)
        yield (
            f"{kind:<16}{max(one.cold, default=0):>8.0f}{at(one.alone, 0.5):>9.1f}{at(one.alone, 0.95):>9.1f}"
            f"{at(one.processor, 0.5):>8.1f}{at(one.processor, 0.95):>8.1f}"
            f"{at(one.reading, 0.5):>8.1f}{at(one.reading, 0.95):>8.1f}{len(one.reading):>6}"
            f"{at(one.together, 0.5):>8.1f}{at(one.together, 0.95):>8.1f}{len(one.together):>6}"
            f"{max(one.kilobytes):>7.0f}{' !' if late else ''}  {one.slowest[1]}"
        )
    for name in ("processor", "reading", "together"):
        pages = [value for kind, one in figures.items() if kind not in _STATIC for value in getattr(one, name)]
        within = sum(value <= _LIMIT_MS for value in pages) / max(1, len(pages))
        yield (
            f"all pages, {name}: median {at(pages, 0.5):.1f}, 95 % {at(pages, 0.95):.1f} ms; "
            f"{within:.1%} of {len(pages)} within {_LIMIT_MS} ms"
        )


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description="Server time of every kind of page of a large case.")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--reports", type=int, default=20000)
    parser.add_argument("--base", type=int, default=2000)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--reading", type=float, default=300, help="seconds for which people read; 0: nobody does")
    parser.add_argument("--settle", type=float, default=30, help="seconds from the start of a server until somebody reads")
    parser.add_argument("--rounds", type=int, default=3, help="how often each of those who never pause asks for all pages")
    parser.add_argument("--warm", action="store_true", help="leave the cold requests out")
    parser.add_argument("--only", nargs="+", help="these kinds of page")
    arguments = parser.parse_args()
    if not full.place(arguments.cache, arguments.reports).exists():
        annotated.annotate(arguments.shared, arguments.cache, arguments.base)
    case = full.made(arguments.cache, arguments.reports)
    kinds = {kind: pages for kind, pages in addresses(case).items() if not arguments.only or kind in arguments.only}
    figures: dict[str, Figures] = defaultdict(Figures)
    started = time.monotonic()
    if not arguments.warm:
        cold(case, kinds, figures)
    if arguments.reading:
        with serving(case) as (server, _):
            time.sleep(arguments.settle)
            reading(server, kinds, figures, arguments.readers, arguments.reading)
    with serving(case) as (server, client):
        time.sleep(arguments.settle)
        alone(server, client, kinds, figures)
        peak = server.peak()
    if arguments.rounds:
        with serving(case) as (server, _):
            time.sleep(arguments.settle)
            together(server, kinds, figures, arguments.readers, arguments.rounds)
            peak = max(peak, server.peak())
    print(*table({kind: figures[kind] for kind in kinds}), sep="\n")
    print(f"{arguments.reports} reports, {arguments.readers} readers, server at most {peak:.0f} MB, "
          f"{time.monotonic() - started:.0f} s, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
