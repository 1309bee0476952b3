"""Who belongs to whom, told in ways that do not go together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from musnad.knowledge import authority
from musnad.knowledge.contradictions.findings import Finding, View, helped, one_each_line, source
from musnad.knowledge.contradictions.words import cue_place
from musnad.knowledge.names import folded, tells_country
from musnad.records import Span, Statement, ValueSource
from musnad.script import fold

_EXCLUSIVE = frozenset({"armed_group", "political_body", "joint_room", "armed_forces"})
"""One belongs to one of these at a time; ministries, councils and companies do not exclude each other."""
_BELONGING = ("office_at", "member_of", "leads")
_NOT_INDEPENDENT = ("غير مستقل",)
_INDEPENDENT = ("مستقل", "باستقلال", "مسافه واحده")
_NOBODYS = ("لا ", "غير ", "دون ")
_OWN_MEANS = ("ذاتي", "تبرع", "جهود شعبي", "الجهود الشعبي", "تمول نفسها", "يمول نفسه", "اشتراكات")
_MAX_YEARS = 1
_CLOSE = 40
"""Characters behind `قريبة من` in which the other body is named."""
_BESIDE = 5
"""Characters behind the words of an office in which its body is named: `القيادي في كتائب ...`."""


def of_persons(view: View) -> Iterator[Finding]:
    """A person with two present organisations that exclude each other and do not belong together."""
    persons = sorted({subject for subject, name in view.own if name in _BELONGING and _type(view, subject) == "PER"})
    for person in persons:
        if authority.renowned(view.resolved.by_id[person].authority):
            # Whose man somebody well known is, is known; two names then are two translations.
            continue
        bodies: dict[str, list[Statement]] = defaultdict(list)
        for name in _BELONGING:
            for statement in view.own.get((person, name), ()):
                if statement.object and _subtype(view, statement.object) in _EXCLUSIVE and _names(view, statement):
                    bodies[statement.object].append(statement)
        clashing = {
            body for body in bodies for other in bodies
            if body != other and frozenset((body, other)) not in view.related and _exclude(view, body, other)
            and any(_overlap(one, two) for one in bodies[body] for two in bodies[other])
            and not any(_in_one_breath(view, one, two) for one in bodies[body] for two in bodies[other])
        }  # fmt: skip
        if clashing:
            values = one_each_line([source(one, view.name(body)) for body in sorted(clashing) for one in bodies[body]])
            yield Finding(
                "affiliation", person, "affiliation", "person_bodies", values,
                (("person", view.name(person)), ("values", "، ".join(sorted(map(view.name, clashing))))),
                (("person", view.name_en(person)), ("values", ", ".join(sorted(map(view.name_en, clashing))))),
            )  # fmt: skip


def _names(view: View, statement: Statement) -> bool:
    """The words themselves name the body: `قائدها`, `يقوده` leave it to the reader whose leader is meant."""
    indexed, span = view.corpus[statement.reference.document], statement.reference.span
    around = Span(start=span.start, end=span.end + _BESIDE)
    return any(
        not mention.nominal and around.overlaps(mention.span)
        and view.chains.entity(indexed, mention.id) == statement.object
        for mention in indexed.report.mentions
    )  # fmt: skip


def _exclude(view: View, one: str, other: str) -> bool:
    """Armies have many names, and a party stands inside a bloc: two such are no contradiction by themselves."""
    a, b = ({word.removeprefix("ال") for word in folded(view.name(body)).split()} for body in (one, other))
    if a <= b or b <= a or not (_is_name(a) and _is_name(b)):
        # `اللواء 15` and `اللواء 15 مشاة`: one of them is the shorter form; a number or one word alone tells nobody apart.
        return False
    kinds = {_subtype(view, one), _subtype(view, other)}
    return kinds not in ({"armed_forces"}, {"political_body"}) and not (_army(view.name(one)) and _army(view.name(other)))


def _is_name(words: set[str]) -> bool:
    return len(words) > 1 and not all(word.isdigit() for word in words)


def _army(name: str) -> bool:
    """`جيش الحكومة`, `الجيش الليبي`: an army called after its state."""
    first, *rest = folded(name).split()
    return first.removeprefix("ال") in ("جيش", "لجيش", "قوات") and any(tells_country(word) or "حكوم" in word for word in rest)


def _in_one_breath(view: View, one: Statement, other: Statement) -> bool:
    """Told in one sentence: then the writer sees no contradiction."""
    if one.reference.document != other.reference.document:
        return False
    indexed = view.corpus[one.reference.document]
    first, second = (indexed.sentence_at(statement.reference.span.start) for statement in (one, other))
    return first is not None and first == second


def _overlap(one: Statement, other: Statement) -> bool:
    """Could both hold at once? Offices change with the years; what is told within one is set side by side."""
    if one.holds is None or other.holds is None or one.reference.document == other.reference.document:
        return True
    years = [int(found.holds[:4]) for found in (one, other) if found.holds and found.holds[:4].isdigit()]
    return len(years) < 2 or abs(years[0] - years[1]) <= _MAX_YEARS


def of_bodies(view: View) -> Iterator[Finding]:
    """A body said to stand alone, and said to be backed by, or part of, another."""
    for body in sorted({subject for subject, name in view.own if name in ("independence", "support")}):
        alone = [one for one in view.own.get((body, "independence"), ()) if stands_alone(one.value or "")]
        own_means = [one for one in view.own.get((body, "support"), ()) if _own_means(view, one)]
        backed = _backing(view, body)
        dependent = [source(one) for one in view.own.get((body, "independence"), ()) if not stands_alone(one.value or "")]
        gaps, gaps_en = (("body", view.name(body)),), (("body", view.name_en(body)),)
        if alone and (backed or dependent):
            values = one_each_line([*map(source, alone), *backed, *dependent])
            yield Finding("affiliation", body, "independence", "independence", values, gaps, gaps_en)
            for document in sorted({one.reference.document for one in alone}):
                inside = tuple(value for value in values if value.reference.document == document)
                if len({value.reference.line for value in inside}) > 1 and any(
                    value.reference.document == document for value in (*backed, *dependent)
                ):
                    yield Finding("within_report", body, "independence", "independence_inside", inside, gaps, gaps_en)
        if own_means and backed:
            values = one_each_line([*map(source, own_means), *backed])
            yield Finding("affiliation", body, "support", "support", values, gaps, gaps_en)


def stands_alone(value: str) -> bool:
    """`مستقل عن`, `لا ينتمي لأي`: said to depend on nobody."""
    words = fold(value).text
    if any(phrase in words for phrase in _NOT_INDEPENDENT):
        return False
    return any(phrase in words for phrase in _INDEPENDENT) or words.startswith(_NOBODYS) or " لا " in words


def _own_means(view: View, statement: Statement) -> bool:
    """`تبرعات`, `جهود ذاتية`, and no other body named."""
    words = fold(statement.value or "").text
    named = view.entities_in(view.corpus[statement.reference.document], statement.reference.span)
    others = [one for one in named if one != statement.subject and _type(view, one) == "ORG"]
    return not others and any(phrase in words for phrase in _OWN_MEANS)


def _backing(view: View, body: str) -> Sequence[ValueSource]:
    """What ties the body to another organisation: support given to it, what it is part of."""
    found: list[ValueSource] = []
    for statement in view.tied.get(body, ()):
        other = statement.object if statement.subject == body else statement.subject
        upward = statement.subject == body and statement.property in ("part_of", "affiliated_with")
        downward = statement.object == body and statement.property in ("supports", "sponsors")
        if (upward or downward) and other and _type(view, other) == "ORG":
            found.append(source(statement, view.name(other)))
    found += _close(view, body)
    for event, group in view.supported.get(body, ()):
        for telling in group:
            if body in helped(view, telling) and telling.indexed.id not in view.copies and event.modality == "actual":
                found += [
                    ValueSource(
                        value=view.name(agent), reference=telling.indexed.cite(telling.mention),
                        original=telling.indexed.quote(telling.mention.span),
                        chain=view.chains.chain(telling.indexed, telling.mention.quotation),
                    )
                    for agent in sorted(telling.agents)
                ]  # fmt: skip
    return found


def _close(view: View, body: str) -> Iterator[ValueSource]:
    """`قريبة من لواء الصوان`, said of the body by somebody."""
    for claim in view.claims.naming.get(body, ()):
        at = cue_place(claim.text, "close_to")
        if at is None:
            continue
        start = claim.span.start + at
        before = view.entities_in(claim.indexed, Span(start=claim.span.start, end=start))
        behind = view.entities_in(claim.indexed, Span(start=start, end=min(claim.span.end, start + _CLOSE)))
        tied = [one for one in behind if one != body and _type(view, one) == "ORG"]
        if tied and before[-1:] == [body]:
            yield claim.value(view.name(tied[0]))


def _type(view: View, entity: str) -> str | None:
    found = view.resolved.by_id.get(entity)
    return found.type if found else None


def _subtype(view: View, entity: str) -> str | None:
    found = view.resolved.by_id.get(entity)
    return found.subtype if found else None
