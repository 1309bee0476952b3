"""Building a case: the one place where the stages meet.

Every report is read and annotated on its own and stored in one transaction, so that a build that is stopped, even by
`kill -9`, goes on where it was; what all reports say together is derived anew at the end and stored in one transaction.
Two builds of the same reports give the same case, whatever the order, the number of workers or the interruptions.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import musnad
from musnad import documents, engines, knowledge, lexicons, pipeline
from musnad.annotations.names import taggers
from musnad.documents import refusals
from musnad.errors import UnreadableDocument
from musnad.knowledge.store import Case, originals
from musnad.knowledge.store.building import STOP as STOP_FILE
from musnad.knowledge.store.building import SUFFIX as BUILD_FILE
from musnad.knowledge.store.building import BuildRecord, Stage, holding
from musnad.knowledge.store.naming import Naming
from musnad.lexicons import UserLexicon
from musnad.records import Failure, Report


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is; `stage` is `reading` (`name` is the file) or `joining` (`name` is the step, of `knowledge.STEPS`)."""

    stage: Stage
    done: int
    total: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did. `read` + `unchanged` + `repeated` + `failed` = files given."""

    read: int
    unchanged: int
    repeated: int
    failures: tuple[Failure, ...]
    incomplete: tuple[str, ...]
    """Reports that were read but on which a step failed, one sentence each."""
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Job:
    path: Path
    """Where the bytes are: the file given, or its original kept beside the case."""
    name: str
    """The report's file name."""
    given: str
    """The path as the user gave it, kept for custody."""
    lexicon: UserLexicon | None = None
    """The researcher's own lexicon: a worker process starts without it."""
    names: str | None = None
    """The names tagger chosen for this build, for the same reason."""


@dataclass(frozen=True, slots=True)
class _Done:
    job: _Job
    report: Report | None = None
    original: bytes = b""
    failure: Failure | None = None


SQLITE = b"SQLite format 3\x00"
NAMES = "names"
"""The fact of a case that says which names tagger read its reports."""
LEXICON = "lexicon"
"""The fact of a case that holds the researcher's own lexicon, whole: a case needs no folder beside it."""
IN_PART = "-in-part"
"""Behind the version of a report that the chosen names tagger could not read."""
DOSSIERS = "-dossiers"
"""Behind the name of a case: the file where the pages keep dossiers once they are written."""
_BESIDE = f"(?:(?:{DOSSIERS})?(?:-wal|-shm|-journal)?|{re.escape(BUILD_FILE)}|{re.escape(STOP_FILE)})$"
INCOMING = "-incoming"
"""Behind the name of a case: the folder where files that were added in the browser wait to be read."""
_FOLDERS = (originals.SUFFIX, INCOMING)
PER_REPORT = ("records.py", "pipeline.py", "edtf.py", "script", "lexicons", "ontology", "documents", "annotations", "models")


@cache
def version_of(*parts: str) -> str:
    """Changes whenever code, lexicons or models in these parts of the package change."""
    digest = hashlib.sha256(musnad.__version__.encode())
    root = files("musnad")
    for part in parts:
        for name, content in sorted(_contents(root.joinpath(part), part)):
            digest.update(name.encode())
            digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:16]


