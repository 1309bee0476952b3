"""Marks over text: nested where they can be, cut where they cross, never a character more or less."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from outline import Outline

from musnad.presentation.web.marking import Mark, highlighted, isolated, marked
from musnad.records import Span

TEXT = "قال بحماة إن 2019-05 BBC News <b> & غدًا"
spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: Span(start=min(pair), end=max(pair)))


@given(st.lists(spans, max_size=7), spans)
def test_any_marks_leave_the_text_as_it_is_and_the_page_well_formed(given_spans: list[Span], line: Span) -> None:
    marks = [Mark(f"m{n}", span, "k", href="#x" if n % 2 else None) for n, span in enumerate(given_spans)]
    outline = Outline("<p>" + str(marked(TEXT, line, marks, set())) + "</p>")
    assert outline.text == line.of(TEXT)
    assert outline.faults == []
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.ids) == {
        mark.id for mark in marks if mark.span.overlaps(line) and mark.span.start < mark.span.end and line.start < line.end
    }


@given(spans, st.lists(spans, max_size=4))
def test_highlights_leave_the_text_as_it_is(span: Span, highlights: list[Span]) -> None:
    assert Outline(f"<p>{highlighted(TEXT, span, highlights)}</p>").text == span.of(TEXT)


def test_crossing_marks_are_cut_once_and_the_second_piece_names_the_first() -> None:
    html = str(
        marked(
            "abcdef".replace("a", "ا"),
            Span(start=0, end=6),
            [Mark("one", Span(start=0, end=4), "k"), Mark("two", Span(start=2, end=6), "k")],
            set(),
        )
    )
    assert re.findall(r'(?:id|data-of)="\w+"', html) == ['id="one"', 'id="two"', 'data-of="two"']


def test_a_mark_inside_a_word_adds_nothing_between_its_letters() -> None:
    html = str(marked("بحماة", Span(start=0, end=5), [Mark("m", Span(start=1, end=5), "k")], set()))
    assert html == 'ب<span class="k" id="m">حماة</span>'


def test_foreign_runs_are_isolated() -> None:
    assert (
        str(isolated("في 2025-03 قالت BBC News <")) == 'في <bdi dir="ltr">2025-03</bdi> قالت <bdi dir="ltr">BBC News</bdi> &lt;'
    )
