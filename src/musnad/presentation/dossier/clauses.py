"""An event as a verbal clause: `سلّم المجلس 250 بندقية إلى السرايا`, `the council handed over 250 rifles to the group`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from musnad.lexicons import load
from musnad.presentation.dossier.agreement import gender_of_name
from musnad.presentation.dossier.company import company, is_muddled, parties
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.figures_in_words import counted_words, settled_figures
from musnad.presentation.dossier.introductions import introduced
from musnad.presentation.dossier.wording import Parts, text
from musnad.records import Entity, Event
from musnad.script import search_key

_NAMES = Sequence[Entity]


def clause(desk: Desk, event: Event) -> tuple[Parts, bool] | None:
    """The event in a clause, and whether its figure is in it; None where only a noun phrase can tell it."""
    with desk.telling(event):
        return _clause(desk, event)


def _clause(desk: Desk, event: Event) -> tuple[Parts, bool] | None:
    told = _words_for(desk, event)
    if told is None or event.modality != "actual" or is_muddled(desk, event):
        return None
    agents, others = parties(desk, event)
    standing_by = company(desk, event, [*agents, *others])
    aside = {one.id for group in standing_by.values() for one in group}
    agents, others = [a for a in agents if a.id not in aside], [o for o in others if o.id not in aside]
    place = desk.evidence.entities.get(event.place or "")
    what = figures_beside(desk, event)
    body = _body(desk, event, told, (agents, others, place), what)
    if body is None:
        return None
    pieces, used = body
    pieces += [_company(desk, event, number, group) for number, group in standing_by.items()]
    if what and not used:
        pieces.append(desk.wording.say("figure_aside", figure=what))
    parts: list[Any] = []
    for piece in (piece for piece in pieces if piece):
        if parts:
            parts.append(text(" "))
        parts.extend(piece)
    return tuple(parts), bool(what)


def figures_beside(desk: Desk, event: Event) -> str:
    """The figures that a sentence on the event tells along: `سبعة قتلى و20 جريحًا`; empty where they differ."""
    if event.type in load("clauses", "musnad.presentation.dossier")["without_figures"]:
        return ""
    told = [words for given in settled_figures(desk, event) if (words := counted_words(desk, event, given))]
    return str(desk.wording.phrases["and"]).join(told)


def _words_for(desk: Desk, event: Event) -> dict[str, Any] | None:
    """The entry of the event's type, with the report's own verb where the list has it."""
    entry = load("clauses", "musnad.presentation.dossier")[desk.wording.language].get(event.type)
    if entry is None or not event.tellings:
        return None
    first = event.tellings[0]
    trigger = search_key(desk.evidence.source(first.document).document.quote(first.span))
    own: dict[str, Any] = next((words for root, words in entry.get("words", {}).items() if root in trigger), {})
    return {**entry, **own}


def _body(
    desk: Desk, event: Event, told: dict[str, Any], parties: tuple[_NAMES, _NAMES, Entity | None], what: str
) -> tuple[list[Parts], bool] | None:
    agents, others, place = parties
    title = next((other for other in others if other.type == "EVT"), None) if event.type == "campaign" else None
    others = [other for other in others if other is not title]
    own_place = told.get("place") if place and (not others or event.type == "control_change") else None
    if event.type == "control_change" and own_place is None:
        return None
    counted = bool(what) and told.get("figure") == "object"
    if others and told.get("others") == "{others}":
        # Those acted upon are the object themselves: `اعتقل فلانًا`, no `اعتقل أشخاصًا فلانًا`.
        told, counted = {**told, "what": ""}, False
    if not agents and what and told.get("counted"):
        return _counted(desk, told, others, place, what), True
    if not agents:
        return (_nobody(desk, told, others, place), False) if others and told.get("nobody") else None
    if "v" not in told:
        return None
    if not others and not told.get("alone") and not (counted and told.get("others")):
        return None
    thing = _campaign(desk, title) if title else (text(what),) if counted else _say(told.get("what", ""))
    joined = desk.wording.fill(told["others"], others=_listed(desk, others)) if others and told.get("others") else ()
    where = desk.wording.fill(own_place or desk.wording.phrases["event_place"], place=desk.wording.name(place)) if place else ()
    if place and place in (*agents, *others):
        where = ()
    if desk.wording.language == "en":
        return [_doers(desk, agents), (text(told["v"][0]),), thing, joined, where], counted
    verb = told["v"][_is_feminine(desk, agents[0])]
    return [(text(verb),), _doers(desk, agents), thing, joined, where], counted


def _counted(desk: Desk, told: dict[str, Any], others: _NAMES, place: Entity | None, what: str) -> list[Parts]:
    """`انضم أكثر من 70 سرية إلى السرايا`."""
    joined = desk.wording.fill(told["others"], others=_listed(desk, others)) if others and told.get("others") else ()
    where: Parts = ()
    if place and place not in others:
        where = desk.wording.fill(told.get("place") or desk.wording.phrases["event_place"], place=desk.wording.name(place))
    verb, figure = (text(told["counted"]),), (text(what),)
    return [figure, verb, joined, where] if desk.wording.language == "en" else [verb, figure, joined, where]


def _nobody(desk: Desk, told: dict[str, Any], others: _NAMES, place: Entity | None) -> list[Parts]:
    """`تأسس المجلس في البلدة`."""
    where = desk.wording.say("event_place", place=desk.wording.name(place)) if place and place not in others else ()
    if desk.wording.language == "en":
        verb = told["nobody"][0].replace("was ", "were ", 1) if len(others) > 1 else told["nobody"][0]
        return [_doers(desk, others), (text(verb),), where]
    verb = told["nobody"][_is_feminine(desk, others[0])]
    return [(text(verb),), _doers(desk, others), where]


def _is_feminine(desk: Desk, entity: Entity) -> bool:
    """By the name that stands in the sentence."""
    return gender_of_name(desk.wording.shown(entity), entity.type, desk.evidence.titles(entity.id)) == "f"


def _campaign(desk: Desk, title: Entity) -> Parts:
    return desk.wording.say("campaign_named", name=desk.wording.name(title))


def _company(desk: Desk, event: Event, number: int, entities: list[Entity]) -> Parts:
    phrase = load("clauses", "musnad.presentation.dossier")["company"][number][desk.wording.language]
    documents = [telling.document for telling in event.tellings]
    names = [(*desk.wording.name(entity), *introduced(desk, entity, documents)) for entity in entities]
    return desk.wording.fill(phrase, names=desk.wording.listing(names))


def _listed(desk: Desk, entities: _NAMES) -> Parts:
    return desk.wording.listing([desk.wording.name(entity) for entity in entities])


def _doers(desk: Desk, entities: _NAMES) -> Parts:
    return desk.wording.listing([desk.wording.subject(entity) for entity in entities])


def _say(words: str) -> Parts:
    return (text(words),) if words else ()