def _contents(place: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    if place.is_file():
        if not name.endswith((".pyc", ".md")):
            yield name, place.read_bytes()
    elif place.is_dir() and not name.endswith("__pycache__"):
        for child in place.iterdir():
            yield from _contents(child, f"{name}/{child.name}")


def _read(job: _Job) -> _Done:
    """Read and annotate one report: runs in any process."""
    lexicons.use(job.lexicon)
    taggers.use(job.names)
    try:
        # The size is checked before anything is read; a file of gigabytes must not be held in memory.
        documents.check_size(job.path)
        original = job.path.read_bytes()
        document = documents.read_bytes(original, job.name)
    except UnreadableDocument as error:
        return _Done(job, failure=refusals.noted(job.given, error))
    except OSError as error:
        return _Done(job, failure=refusals.failure(job.given, "disk", problem=error.strerror or str(error)))
    except Exception as error:
        return _Done(job, failure=refusals.failure(job.given, "reader", problem=f"{type(error).__name__}: {error}"))
    return _Done(job, report=pipeline.annotate(document), original=original)


def _lost(job: _Job) -> _Done:
    """What stands for a report whose worker died twice."""
    return _Done(job, failure=refusals.failure(job.given, "killed"))


def build(
    paths: Iterable[Path],
    case_path: Path,
    *,
    workers: int = 1,
    lexicon: Path | None = None,
    names: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    given_as: Callable[[Path], str] | None = None,
) -> BuildResult:
    """Read `paths` (files and folders) into the case at `case_path`, made where it does not exist.

    Only what is new is read. Reports already in the case stay; those read by an older version of musnad's rules are read again
    from their originals. `lexicon` is a folder that extends the shipped lexicons (docs/lexicon.md): the case keeps it, and
    when it changes all reports are read again; later builds without one use what the case keeps. `names` says what
    reads names (docs/plug_points.md; None: as MUSNAD_NAMES says); reports that another tagger read are read again. `given_as`
    is for files that were added to what was built before: where each came from, as its user would say; failures of earlier
    builds then stay listed. Raises CaseError where the case cannot be opened, CaseInUse where another build is at work on it,
    BuildStopped where somebody asks this one to stop, LexiconError where the lexicon has faults, SettingError where `names` names
    nothing there is; files that cannot be read are in the result.
    """
    taggers.use(names)
    names_version = taggers.version()
    hear = progress or (lambda _: None)
    given_lexicon = lexicons.read(lexicon) if lexicon else None
    with Case.create(case_path) as case, BuildRecord(case.path, case.counts) as record:

        def tell(step: Progress, failed: int = 0) -> None:
            hear(step)
            record.tell(step.stage, step.done, step.total, step.name, failed)

        if given_lexicon is not None:
            case.set_meta(LEXICON, given_lexicon.dump())
        own = use_lexicon_of(case)
        version = f"{_version(case, *PER_REPORT)}-{names_version}"
        given = [path for path in documents.gather(paths) if given_as or not _of_a_case(path, case.path)]
        jobs, unchanged, repeated = _to_read(given, case, version, given_as or str)
        jobs = [dataclasses.replace(job, lexicon=own, names=names) for job in jobs]
        case.clear_failures([job.given for job in jobs] if given_as else None)
        had = {summary.id for summary in case.documents()}
        read, failures, incomplete, new = 0, list[Failure](), list[str](), list[str]()
        for number, done in enumerate(engines.choose(workers).map(_read, jobs, _lost), start=1):
            if done.failure:
                failures.append(done.failure)
                case.add_failure(done.failure)
            elif done.report:
                received = datetime.now(UTC).isoformat(timespec="seconds")
                # Names that the tagger could not read (its server was down) are read by the next build.
                in_part = any(note.startswith(taggers.FAILED) for note in done.report.failures)
                case.add_report(done.report, done.original, done.job.given, received, version + IN_PART * in_part)
                incomplete += [f"{done.job.name}: {note}" for note in done.report.failures]
                new += [] if done.report.document.id in had else [done.report.document.id]
                read += 1
            record.came_to(read=read, known=unchanged + repeated, failures=tuple(failures), new=tuple(new), brought=len(new))
            tell(Progress("reading", number, len(jobs), done.job.name), len(failures))
        # What the knowledge will be derived from: a decision that comes in meanwhile must not pass for one that was heard.
        state = _state(case, names_version)
        if read or case.meta("knowledge_state") != state:
            join(case, lambda step: tell(step, len(failures)), workers)
            case.set_meta("knowledge_state", state)
            case.set_meta(NAMES, names_version)
        record.came_to(known=unchanged + repeated, after=case.counts())
        return BuildResult(read, unchanged, repeated, tuple(failures), tuple(incomplete), case.counts())


def derive_again(case: Case) -> None:
    """Derive the knowledge anew from the reports as they were read, so that new judgements take effect.

    Raises CaseInUse where a build is at work on the case; it takes the judgements in itself, or the next one does.
    """
    use_lexicon_of(case)
    with holding(case.path):
        state = _state(case, case.meta(NAMES) or "")
        join(case, lambda _: None)
        case.set_meta("knowledge_state", state)


def join(case: Case, tell: Callable[[Progress], None], workers: int = 1) -> None:
    """Derive what all reports say together and store it; nothing is changed where this is stopped before its end.

    More workers than one: names are spelt in a second process meanwhile.
    """
    steps = (*knowledge.STEPS, "writing")

    def step(name: str) -> None:
        tell(Progress("joining", steps.index(name), len(steps), name))

    kept = case.meta(LEXICON)
    with Naming(workers, UserLexicon.of(kept) if kept else None) as naming:
        derived = knowledge.derive(case.machine_reports(), case.judgements(), step, naming.begin)
        step("writing")
        case.replace_knowledge(derived, naming)
    tell(Progress("joining", len(steps), len(steps)))


def use_lexicon_of(case: Case) -> UserLexicon | None:
    """From now on this process reads with the lexicon that the case was built with."""
    kept = case.meta(LEXICON)
    lexicon = UserLexicon.of(kept) if kept else None
    lexicons.use(lexicon)
    return lexicon


def _version(case: Case, *parts: str) -> str:
    """What the reports were read with: the package's parts and the case's own lexicon."""
    kept = case.meta(LEXICON)
    lexicon = UserLexicon.of(kept) if kept else None
    return f"{version_of(*parts)}-{lexicon.digest}" if lexicon and lexicon.files else version_of(*parts)


def _of_a_case(path: Path, own: Path) -> bool:
    """True for the files of this case or another: a case that lies among its reports must not read itself.

    Told by what a case is, never by a likeness of names: a report must not be passed over in silence.
    """
    database = path.with_name(re.sub(_BESIDE, "", path.name))
    if database.resolve() == own.resolve() or _is_case(database):
        return True
    kept = ((folder, suffix) for folder in path.parents for suffix in _FOLDERS if folder.name.endswith(suffix))
    return any(_is_case(folder.with_name(folder.name.removesuffix(suffix))) for folder, suffix in kept)


def _is_case(path: Path) -> bool:
    """True for a SQLite file with its originals beside it."""
    if not (originals.folder(path).is_dir() and path.is_file()):
        return False
    with path.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE


def _to_read(given: Sequence[Path], case: Case, version: str, given_as: Callable[[Path], str]) -> tuple[list[_Job], int, int]:
    """What is to be read: new contents among the given files (each once), then outdated reports of the case.

    Returns the jobs, the number of files already in the case and the number of files that repeat another's bytes.
    """
    seen: set[str] = set()
    jobs: list[_Job] = []
    unchanged = repeated = 0
    for path in given:
        job = _Job(path, path.name, given_as(path))
        try:
            documents.check_size(path)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except (OSError, UnreadableDocument):
            jobs.append(job)
            continue
        if digest in seen:
            repeated += 1
        elif case.known(digest, version):
            unchanged += 1
        else:
            jobs.append(job)
        seen.add(digest)
    jobs += [
        _Job(case.original_path(summary.sha256), summary.name, summary.path)
        for summary in case.documents()
        if summary.sha256 not in seen and not case.known(summary.sha256, version)
    ]
    return jobs, unchanged, repeated


def _state(case: Case, names_version: str) -> str:
    """What the stored knowledge was derived from: reports, judgements, rules."""
    content = [
        sorted(f"{summary.id}" for summary in case.documents()),
        [judgement.id for judgement in case.judgements()],
        _version(case, *PER_REPORT, "knowledge"),
        names_version,
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
