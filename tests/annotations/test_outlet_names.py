"""The outlet's own name is a name in its reports, an ordinary word is not."""

from __future__ import annotations

import pytest

from musnad import documents
from musnad.annotations import outlet
from musnad.pipeline import STEPS
from musnad.records import Report

pytestmark = pytest.mark.usefixtures("rules_alone")

PAGE = """سنابل | الرئيسية | أخبار | رياضة

افتتاح سوق القمح في بلدة الخابور

10.03.2021

سنابل - الخابور

سوق البلدة قبل الافتتاح - 9 آذار 2021 (سنابل)

قال رئيس المجلس البلدي إن الحصاد وفير، وإن سنابل القمح بلغت أعلى سعر لها منذ أعوام طويلة بحسب التجار.

وأضاف في حديث لشبكة سنابل أن السوق سيفتح كل يوم، وأن لجنة من المزارعين ستشرف على الأسعار والموازين.

جميع الحقوق محفوظة لشبكة سنابل sanabel.example
"""


def annotated() -> Report:
    report = Report(document=documents.read_bytes(PAGE.encode(), "page.txt"))
    for step in STEPS:
        if step.name in ("sentences", "names", "outlet"):
            report = report.model_copy(update=dict(step.run(report)))
    return report


def test_the_outlet_is_a_name_in_byline_credit_and_speech_but_not_as_an_ordinary_word() -> None:
    report = annotated()
    own = [mention for mention in report.mentions if "سنابل" in mention.name]
    lines = [report.document.line_at(mention.span.start).number for mention in own]
    assert lines == [7, 9, 13]
    assert {mention.type for mention in own} == {"ORG"}


def test_nothing_is_added_where_no_outlet_is_known() -> None:
    report = Report(document=documents.read_bytes("خبر قصير عن سوق القمح في البلدة.".encode(), "page.txt"))
    assert outlet.annotate(report) == {"outlet": None}
