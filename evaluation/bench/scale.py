"""How long it takes, and how much memory, to join many reports: to read them from a case, derive, and write what was derived.

    python evaluation/bench/scale.py --shared DIR --cache DIR [--reports 2000 20000] [--base 2000] [--profile FILE]

Annotates `--base` articles of SaudiNewsNet once (`annotated.py`, kept in the cache), makes cases of so many reports
(`many.py`, kept there too) and measures joining, the very work of a build, in a process of its own for each size. Prints one
line a size; `--digest` says what was derived, so that a change for speed can be seen to change nothing else.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import pairwise
from pathlib import Path
from threading import Thread

sys.path.insert(0, str(Path(__file__).parent))
import annotated
import many

from musnad import build
from musnad.knowledge.store import Case
from musnad.records import Knowledge


def digest(known: Knowledge) -> str:
    """Of everything derived."""
    found = hashlib.sha256()
    for layer in (known.entities, known.events, known.relations, known.statements, known.contradictions):
        for record in layer:
            found.update(record.model_dump_json().encode())
    for links in (known.mention_entities, known.event_mentions, known.copies):
        found.update(repr(sorted(links.items())).encode())
    return found.hexdigest()[:12]


def measured(base: Path, number: int, check: bool, workers: int) -> str:
    """Join a case of so many reports, as a build does when it has read them, in this process."""
    path = many.kept(base, base.parent, number)
    memory, began, cpu = Memory(), time.perf_counter(), cpu_seconds()
    steps: list[tuple[str, float]] = []

    def tell(progress: build.Progress) -> None:
        steps.append((progress.name or "done", cpu_seconds()))
        print(f"  {cpu_seconds() - cpu:7.1f} s {memory.most:6.0f} MB {progress.name}", file=sys.stderr, flush=True)

    with Case.create(path) as case:
        build.join(case, tell, workers)
        wall, spent = time.perf_counter() - began, cpu_seconds() - cpu
        parts = ", ".join(f"{name} {after - before:.0f}" for (name, before), (_, after) in pairwise(steps))
        found = case.counts()
        line = (
            f"{number:>6} reports: {spent:6.1f} s of the processor ({1000 * spent / number:5.2f} ms a report: {parts}), "
            f"{wall:6.1f} s by the clock (load {os.getloadavg()[1]:.1f}), {memory.most:5.0f} MB at most; "
            f"{found['entities']} entities, {found['events']} events, {found['statements']} statements, {found['copies']} copies"
        )
        return f"{line}; {digest(case.knowledge())}" if check else line


def cpu_seconds() -> float:
    """Of this process and those that it started and that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


class Memory:
    """Most memory that this process and those it started ever held together, in MB, looked at five times a second."""

    def __init__(self) -> None:
        self.most = 0.0
        Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            pids = [os.getpid()]
            for task in Path("/proc/self/task").iterdir():
                with suppress(OSError):
                    pids += map(int, (task / "children").read_text().split())
            self.most = max(self.most, sum(map(_resident, set(pids))))
            time.sleep(0.2)


def _resident(pid: int) -> float:
    # Not getrusage: of a process just started it tells what its parent held then.
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
    except OSError:
        return 0.0


def profiled(work: Callable[[], str], file: Path) -> str:
    """The same with a profile of where time goes."""
    import cProfile

    profile = cProfile.Profile()
    line = profile.runcall(work)
    profile.dump_stats(file)
    return line


def main() -> int:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(description="Time and memory of joining many reports.")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--reports", type=int, nargs="+", default=[2000, 20000])
    parser.add_argument("--base", type=int, default=2000)
    parser.add_argument("--digest", action="store_true", help="say also what was derived, as a digest (takes memory)")
    parser.add_argument("--workers", type=int, default=2, help="processes; with one, names are not spelt beside the rest")
    parser.add_argument("--profile", type=Path)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        base = arguments.cache / annotated.CASE
        work = partial(measured, base, arguments.one, arguments.digest, arguments.workers)
        print(profiled(work, arguments.profile) if arguments.profile else work(), flush=True)
        return 0
    annotated.annotate(arguments.shared, arguments.cache, arguments.base)
    for number in arguments.reports:
        subprocess.run([sys.executable, __file__, *sys.argv[1:], "--one", str(number)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
