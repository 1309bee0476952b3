"""What the reports do not say: who leads it, an answer to what is said against it, an outlet but one; each with its reckoning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from musnad import edtf
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.evidence import Source
from musnad.presentation.dossier.records import Part, Sentence
from musnad.presentation.dossier.sections.offices import leads
from musnad.presentation.dossier.wording import Gap
from musnad.records import Reference

FEWEST = 3
"""Reports below which it says nothing that something is not in them."""
LONG = 12
"""Months between two reports that are told as a gap."""
_UNLED = frozenset({"media_outlet", "news_agency", "international_body", "company"})
"""Kinds of bodies of which news does not care to say who leads them."""
_FOUNDED = frozenset({"armed_group", "joint_room", "council", "political_body", "ngo"})
"""Kinds of bodies whose beginning is news."""


def write(desk: Desk) -> list[Sentence]:
    """One sentence a silence, none where the reports speak."""
    if desk.evidence.event or not desk.evidence.sources:
        return []
    kinds: tuple[Callable[[Desk], Iterator[Sentence]], ...] = (_leader, _founding, _answer, _outlet, _gap, _single)
    return [sentence for kind in kinds for sentence in kind(desk)]


def _say(desk: Desk, phrase: str, references: list[Reference], **gaps: Gap) -> Sentence:
    notes = desk.footnotes.marks(references)
    return desk.wording.sentence(desk.wording.say(phrase, desk.gender, notes=notes, **gaps))


def _first(desk: Desk, source: Source) -> Reference:
    """Where a report names the subject first."""
    return desk.evidence.references_in(source.id)[0]


def _ends(desk: Desk, sources: list[Source]) -> list[Reference]:
    return [_first(desk, source) for source in dict.fromkeys((sources[0], sources[-1]))]


def _which(desk: Desk) -> str:
    """`التقارير`, or those that the dossier is written of where they are not all."""
    return str(desk.wording.phrases["which_reports"]["all" if desk.evidence.within is None else "read"])


def _leader(desk: Desk) -> Iterator[Sentence]:
    """The last report that names who leads it, and how many later ones name nobody."""
    if desk.entity.type != "ORG" or (desk.entity.subtype or "") in _UNLED:
        return
    sources = desk.evidence.sources
    leading = [one for one in desk.evidence.offices if one.organization in desk.evidence.own_bodies and leads(one)]
    if not leading:
        if len(sources) >= FEWEST:
            references = _ends(desk, sources)
            yield _say(desk, "silent_leader", references, name=desk.name, which=_which(desk), number=str(len(sources)))
        return
    dated = [one for one in leading if one.source.published]
    if len(dated) < len(leading):
        return  # an undated report may be the last
    last = max(dated, key=lambda one: one.source.order())
    after = [source for source in sources if source.published and _follows(source, last.source)]
    if len(after) >= FEWEST - 1:
        yield _say(
            desk, "silent_leader_since", [_first(desk, after[-1])], name=desk.name, number=str(len(after)), which=_which(desk),
            when=desk.wording.when_published(last.source.published), first=desk.footnotes.marks([last.reference]),
            last=desk.wording.when_published(after[-1].published),
        )  # fmt: skip


def _follows(later: Source, earlier: Source) -> bool:
    """True where one report is surely later than another."""
    start, end = edtf.earliest(later.published or ""), edtf.latest(earlier.published or "")
    return start is not None and end is not None and start > end


def _founding(desk: Desk) -> Iterator[Sentence]:
    """That no report says when it began."""
    known = any(event.type in {"founding", "merger"} and event.dates for event in desk.evidence.events)
    if (desk.entity.subtype or "") in _FOUNDED and len(desk.evidence.sources) >= FEWEST and not known:
        references, number = _ends(desk, desk.evidence.sources), str(len(desk.evidence.sources))
        yield _say(desk, "silent_founding", references, name=desk.subject, which=_which(desk), number=number)


def _answer(desk: Desk) -> Iterator[Sentence]:
    """How many of the reports that tell what is said against it hold no word of its own."""
    against: dict[str, Reference] = {}
    for saying in desk.sayings["against"]:
        for reference in saying.references:
            against.setdefault(reference.document, reference)
    silent = [reference for document, reference in against.items() if not _speaks(desk, document)]
    if silent:
        every, number = str(len(against)), str(len(silent))
        phrase = (
            "silent_answer_one" if len(against) == 1 else "silent_answer" if len(silent) == len(against) else "silent_answer_some"
        )
        yield _say(desk, phrase, silent[:3], name=desk.name, every=every, number=number)


def _speaks(desk: Desk, document: str) -> bool:
    """True where the subject or one of its officials is quoted, be it with one word."""
    own = desk.evidence.own_bodies | desk.evidence.officials
    source = desk.evidence.source(document)
    return any(desk.evidence.entity_of(document, one.source) in own for one in source.report.quotations)


def _outlet(desk: Desk) -> Iterator[Sentence]:
    """That all reports come from one outlet, or copy it."""
    outlets = desk.evidence.every_outlet or {source.outlet: 1 for source in desk.evidence.sources if not source.copy_of}
    number = desk.evidence.naming
    if len(outlets) != 1 or None in outlets or number < FEWEST:
        return
    sources = desk.evidence.sources
    own = next((source for source in sources if not source.copy_of), sources[0])
    phrase = "silent_outlet_copied" if any(source.copy_of for source in sources) else "silent_outlet"
    outlet = Part(kind="name", text=desk.accounts.outlet(own))
    yield _say(desk, phrase, _ends(desk, sources), name=desk.name, outlet=outlet, number=str(number))


def _gap(desk: Desk) -> Iterator[Sentence]:
    """The longest stretch of a year or more in which no report names it."""
    if desk.evidence.within is not None or desk.entity.type == "LOC":
        return
    dated = [source for source in desk.evidence.sources if source.published]
    apart = [(_months(one, other), one, other) for one, other in pairwise(dated)]
    months, one, other = max(apart, key=lambda gap: gap[0], default=(0, None, None))
    if one is not None and other is not None and months >= LONG:
        yield _say(
            desk, "silent_gap", [_first(desk, one), _first(desk, other)], name=desk.name,
            first=desk.wording.date(one.published), last=desk.wording.date(other.published),
            months=desk.wording.count(months, "month"),
        )  # fmt: skip


def _months(one: Source, other: Source) -> int:
    """Whole months that surely lie between two reports."""
    end, start = edtf.latest(one.published or ""), edtf.earliest(other.published or "")
    return 12 * (start.year - end.year) + start.month - end.month - (start.day < end.day) if start and end else 0


def _single(desk: Desk) -> Iterator[Sentence]:
    """How many of the events that were told have but one independent source."""
    told = desk.told
    alone = [event for event in told if event.sources <= 1]
    if len(told) >= FEWEST and alone and len({source.outlet for source in desk.evidence.sources}) > 1:
        references = [event.tellings[0] for event in alone[:3]]
        phrase = "silent_single_all" if len(alone) == len(told) else "silent_single"
        yield _say(desk, phrase, references, every=str(len(told)), number=str(len(alone)))
