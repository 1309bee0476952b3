"""Judgements: they change what is derived, hold through everything, can be taken back, and can be exchanged."""

from __future__ import annotations

import json
import multiprocessing
import random
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from factory import Draft, clash
from judged import Check, Effect, MemoryShelf, changed, judged, report
from typer.testing import CliRunner

from musnad.build import build, derive_again
from musnad.cli import app
from musnad.errors import JudgementError
from musnad.knowledge import derive
from musnad.knowledge.judgements import Docket, exchange, layers
from musnad.knowledge.judgements.deciding import decide, taken_down
from musnad.knowledge.store import Case
from musnad.records import Judgement, Knowledge, Report, Span

REPORTS, MORE = 100, 12


@cache
def _made() -> tuple[list[Report], list[tuple[Judgement, Effect, str | None]]]:
    reports = [report(number) for number in range(REPORTS)]
    return reports, list(judged(reports, derive(reports)))


def _without(known: Knowledge) -> Knowledge:
    return known.model_copy(update={"standings": (), "conflicts": ()})


def _undo(judgement: Judgement, by: str = "منى", at: str = "2024-06-01T00:00:00+00:00") -> Judgement:
    return taken_down(Judgement(id="", verdict="undo", items=(judgement.id,), by=by, at=at))


def test_a_thousand_judgements_are_in_force_with_new_reports_and_other_rules() -> None:
    reports, made = _made()
    judgements = [judgement for judgement, _, _ in made]
    assert len({judgement.id for judgement in judgements}) == len(judgements) == 1000
    lost = [{gone for _, _, gone in made[10 * at : 10 * at + 10] if gone and at % 3 == 0} for at in range(REPORTS)]
    later = [changed(one, at, frozenset(lost[at])) for at, one in enumerate(reports)]
    later += [report(number) for number in range(REPORTS, REPORTS + MORE)]
    for now in (reports, later):
        known = derive(now, judgements)
        check = Check.of(now, known, judgements)
        broken = [(judgement.verdict, judgement.items) for judgement, holds, _ in made if not holds(check)]
        assert broken == []
        assert {standing.state for standing in known.standings} == {"in_force"}
        missing = {conflict.judgement for conflict in known.conflicts if conflict.kind == "missing"}
        gone = {judgement.id for at, (judgement, _, name) in enumerate(made) if name and name in lost[at // 10]}
        assert missing == (gone if now is later else set())
        changed_readings = [conflict for conflict in known.conflicts if conflict.kind == "changed"]
        assert bool(changed_readings) == (now is later)


def test_without_its_judgements_a_case_is_the_machines() -> None:
    reports, made = _made()
    judgements = [judgement for judgement, _, _ in made]
    undone = [_undo(judgement) for judgement in judgements]
    assert _without(derive(reports, [*judgements, *undone])) == derive(reports)


def test_any_of_them_can_be_taken_back_and_the_taking_back_too() -> None:
    reports, made = _made()
    judgements = [judgement for judgement, _, _ in made]
    for at in range(0, 1000, 7):
        undo = _undo(judgements[at])
        near = judgements[at // 10 * 10 : at // 10 * 10 + 10]
        rest = [judgement for judgement in near if judgement is not judgements[at]]
        document = reports[at // 10]
        assert Docket([*near, undo]).read(document) == Docket(rest).read(document)
        assert Docket([*near, undo, _undo(undo)]).read(document) == Docket(near).read(document)


def test_the_order_of_files_and_lines_says_nothing() -> None:
    reports, made = _made()
    judgements = [judgement for judgement, _, _ in made][:300]
    judgements += [_undo(judgement) for judgement in judgements[::5]]
    lines = exchange.dump(judgements).splitlines()
    random.Random(5).shuffle(lines)
    again = exchange.load("\n".join(lines), "x.jsonl")
    assert exchange.dump(again) == exchange.dump(judgements)
    assert derive(reports[:30], again) == derive(reports[:30], judgements)


# --- one by one ---


def _case(path: Path, *reports: Report) -> Case:
    case = Case.create(path / "x.musnad")
    for one in reports:
        case.add_report(one, one.document.text.encode(), one.document.name, "2024-01-01T00:00:00", "v1")
    case.replace_knowledge(derive(list(case.machine_reports())))
    return case


def _clashes() -> tuple[Report, Report]:
    return (
        clash("a.txt", "يوم الثلاثاء", "2021-03-09", 4),
        clash("b.txt", "الأربعاء", "2021-03-10", 7, "وكالة السهل", "وبقي الطريق مقطوعًا."),
    )


def _key(report: Report, kind: str, words: str) -> str:
    text = report.document.text
    return next(f"{report.document.id}/{one.id}" for one in layers.by_kind(report)[kind].values() if one.span.of(text) == words)


def _machine(case: Case) -> Knowledge:
    return derive(list(case.machine_reports()))


def test_an_entity_is_rejected_renamed_and_taken_back(tmp_path: Path) -> None:
    with _case(tmp_path, *_clashes()) as case:
        wadi = case.find_entity("كتائب الوادي")
        made = case.judge("reject", [wadi.id], by="منى", note="اسم مخترع")
        derive_again(case)
        assert case.search_entities("الوادي") == []
        assert all(wadi.id not in (*event.agents, *event.others) for event in case.events())
        assert case.statements(subject=wadi.id) == case.statements(object=wadi.id) == []
        assert case.status(wadi.id).in_force == (made,)
        case.undo(made.id, by="منى")
        derive_again(case)
        case.judge("correct", [wadi.id], by="منى", value="كتائب الوادي الأولى")
        case.judge("correct", [wadi.id], by="منى", field="name_en", value="First Valley Battalions")
        derive_again(case)
        again = case.find_entity("First Valley Battalions")
        assert (again.id, again.name, again.romanised) == (wadi.id, "كتائب الوادي الأولى", False)
        assert case.status(made.id).in_force == ()


def test_an_entity_accepted_is_one_and_all_its_names_are_certain(tmp_path: Path) -> None:
    one, two = Draft("وصل فراس النجار أمس.", name="a"), Draft("وغادر قاسم الدالي اليوم.", name="b")
    keys = [one.mention("PER", "فراس النجار"), two.mention("PER", "قاسم الدالي")]
    reports = [one.report(), two.report()]
    keys = [f"{report.document.id}/{key}" for report, key in zip(reports, keys, strict=True)]
    with _case(tmp_path, *reports) as case:
        same = case.judge("same", keys, by="منى")
        assert same.original == "apart"
        derive_again(case)
        entity = case.links(reports[0].document.id)[0][keys[0]]
        case.judge("accept", [entity], by="منى")
        case.undo(same.id, by="منى")
        derive_again(case)
        joined = case.entity(case.links(reports[0].document.id)[0][keys[0]])
        assert len(joined.references) == 2
        assert {alias.grade for alias in joined.aliases} == {"certain"}


def test_two_of_one_chain_are_told_apart_inside_a_report(tmp_path: Path) -> None:
    draft = Draft("قال سليم الحوراني كلمة، ثم تكلم الحوراني ثانية، وانصرف سليم الحوراني.")
    first = draft.mention("PER", "سليم الحوراني")
    second = draft.mention("PER", "الحوراني", 1, antecedent=first)
    draft.mention("PER", "سليم الحوراني", 1, antecedent=first)
    report = draft.report()
    with _case(tmp_path, report) as case:
        keys = [f"{report.document.id}/{one}" for one in (first, second)]
        assert len(case.entities("PER")) == 1
        case.judge("not_same", keys, by="منى")
        derive_again(case)
        links = case.links(report.document.id)[0]
        assert links[keys[0]] != links[keys[1]]


def test_of_decisions_that_cannot_all_hold_the_later_stand(tmp_path: Path) -> None:
    drafts = [Draft(f"وصل {words} أمس.", name=words) for words in ("فراس النجار", "سليم الحوراني", "قاسم الدالي")]
    mentions = [draft.mention("PER", draft.name) for draft in drafts]
    reports = [draft.report() for draft in drafts]
    keys = [f"{report.document.id}/{mention}" for report, mention in zip(reports, mentions, strict=True)]
    with _case(tmp_path, *reports) as case:
        days = (f"2024-01-0{day}T00:00:00+00:00" for day in range(1, 9))
        first = case.judge("same", keys[:2], by="منى", at=next(days))
        case.judge("same", keys[1:], by="منى", at=next(days))
        case.judge("not_same", [keys[0], keys[2]], by="عادل", at=next(days))
        derive_again(case)
        homes = {key: entity for report in reports for key, entity in case.links(report.document.id)[0].items()}
        assert homes[keys[1]] == homes[keys[2]] != homes[keys[0]]
        overruled = [standing.judgement for standing in case.standings("overruled")]
        assert overruled == [first.id]
        assert [(one.judgement, one.kind) for one in case.conflicts()] == [(first.id, "analysts")]
        assert "عادل" in case.conflicts()[0].because
        assert "later" in case.conflicts()[0].because_en


def test_what_a_happening_is_said_to_be(tmp_path: Path) -> None:
    one, two = _clashes()
    with _case(tmp_path, one, two) as case:
        assert len(case.events()) == 1
        tellings = [_key(one, "event", "اشتباكات"), _key(two, "event", "اشتباكات")]
        apart = case.judge("not_same", tellings, by="منى")
        derive_again(case)
        links = {**case.links(one.document.id)[1], **case.links(two.document.id)[1]}
        assert links[tellings[0]] != links[tellings[1]]
        assert len(case.events()) == 2
        together = case.judge("same", [event.id for event in case.events()], by="عادل")
        case.judge("correct", [case.events()[0].id], by="منى", value="2021-03")
        derive_again(case)
        (joined,) = case.events()
        assert joined.date == "2021-03"
        assert {value.value for value in joined.dates} == {"2021-03-09", "2021-03-10"}
        assert [(s.judgement, s.by) for s in case.standings("overruled")] == [(apart.id, together.id)]


def test_statements_are_rejected_and_corrected_where_they_come_from(tmp_path: Path) -> None:
    one, two = _clashes()
    with _case(tmp_path, one, two) as case:
        (event,) = case.events()
        stated = {(s.property, s.reference.document): s for s in case.statements(event.id) if s.property in ("date", "quantity")}
        place = [s.id for s in case.statements(event.id) if s.property == "place"]
        case.judge("reject", place, by="منى")
        case.judge("reject", [stated["quantity", two.document.id].id], by="منى")
        words = stated["quantity", one.document.id]
        case.judge("correct", [words.id], by="منى", value="9 مقاتلين")
        said = next(s for s in case.statements() if s.property == "said" and s.reference.document == one.document.id)
        case.judge("reject", [said.id], by="منى")
        derive_again(case)
        assert {event.place for event in case.events()} == {None}
        counted = [(s.value, s.judged, s.machine) for s in case.statements() if s.property == "quantity"]
        assert counted == [("9 مقاتلين", "corrected", "4 مقاتلين")]
        assert [s.reference.document for s in case.statements() if s.property == "said"] == [two.document.id]
        assert {standing.state for standing in case.standings()} == {"in_force"}


def test_what_one_rejects_another_may_accept(tmp_path: Path) -> None:
    one, two = _clashes()
    with _case(tmp_path, one, two) as case:
        key = _key(one, "mention", "سليم الحوراني")
        rejected = case.judge("reject", [key], by="منى", at="2024-01-01T00:00:00+00:00")
        derive_again(case)
        assert key not in case.links(one.document.id)[0]
        case.judge("accept", [key], by="عادل", at="2024-01-02T00:00:00+00:00")
        derive_again(case)
        assert key in case.links(one.document.id)[0]
        assert [standing.judgement for standing in case.standings("overruled")] == [rejected.id]
        assert [conflict.kind for conflict in case.conflicts()] == ["analysts"]


def test_a_name_that_is_none_leaves_the_entity(tmp_path: Path) -> None:
    draft = Draft("قال أبو سالم الدالي إن أبو سالم لم يصل.")
    full = draft.mention("PER", "أبو سالم الدالي")
    draft.mention("PER", "أبو سالم", 1, antecedent=full)
    with _case(tmp_path, draft.report()) as case:
        (entity,) = case.entities()
        assert {alias.name for alias in entity.aliases} == {"أبو سالم الدالي", "أبو سالم"}
        short = next(s.id for s in case.statements() if s.value == "أبو سالم")
        case.judge("reject", [short], by="منى")
        derive_again(case)
        assert {alias.name for alias in case.entities()[0].aliases} == {"أبو سالم الدالي"}
        assert "أبو سالم" not in {s.value for s in case.statements()}


def test_a_rejected_relation_stays_away_when_a_new_report_states_it(tmp_path: Path) -> None:
    def states(words: str) -> Report:
        draft = Draft(words, name=words)
        person, body = draft.mention("PER", "سليم الحوراني"), draft.mention("ORG", "كتائب الوادي")
        draft.relation("يقود سليم الحوراني كتائب الوادي", person, "leads", body)
        return draft.report()

    with _case(tmp_path, states("يقود سليم الحوراني كتائب الوادي.")) as case:
        (relation,) = case.relations()
        case.judge("reject", [relation.id], by="منى")
        new = states("وما زال كما يقال يقود سليم الحوراني كتائب الوادي.")
        case.add_report(new, b"", "b", "2024", "v1")
        derive_again(case)
        assert case.relations() == []


def _dates() -> tuple[Report, Report]:
    found = []
    for name, day, words in (("a", "2021-04-02", "اتفاق السهل"), ("b", "2021-04-03", "هدنة")):
        draft = Draft(f"وقعت كتائب الوادي ولواء السفح {words} في رأس التل {day}.", name=name, published="2021-04-04", outlet=name)
        parties = (draft.mention("ORG", "كتائب الوادي"), draft.mention("ORG", "لواء السفح"))
        place, at = draft.mention("LOC", "رأس التل", subtype="town"), draft.date(day, day)
        named = (draft.mention("EVT", words, subtype="agreement"),) if " " in words else ()
        draft.event("agreement", "وقعت", date=day, date_mention=at, place=place, agents=parties, others=named)
        found.append(draft.report())
    return found[0], found[1]


def test_a_contradiction_is_explained_rejected_and_kept(tmp_path: Path) -> None:
    one, two = _dates()
    with _case(tmp_path, one, two) as case:
        (found,) = [one for one in case.contradictions() if one.kind == "date"]
        settled = case.judge("correct", [found.id], by="منى", value="explained", note="خطأ مطبعي")
        derive_again(case)
        assert case.contradiction(found.id).status == "explained"
        case.undo(settled.id, by="منى")
        rejected = case.judge("reject", [found.id], by="منى")
        derive_again(case)
        assert found.id not in {one.id for one in case.contradictions()}
        case.undo(rejected.id, by="منى")
        derive_again(case)
        case.judge("accept", [found.id], by="منى")
        other = _key(two, "event", "وقعت")
        case.judge("correct", [other], by="منى", field="date", value="")
        derive_again(case)
        (kept,) = [one for one in case.contradictions() if one.kind == "date"]
        assert kept.judged == "accepted"
        assert "missing" in {conflict.kind for conflict in case.conflicts()}


def test_words_that_are_gone_leave_a_judgement_dormant_until_they_return(tmp_path: Path) -> None:
    one, two = _clashes()
    with _case(tmp_path, one, two) as case:
        made = case.judge("correct", [_key(one, "date", "يوم الثلاثاء")], by="منى", value="2021-03-02")
        case.forget(one.document.id)
        derive_again(case)
        assert case.dormant() == [made]
        assert case.judgements() == [made]
        case.add_report(one, one.document.text.encode(), "a", "2024", "v1")
        derive_again(case)
        assert case.dormant() == []
        assert "2021-03-02" in {value.value for event in case.events() for value in event.dates}


def test_a_rule_that_now_reads_a_third_value_is_shown(tmp_path: Path) -> None:
    one, two = _clashes()
    with _case(tmp_path, one, two) as case:
        key = _key(one, "date", "يوم الثلاثاء")
        made = case.judge("correct", [key], by="منى", value="2021-03-02")
        dates = tuple(date.model_copy(update={"value": "2021-03-16"}) for date in one.dates)
        case.add_report(one.model_copy(update={"dates": dates}), b"", "a", "2024", "v2")
        derive_again(case)
        (conflict,) = case.conflicts()
        assert (conflict.judgement, conflict.kind, conflict.item) == (made.id, "changed", key)
        assert "2021-03-16" in conflict.because and "2021-03-16" in conflict.because_en
        assert case.report(one.document.id).dates[0].value == "2021-03-02"
        assert case.machine_report(one.document.id).dates[0].value == "2021-03-16"


def test_rules_that_would_now_join_what_an_analyst_confirmed_to_be_two_are_shown() -> None:
    drafts = [Draft(f"وصل {words} أمس.", name=str(number)) for number, words in enumerate(("وهاب الكرعاوي", "فراس الدالي"))]
    mentions = [draft.mention("PER", words) for draft, words in zip(drafts, ("وهاب الكرعاوي", "فراس الدالي"), strict=True)]
    reports = [draft.report() for draft in drafts]
    keys = [f"{one.document.id}/{mention}" for one, mention in zip(reports, mentions, strict=True)]
    shelf = MemoryShelf(reports, derive(reports))
    apart = decide(shelf, "not_same", keys, by="منى", machine="apart")
    second = reports[1].mentions[0].model_copy(update={"name": "وهاب الكرعاوي"})
    later = [reports[0], reports[1].model_copy(update={"mentions": (second,)})]
    assert len(set(derive(later).mention_entities.values())) == 1
    known = derive(later, [apart])
    assert len(set(known.mention_entities.values())) == 2
    assert [conflict.kind for conflict in known.conflicts] == ["joined"]


def test_the_nearest_of_the_same_words_is_meant_and_its_surroundings_first() -> None:
    draft = Draft("في رأس التل سوق قديم. وفي رأس التل مسجد.\nوفي رأس التل مدرسة.")
    mentions = [draft.mention("LOC", "رأس التل", nth) for nth in range(3)]
    report = draft.report()
    shelf = MemoryShelf([report], derive([report]))
    reject = decide(shelf, "reject", [f"{report.document.id}/{mentions[1]}"], by="منى")
    shifted = changed(report, 1, frozenset())
    read = Docket([reject]).read(shifted)
    text = shifted.document.text
    assert [text[one.span.end + 1 :].split()[0] for one in read.mentions] == ["سوق", "مدرسة."]


@pytest.mark.parametrize(
    ("verdict", "items", "more", "says"),
    [
        ("same", ["quantity"], {}, "two or more"),
        ("same", ["event", "mention"], {}, "two or more"),
        ("correct", ["date"], {"value": "الثلاثاء"}, "EDTF"),
        ("correct", ["date"], {}, "needs a value"),
        ("correct", ["event"], {"field": "type", "value": "party"}, "event types"),
        ("correct", ["quantity"], {"value": "كثير"}, "no number"),
        ("correct", ["mention"], {"field": "colour", "value": "x"}, "there are: type"),
        ("correct", ["mention"], {"field": "type", "value": "CAR"}, "cannot be"),
        ("move", ["mention"], {"span": Span(start=5, end=9000)}, "inside the report"),
        ("accept", [], {}, "something to judge"),
        ("accept", ["missing"], {}, "no annotation"),
        ("undo", ["j-0"], {}, "no judgement"),
    ],
)
def test_what_cannot_be_judged_so_is_refused_with_advice(
    tmp_path: Path, verdict: Any, items: list[str], more: dict[str, Any], says: str
) -> None:
    one, two = _clashes()
    first = {kind: f"{one.document.id}/{next(iter(found))}" for kind, found in layers.by_kind(one).items() if found}
    with _case(tmp_path, one, two) as case:
        with pytest.raises(JudgementError, match=says):
            case.judge(
                verdict, [first.get(item, item if "-" in item else f"{one.document.id}/{item}") for item in items], by="م", **more
            )
        with pytest.raises(JudgementError, match="name of who"):
            case.judge("accept", [first["mention"]], by=" ")
        assert case.judgements() == []


def test_a_changed_line_of_a_file_is_refused_and_nothing_taken_in() -> None:
    one, two = _clashes()
    shelf = MemoryShelf([one, two], derive([one, two]))
    made = decide(shelf, "reject", [_key(one, "date", "يوم الثلاثاء")], by="منى", at="2024-01-01T00:00:00+00:00")
    text = exchange.dump([made])
    assert exchange.load(text, "x") == [made]
    with pytest.raises(JudgementError, match=r"line 1: j-\w+ was changed"):
        exchange.load(text.replace("منى", "عادل"), "x")
    with pytest.raises(JudgementError, match="2 faulty"):
        exchange.load(f"{text}{{}}\nnot json\n", "x")


def _writer(path: str, name: str, keys: list[str]) -> None:
    with Case.open(Path(path)) as case:
        for key in keys:
            case.judge("accept", [key], by=name)


def test_two_processes_judge_one_case_at_once(tmp_path: Path) -> None:
    reports = [report(number) for number in range(4)]
    with _case(tmp_path, *reports) as case:
        keys = [f"{one.document.id}/{mention.id}" for one in reports for mention in one.mentions]
        context = multiprocessing.get_context("spawn")
        writers = [context.Process(target=_writer, args=(str(case.path), name, keys)) for name in ("منى", "عادل")]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join(120)
        assert [writer.exitcode for writer in writers] == [0, 0]
        judgements = case.judgements()
        assert sorted((one.by, one.items[0]) for one in judgements) == sorted((by, key) for by in ("منى", "عادل") for key in keys)
        assert len({one.id for one in judgements}) == len(judgements)


def test_a_case_of_an_older_musnad_keeps_its_judgements(tmp_path: Path) -> None:
    one, two = _clashes()
    with _case(tmp_path, one, two) as case:
        case.add_judgement(Judgement(id="j1", verdict="accept", items=("s-1",), by="ن", at="2024-01-01T00:00:00"))
        statements = case.statements()
        path = case.path
    with sqlite3.connect(path) as old:
        old.execute("DELETE FROM migrations WHERE name IN ('judgements_by_item', 'statements_as_rows', 'codes_of_statements')")
        old.execute("DROP VIEW assertions")
        old.execute("DROP TABLE statements")
        old.execute(
            "CREATE TABLE statements (id TEXT PRIMARY KEY, subject TEXT NOT NULL, property TEXT NOT NULL, object TEXT, "
            "document_id TEXT NOT NULL, start INTEGER NOT NULL, content TEXT NOT NULL)"
        )
        for one_row in statements:
            kept = one_row.model_copy(update={"annotation": None})
            content = kept.model_dump_json(exclude_defaults=True)
            old.execute("INSERT INTO statements VALUES (?, ?, 'p', NULL, 'd', 0, ?)", (kept.id, kept.subject, content))
        for table in ("judgement_items", "standings", "standing_items", "conflicts"):
            old.execute(f"DROP TABLE {table}")
    with Case.open(path) as case:
        assert [judgement.id for judgement in case.judgements("s-1")] == ["j1"]
        assert case.statements() == [one.model_copy(update={"annotation": None}) for one in statements]


def test_the_command_line_judges_lists_and_exchanges(tmp_path: Path) -> None:
    one, two = _clashes()
    with _case(tmp_path, one, two) as case:
        path = case.path
    runner = CliRunner(env={"MUSNAD_ANALYST": "منى", "MUSNAD_CASE": str(path)})

    def musnad(*words: str) -> str:
        done = runner.invoke(app, ["judge", *words])
        assert done.exit_code == 0, (done.output, done.exception)
        return done.output

    annotation = _key(one, "quantity", "4").partition("/")[2]
    made = musnad("correct", f"a.txt/{annotation}", "--value", "6", "--note", "عدّ خطأ").split()[0]
    musnad("same", "كتائب الوادي", "لواء السفح")
    listing = musnad("list", "--lang", "en")
    assert made in listing and "value=6" in listing and "in force" in listing and "عدّ خطأ" in listing
    file = tmp_path / "mine.jsonl"
    musnad("export", str(file))
    musnad("undo", made)
    assert "undone" in musnad("list", "--lang", "en")
    assert "0 new, 2 known" in musnad("import", str(file))
    with _case(tmp_path / "other", one, two) as other:
        runner.env["MUSNAD_CASE"] = str(other.path)
        assert "2 new" in musnad("import", str(file))
        assert len({entity.id for entity in other.entities("ORG")}) == 1
        told = json.loads(musnad("list", "--json"))
        assert [standing["state"] for standing in told["standings"]] == ["in_force", "in_force"]


def test_a_judgement_outlasts_a_build_with_new_reports(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("قال رئيس مجلس السهل سليم الحوراني إن الطريق سالك يوم 5 أيار 2021.\n", encoding="utf-8")
    path = tmp_path / "x.musnad"
    build([folder], path, names="rules")
    with Case.open(path) as case:
        document = case.report("a.txt")
        date = document.dates[0]
        made = case.judge("correct", [f"{document.document.id}/{date.id}"], by="منى", value="2021-05-06")
    (folder / "b.txt").write_text("وقال سليم الحوراني في 7 أيار 2021 إن الجسر مغلق.\n", encoding="utf-8")
    build([folder], path, names="rules")
    with Case.open(path) as case:
        assert case.status(made.id).judgements == ()
        assert case.status(f"{document.document.id}/{date.id}").in_force == (made,)
        assert case.report("a.txt").dates[0].value == "2021-05-06"
        assert case.machine_report("a.txt").dates[0].value == date.value
        assert case.meta("knowledge_state")
        before = case.knowledge()
        derive_again(case)
        assert case.knowledge() == before
