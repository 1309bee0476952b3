"""What somebody or something is said to be, differing across reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from musnad import edtf
from musnad.knowledge import authority
from musnad.knowledge.contradictions.findings import Finding, View, one_each_line, source
from musnad.knowledge.contradictions.words import one_root
from musnad.knowledge.corpus import Indexed
from musnad.knowledge.names import folded
from musnad.knowledge.tellings import Telling
from musnad.records import Role, Statement, ValueSource
from musnad.script.folding import fold_text

_LEADING = frozenset({
    "leader", "commander", "head", "president", "emir", "leading_member", "prime_minister", "secretary_general", "director",
})  # fmt: skip
"""Words for the one at the top are used for each other."""
_PLAIN = frozenset({"member", "representative"})
"""What everybody in a body is besides his office."""
_GO_TOGETHER = (frozenset({"minister", "spokesperson"}), frozenset({"commander", "spokesperson"}))
"""Offices that one person often holds both."""
_MAX_YEARS = 1
"""Offices told further apart have changed hands in the meantime."""


def of_nature(view: View) -> Iterator[Finding]:
    """A body described with different nouns by different reports: a formation, a movement, a project."""
    for (body, name), statements in sorted(view.own.items()):
        if name != "nature" or body not in view.resolved.by_id or view.resolved.by_id[body].authority:
            # What a well-known body is called besides its name is opinion, not news.
            continue
        kinds: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            kinds[_first_noun(statement.value or "")].append(statement)
        documents = {statement.reference.document for statement in statements}
        if len(kinds) > 1 and len(documents) > 1:
            values = one_each_line([source(one) for one in statements])
            shown = " / ".join(value.value for value in values)
            yield Finding(
                "status", body, "nature", "nature", values,
                (("body", view.name(body)), ("values", shown)), (("body", view.name_en(body)), ("values", shown)),
            )  # fmt: skip


def _first_noun(value: str) -> str:
    word = (fold_text(value).split() or [""])[0].removeprefix("ب").removeprefix("ال")
    return word.removesuffix("ا") if len(word) > 3 else word


def of_offices(view: View) -> Iterator[Finding]:
    """A person with different present offices in one body, in reports of about one time."""
    held: dict[tuple[str, str], list[tuple[Indexed, Role]]] = defaultdict(list)
    for indexed in view.corpus.reports:
        for role in indexed.report.roles:
            person, body = view.chains.entity(indexed, role.person), view.chains.entity(indexed, role.organization)
            # Offices of international bodies have as many names as translators.
            entity = view.resolved.by_id[body] if body else None
            organisation = entity is not None and entity.type == "ORG" and entity.subtype != "international_body"
            known = person is not None and authority.renowned(view.resolved.by_id[person].authority)
            if person and not known and body and organisation and not role.former and indexed.id not in view.copies:
                held[person, body].append((indexed, role))
    for (person, body), roles in sorted(held.items(), key=lambda item: item[0]):
        differing = [
            one for one in roles
            if any(one[0].id != other[0].id and _near(one[0], other[0]) and _differ(one, other) for other in roles)
        ]  # fmt: skip
        if differing:
            statements = {one.reference.annotation: one for one in view.own.get((person, "office"), ())}
            values = one_each_line([_office(view, indexed, role, statements) for indexed, role in differing])
            shown = " / ".join(dict.fromkeys(value.value for value in values))
            yield Finding(
                "status", person, "office", "office", values,
                (("person", view.name(person)), ("body", view.name(body)), ("values", shown)),
                (("person", view.name_en(person)), ("body", view.name_en(body)), ("values", shown)),
            )  # fmt: skip


def _office(view: View, indexed: Indexed, role: Role, statements: dict[str | None, Statement]) -> ValueSource:
    statement = statements.get(role.id)
    if statement and statement.reference.document == indexed.id:
        return source(statement)
    title = " ".join(indexed.quote(role.title).split())
    chain = view.chains.chain(indexed)
    return ValueSource(value=title, reference=indexed.cite(role), original=indexed.quote(role.span), chain=chain)


def _differ(one: tuple[Indexed, Role], other: tuple[Indexed, Role]) -> bool:
    """Two titles that are of different kinds and do not contain each other."""
    a, b = (set(_title_words(indexed.quote(role.title))) for indexed, role in (one, other))
    ids = {one[1].role, other[1].role}
    if ids in _GO_TOGETHER or any(one_root(x, y) for x in a for y in b if min(len(x), len(y)) > 2):
        return False
    if ids & _LEADING and min(len(a), len(b)) == 1:
        # `رئاسة`, `زعيم`: who is called the head in one word holds whatever office the other report names.
        return False
    return len(ids) == 2 and None not in ids and not (ids <= _LEADING or ids & _PLAIN or a <= b or b <= a)


def _title_words(title: str) -> list[str]:
    return [word.removeprefix("ال") for word in fold_text(title).split()]


def _near(one: Indexed, other: Indexed) -> bool:
    dates = [indexed.published for indexed in (one, other)]
    firsts = [edtf.earliest(date) for date in dates if date and edtf.is_edtf(date)]
    if len(firsts) < 2 or firsts[0] is None or firsts[1] is None:
        return True
    return abs((firsts[0] - firsts[1]).days) <= 366 * _MAX_YEARS


def of_broken_agreements(view: View) -> Iterator[Finding]:
    """One breach, laid to different agreements."""
    told = [
        (event.id, telling, agreement)
        for event, group in view.groups
        if event.type == "violation"
        for telling in group
        if telling.indexed.id not in view.copies
        for agreement in sorted(telling.others)
        if agreement in view.resolved.by_id and view.resolved.by_id[agreement].type == "EVT"
    ]
    clashing = [
        (event, telling, agreement) for event, telling, agreement in told
        if any(telling.indexed.id != other.indexed.id and _differ_in_name(view, agreement, broken) and _one_breach(telling, other)
               for _, other, broken in told)
    ]  # fmt: skip
    if clashing:
        yield from _breach(view, clashing)


def _differ_in_name(view: View, one: str, other: str) -> bool:
    """`اتفاق فيينا` and `اتفاق فيينا النووي` may be one agreement that nothing joined."""
    a, b = (set(folded(view.name(agreement)).split()) for agreement in (one, other))
    return not (a <= b or b <= a)


def _one_breach(one: Telling, other: Telling) -> bool:
    """Dates that can meet, doers that do not exclude each other."""
    if one.agents and other.agents and one.agents.isdisjoint(other.agents):
        return False
    a, b = one.mention.date, other.mention.date
    return not (a and b and edtf.is_edtf(a) and edtf.is_edtf(b)) or edtf.overlaps(a, b)


def _breach(view: View, told: Sequence[tuple[str, Telling, str]]) -> Iterator[Finding]:
    values = one_each_line([
        ValueSource(
            value=view.name(agreement), reference=telling.indexed.cite(telling.mention),
            original=telling.indexed.quote(telling.mention.span),
            chain=view.chains.chain(telling.indexed, telling.mention.quotation),
        )
        for _, telling, agreement in told
    ])  # fmt: skip
    agreements = sorted({agreement for _, _, agreement in told})
    yield Finding(
        "status", told[0][0], "agreement", "broken_agreement", values,
        (("values", "، ".join(map(view.name, agreements))),), (("values", ", ".join(map(view.name_en, agreements))),),
    )  # fmt: skip
