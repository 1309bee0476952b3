"""`musnad timeline`: what happened, in order of time; dates that the reports disagree on are all shown."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from musnad.build import use_lexicon_of
from musnad.cli.output import CaseOption, Language, fail, print_json
from musnad.knowledge.store import Case
from musnad.presentation.dates_in_words import in_words
from musnad.presentation.timeline import Dating, Moment, timeline

_WORDS = {
    "undated": {"ar": "بلا تاريخ", "en": "no date"},
    "contested": {"ar": "تاريخ مختلف فيه", "en": "contested date"},
    "sources": {"ar": "مصادر مستقلة", "en": "independent sources"},
    "planned": {"ar": "مقرر", "en": "planned"},
    "denied": {"ar": "منفي", "en": "denied"},
    "hypothetical": {"ar": "محتمل", "en": "hypothetical"},
    "none": {"ar": "لا أحداث", "en": "no events found"},
}


class Format(StrEnum):
    """Forms the timeline can be printed in."""

    text = "text"
    json = "json"


def run(
    case: CaseOption,
    entity: Annotated[str | None, typer.Argument(help="Any name of an entity or its id; the whole case where left out.")] = None,
    first: Annotated[str | None, typer.Option("--from", help="Earliest date (2019, 2019-05, 2019-05-10).")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Latest date.")] = None,
    language: Annotated[Language, typer.Option(help="Language of names and dates.")] = Language.ar,
    format: Annotated[Format, typer.Option(help="text: to read; json: whole records.")] = Format.text,
) -> None:
    """List happenings in order of time: date, what, how many independent sources; contested dates with who gives each."""
    with Case.open(case) as opened:
        use_lexicon_of(opened)
        about = opened.find_entity(entity).id if entity else None
        try:
            moments = timeline(opened, about, first, last)
        except ValueError as error:
            fail(f"{error} is no EDTF date; write it as 2019-05-22, 2019-05 or 2019")
        names = {summary.id: summary.name for summary in opened.documents()}
    if format is Format.json:
        print_json([_record(one) for one in moments])
    elif moments:
        typer.echo("\n".join(line for one in moments for line in _lines(one, language.value, names)))
    else:
        typer.echo(_WORDS["none"][language.value])


def _record(one: Moment) -> dict[str, object]:
    return {
        "event": one.event.model_dump(),
        "contested": [dating.date for dating in one.contested],
        "contradictions": [contradiction.id for contradiction in one.contradictions],
    }


def _lines(one: Moment, language: str, names: dict[str, str]) -> list[str]:
    event = one.event
    name = event.name_en if language == "en" else event.name
    date = _said(one.date, language) if one.date else _WORDS["undated"][language]
    modality = f" ({_WORDS[event.modality][language]})" if event.modality in _WORDS else ""
    contested = f" [{_WORDS['contested'][language]}]" if one.contested else ""
    lines = [f"{date}{contested}  {name}{modality}  · {_WORDS['sources'][language]}: {event.sources} · {event.id}"]
    return lines + [f"    {_given(dating, language, names)}" for dating in one.contested]


def _given(dating: Dating, language: str, names: dict[str, str]) -> str:
    places = dict.fromkeys(
        f"{names[given.reference.document]}:{given.reference.line}"
        + (f" ({' ← '.join(hop.label for hop in given.chain)})" if given.chain else "")
        for given in dating.given
    )
    return f"{_said(dating.date, language)}: {'; '.join(places)}"


def _said(value: str, language: str) -> str:
    try:
        return in_words(value, "en" if language == "en" else "ar")
    except ValueError:
        return value
