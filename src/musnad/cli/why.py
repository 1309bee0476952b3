"""`musnad why`: why two names are one entity or two."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from musnad.build import use_lexicon_of
from musnad.cli.output import CaseOption, JsonOption, Language, print_json
from musnad.errors import CaseError
from musnad.knowledge.corpus import Corpus
from musnad.knowledge.entities import Resolution
from musnad.knowledge.judgements import standing
from musnad.knowledge.resolution.answers import Answer, ListClaim, Step
from musnad.knowledge.resolution.telling import why
from musnad.knowledge.store import Case
from musnad.reasons import sentence_for


def run(
    one: Annotated[str, typer.Argument(help="Any name of the one entity, Arabic or Latin, or its id.")],
    other: Annotated[str, typer.Argument(help="Any name of the other entity, or another name of the same one.")],
    case: CaseOption,
    language: Annotated[Language, typer.Option("--language", "--lang", help="Language of the reasons.")] = Language.ar,
    json: JsonOption = False,
) -> None:
    """Show why two names were joined or kept apart: what was weighed, how much, and what would change it.

    The reports of the case are resolved anew by the rules of today, with the judgements that stand.
    """
    with Case.open(case) as opened:
        use_lexicon_of(opened)
        first, second = opened.find_entity(one), opened.find_entity(other)
        resolution = Resolution(Corpus(opened.reports()), standing(opened.judgements()))
    resolved = resolution.run()
    for entity in (first, second):
        if entity.id not in resolved.by_id:
            raise CaseError(f"{case}: {entity.name} ({entity.id}) is not found by the rules of today; build the case again")
    answer = why(resolution, first.id, second.id, (one, other), language.value)
    if json:
        print_json(answer.model_dump())
        return
    _Screen(answer, language.value).show(one, other)


class _Screen:
    """Prints an answer; every line begins with a word of its language, which gives it its direction in the terminal."""

    def __init__(self, answer: Answer, language: str) -> None:
        self._answer, self._language = answer, language
        self._console = Console(highlight=False, soft_wrap=True)

    def show(self, one: str, other: str) -> None:
        """The whole answer."""
        verdict = self._say("joined" if self._answer.joined else "apart", one=self._quoted(one), other=self._quoted(other))
        self._console.print(Text(verdict, style="bold green" if self._answer.joined else "bold yellow"))
        if self._answer.joined and not self._answer.steps:
            self._console.print(Text(self._say("chain")))
        for reason in self._answer.kept_apart:
            self._console.print(Text(reason))
        for step in self._answer.steps:
            self._step(step)
        for claim in self._answer.lists:
            self._claim(claim)
        self._console.print()
        self._console.print(Text(f"{self._say('changes')}:", style="bold"))
        for change in self._answer.changes:
            self._console.print(Text(f"  {change}"))

    def _step(self, step: Step) -> None:
        self._console.print()
        names = " · ".join(
            f"{self._quoted(name.name)} ({name.document}:{name.reference.line})" for name in (step.one, step.other)
        )
        self._console.print(Text(names, style="cyan"))
        self._console.print(Text(f"  {self._say('because')}: {step.sentence}  [{step.rule}]"))
        for weighed in step.weighed:
            self._console.print(Text(f"    {weighed.sentence}  {weighed.adds:+.2f}  [{weighed.observation}]"))
        if step.start is not None:
            self._console.print(Text(f"    {self._say('start')}  {step.start:+.2f}", style="dim"))
            needed = f"{self._say('needed')} {self._answer.enough:.2f}"
            self._console.print(Text(f"  {self._say('probability')} {step.score:.2f} · {needed}", style="dim"))

    def _claim(self, claim: ListClaim) -> None:
        self._console.print()
        self._console.print(Text(f"{claim.sentence}  [{claim.listed}]", style="cyan"))
        for weighed in claim.weighed:
            self._console.print(Text(f"    {weighed.sentence}  {weighed.adds:+.2f}  [{weighed.observation}]"))
        if claim.start is not None and claim.score is not None:
            self._console.print(Text(f"    {self._say('start')}  {claim.start:+.2f}", style="dim"))
            needed = f"{self._say('needed')} {claim.enough:.2f}"
            self._console.print(Text(f"  {self._say('probability')} {claim.score:.2f} · {needed}", style="dim"))

    def _say(self, name: str, **gaps: str) -> str:
        return sentence_for(f"why.{name}", gaps, self._language)

    def _quoted(self, words: str) -> str:
        return f"«{words}»" if self._language == "ar" else f"“{words}”"
