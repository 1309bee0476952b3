"""How long it takes, and how much memory, to join many reports: `knowledge.derive` and the writing of what it gives.

    python evaluation/bench/scale.py --shared DIR --cache DIR [--reports 2000 20000] [--base 2000] [--profile FILE]

Annotates `--base` articles of SaudiNewsNet once (`annotated.py`, kept in the cache), makes the reports (`many.py`) and
measures joining, in a process of its own for each size. Prints one line a size; `--digest` says what was derived, so that a
change for speed can be seen to change nothing else.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import annotated
import many

from musnad import knowledge
from musnad.knowledge.store import Case
from musnad.records import Knowledge, Report


def digest(known: Knowledge) -> str:
    """Of everything derived."""
    found = hashlib.sha256()
    for layer in (known.entities, known.events, known.relations, known.statements, known.contradictions):
        for record in layer:
            found.update(record.model_dump_json().encode())
    for links in (known.mention_entities, known.event_mentions, known.copies):
        found.update(repr(sorted(links.items())).encode())
    return found.hexdigest()[:12]


def measured(base: Path, number: int, check: bool) -> str:
    """Derive and write, in this process; seconds are of the processor, the making of the reports left out."""
    making = [0.0]
    with Case.open(base) as case, tempfile.TemporaryDirectory(dir=base.parent) as folder:
        started = time.process_time()
        known = knowledge.derive(_timed(many.variants(case, number), making), (), _say)
        derived = time.process_time()
        after_derive = peak()
        _say("writing")
        with Case.create(Path(folder) / "written.musnad") as joined:
            joined.replace_knowledge(known)
            written = time.process_time()
    derive, write = derived - started - making[0], written - derived
    line = (
        f"{number:>6} reports: read and derive {derive:6.1f} s, write {write:6.1f} s, "
        f"{1000 * (derive + write) / number:5.2f} ms a report, {after_derive:5.0f} MB after deriving, {peak():5.0f} MB at most; "
        f"{len(known.entities)} entities, {len(known.events)} events, {len(known.statements)} statements, "
        f"{len(known.copies)} copies"
    )
    return f"{line}; {digest(known)}" if check else line


def _timed(reports: Iterator[Report], making: list[float]) -> Iterator[Report]:
    """The reports; what making them out of others cost (reading them from the case is a part of joining) is added up."""
    while True:
        started = time.process_time()
        report = next(reports, None)
        if report is None:
            return
        making[0] += time.process_time() - started
        yield report


def _say(step: str) -> None:
    print(f"  {time.process_time():7.1f} s {peak():6.0f} MB {step}", file=sys.stderr, flush=True)


def peak() -> float:
    """Most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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
    parser.add_argument("--profile", type=Path)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        base = arguments.cache / annotated.CASE
        work = partial(measured, base, arguments.one, arguments.digest)
        print(profiled(work, arguments.profile) if arguments.profile else work(), flush=True)
        return 0
    annotated.annotate(arguments.shared, arguments.cache, arguments.base)
    for number in arguments.reports:
        subprocess.run([sys.executable, __file__, *sys.argv[1:], "--one", str(number)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
