"""`musnad dates`: the dates of files, without a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from musnad import documents, edtf, lexicons, reasons
from musnad.annotations.dates import ASSISTANT, NEWS, dates_of, times
from musnad.annotations.dates.expressions import expressions_of
from musnad.annotations.dates.published import published_of
from musnad.cli.output import JsonOption, LexiconOption, fail, print_json
from musnad.records import Document


def run(
    files: Annotated[list[Path], typer.Argument(help="Text or HTML files, or folders of them.")],
    published: Annotated[str | None, typer.Option(help="Day of writing in EDTF (2019-05-22); inferred where not given.")] = None,
    clock: Annotated[bool, typer.Option("--clock", help="Also times of day, durations and frequencies.")] = False,
    prefer: Annotated[str, typer.Option(help="past (news) or future (messages): where what has no year or date lies.")] = "past",
    lang: Annotated[str, typer.Option(help="Language of the reasons: ar or en.")] = "en",
    lexicon: LexiconOption = None,
    json: JsonOption = False,
) -> None:
    """List the dates of files: line, words, EDTF value and the reason for it."""
    if published is not None and not edtf.is_edtf(published):
        fail(f"--published {published} is no EDTF date; write it as 2019-05-22, 2019-05 or 2019")
    if prefer not in ("past", "future"):
        fail("--prefer is past or future")
    if lexicon is not None:
        lexicons.use(lexicons.read(lexicon))
    rows = [row for path in documents.gather(files) for row in _rows(documents.read(path), published, prefer, clock, lang)]
    if json:
        print_json(rows)
        return
    console = Console(highlight=False)
    for row in rows:
        place = f"{row['file']}:{row['line']}"
        console.print(
            Text.assemble(
                (place, "dim"), "  ", (str(row["words"]), "bold"), f"  {row['value'] or '?'}  {row.get('reason', row['kind'])}"
            )
        )
    if not rows:
        console.print("no dates found")


def _rows(document: Document, published: str | None, prefer: str, clock: bool, lang: str) -> list[dict[str, object]]:
    """One row a date, in order of the text."""
    convention = NEWS if prefer == "past" else ASSISTANT
    expressions = expressions_of(document)
    day = published or published_of(document, expressions).value
    rows: list[dict[str, object]] = [
        {
            "file": document.name, "line": document.line_at(one.span.start).number, "start": one.span.start, "end": one.span.end,
            "words": document.quote(one.span), "kind": "date", "value": one.value, "anchor": one.anchor,
            "reason": reasons.sentence(one, "ar" if lang == "ar" else "en"),
        }
        for one in dates_of(document, day, expressions, convention)
    ]  # fmt: skip
    if clock:
        exact = day if day is not None and edtf.precision(day) == "day" else None
        rows += [
            {
                "file": document.name, "line": document.line_at(one.start).number, "start": one.start, "end": one.end,
                "words": one.words, "kind": one.kind, "value": one.value,
            }
            for one in times(document.text, exact, convention) if one.kind != "date"
        ]  # fmt: skip
    return sorted(rows, key=lambda row: (row["start"], row["end"]))
