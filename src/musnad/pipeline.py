"""The one ordered list of steps from a report's bytes to its annotations; `musnad steps` prints it.

Each step says what it reads and what it writes, and is a plain function. A step that fails on a report is noted in
`Report.failures`; the layers before and after it stand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from musnad.annotations import (
    attributes,
    coreference,
    dates,
    events,
    names,
    numbers,
    outlet,
    places,
    quotations,
    relations,
    roles,
    sentences,
)
from musnad.errors import SettingError, StepError
from musnad.records import Document, Report

Annotate = Callable[[Report], Mapping[str, Any]]
"""Takes the report as annotated so far, returns the fields of `Report` it writes."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `run` may use only the `reads` of a Report and returns exactly the `writes`."""

    name: str
    run: Annotate
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    summary: str


STEPS: tuple[Step, ...] = (
    Step("sentences", sentences.annotate, ("document",), ("sentences",), "sentences of the body lines"),
    Step(
        "dates", dates.annotate, ("document",), ("dates", "published"),
        "dates in EDTF; the publication date, stated or inferred",
    ),
    Step("numbers", numbers.annotate, ("document", "dates"), ("quantities",), "numbers with bound and counted noun"),
    Step(
        "names", names.annotate, ("document", "sentences"), ("mentions", "failures"),
        "persons, organisations, places, named events",
    ),
    Step(
        "outlet", outlet.annotate, ("document", "mentions"), ("outlet", "mentions"),
        "who published the report; its own name in the text",
    ),
    Step(
        "coreference", coreference.annotate, ("document", "sentences", "mentions"), ("mentions",),
        "short forms and definite nouns that stand for a name of the report",
    ),
    Step(
        "places", places.annotate, ("document", "quantities", "mentions", "outlet"), ("places",),
        "which place of the lists each place name means; areas for sides and countrysides",
    ),
    Step(
        "roles", roles.annotate, ("document", "sentences", "mentions", "dates"), ("roles",),
        "offices of persons, former and present",
    ),
    Step(
        "quotations", quotations.annotate, ("document", "sentences", "mentions", "dates", "roles", "outlet"), ("quotations",),
        "who is reported to have said what, through whom",
    ),
    Step(
        "events", events.annotate,
        ("document", "sentences", "mentions", "dates", "published", "quantities", "quotations"), ("events",),
        "happenings with participants, place, date, modality",
    ),
    Step(
        "relations", relations.annotate, ("document", "sentences", "mentions", "roles", "events"), ("relations",),
        "lasting relations between entities",
    ),
    Step(
        "attributes", attributes.annotate, ("document", "sentences", "mentions", "quotations"), ("attributes",),
        "what an entity is said to be",
    ),
)  # fmt: skip


def check(steps: tuple[Step, ...] = STEPS) -> None:
    """Every step's needs are met by the document or an earlier step.

    Raises StepError naming the step and the unmet need.
    """
    known = {"document"}
    for step in steps:
        missing = [need for need in step.reads if need not in known]
        if missing:
            raise StepError(f"step {step.name} reads {', '.join(missing)}, which no earlier step writes: reorder STEPS")
        known.update(step.writes)


def annotate(document: Document, steps: tuple[Step, ...] | None = None) -> Report:
    """All annotations of one report (by `STEPS` unless others are given). Pure: depends on document, lexicons and models only."""
    report = Report(document=document)
    for step in STEPS if steps is None else steps:
        try:
            written = step.run(report)
        except SettingError:
            raise  # no fault of the report: every other one would fail alike
        except Exception as error:
            # One broken layer must not lose a report: the failure is listed with the report and in the case.
            note = f"step {step.name} failed: {type(error).__name__}: {error}"
            report = report.model_copy(update={"failures": (*report.failures, note)})
            continue
        if set(written) - set(step.writes):
            raise StepError(f"step {step.name} wrote {sorted(set(written) - set(step.writes))}, which it does not declare")
        report = report.model_copy(update=dict(written))
    return report
