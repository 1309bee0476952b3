"""The list of steps holds together; a step that fails costs its own layer only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from musnad import documents, pipeline
from musnad.errors import StepError
from musnad.pipeline import STEPS, Step
from musnad.reasons import sentence
from musnad.records import Report

DOCUMENT = documents.read_bytes(
    "افتتاح سوق في الرقة\n\n10 آذار 2021\n\nافتتح المجلس المحلي سوقًا في مدينة الرقة، أمس الثلاثاء.\n".encode(), "page.txt"
)


def failing(report: Report) -> Mapping[str, Any]:
    raise ValueError("no such word")


def test_a_failing_step_is_noted_and_the_others_stand() -> None:
    steps = (STEPS[0], Step("broken", failing, ("sentences",), ("roles",), "fails"), *STEPS[1:])
    report = pipeline.annotate(DOCUMENT, steps)
    assert report.failures == ("step broken failed: ValueError: no such word",)
    assert report.sentences and report.dates and report.mentions


def test_a_step_may_write_only_what_it_declares() -> None:
    greedy = Step("greedy", lambda report: {"mentions": (), "dates": ()}, ("document",), ("mentions",), "writes too much")
    with pytest.raises(StepError, match="greedy"):
        pipeline.annotate(DOCUMENT, (greedy,))


def test_an_unmet_need_is_named() -> None:
    with pytest.raises(StepError, match="late reads weather"):
        pipeline.check((Step("late", failing, ("weather",), ("roles",), ""),))


def test_annotating_is_a_function_of_the_document() -> None:
    assert pipeline.annotate(DOCUMENT) == pipeline.annotate(DOCUMENT)


def test_every_annotation_of_the_samples_says_why_in_both_languages(samples: Path) -> None:
    silent = set()
    for page in sorted(samples.iterdir()):
        report = pipeline.annotate(documents.read(page))
        assert report.failures == ()
        for annotation in report.annotations():
            for language in ("ar", "en"):
                words = sentence(annotation, language)
                if words == annotation.by or ("…" in words and "…" not in report.document.quote(annotation.span)):
                    silent.add((annotation.by, language, words))
    assert silent == set()
