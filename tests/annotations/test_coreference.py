"""Definite nouns and short forms point back to the name they stand for."""

from __future__ import annotations

import pytest
from test_names import report_of

from musnad.annotations import coreference, names
from musnad.records import Mention, Report

pytestmark = pytest.mark.usefixtures("rules_alone")


def mentions_of(text: str) -> tuple[Report, tuple[Mention, ...]]:
    """The report and its mentions after both steps."""
    report = report_of(text)
    report = report.model_copy(update=names.annotate(report))
    report = report.model_copy(update=coreference.annotate(report))
    return report, report.mentions


def links(text: str) -> list[tuple[str, str, bool]]:
    """(written, antecedent's name, nominal) of every mention that points back."""
    report, mentions = mentions_of(text)
    return [
        (mention.span.of(text), report.mention(mention.antecedent).name, mention.nominal)
        for mention in mentions
        if mention.antecedent
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('أعلنت حركة "رجال النهر" هدنة. وقالت الحركة إنها مؤقتة', ("الحركة", "رجال النهر", True)),
        ("قالت حركة أنصار الوادي إنها انسحبت. واتهمت الحركة خصومها", ("الحركة", "حركة أنصار الوادي", True)),
        ('أطلق ناشطون حملة "نظفوا النهر". وتهدف الحملة إلى جمع المال', ("الحملة", "نظفوا النهر", True)),
        ("دخلت تحرير الشام القرية. وقالت الهيئة إنها ستبقى", ("الهيئة", "تحرير الشام", True)),
        ("رفض النظام السوري العرض. وأرسل النظام تعزيزات", ("النظام", "النظام السوري", True)),
        ("نفت وزارة الداخلية اليمنية الخبر. وأكدت الوزارة فتح تحقيق", ("الوزارة", "وزارة الداخلية اليمنية", True)),
        ('قالت صحيفة "النهار" إن اللقاء تأجل. وأضافت الصحيفة أن الموعد قريب', ("الصحيفة", "النهار", True)),
        ("شكلت كتائب نسور الوادي مجلسا. وأعلن التشكيل رفضه للعرض", ("التشكيل", "كتائب نسور الوادي", True)),
        ("قال حازم الرفاعي إن اللقاء تأجل. وأضاف الرفاعي أنه قريب", ("الرفاعي", "حازم الرفاعي", False)),
        ("وصل ماهر أبو زيد أمس. وقال أبو زيد إن الحل قريب", ("أبو زيد", "ماهر أبو زيد", False)),
        ("دخلت داعش القرية. وانسحب تنظيم الدولة منها", ("تنظيم الدولة", "داعش", False)),
        ("وقع الطرفان اتفاق الرياض. ونص الاتفاق على هدنة", ("الاتفاق", "اتفاق الرياض", True)),
    ],
)
def test_points_back(text: str, expected: tuple[str, str, bool]) -> None:
    assert expected in links(text)


@pytest.mark.parametrize(
    "text",
    [
        "قالت الحركة إنها مؤقتة",  # no name before it
        'أعلنت حركة "رجال النهر" هدنة. وتوقفت الحركة التجارية في السوق',  # an adjective of its own
        'أطلق ناشطون حملة "نظفوا النهر". وبدأت الحملة العسكرية',
        "شكلت كتائب نسور الوادي لجنة ما زالت قيد التشكيل",
        "قصف الحوثيون مأرب. ورفض النظام الصحي المساعدة",
    ],
)
def test_leaves_nouns_alone(text: str) -> None:
    assert not [mention for mention in mentions_of(text)[1] if mention.nominal]


def test_forces_of_the_regime_hold_their_parent() -> None:
    text = "قصفت قوات النظام بلدة سرمدا في سوريا"
    nominal = [mention.span.of(text) for mention in mentions_of(text)[1] if mention.nominal]
    assert nominal == ["قوات النظام", "النظام"]


def test_regime_is_nobody_elsewhere() -> None:
    assert not [mention for mention in mentions_of("قال مسؤول في الخرطوم إن النظام سقط في السودان")[1] if mention.nominal]


def test_every_antecedent_is_a_mention_of_the_report() -> None:
    text = 'قال حازم الرفاعي إن حركة "رجال النهر" باقية. وأضاف الرفاعي أن الحركة تدعم هدنة. وقالت الحركة إن الرفاعي مخطئ'
    _report, mentions = mentions_of(text)
    ids = {mention.id for mention in mentions}
    assert all(mention.antecedent in ids for mention in mentions if mention.antecedent)
    assert len(ids) == len(mentions)
