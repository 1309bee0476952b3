"""Alive or dead: the death of one named person told for two days, or told of somebody who speaks afterwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from musnad import edtf
from musnad.knowledge.contradictions.findings import Finding, View, one_each_line
from musnad.knowledge.contradictions.words import has
from musnad.knowledge.tellings import Telling
from musnad.records import Span, ValueSource

_BEHIND = 60
"""Characters behind the word, in which the offices of the dead stand before the name."""
_LATER = timedelta(days=2)
"""Days behind a death after which words of the dead are not merely printed late."""


def of_persons(view: View) -> Iterator[Finding]:
    """Persons named as dead, and what else the reports tell of them."""
    dead = _deaths(view)
    spoken = _spoken(view, set(dead))
    for person, told in sorted(dead.items()):
        names = (("person", view.name(person)),), (("person", view.name_en(person)),)
        days = [telling for telling in told if telling.bounds]
        clashing = [one for one in days if any(_apart(one, other) for other in days)]
        if clashing:
            yield Finding("date", person, "death", "death_days", _values(view, clashing), *names)
        first = min((telling.bounds[1] for telling in days if telling.bounds), default=None)
        after = [value for day, value in spoken.get(person, ()) if first and day - first >= _LATER]
        if after:
            values = one_each_line([*_values(view, told), *after])
            yield Finding("status", person, "alive", "speaks_after_death", values, *names)


def _deaths(view: View) -> dict[str, list[Telling]]:
    """Person → actual tellings of the death of that person alone."""
    found: dict[str, list[Telling]] = defaultdict(list)
    for _, group in view.groups:
        for telling in group:
            mention = telling.mention
            if mention.type != "casualties" or mention.modality != "actual" or telling.indexed.id in view.copies:
                continue
            persons = [one for one in sorted(telling.others) if _named(view, one)]
            if len(persons) == 1 and mention.quantity is None and _dies(view, telling, persons[0]):
                found[persons[0]].append(telling)
    return found


def _dies(view: View, telling: Telling, person: str) -> bool:
    """`مقتل فلان`, `توفي فلان`: the name follows a word that has no doer; `قتل فلان` may name who killed."""
    indexed, span = telling.indexed, telling.mention.span
    behind = Span(start=span.end, end=span.end + _BEHIND)
    return has(indexed.quote(span), "deaths") and view.entities_in(indexed, behind)[:1] == [person]


def _named(view: View, entity: str) -> bool:
    known = view.resolved.by_id[entity]
    return known.type == "PER" and len(known.name.split()) > 1


def _apart(one: Telling, other: Telling) -> bool:
    """Two reports, no common day; an anniversary years later is another thing than the death."""
    if one.indexed.id == other.indexed.id or not (one.bounds and other.bounds):
        return False
    return one.bounds[1] < other.bounds[0] or other.bounds[1] < one.bounds[0]


def _spoken(view: View, persons: set[str]) -> dict[str, list[tuple[date, ValueSource]]]:
    """What these persons are quoted with, by the day of the report; words with a date of their own are older."""
    found: dict[str, list[tuple[date, ValueSource]]] = defaultdict(list)
    for document in sorted(view.claims.of) if persons else ():
        for claim in view.claims.of[document]:
            published = claim.indexed.published
            day = edtf.earliest(published) if published and edtf.is_edtf(published) else None
            sentence = claim.indexed.sentence_at(claim.span.start)
            dated = sentence and any(sentence.span.contains(one.span) for one in claim.indexed.report.dates)
            if claim.speaker in persons and claim.quotation and day and not dated:
                found[claim.speaker].append((day, claim.value()))
    return found


def _values(view: View, told: Sequence[Telling]) -> tuple[ValueSource, ...]:
    return one_each_line([
        ValueSource(
            value=telling.mention.date or telling.indexed.quote(telling.mention.span),
            reference=telling.indexed.cite(telling.indexed.dates.get(telling.mention.date_mention or "") or telling.mention),
            original=telling.indexed.quote(telling.mention.span),
            chain=view.chains.chain(telling.indexed, telling.mention.quotation),
        )
        for telling in told
    ])  # fmt: skip
