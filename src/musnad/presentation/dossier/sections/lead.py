"""What it is, where the reports name it, and how it is described, by whom."""

from __future__ import annotations

from musnad.lexicons import load
from musnad.presentation.dossier.accounts import Told
from musnad.presentation.dossier.agreement import gender_of_name
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.records import Paragraph, Part, Sentence
from musnad.presentation.dossier.sections.offices import leads, title_words
from musnad.presentation.dossier.wording import Parts, balanced, text
from musnad.records import Hop, PlaceOption, Statement
from musnad.script import search_key

NAMED = 4
"""Outlets named in the first sentence; more are counted."""


def write(desk: Desk) -> list[Paragraph]:
    """One paragraph: kind or office, presence in the reports, and what it is said to be."""
    sentences = [*_opening(desk), *_described(desk)]
    return [Paragraph(sentences=tuple(sentences))] if sentences else []


def _opening(desk: Desk) -> list[Sentence]:
    if not desk.evidence.sources:
        return []
    presence = _presence(desk)
    own = [office for office in desk.evidence.offices if office.person == desk.entity.id]
    say, sentence = desk.wording.say, desk.wording.sentence
    if own:
        # The latest dated report: an undated one may be older than all.
        dated = [office for office in own if office.source.published or not any(o.source.published for o in own)]
        last = max(dated, key=lambda o: (o.source is dated[-1].source, leads(o), o.organization is not None))
        office = title_words(desk, last, with_organization=True)
        where = desk.accounts.seen([last.reference])
        first = sentence(say("lead_office", desk.gender, name=desk.subject, office=office, where=where))
        return [first, sentence(say("lead_mentioned", desk.gender, **presence))]
    return [sentence(say("lead_kind", desk.gender, name=desk.subject, kind=_kind(desk), **presence))]


def _kind(desk: Desk) -> Parts:
    """`جماعة مسلحة`; of a place also what holds it: `بلدة في ريف دير الزور الشرقي`."""
    kinds = load("entity_types", "musnad.ontology")
    if desk.entity.subtype is None and desk.entity.type == "PER":
        return ()
    kind = str(kinds[desk.entity.subtype or desk.entity.type][desk.wording.language])
    if desk.wording.language == "ar" and desk.entity.type != "LOC" and _says_its_kind(desk.entity.name, kind):
        return ()
    if desk.wording.language == "en":
        kind = f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
    held = _held_by(desk)
    words: Parts = (text(kind),)
    if held:
        words = desk.wording.say("kind_within", kind=kind, places=str(desk.wording.phrases["comma"]).join(held))
    return desk.wording.say("kind_of", kind=words)


def _held_by(desk: Desk) -> list[str]:
    """The nearest that holds a place, and its governorate, else its country."""
    narrow = {"district", "subdistrict", "neighbourhood"} if desk.entity.subtype in {"town", "governorate", "region"} else set()
    within = [one for one in desk.entity.within if one.name != desk.entity.name and one.kind not in narrow]
    wider = [one for one in within[1:] if one.kind == "governorate"] or within[1:][-1:]
    names = [_container(desk, one) for one in (*within[:1], *wider[:1])]
    return [name for name in dict.fromkeys(names) if name]


def _says_its_kind(name: str, kind: str) -> bool:
    """`اتفاق سوتشي` needs no "an agreement" behind it."""
    return search_key(name).removeprefix("ال").startswith(search_key(kind).split(" ")[0])


def _container(desk: Desk, place: PlaceOption) -> str:
    """Its name in the dossier's language; the lists of places that ship name them in Arabic, the case's own entities in both."""
    if desk.wording.language == "ar":
        return place.name
    known = desk.evidence.listed_as(place.id)
    return (known.name_en if known else None) or place.name_en


def _presence(desk: Desk) -> dict[str, str | Parts]:
    sources = desk.evidence.sources
    ends = (sources[0], sources[-1])
    references = [next(r for r in desk.entity.references if r.document == source.id) for source in dict.fromkeys(ends)]
    return {
        "reports": desk.wording.count(desk.evidence.naming, "report"),
        "outlets": _outlets(desk),
        "span": _span(desk),
        "notes": desk.footnotes.marks(references),
    }


def _outlets(desk: Desk) -> Parts:
    """The outlets by name where they are few; reports of unknown outlet are counted."""
    named, outlets, unknown = _named_outlets(desk)
    items: list[Part | str] = [Part(kind="name", text=name) for name in named]
    if outlets > NAMED or outlets > len(named):
        return desk.wording.say("outlets_from", outlets=_counted(desk, outlets, unknown))
    if unknown == desk.evidence.naming:
        return desk.wording.say("outlets_unknown")
    if unknown:
        items.append(desk.wording.count(unknown, "unknown_report"))
    return desk.wording.say("outlets_named" if len(items) > 1 else "outlets_from", outlets=desk.wording.listing(items))


def _counted(desk: Desk, outlets: int, unknown: int) -> Parts:
    """`13 وسيلة إعلام وتقريران لا تُعرف وسيلتهما`."""
    items = [desk.wording.count(outlets, "outlet")]
    return desk.wording.listing([*items, *([desk.wording.count(unknown, "unknown_report")] if unknown else [])])


