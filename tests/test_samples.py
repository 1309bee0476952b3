"""The sample case: what `samples/expected.yml` says a careful reader finds. Facts not reached yet are reported, not failed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from musnad.documents import gather, read
from musnad.knowledge import derive
from musnad.pipeline import annotate
from musnad.records import Contradiction, Knowledge, Mention, Quotation, Report
from musnad.script import search_key

SAMPLES = Path(__file__).parents[1] / "samples"
EXPECTED: dict[str, Any] = yaml.safe_load((SAMPLES / "expected.yml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.xdist_group("samples")  # the case is built once, in one process


@cache
def reports() -> dict[str, Report]:
    """All sample reports by file name."""
    return {path.name: annotate(read(path)) for path in gather([SAMPLES / "pages"])}


@cache
def knowledge() -> Knowledge:
    """What they say together."""
    return derive(list(reports().values()))


def marked(entry: dict[str, Any]) -> tuple[pytest.MarkDecorator, ...]:
    """A fact not reached yet is tried and reported, and may fail."""
    return () if entry.get("reached", True) else (pytest.mark.xfail(reason="not reached yet", strict=False),)


def test_every_sample_is_expected_and_read_without_failure() -> None:
    assert set(reports()) == set(EXPECTED["reports"])
    assert {name: report.failures for name, report in reports().items() if report.failures} == {}


@pytest.mark.parametrize(
    ("name", "entry", "layer"),
    [
        pytest.param(name, entry, layer, id=f"{name}-{layer}", marks=marked({"reached": layer not in entry.get("missed", ())}))
        for name, entry in EXPECTED["reports"].items()
        for layer in ("published", "outlet", "body")
    ],
)
def test_page(name: str, entry: dict[str, Any], layer: str) -> None:
    report = reports()[name]
    if layer == "published":
        assert report.published is not None
        expected = str(entry["published"]) if entry["published"] else None
        assert (report.published.value, report.published.basis) == (expected, entry["basis"])
    elif layer == "outlet":
        assert report.outlet is not None and search_key(entry["outlet"]) in search_key(report.outlet.name)
    else:
        assert len(list(report.document.body())) == entry["body"]


@pytest.mark.parametrize("fact", [pytest.param(fact, id=fact["id"], marks=marked(fact)) for fact in EXPECTED["facts"]])
def test_fact(fact: dict[str, Any]) -> None:
    assert CHECKS[fact["kind"]](fact)


# --- one function a kind of fact: true where the case holds it ---------------------------------------------------------


def called(mention: Mention, name: str) -> bool:
    """True where a mention bears this name, with or without its generic head."""
    return search_key(name) in {search_key(mention.name), search_key(f"{mention.head or ''} {mention.name}".strip())}


def entities_called(name: str, only: str | None = None) -> set[str]:
    """Entities that some mention of this name stands for."""
    return {
        knowledge().mention_entities[key]
        for file, report in reports().items()
        for mention in report.mentions
        if (only is None or file == only) and called(mention, name)
        and (key := f"{report.document.id}/{mention.id}") in knowledge().mention_entities
    }  # fmt: skip


def same(fact: dict[str, Any]) -> bool:
    return bool(set.intersection(*(entities_called(name) for name in fact["names"])))


def distinct(fact: dict[str, Any]) -> bool:
    one, other = (entities_called(name) for name in fact["names"])
    return bool(one and other) and not one & other


def distinct_mentions(fact: dict[str, Any]) -> bool:
    one, other = (entities_called(fact["name"], file) for file in (fact["report"], fact["other"]))
    return bool(one and other) and not one & other


def role(fact: dict[str, Any]) -> bool:
    report = reports()[fact["report"]]
    return any(
        called(report.mention(found.person), fact["person"])
        and all(getattr(found, key) == fact[key] for key in ("former", "acting", "role") if key in fact)
        for found in report.roles
    )


def date(fact: dict[str, Any]) -> bool:
    report = reports()[fact["report"]]
    return any(fact["words"] in report.document.quote(found.span) and found.value == str(fact["value"]) for found in report.dates)


def quotation(fact: dict[str, Any]) -> bool:
    report = reports()[fact["report"]]

    def fits(found: Quotation) -> bool:
        if fact["words"] not in report.document.quote(found.span):
            return False
        if "source" in fact and not (found.source and called(report.mention(found.source), fact["source"])):
            return False
        through = [search_key(report.mention(mention).name) for mention in found.via]
        if "via" in fact and not any(search_key(fact["via"]) in name for name in through):
            return False
        return all(getattr(found, key) == fact[key] for key in ("anonymous", "denial") if key in fact)

    return any(map(fits, report.quotations))


def event(fact: dict[str, Any]) -> bool:
    report = reports()[fact["report"]]
    return any(
        found.type == fact["type"]
        and found.date == str(fact["date"])
        and found.place is not None
        and called(report.mention(found.place), fact["place"])
        for found in report.events
    )


def same_event(fact: dict[str, Any]) -> bool:
    def events_of(file: str) -> set[str]:
        report = reports()[file]
        keys = (f"{report.document.id}/{found.id}" for found in report.events if found.type == fact["type"])
        return {knowledge().event_mentions[key] for key in keys if key in knowledge().event_mentions}

    return bool(set.intersection(*map(events_of, fact["reports"])))


def copy(fact: dict[str, Any]) -> bool:
    report, origin = (reports()[fact[key]].document.id for key in ("report", "of"))
    return knowledge().copies.get(report) == origin


def contradiction(fact: dict[str, Any]) -> bool:
    documents = {reports()[file].document.id for file in fact["reports"]}

    def fits(found: Contradiction) -> bool:
        words = " ".join(search_key(value.original) for value in found.values)
        return (
            found.kind == fact["contradiction"]
            and documents <= {value.reference.document for value in found.values}
            and all(search_key(word) in words for word in fact["words"])
        )

    return any(map(fits, knowledge().contradictions))


CHECKS = {
    check.__name__: check
    for check in (same, distinct, distinct_mentions, role, date, quotation, event, same_event, copy, contradiction)
}
