"""`musnad judge`: an analyst's decisions: take them down, take them back, list them, exchange them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

import typer

from musnad.build import derive_again
from musnad.cli.output import CaseOption, JsonOption, Language, print_json
from musnad.errors import ExportError, JudgementError
from musnad.knowledge.judgements import exchange
from musnad.knowledge.store import Case
from musnad.reasons import sentence_for
from musnad.records import Conflict, Judgement, Span, Standing, Verdict

_ID = re.compile(r"[eshrcj]-[0-9a-f]{16}")


class Action(StrEnum):
    """What can be done with judgements."""

    same = "same"
    not_same = "not-same"
    accept = "accept"
    reject = "reject"
    correct = "correct"
    move = "move"
    undo = "undo"
    list = "list"
    export = "export"
    take_in = "import"


def run(
    action: Annotated[Action, typer.Argument(help="What to do.")],
    case: CaseOption,
    items: Annotated[
        list[str] | None,
        typer.Argument(
            help="What to judge: REPORT/ANNOTATION, id of an entity, statement, relation, event or contradiction, or name "
            "of an entity; for undo ids of judgements; for list nothing or one of these; for export and import the file."
        ),
    ] = None,
    by: Annotated[str, typer.Option(help="Who judges.", envvar="MUSNAD_ANALYST", show_envvar=True)] = "",
    note: Annotated[str, typer.Option(help="Why, in a few words.")] = "",
    field: Annotated[str | None, typer.Option(help="correct: which value; the usual one where left out.")] = None,
    value: Annotated[
        str | None, typer.Option(help="correct: the right value, empty for none; of a contradiction open, explained or settled.")
    ] = None,
    span: Annotated[str | None, typer.Option(help="move: the right place, START-END in characters of the report.")] = None,
    later: Annotated[bool, typer.Option("--later", help="Do not derive the knowledge anew now; the next build does.")] = False,
    language: Annotated[Language, typer.Option("--language", "--lang", help="Language of the list.")] = Language.ar,
    json: JsonOption = False,
) -> None:
    """Judge what musnad read: same, not-same, accept, reject, correct, move, undo; list, export and import judgements.

    A judgement is tied to the words it is about, so that it holds through new reports, new rules and new builds; nothing is
    ever overwritten, and an undo can be undone. The file of `export` is what two analysts exchange: `import` takes in what is
    new; of decisions that cannot both hold the later one stands, and `list` says so.
    """
    given = items or []
    with Case.open(case) as opened:
        if action is Action.list:
            _list(opened, given, language.value, json)
        elif action is Action.export:
            _export(opened, _file(given, "export"))
        elif action is Action.take_in:
            _import(opened, _file(given, "import"), later, language.value)
        else:
            judgement = opened.judge(
                cast(Verdict, action.value.replace("-", "_")), [_item(opened, one) for one in given], by=by, note=note,
                field=field, value=value, span=_span(span),
            )  # fmt: skip
            if not later:
                derive_again(opened)
            if json:
                print_json(judgement.model_dump(mode="json", exclude_defaults=True))
            else:
                typer.echo(f"{judgement.id}  {sentence_for(f'judgement.verdict_{judgement.verdict}', {}, language.value)}")


def _item(case: Case, given: str) -> str:
    """The id meant: an id as it is, a report by its name, an entity by any of its names."""
    report, slash, annotation = given.rpartition("/")
    if slash:
        return f"{case.document(report).id}/{annotation}"
    return given if _ID.fullmatch(given) else case.find_entity(given).id


def _span(given: str | None) -> Span | None:
    if given is None:
        return None
    match = re.fullmatch(r"(\d+)-(\d+)", given)
    if not match:
        raise JudgementError(f"--span {given}: give it as START-END, e.g. 120-131; `musnad explain` prints the places of a line")
    return Span(start=int(match[1]), end=int(match[2]))


def _file(given: Sequence[str], action: str) -> Path:
    if len(given) != 1:
        raise JudgementError(f"give one file: `musnad judge {action} judgements.jsonl --case CASE`")
    return Path(given[0])


def _export(case: Case, path: Path) -> None:
    judgements = case.judgements()
    try:
        path.write_text(exchange.dump(judgements), encoding="utf-8")
    except OSError as error:
        raise ExportError(f"{path}: cannot be written ({error.strerror}); choose another file") from error
    typer.echo(f"written: {path} ({len(judgements)})")


def _import(case: Case, path: Path, later: bool, language: str) -> None:
    found = exchange.read_file(path)
    new = case.add_judgements(found)
    if new and not later:
        derive_again(case)
    typer.echo(f"{path}: {len(new)} new, {len(found) - len(new)} known")
    concerned = {one.id for one in found}
    for conflict in case.conflicts():
        if conflict.kind == "analysts" and concerned & {conflict.judgement, conflict.other}:
            typer.echo(f"! {_because(conflict, language)}")


def _list(case: Case, given: Sequence[str], language: str, json: bool) -> None:
    about = _item(case, given[0]) if given else None
    judgements = case.judgements(about)
    standings = {one.judgement: one for one in case.standings()}
    ids = {one.id for one in judgements}
    conflicts = [one for one in case.conflicts() if one.judgement in ids]
    if json:
        print_json({
            "judgements": [one.model_dump(mode="json", exclude_defaults=True) for one in judgements],
            "standings": [standings[one.id].model_dump(mode="json") for one in judgements if one.id in standings],
            "conflicts": [one.model_dump(mode="json") for one in conflicts],
        })  # fmt: skip
        return
    for judgement in judgements:
        typer.echo(_line(judgement, standings.get(judgement.id), language))
    for conflict in conflicts:
        typer.echo(f"! {_because(conflict, language)}")


def _line(judgement: Judgement, standing: Standing | None, language: str) -> str:
    """Id, time, analyst, verdict, words, value, state, note."""
    words = " / ".join(one.text or one.detail for one in judgement.anchors[: len(judgement.items)]) or " ".join(judgement.items)
    verdict = sentence_for(f"judgement.verdict_{judgement.verdict}", {}, language)
    state = sentence_for(f"judgement.state_{standing.state if standing else 'waiting'}", {}, language)
    value = f"{judgement.field}={judgement.value}" if judgement.field else ""
    told = (judgement.id, judgement.at[:16], judgement.by, verdict, f"«{words}»", value, state, judgement.note)
    return "  ".join(part for part in told if part)


def _because(conflict: Conflict, language: str) -> str:
    return conflict.because_en if language == "en" else conflict.because
