"""What tells two bearers of one name apart: kin, age, death, whose ministry it is, the country of a place."""

from __future__ import annotations

import pytest
from factory import Draft

from musnad.knowledge.corpus import Corpus
from musnad.knowledge.names import numbered_unit, person_parts
from musnad.knowledge.namesakes import elsewhere
from musnad.knowledge.resolution import kin, lives, sides, spelling
from musnad.knowledge.resolution.meeting import bodies, persons


@pytest.mark.parametrize(("one", "other", "way"), [
    ("سالم عبد الكريم الهزاع", "ماجد سالم عبد الكريم الهزاع", "father_perhaps"),
    ("قايد صالح", "أحمد قايد صالح", "first_part_left_out"),
    ("ناصر بن حمدان", "ناصر بن حمدان آل راشد", "house_left_out"),
    ("كمال عبدون", "كمال عابدون", "arabic_part_spelt_otherwise"),
    ("عبد الإله بنكيران", "عبد الإله بن كيران", "part_spelt_otherwise"),
    ("حسن الزيبق", "حسين الزيبق", None),
])  # fmt: skip
def test_how_names_of_persons_meet(one: str, other: str, way: str | None) -> None:
    assert persons(person_parts(one), person_parts(other)) == way


@pytest.mark.parametrize(("one", "other", "way"), [
    ("المجلس المحلي لمدينه السدره", "المجلس المحلي في السدره", "joined_otherwise"),
    ("وزاره الداخليه في حكومه الوفاق", "وزاره الداخليه بحكومه الوفاق", "joined_otherwise"),
    ("مجمع السنديان الطبي", "مستشفي السنديان", "loose_heads_differ"),
    ("المجلس المحلي في السدره", "المجلس المحلي في الرمانه", None),
])  # fmt: skip
def test_how_names_of_bodies_meet(one: str, other: str, way: str | None) -> None:
    assert bodies(one, other) == way


def test_a_title_makes_no_full_name_of_a_single_one() -> None:
    assert person_parts("الدكتور أحمد") == ("احمد",)
    assert person_parts("بوعبدالله غلام الله") == person_parts("بو عبد الله غلام الله")
    assert numbered_unit("الفرقة الرابعة") and numbered_unit("اللواء 35 مدرع") and not numbered_unit("لواء التوحيد")
    assert spelling.alike("بلحاج", "بالحاج") and spelling.alike("نتنياهو", "نتانياهو")


@pytest.mark.parametrize(("text", "count"), [
    ("نعى الأهالي خليل درويش. وقال نجله وسام خليل درويش إن والده خرج.", 1),
    ("جرح خليل درويش ووسام خليل درويش في الطريق.", 1),
    ("وصل خليل درويش. ثم تحدث وسام خليل درويش إلى الناس في الساحة.", 0),
])  # fmt: skip
def test_kin_and_companions_are_two(text: str, count: int) -> None:
    draft = Draft(text, name="a")
    draft.mention("PER", "خليل درويش")
    draft.mention("PER", "وسام خليل درويش")
    (indexed,) = Corpus([draft.report()]).reports
    assert len(list(kin.apart(indexed))) == count


@pytest.mark.parametrize(("text", "dead", "acts", "age"), [
    ("شيعت البلدة مقاتلها وهاب الكرعاوي الذي قتل أمس.", True, False, None),
    ("قتل وهاب الكرعاوي جنديين.", False, False, None),
    ("فاز وهاب الكرعاوي برئاسة المجلس.", False, True, None),
    ("أنقذ الجيران وهاب الكرعاوي، البالغ 13 عاما، من البئر.", False, False, 13),
])  # fmt: skip
def test_what_a_report_tells_of_a_life(text: str, dead: bool, acts: bool, age: int | None) -> None:
    draft = Draft(text, name="a")
    draft.mention("PER", "وهاب الكرعاوي")
    (indexed,) = Corpus([draft.report()]).reports
    life = lives.of(indexed, indexed.report.mentions)
    assert (life.dead, life.acts, life.age) == (dead, acts, age)


def test_the_ministry_of_sanaa_is_not_that_of_aden() -> None:
    found = []
    for behind in ("التابعة للحوثيين إن الوباء انتشر", "في الحكومة المعترف بها دوليًا إن اللقاح وصل"):
        draft = Draft(f"قالت وزارة الصحة {behind}.", name=behind)
        draft.mention("ORG", "وزارة الصحة")
        (indexed,) = Corpus([draft.report()]).reports
        found.append(sides.of(indexed, indexed.report.mentions, (), frozenset({"YE"})))
    assert found == [frozenset({"YE houthis"}), frozenset({"YE government"})]
    assert sides.apart(*found) and not sides.apart(found[0], found[0]) and not sides.apart(found[0], frozenset())


def test_a_place_in_two_countries_or_two_provinces_is_two() -> None:
    assert elsewhere(frozenset({"IQ", "ديالي"}), frozenset({"YE", "لحج"}))
    assert elsewhere(frozenset({"SY", "حماه"}), frozenset({"SY", "ريفدمشق"}))
    assert not elsewhere(frozenset({"IQ"}), frozenset({"IQ", "خانقين", "ديالي"}))
    assert not elsewhere(frozenset(), frozenset({"YE", "لحج"}))
