"""Namesakes, short forms that fit several, what was weighed, blocks that stay small; the order of reports never matters."""

from __future__ import annotations

import random
from collections.abc import Sequence

from factory import Draft
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.knowledge.corpus import Corpus
from musnad.knowledge.entities import Resolution, Resolved, resolve
from musnad.knowledge.judgements import Decisions
from musnad.knowledge.resolution import blocks, spelling, weights
from musnad.knowledge.resolution.commonness import usual_words, usualness
from musnad.knowledge.resolution.telling import why
from musnad.records import Report


def told(name: str, office: str = "", body: str = "", state: str = "", document: str = "", more: str = "") -> tuple[Report, str]:
    """A report of one sentence on one person; returns it with the key of the mention."""
    draft = Draft(f"وصل {office} {body} {name} إلى الساحة أمس. {more}", name=document or f"{name}{office}{body}")
    person = draft.mention("PER", name)
    if office:
        draft.role(person, office, draft.mention("ORG", body) if body else None, role=office, state=state or None)
    report = draft.report()
    return report, f"{report.document.id}/{person}"


def entities(*sides: tuple[Report, str]) -> list[str]:
    """The entities of the mentions."""
    links = resolve(Corpus(report for report, _ in sides), Decisions()).mention_entities
    return [links[key] for _, key in sides]


def test_a_usual_name_in_two_offices_of_two_countries_is_two_men() -> None:
    minister, player = told("محمد علي", "وزير", "وزارة النقل المصرية"), told("محمد علي", "لاعب", "نادي الوحدة الإماراتي")
    assert len(set(entities(minister, player))) == 2
    rare = [told("وهاب الكرعاوي", office, body) for office, body in (("وزير", "مجلس الوادي"), ("عضو", "لجنة السفح"))]
    assert len(set(entities(*rare))) == 1


def test_a_mention_of_which_nothing_is_told_goes_with_the_only_bearer_of_the_name() -> None:
    assert len(set(entities(told("وهاب الكرعاوي", "قائد", "كتائب الوادي"), told("وهاب الكرعاوي", document="b")))) == 1
    # Many men of Hauran are called Salim: they wait in the queue of merges.
    assert len(set(entities(told("سليم الحوراني", "قائد", "كتائب الوادي"), told("سليم الحوراني", document="b")))) == 2


def test_a_short_form_with_a_rival_is_disputed_or_stays_alone() -> None:
    first, second = told("سليم الحوراني", "قائد", "كتائب الوادي"), told("قاسم الحوراني", "قائد", "كتائب الوادي")
    short = told("الحوراني", "قائد", "كتائب الوادي")
    one, other, alone = entities(first, second, short)
    assert len({one, other, alone}) == 3
    joined = resolve(Corpus(report for report, _ in (first, short)), Decisions())
    entity = joined.by_id[joined.mention_entities[short[1]]]
    grades = {alias.name: alias.grade for alias in entity.aliases}
    assert grades == {"سليم الحوراني": "certain", "الحوراني": "likely"}
    assert all(0.5 < alias.score <= 1 for alias in entity.aliases)


def test_a_body_and_what_it_was_renamed_to_stay_two() -> None:
    for predicate, count in (("renamed_to", 2), ("merged_into", 2), ("supports", 1)):
        draft = Draft("غيرت كتائب النخيل اسمها إلى كتائب النخيل المتحدة أمس.")
        old, new = draft.mention("ORG", "كتائب النخيل"), draft.mention("ORG", "كتائب النخيل المتحدة")
        draft.relation("غيرت كتائب النخيل اسمها", old, predicate, new)
        report = draft.report()
        links = resolve(Corpus([report]), Decisions()).mention_entities
        assert len({links[f"{report.document.id}/{mention}"] for mention in (old, new)}) == count


def test_foreign_names_may_be_spelt_otherwise_and_arabic_ones_may_not() -> None:
    assert spelling.alike("غريفيث", "جريفيث") and spelling.alike("غوتيريش", "جوتيريس")
    for one, other in (("حسن", "حسين"), ("سالم", "سليم"), ("نائل", "وائل"), ("عمر", "عامر"), ("سبق", "الشاباك")):
        assert not spelling.alike(one, other)


def test_how_usual_a_name_is() -> None:
    assert usualness(("محمد", "علي")) == 1.0
    assert usualness(("وهاب", "الكرعاوي")) < 0.2
    assert usualness(("محمد", "احمد", "الكرعاوي")) < usualness(("محمد", "احمد"))
    assert usual_words(("حزب", "النور")) > usual_words(("كتايب", "الزنزلخت"))


def test_the_weights_say_how_sure_they_are() -> None:
    for row in weights.calibration():
        assert abs(row["said"] - row["are"]) <= 0.35
    assert all(0.5 < weights.enough(kind) < 1 for kind in ("PER", "ORG", "LOC", "EVT"))


def test_the_answer_says_what_was_weighed_and_what_would_change_it() -> None:
    sides = [told("محمد علي", "وزير", "وزارة النقل المصرية"), told("محمد علي", "لاعب", "نادي الوحدة الإماراتي")]
    work = Resolution(Corpus(report for report, _ in sides), Decisions())
    found = work.run().mention_entities
    for language, word in (("ar", "دولتين"), ("en", "different countries")):
        answer = why(work, found[sides[0][1]], found[sides[1][1]], ("محمد علي", "محمد علي"), language)
        assert not answer.joined
        weighed = {one.observation: one for step in answer.steps for one in step.weighed}
        assert word in weighed["countries_differ"].sentence and weighed["countries_differ"].adds < 0
        assert answer.kept_apart and len(answer.changes) > 1


def test_a_common_name_never_fills_a_block_without_end() -> None:
    sides = [told("محمد", "عضو", f"لجنة {at}", document=f"{at}") for at in range(300)]
    work = Resolution(Corpus(report for report, _ in sides), Decisions())
    work.run()
    sizes: dict[tuple[str, ...], int] = {}
    for unit in work.units:
        for key in blocks.keys(work.profiles[unit.number]):
            sizes[key] = sizes.get(key, 0) + 1
    assert ("PER", "محمد") not in sizes
    assert len(work.joining.joins) < 2 * len(work.units)


NAMES = ("سليم الحوراني", "سليم ناصر الحوراني", "الحوراني", "قاسم الحوراني", "أبو عمر", "محمد علي", "محمد أحمد علي")
BODIES = ("كتائب الوادي", "الوادي", "لواء السفح", "وزارة النقل", "وزارة النقل الليبية", "هيئة متابعة السلم (همس)", "همس")
OFFICES = ("قائد", "وزير", "لاعب")
SIDE = st.tuples(st.sampled_from(NAMES), st.sampled_from(OFFICES), st.sampled_from(BODIES))


def _plain(resolved: Resolved) -> list[str]:
    return [entity.model_dump_json() for entity in resolved.entities]


@settings(max_examples=40, deadline=None)
@given(st.lists(SIDE, min_size=2, max_size=7), st.integers(0, 2**20))
def test_the_order_of_reports_never_changes_who_is_who(sides: Sequence[tuple[str, str, str]], seed: int) -> None:
    reports = [told(name, office, body, document=f"{at}")[0] for at, (name, office, body) in enumerate(sides)]
    expected = resolve(Corpus(reports), Decisions())
    random.Random(seed).shuffle(reports)
    again = resolve(Corpus(reports), Decisions())
    assert _plain(again) == _plain(expected)
    assert again.mention_entities == expected.mention_entities
