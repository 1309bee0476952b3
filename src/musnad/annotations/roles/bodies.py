"""The mention behind `وزير الدفاع التركي`: the ministry where the report names it, else the state."""

from __future__ import annotations

from musnad.annotations.roles import offices
from musnad.annotations.roles.phrases import OfficePhrase
from musnad.records import Mention, Report
from musnad.script import fold

_STATE_BODIES = ("الحكومه", "النظام", "حكومه", "نظام")


def of_state(report: Report, phrase: OfficePhrase, state: str) -> Mention | None:
    """The mention for an office of a state that is named by an adjective only."""
    text = report.document.text
    title = [offices.bare(word) for word in fold(phrase.title.of(text)).text.split()]
    near = sorted(
        (mention for mention in report.mentions if not mention.nominal and mention.type in ("ORG", "LOC")),
        key=lambda mention: (abs(mention.span.start - phrase.title.start), mention.span.start),
    )
    if phrase.head.entry.role == "minister":
        for mention in near:
            named = [offices.bare(word) for word in fold(mention.name).text.split()]
            if named and named[0] == "وزاره" and len(title) > 1 and title[1] in named and _same_state(named, state, alone=True):
                return mention
    for mention in near:
        named = fold(mention.name).text.split()
        if len(named) == 2 and named[0] in _STATE_BODIES and _same_state([named[1]], state, alone=False):
            return mention
    names = offices.countries().get(state, ())
    return next((mention for mention in near if mention.type == "LOC" and fold(mention.name).text in names), None)


def ministry(report: Report, phrase: OfficePhrase) -> Mention | None:
    """The ministry of a minister whose state is not written, where the report names just one for his portfolio."""
    title = [offices.bare(word) for word in fold(phrase.title.of(report.document.text)).text.split()]
    if phrase.head.entry.role != "minister" or len(title) < 2:
        return None
    found: dict[str, Mention] = {}
    for mention in report.mentions:
        named = [offices.bare(word) for word in fold(mention.name).text.split()]
        if mention.type == "ORG" and not mention.nominal and len(named) > 1 and named[:2] == ["وزاره", title[1]]:
            found.setdefault(" ".join(named[2:]), mention)
    states = [rest for rest in found if rest]
    return None if len(states) > 1 else found.get(states[0] if states else "")


def _same_state(words: list[str], state: str, *, alone: bool) -> bool:
    """An adjective of this state is among the words; with `alone` no adjective at all will do too."""
    codes = [code for word in words for code in (_code(word),) if code]
    return state in codes if codes else alone


def _code(word: str) -> str | None:
    table = offices.nationalities()
    return table.get(word) or table.get(f"ال{word}")
