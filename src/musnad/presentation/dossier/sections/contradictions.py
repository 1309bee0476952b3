"""Where the reports cannot all be right, and what they leave open; dates and figures that differ are told where they belong."""

from __future__ import annotations

import re

from musnad import edtf
from musnad.presentation.dossier.accounts import Told
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.evidence import Source
from musnad.presentation.dossier.happenings import event_words
from musnad.presentation.dossier.records import Paragraph, Part, Sentence
from musnad.presentation.dossier.sections import silences
from musnad.presentation.dossier.sections.standing import standing
from musnad.presentation.dossier.speech import shortened, without_and
from musnad.presentation.dossier.wording import Gap, Parts
from musnad.records import Contradiction, ValueSource
from musnad.script import search_key

LISTED = 3
"""Reports without outlet or date that are named one by one; more are counted."""
MEANING = 2
"""Words below which a quotation says nothing by itself (`خرقًا`): then the value is shown."""
_CALENDAR = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")


def write(desk: Desk) -> list[Paragraph]:
    """Contradictions first, one paragraph each; then what is not known of the reports, and what they do not say."""
    events = {event.id for event in desk.evidence.events}
    paragraphs = [
        Paragraph(sentences=(_contradiction(desk, c),))
        for c in sorted(desk.evidence.contradictions, key=lambda c: (c.kind, c.id))
        if c.values
        and (c.status != "open" or not (_told_elsewhere(c, events) or _within_another(c, desk.evidence.contradictions)))
    ]
    open_ends = ([*_single_anonymous(desk), *_undated(desk)], silences.write(desk))
    return [*paragraphs, *(Paragraph(sentences=tuple(sentences)) for sentences in open_ends if sentences)]


def _noted(desk: Desk, contradiction: Contradiction) -> Parts:
    """What an analyst has noted on it; where it is open, what speaks for one value before the others."""
    if contradiction.status == "open":
        return standing(desk, contradiction)
    return desk.wording.say(f"noted_{contradiction.status}")


def _told_elsewhere(contradiction: Contradiction, events: set[str]) -> bool:
    """Dates stand in the timeline, figures among the figures, descriptions at the beginning: each with every account."""
    if contradiction.kind in {"date", "quantity"}:
        return contradiction.about in events
    return contradiction.property == "nature"


def _within_another(contradiction: Contradiction, others: list[Contradiction]) -> bool:
    """True for a contradiction inside one report where the same is told of several reports, this one among them."""
    if contradiction.kind != "within_report" or not contradiction.property:
        return False
    documents = {value.reference.document for value in contradiction.values}
    return any(
        other.kind != "within_report"
        and (other.about, other.property) == (contradiction.about, contradiction.property)
        and documents <= {value.reference.document for value in other.values}
        for other in others
    )


def _contradiction(desk: Desk, contradiction: Contradiction) -> Sentence:
    arabic = desk.wording.language == "ar"
    because = contradiction.because.replace(", ", desk.wording.phrases["and"]) if arabic else contradiction.because_en
    reason = _in_words(desk, _without_values(because, contradiction))
    if contradiction.kind == "within_report":
        told = [Told(value.reference, value.chain) for value in contradiction.values]
        according = desk.accounts.according(told, speaker=False)
        words: dict[str, list[ValueSource]] = {}
        for value in contradiction.values:
            words.setdefault(search_key(value.original), []).append(value)
        shown = [_value(desk, same) for key, same in words.items() if key and key not in search_key(reason)]
        values = desk.wording.listing(shown)
        phrase = "because_within_values" if len(shown) > 1 else "because_within"
        within = desk.wording.fill(desk.wording.phrase(phrase), because=reason, according=according, values=values)
        return desk.wording.sentence([*within, *_noted(desk, contradiction)])
    groups: dict[tuple[str, ...], list[ValueSource]] = {}
    for given in contradiction.values:
        chain = desk.accounts.chain(Told(given.reference, given.chain))
        groups.setdefault(tuple(search_key(hop.label) for hop in chain), []).append(given)
    values = desk.wording.listing([_said_by_one(desk, same) for same in groups.values()], "comma_and")
    return desk.wording.sentence([*desk.wording.say("because", because=reason, values=values), *_noted(desk, contradiction)])


