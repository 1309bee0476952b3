"""The trace of near misses: off by default, without effect on what is found, each condition with its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

import musnad
from musnad import documents, pipeline
from musnad.lexicons import load
from musnad.tracing import NearMiss, near_miss, traced, tracing

SOURCE = Path(musnad.__file__).parent


class _Where:
    start, end = 3, 7


def test_nothing_is_kept_unless_somebody_traces() -> None:
    assert not tracing()
    near_miss("names.rule", _Where(), "below_floor")
    with traced() as misses:
        assert tracing() and misses == []
    assert not tracing()
    near_miss("names.rule", _Where(), "below_floor")
    assert misses == []


def test_a_trace_holds_words_and_offsets_and_its_own_block_only() -> None:
    with traced() as outer:
        near_miss("names.rule", _Where(), "beaten_name", score=0.5, winner=_Where())
        with traced() as inner:
            near_miss("dates.rule", _Where(), "date_context")
    assert outer == [NearMiss("names.rule", 3, 7, "beaten_name", (("score", "0.5"), ("winner", (3, 7))))]
    assert [miss.condition for miss in inner] == ["near.date_context"]


def test_tracing_changes_nothing_that_is_found(samples: Path) -> None:
    for page in sorted(samples.glob("*.txt"))[:3]:
        document = documents.read(page)
        plain = pipeline.annotate(document)
        with traced() as misses:
            assert pipeline.annotate(document) == plain
        assert {"names", "quotations", "events"} <= {miss.rule.partition(".")[0] for miss in misses}


@pytest.mark.parametrize("condition", sorted(load("reasons/near")))
def test_every_condition_with_a_sentence_is_reported_somewhere(condition: str) -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted((SOURCE / "annotations").rglob("*.py")))
    made = condition.removesuffix("body").removesuffix("person") if condition.startswith("leading_without_") else condition
    assert made in source
