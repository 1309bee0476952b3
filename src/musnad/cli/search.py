"""`musnad search`: find words in the reports of a case."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from musnad.cli.output import CaseOption, JsonOption, print_json
from musnad.knowledge.store import Case


def run(
    words: Annotated[list[str], typer.Argument(help="Words in any spelling; in quotation marks they must stand together.")],
    case: CaseOption,
    limit: Annotated[int, typer.Option(help="Reports at most.", min=1)] = 20,
    json: JsonOption = False,
) -> None:
    """Find words in the reports: hamza forms, harakat, clitics and digits of any script are matched."""
    query = " ".join(words)
    with Case.open(case) as opened:
        hits = opened.search(query, limit=limit)
        texts = {hit.document.id: opened.report(hit.document.id).document for hit in hits}
    if json:
        print_json(
            [
                {
                    "document": hit.document.id,
                    "name": hit.document.name,
                    "title": hit.document.title,
                    "published": hit.document.published,
                    "score": hit.score,
                    "snippets": [
                        {
                            "start": snippet.start,
                            "end": snippet.end,
                            "text": texts[hit.document.id].quote(snippet),
                            "highlights": [{"start": mark.start, "end": mark.end} for mark in marks],
                        }
                        for snippet, marks in hit.snippets
                    ],
                }
                for hit in hits
            ]
        )
        return
    console = Console(highlight=False)
    if not hits:
        console.print("nothing found; try fewer words or another spelling")
    for hit in hits:
        document = texts[hit.document.id]
        head = " · ".join(part for part in (hit.document.title, hit.document.outlet, hit.document.published) if part)
        console.print(Text(head or hit.document.name, style="bold"), Text(f"({hit.document.name})", style="dim"))
        for snippet, marks in hit.snippets:
            line = Text("  " + document.quote(snippet).replace("\n", " "))
            for mark in marks:
                line.stylize("bold yellow", mark.start - snippet.start + 2, mark.end - snippet.start + 2)
            console.print(line)
