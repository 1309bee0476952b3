"""Records in little memory: the same records, the same knowledge."""

from __future__ import annotations

import gc
import random
import sys
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad import documents, knowledge, pipeline
from musnad.knowledge import corpus, packing
from musnad.knowledge.packing import Pool, in_rows, made, packed, slim
from musnad.records import Hop, Mention, Record, Reference, Report, Span, Statement, ValueSource

TEXT = """اتفاق على فتح معبر السهلين
قال الناطق باسم لواء الضفاف أبو سامر الوادي إن سبعة أشخاص قتلوا في قصف على بلدة المروج يوم الثلاثاء 9 آذار 2021.
ونفى مصدر في اللواء أن يكون القصف قد جرى يوم الأربعاء، وقال إن عدد القتلى خمسة.
"""


def _reports() -> list[Report]:
    texts = [TEXT, TEXT.replace("سبعة", "تسعة"), TEXT.replace("المروج", "العيون").replace("الثلاثاء 9", "الأربعاء 10")]
    return [pipeline.annotate(documents.read_bytes(text.encode(), f"{number}.txt")) for number, text in enumerate(texts)]


def test_what_joining_never_reads_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = _reports()
    derived = knowledge.derive(reports).model_dump_json()
    monkeypatch.setattr(corpus, "slim", packed)
    assert knowledge.derive(reports).model_dump_json() == derived
    small = slim(reports[0], Pool())
    assert any(date.because for date in reports[0].dates) and not any(date.because for date in small.dates)
    assert len(small.model_dump_json()) < len(reports[0].model_dump_json())


@cache
def _expected() -> str:
    return knowledge.derive(_reports()).model_dump_json()


@settings(max_examples=6, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing_of_what_is_shared(chance: random.Random) -> None:
    reports = _reports()
    chance.shuffle(reports)
    assert knowledge.derive(reports).model_dump_json() == _expected()


def test_a_number_keeps_its_kind() -> None:
    pool = Pool()
    mention = Mention(id="mention-1-2", span=Span(start=1, end=2), by="names.test", type="PER", name="سامر", score=1.0)
    small = packed(mention, pool)
    assert small == mention and type(small.score) is float and type(small.span.start) is int
    assert packed(mention, pool).span is small.span


def test_what_is_made_of_checked_records_is_as_if_it_had_been_checked() -> None:
    span, hop = packed(Span(start=1, end=2)), packed(Hop(label="وكالة الضفاف", kind="agency"))
    known: dict[str, Any] = {"id": "s-1", "subject": "e-1", "property": "name", "value": "سامر", "original": "سامر", "by": "x.y"}
    quick = made(Statement, reference=made(Reference, document="d-1", span=span, line=3), chain=(hop,), **known)
    checked = Statement(reference=Reference(document="d-1", span=Span(start=1, end=2), line=3), chain=(hop,), **known)
    assert quick == checked and quick.model_dump_json() == checked.model_dump_json()
    assert quick.reference.span is span and quick.score == 1.0
    assert quick.model_copy(update={"value": "أسامة"}) == checked.model_copy(update={"value": "أسامة"})
    assert packed(quick) is quick


def test_parts_that_are_packed_stay_the_very_objects() -> None:
    hops = (packed(Hop(label="وكالة الضفاف")), packed(Hop(label="سامر الوادي", kind="speaker")))
    small = packed(ValueSource(value="7", reference=Reference(document="d", span=Span(start=0, end=1), line=1), original="7"))
    whole = packed(small.model_copy(update={"chain": hops}))
    assert all(one is other for one, other in zip(whole.chain, hops, strict=True))


@pytest.mark.parametrize("kind", [Span, Mention])
def test_fields_of_a_packed_record_lie_in_rows(kind: type[Record]) -> None:
    span = Span(start=1, end=2)
    record = span if kind is Span else Mention(id="m", span=span, by="names.test", type="PER", name="سامر")
    size = sys.getsizeof(packed(record).__dict__)
    assert size < sys.getsizeof(dict.fromkeys(kind.model_fields))


def test_what_is_kept_later_lies_in_rows_too() -> None:
    @in_rows
    @dataclass
    class Unit:
        name: str

        @cached_property
        def length(self) -> int:
            return len(self.name)

    units = [Unit(f"{number}") for number in range(200)]
    assert [unit.length for unit in units] == [len(f"{number}") for number in range(200)]
    assert sys.getsizeof(units[-1].__dict__) < sys.getsizeof({"name": None, "length": None})


def test_the_collector_runs_again_after_joining() -> None:
    with packing.collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()
