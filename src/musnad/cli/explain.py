"""`musnad explain`: why a line of a report was read as it was, and which rules nearly fired."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from musnad import documents, lexicons
from musnad.build import use_lexicon_of
from musnad.cli.output import JsonOption, Language, LexiconOption, fail, print_json
from musnad.errors import NotFound
from musnad.knowledge.store import Case
from musnad.presentation.explanation import ExplainedSentence, Explanation, Finding, Part, explain, label, lines_meant
from musnad.records import Document


def run(
    report: Annotated[str, typer.Argument(help="A text or HTML file; with --case the id or file name of a report in it.")],
    line: Annotated[str, typer.Argument(help="Number of the line (12), a range (12-15), or words that stand in it.")],
    case: Annotated[
        Path | None, typer.Option("--case", help="The case that holds the report.", envvar="MUSNAD_CASE", show_envvar=True)
    ] = None,
    language: Annotated[Language, typer.Option("--language", "--lang", help="Language of the reasons.")] = Language.ar,
    lexicon: LexiconOption = None,
    json: JsonOption = False,
) -> None:
    """Show everything found in a line of a report, with rule, score and reason, and what nearly was.

    Each annotation is printed with its parts and where each stands (offsets of characters in the report): the source, cue,
    content and chain of a quotation, the participants of an event. Below it come the rules that had begun to match and what
    stopped them. The report is read anew by the rules of today.
    """
    document = _document(report, case)
    if lexicon is not None:
        lexicons.use(lexicons.read(lexicon))
    explanation = explain(document, lines_meant(document, line), language.value)
    if json:
        print_json(explanation.model_dump())
    else:
        _Screen(explanation).show()


def _document(report: str, case: Path | None) -> Document:
    """The report of the case, else the file of this name."""
    if case is not None:
        with Case.open(case) as opened:
            try:
                document = opened.report(report).document
            except NotFound:
                if not Path(report).is_file():
                    raise
            else:
                use_lexicon_of(opened)
                return document
    elif not Path(report).is_file():
        fail(f"{report} is no file; for a report that is in a case, give the case as well: --case NAME.musnad")
    return documents.read(Path(report))


class _Screen:
    """Prints an explanation; every line begins with a word of its language, which gives it its direction in the terminal."""

    def __init__(self, explanation: Explanation) -> None:
        self._told, self._language = explanation, explanation.language
        self._console = Console(highlight=False, soft_wrap=True)

    def show(self) -> None:
        """The whole explanation."""
        told = self._told
        head = [
            f"{self._word('report')} {told.name}",
            told.outlet,
            told.published and f"{self._word('published')} {told.published}",
        ]
        self._console.print(Text(" · ".join(filter(None, head)), style="bold"))
        for note in told.failures:
            self._console.print(Text(f"{self._word('failed')}: {note}", style="red"))
        for line in told.lines:
            kind = label("lines", line.kind, self._language)
            self._console.print()
            self._console.print(
                Text.assemble((f"{self._word('line')} {line.number}: {kind}", "bold"), (f" — {line.reason}", "dim"))
            )
            for sentence in line.sentences:
                self._sentence(sentence)

    def _word(self, name: str) -> str:
        return label("screen", name, self._language)

    def _sentence(self, sentence: ExplainedSentence) -> None:
        if not sentence.text.strip():
            return
        self._console.print()
        self._console.print(Text(f"{self._word('sentence')}: {sentence.text}", style="bold cyan"))
        for finding in sentence.findings:
            self._finding(finding)
        if not sentence.findings:
            self._console.print(Text(f"  {self._word('nothing_found')}"))
        self._console.print()
        if not sentence.near:
            self._console.print(Text(f"  {self._word('nothing_near')}", style="dim"))
            return
        self._console.print(Text(f"  {self._word('near')}", style="magenta"))
        for stopped in sentence.near:
            layer = label("steps", stopped.layer, self._language)
            rule = f"  [{stopped.rule} · {stopped.start}–{stopped.end}]"
            self._console.print(Text.assemble((f"    {layer}: ", "magenta"), stopped.reason, (rule, "dim")))

    def _finding(self, finding: Finding) -> None:
        self._console.print(Text.assemble((f"  {finding.what} ", "bold green"), _quoted(finding.words, self._language)))
        for part in finding.parts:
            self._console.print(Text.assemble((f"      {part.label}: ", "green"), _part(part, self._language)))
        self._console.print(Text(f"      {self._word('because')}: {finding.reason}"))
        score, place = f"{self._word('score')} {finding.score:.2f}", f"{finding.start}–{finding.end}"
        self._console.print(Text(f"      {self._word('rule')}: {finding.rule} · {score} · {place}", style="dim"))


def _part(part: Part, language: str) -> str:
    if part.start is None:
        return part.words
    return f"{_quoted(part.words, language)} ({part.start}–{part.end})"


def _quoted(words: str, language: str) -> str:
    return f"«{words}»" if language == "ar" else f"“{words}”"
