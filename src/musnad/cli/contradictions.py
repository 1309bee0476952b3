"""`musnad contradictions`: where the reports of a case cannot all be right, the values side by side."""

from __future__ import annotations

import csv
import io
from enum import StrEnum
from typing import Annotated

import typer

from musnad.build import use_lexicon_of
from musnad.cli.output import CaseOption, Language, print_json
from musnad.knowledge.store import Case
from musnad.presentation import disagreements
from musnad.records import Contradiction


class Format(StrEnum):
    """Forms the list can be printed in."""

    text = "text"
    json = "json"
    csv = "csv"


Kind = StrEnum("Kind", {name: name for name in (*disagreements.TYPES, disagreements.WITHIN_REPORT)})  # type: ignore[misc]
"""What a contradiction is about."""


def run(
    case: CaseOption,
    entity: Annotated[str | None, typer.Argument(help="Any name of an entity or its id; the whole case where left out.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Only what is about this; within_report: one report against itself.")] = None,
    language: Annotated[Language, typer.Option(help="Language of names and reasons.")] = Language.ar,
    format: Annotated[Format, typer.Option(help="text: to read; json: whole records; csv: one row a value.")] = Format.text,
) -> None:
    """List contradictions: what each source gives, where it stands, through whom; none is settled."""
    with Case.open(case) as opened:
        use_lexicon_of(opened)
        about = opened.find_entity(entity).id if entity else None
        found = disagreements.chosen(opened, about, kind.value if kind else None)
        if format is Format.json:
            print_json([one.model_dump() | {"type": disagreements.type_of(one)} for one in found])
        elif format is Format.csv:
            typer.echo(_table(opened, found, language.value), nl=False)
        else:
            typer.echo(_text(opened, found, language.value))


def _table(case: Case, found: list[Contradiction], language: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, disagreements.COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(disagreements.rows(case, found, language))
    return out.getvalue()


def _text(case: Case, found: list[Contradiction], language: str) -> str:
    if not found:
        return "no contradictions found" if language == "en" else "لا تناقضات"
    names = {summary.id: summary.name for summary in case.documents()}
    known: dict[str, str] = {}
    lines: list[str] = []
    for one in found:
        nature = disagreements.NATURES[one.nature][language]
        about = disagreements.name_of(case, one.about, language, known)
        lines += ["", f"{about} · {disagreements.type_of(one)} · {nature} · {one.id}"]
        lines.append("  " + (one.because_en if language == "en" else one.because))
        for given in one.values:
            chain = disagreements.chain_words(given)
            place = f"{names[given.reference.document]}:{given.reference.line}"
            words = " ".join(given.original.split())
            said = f"    {given.value}" + (f"  «{words}»" if words not in given.value else "")
            lines.append(f"{said}  [{place}]" + (f"  {chain}" if chain else ""))
        for number, weighed in enumerate(one.ranking, start=1):
            lines.append(f"    {number}. {weighed.value}: {weighed.because_en if language == 'en' else weighed.because}")
    return "\n".join(lines[1:])