def _said_by_one(desk: Desk, given: list[ValueSource]) -> Parts:
    """The words of one account, one after the other, then whose they are."""
    words: dict[str, list[ValueSource]] = {}
    for one in given:
        words.setdefault(search_key(one.original), []).append(one)
    quoted = desk.wording.listing([_value(desk, same) for same in words.values()])
    according = desk.accounts.according(Told(one.reference, one.chain) for one in given)
    return desk.wording.say("figure_value", value=quoted, according=according)


def _value(desk: Desk, given: list[ValueSource]) -> Parts:
    """What is given in these words; a word that says nothing by itself with what it stands for: `«دعمه» (هيئة الزعتر)`."""
    first = given[0]
    if edtf.is_edtf(first.value):
        return desk.wording.say("when_only", when=desk.wording.when(first.value))
    quoted = desk.wording.quote(without_and(shortened(first.original)))
    values = [one.value for one in given if search_key(one.value) != search_key(one.original)]
    if len(first.original.split()) >= MEANING or first.value.isascii() or not values:
        return quoted
    meant = desk.wording.listing([Part(kind="quote", text=value) for value in dict.fromkeys(values)])
    return desk.wording.say("word_for", words=quoted, meant=meant)


def _without_values(because: str, contradiction: Contradiction) -> str:
    """The reason without the bare values at its end: here each stands with its source."""
    because = because.rstrip(" .:؛،")
    reason, colon, tail = because.rpartition(": ")
    repeats = any(given.value in tail or given.original in tail for given in contradiction.values)
    return reason if colon and repeats else because


def _in_words(desk: Desk, because: str) -> str:
    """Calendar values inside the reason said as dates."""
    return _CALENDAR.sub(lambda found: desk.wording.date(found[0]) if edtf.is_edtf(found[0]) else found[0], because)


def _single_anonymous(desk: Desk) -> list[Sentence]:
    """Events that only one unnamed source tells of, the first of them."""
    sentences: list[Sentence] = []
    for event in desk.evidence.events:
        if len(sentences) == LISTED:
            break
        chains = [desk.accounts.chain(Told(reference)) for reference in event.tellings]
        if event.sources == 1 and chains and all(any(hop.kind == "anonymous" for hop in chain) for chain in chains):
            told = [Told(reference) for reference in event.tellings]
            words, accounts = event_words(desk, event), desk.accounts.listed(told)
            sentences.append(desk.wording.sentence(desk.wording.say("single_anonymous", event=words, accounts=accounts)))
    return sentences


def _undated(desk: Desk) -> list[Sentence]:
    """Reports whose date or outlet is not known; where they are many, their number."""
    without = {
        "many_without_outlet": [s for s in desk.evidence.sources if not s.outlet],
        "many_without_date": [s for s in desk.evidence.sources if s.published is None],
    }
    if any(len(sources) > LISTED for sources in without.values()):
        return [_number(desk, phrase, sources) for phrase, sources in without.items() if sources]
    unknown = [source for source in desk.evidence.sources if not source.outlet and source.published is not None]
    sentences = [_no_outlets(desk, unknown)] if len(unknown) > 1 else [_lacking(desk, "no_outlet", one) for one in unknown]
    undated = [source for source in desk.evidence.sources if source.published is None]
    return [*sentences, *(_lacking(desk, "no_date" if one.outlet else "no_outlet_no_date", one) for one in undated)]


def _lacking(desk: Desk, phrase: str, source: Source) -> Sentence:
    return desk.wording.sentence(desk.wording.say(phrase, **_called(desk, source)))


def _no_outlets(desk: Desk, sources: list[Source]) -> Sentence:
    """One sentence on several reports of unknown outlets."""
    items = [desk.wording.say("no_outlets_item", **_called(desk, source)) for source in sources]
    return desk.wording.sentence(desk.wording.say("no_outlets", listed=desk.wording.listing(items)))


def _called(desk: Desk, source: Source) -> dict[str, Gap]:
    first = next(r for r in desk.entity.references if r.document == source.id)
    outlet = Part(kind="name", text=desk.accounts.outlet(source))
    return {"outlet": outlet, "title": desk.wording.quote(source.title), "notes": desk.footnotes.marks([first])}


def _number(desk: Desk, phrase: str, sources: list[Source]) -> Sentence:
    firsts = [next(r for r in desk.entity.references if r.document == source.id) for source in sources[: 2 * LISTED]]
    count = desk.wording.count(len(sources), "report")
    return desk.wording.sentence(desk.wording.say(phrase, count=count, notes=desk.footnotes.marks(firsts)))
