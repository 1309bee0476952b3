"""Judgements: they change what is derived, hold through everything, can be taken back, and can be exchanged."""

from __future__ import annotations

import random
from functools import cache

from judged import Check, Effect, changed, judged, report

from musnad.knowledge import derive
from musnad.knowledge.judgements import Docket, exchange
from musnad.knowledge.judgements.deciding import taken_down
from musnad.records import Judgement, Knowledge, Report

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