def _named_outlets(desk: Desk) -> tuple[list[str], int, int]:
    """Outlets of the reports read by name, how many outlets name the entity in all, how many reports are of unknown outlet."""
    named = list(dict.fromkeys(desk.accounts.outlet(source) for source in desk.evidence.sources if source.outlet))
    every = desk.evidence.every_outlet
    if every is None:
        return named, len(named), sum(not source.outlet for source in desk.evidence.sources)
    return named, sum(1 for outlet in every if outlet), every.get(None, 0)


def _span(desk: Desk) -> Parts:
    dated = desk.evidence.dated
    if not dated:
        return ()
    if dated[0] == dated[-1]:
        return desk.wording.say("lead_one_day", first=desk.wording.when_published(dated[0]))
    if not any("/" in date or "~" in date for date in (dated[0], dated[-1])):
        return desk.wording.say("lead_one_day", first=desk.wording.when_published(f"{dated[0]}/{dated[-1]}"))
    first, last = desk.wording.when_published(dated[0]), desk.wording.when_published(dated[-1])
    return desk.wording.say("lead_span", first=first, last=last)


# --- how it is described ------------------------------------------------------------------------------------------------


def _described(desk: Desk) -> list[Sentence]:
    """`يصفها فلان بأنها «رديف للفصائل» (تلفزيون سوريا)`: one sentence each who describes it, then its means."""
    sentences = []
    for hop, statements in _by_describer(desk.evidence.statements_on(["nature"])):
        values = desk.wording.listing([_as(desk, value) for value in _values(desk, statements, hop)])
        if hop and hop.entity == desk.entity.id:
            parts = desk.wording.say("describes_itself", desk.gender, values=values)
        else:
            describer = "f" if _gender(desk, hop, statements) == "f" else "m"
            verb = desk.wording.phrases["describes"][desk.gender][describer]
            who = desk.accounts.hop(hop) if hop else _outlet(desk, statements[0])
            parts = desk.wording.say("described", desk.gender, verb=verb, who=who, name=desk.name, values=values)
        sentences.append(desk.wording.sentence(parts))
    for named in ("independence", "support"):
        statements = desk.evidence.statements_on([named])
        if statements and not any(c.property == named for c in desk.evidence.contradictions):
            items = []
            for hop, same in _by_describer(statements):
                values = desk.wording.listing(_values(desk, same, hop))
                who = desk.accounts.hop(hop) if hop else _outlet(desk, same[0])
                items.append(desk.wording.say("on_it", who=who, values=values))
            listed = desk.wording.listing(items, "semicolon_and")
            sentences.append(desk.wording.sentence(desk.wording.say(named, desk.gender, name=desk.name, values=listed)))
    return sentences


def _as(desk: Desk, value: Parts) -> Parts:
    """`بأنها «حراك شعبي»`; `بكونها «حراكًا شعبيًا»` where the quoted words stand in the accusative."""
    quoted = next((part.text for part in value if part.kind == "quote"), "")
    accusative = bool(quoted) and quoted.split()[0].rstrip("،").endswith(("ًا", "اً"))
    how = desk.wording.phrase("described_as_accusative" if accusative else "described_as", desk.gender)
    return desk.wording.say("as_one", how=how, value=value)


def _by_describer(statements: list[Statement]) -> list[tuple[Hop | None, list[Statement]]]:
    """Statements by who makes them: the last speaker of the chain, else the outlet (None); oldest first."""
    groups: dict[str, tuple[Hop | None, list[Statement]]] = {}
    for statement in (s for s in statements if s.value):
        last = statement.chain[-1] if statement.chain else None
        hop = last if last and last.kind in {"speaker", "body", "anonymous"} else None
        key = (hop.entity or search_key(hop.label)) if hop else statement.reference.document
        groups.setdefault(key, (hop, []))[1].append(statement)
    return list(groups.values())


def _gender(desk: Desk, hop: Hop | None, statements: list[Statement]) -> str:
    entity = desk.evidence.entities.get(hop.entity or "") if hop else None
    if entity:
        return gender_of_name(entity.name, entity.type, desk.evidence.titles(entity.id))
    label = hop.label if hop else desk.accounts.outlet(desk.evidence.source(statements[0].reference.document))
    return gender_of_name(label, "ORG")


def _outlet(desk: Desk, statement: Statement) -> Parts:
    return (Part(kind="name", text=desk.accounts.outlet(desk.evidence.source(statement.reference.document))),)


def _values(desk: Desk, statements: list[Statement], hop: Hop | None) -> list[Parts]:
    """Each value once, with the outlet that carries it where somebody else says it."""
    codes = desk.wording.phrases["codes"]
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(search_key(statement.value or ""), []).append(statement)
    items = []
    for same in groups.values():
        value = same[0].value or ""
        code = codes.get(value)
        shown = (text(code),) if code else desk.wording.quote(balanced(same[0].original if same[0].original else value))
        if hop is None:
            items.append((*shown, *desk.footnotes.marks(s.reference for s in same)))
        else:
            told = [Told(s.reference) for s in same]
            where = desk.accounts.listed(told, speaker=False)
            items.append(desk.wording.say("value_in", value=shown, where=where))
    return items
