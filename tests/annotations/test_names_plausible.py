"""What the model sees and what can be no name: particles, titles, adjectives, inflected words, addresses."""

from __future__ import annotations

import pytest

from musnad.annotations.names import find_names, fusion
from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import NameLine, read_line
from musnad.annotations.names.model.tagger import LineView
from musnad.annotations.names.place_grammar import is_adjective_here
from musnad.annotations.names.plausible import plausible
from musnad.records import MentionType


def line_of(text: str) -> NameLine:
    return read_line(text, 0, len(text))


_KINDS = {"LOC": "town", "ORG": "armed_group"}


def seen(line: NameLine, written: str, type_: MentionType, score: float = 0.8, by: str = "names.model") -> Candidate:
    start = line.text.index(written)
    return Candidate(start, start + len(written), type_, score, by, (("name", written),), _KINDS.get(type_))


@pytest.mark.parametrize(
    ("text", "written", "type_"),
    [
        ("صرح موظف تركي في الميناء", "تركي", "PER"),
        ("في منطقة في الجنوب", "في", "LOC"),
        ("ووصف معالي الوزير اللقاء", "معالي", "PER"),
        ("وشدد معاليه على ذلك", "معاليه", "PER"),
        ("قصف المدينة وريفها", "ريفها", "LOC"),
        ("نقلهم إلى مناطق آمنة قريبة", "آمنة", "LOC"),
        ("وتعد الناحية منطقة منكوبة الآن", "منكوبة", "LOC"),
        ("عاد رويدًا إلى بيته", "رويدًا", "PER"),
        ("للمراسلة samir@example.org", "samir", "PER"),
        ("عضو المكتب السياسي للحركة هناك", "المكتب السياسي للحركة", "ORG"),
        ("رفعها ورثة أحد المزارعين أمس", "أحد المزارعين", "PER"),
        ("استقبل سماحة السيد سالم الفخراني وفدا", "السيد", "PER"),
        ("أعلنت مصادر سورية أمس", "سورية", "LOC"),
        ("عاد من مناطق سورية أخرى", "سورية", "LOC"),
    ],
)
def test_what_can_be_no_name_is_left_out(text: str, written: str, type_: MentionType) -> None:
    line = line_of(text)
    assert plausible(line, seen(line, written, type_)) is None


@pytest.mark.parametrize(
    ("text", "written", "type_", "kept"),
    [
        ("وقال فإن سمعان حضر", "فإن سمعان", "PER", "سمعان"),
        ("وصل معلنًا سمعان عودته", "معلنًا سمعان", "PER", "سمعان"),
        ("زار سماحة السيد الفخراني المدرسة", "سماحة السيد الفخراني", "PER", "الفخراني"),
        ("قالت وكالة سهند الموالية للسلطات أمس", "وكالة سهند الموالية للسلطات", "ORG", "وكالة سهند"),
        ("دعا رجال وزارة الري لأبناء الوادي", "وزارة الري لأبناء الوادي", "ORG", "وزارة الري"),
        ("أعلن الملك عبد الكريم العفو", "الملك عبد الكريم", "PER", "عبد الكريم"),
        ("بزعامة رجل الدين عمار الفخراني أمس", "رجل الدين عمار الفخراني", "PER", "عمار الفخراني"),
        ("لدى المحكمة التجارية القاضي سمير هاني أمس", "المحكمة التجارية القاضي", "ORG", "المحكمة التجارية"),
        ("رئيس المكتب التنفيذي في الحركة", "المكتب التنفيذي في", "ORG", "المكتب التنفيذي"),
        ("أمام نقابة الصيادلة الاثنتي عشرة", "نقابة الصيادلة الاثنتي عشرة", "ORG", "نقابة الصيادلة"),
        ("وصل إلى كفرتوما الخميس مساء", "كفرتوما الخميس", "LOC", "كفرتوما"),
        ("قصف سوق الجمعة مساء", "سوق الجمعة", "LOC", "سوق الجمعة"),
        ("ظهرت كتائب النهر في حلب أمس", "كتائب النهر في حلب", "ORG", "كتائب النهر"),
        ("تقدموا على جبهة حرستا أمس", "جبهة حرستا", "ORG", "حرستا"),
        ("القائد علي أبو الراوي هناك", "علي أبو الراوي", "PER", "علي أبو الراوي"),
        ("في بلدة رحبين التركية أمس", "رحبين التركية", "LOC", "رحبين"),
        ("في خربة الفارسية أمس", "خربة الفارسية", "LOC", "خربة الفارسية"),
        ("قرب مخيم الوادي للنازحين", "مخيم الوادي للنازحين", "LOC", "مخيم الوادي"),
        ("فاز العربي على ضيفه", "العربي", "ORG", "العربي"),
        ("نقلت شبكة BBC الخبر", "BBC", "ORG", "BBC"),
    ],
)
def test_what_can_be_a_name_stays_without_what_is_not_of_it(text: str, written: str, type_: MentionType, kept: str) -> None:
    line = line_of(text)
    name = plausible(line, seen(line, written, type_))
    assert name is not None
    assert text[name.start : name.end] == kept


def test_foreign_words_of_an_outlet_make_no_person() -> None:
    line = line_of("ذكر موقع دجلة مونيتور أمس")
    name = plausible(line, seen(line, "دجلة مونيتور", "PER"))
    assert name is not None
    assert (name.type, name.subtype) == ("ORG", "media_outlet")


def test_a_rule_that_goes_on_where_the_model_is_sure_of_no_name_is_doubted() -> None:
    line = line_of("استقبلت الحكومة الشرعية والجهات وفدا")
    inner = seen(line, "الحكومة الشرعية", "ORG", 0.9)
    rule = seen(line, "الحكومة الشرعية والجهات", "ORG", 0.6, "names.organisation_head")
    sure = LineView((inner,), tuple(0.02 if 1 <= index <= 2 else 0.98 for index in range(len(line.words))))
    torn = LineView((inner,), tuple(0.02 if 1 <= index <= 2 else 0.5 for index in range(len(line.words))))
    assert fusion.weigh(line, [rule], sure)[0].score < 0.55 < fusion.weigh(line, [rule], torn)[0].score


def test_an_adjective_has_its_noun_before_it() -> None:
    line = line_of("وصلت القوات المشتركة التونسية أمس")
    inner = seen(line, "المشتركة التونسية", "ORG", 0.9)
    rule = seen(line, "القوات المشتركة التونسية", "ORG", 0.6, "names.organisation_head")
    view = LineView((inner,), (0.98,) * len(line.words))
    assert fusion.weigh(line, [rule], view)[0].score == 0.6


def test_quotation_marks_say_how_far_a_name_goes() -> None:
    line = line_of('عناصر قوات "نظام الراوي" في الحي')
    inner = seen(line, "نظام الراوي", "ORG", 0.9)
    rule = seen(line, 'قوات "نظام الراوي"', "ORG", 0.6, "names.organisation_head")
    view = LineView((inner,), (0.98,) * len(line.words))
    assert fusion.weigh(line, [rule], view)[0].score == 0.6


@pytest.mark.parametrize(
    ("text", "country", "adjective"),
    [
        ("أوقف الأمن شابا تركيا قرب المعبر", "تركيا", True),
        ("أصيب 14 جنديا سوريا في الكمين", "سوريا", True),
        ("غادر الوفدان تركيا فجرا", "تركيا", False),
        ('نشرت صحيفة "الأفق" السعودية مقالا', "السعودية", True),
        ("وصل إلى السعودية وفد", "السعودية", False),
    ],
)
def test_a_country_that_is_an_adjective_here(text: str, country: str, adjective: bool) -> None:
    line = line_of(text)
    index = next(word.index for word in line.words if text[word.token.start : word.token.end] == country)
    assert is_adjective_here(line, index, line.words[index].readings[0]) is adjective


@pytest.mark.parametrize("text", ["صورة من سوق البلدة (أ.ف.ب)", "نقلت وكالة أ ف ب الخبر"])
def test_an_agency_by_its_initials(text: str) -> None:
    line = line_of(text)
    assert "أ" in {text[name.start] for name in find_names([line]) if name.subtype == "news_agency"}
