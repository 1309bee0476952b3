"""One happening, two dates that cannot both be right; a less exact date that fits is no contradiction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from musnad import edtf
from musnad.knowledge.contradictions.findings import Finding, View, one_each_line
from musnad.knowledge.contradictions.words import cue_at, words
from musnad.knowledge.corpus import Indexed
from musnad.knowledge.events import dated
from musnad.knowledge.tellings import ONCE, Telling
from musnad.records import DateMention, Event, Sentence, ValueSource

_DAYS = timedelta(days=10)
"""Two dates of one thing that does not happen once for all."""

Dated = tuple[Telling, ValueSource]


def of_one_happening(view: View) -> Iterator[Finding]:
    """Dates of one event that share no day."""
    for event, group in view.groups:
        if event.modality != "actual" or len({telling.indexed.id for telling in group}) < 2:
            continue
        own = [
            (telling, value) for telling, value in dated(_without_late_deaths(group), view.chains)
            if telling.indexed.id not in view.copies and not edtf.parse(value.value).approximate
        ]  # fmt: skip
        clashing = [one[1] for one in own if any(_exclude(one, other, view, group) for other in own)]
        if clashing:
            values = one_each_line(clashing)
            shown = "، ".join(sorted({value.value for value in values}))
            yield Finding(
                "date", event.id, "date", "dates", values,
                (("event", event.name), ("values", shown)), (("event", event.name_en), ("values", shown.replace("،", ","))),
            )  # fmt: skip


def _exclude(one: Dated, other: Dated, view: View, group: Sequence[Telling]) -> bool:
    """Two reports of one happening, no common day; two dates of one report mostly date two stages."""
    if one[0].indexed.id == other[0].indexed.id or edtf.overlaps(one[1].value, other[1].value):
        return False
    if one[0].mention.type not in ONCE and not (_near(one[1].value, other[1].value) or _near(other[1].value, one[1].value)):
        # What happens again and again and is dated weeks apart happened twice.
        return False
    a, b = (view.joined.inside[telling.key] for telling in (one[0], other[0]))
    if "fighting" in (a.family, b.family) and not all(side.leads or side.past for side in (a, b)):
        # At one front there is fighting every day: both reports must be about this one.
        return False
    return view.joined.plainly(one[0], other[0]) and view.joined.directly(one[0], other[0], group)


def _near(one: str, other: str) -> bool:
    last, first = edtf.latest(one), edtf.earliest(other)
    return last is not None and first is not None and timedelta(0) < first - last <= _DAYS


def _without_late_deaths(group: Sequence[Telling]) -> Sequence[Telling]:
    """The dead of a clash date it only where nothing else does: who was hurt may die days later."""
    return [telling for telling in group if telling.mention.type != "casualties"] or group


def of_beginnings(view: View, indexed: Indexed) -> Iterator[Finding]:
    """A body formed on a day, and said to have begun only after what came later."""
    for sentence in indexed.report.sentences if view.formed else ():
        bound = _begun_after(view, indexed, sentence)
        if bound is None:
            continue
        day, mention = bound
        for body in dict.fromkeys(view.entities_in(indexed, sentence.span)):
            earlier = [
                (event, telling) for event, telling in view.formed.get(body, ())
                if telling.bounds and telling.bounds[1] < day and telling.indexed.id != indexed.id
            ]  # fmt: skip
            if earlier:
                yield _order(view, indexed, mention, body, earlier)


def _begun_after(view: View, indexed: Indexed, sentence: Sentence) -> tuple[date, DateMention] | None:
    """`انطلق المشروع بعد تصديق المجلس يوم 12 أيار`: the day of what it came after."""
    found = words(indexed.quote(sentence.span))
    begun, after = cue_at(found, "beginnings"), cue_at(found, "after")
    if begun is None or after is None or after < begun:
        return None
    ends = [date for date in indexed.report.dates if sentence.span.contains(date.span) and date.value and len(date.value) == 10]
    day = edtf.earliest(ends[-1].value or "") if ends else None
    # A date before `بعد` is that of the beginning itself.
    lead = words(indexed.text[sentence.span.start : ends[-1].span.start]) if ends else []
    return (day, ends[-1]) if day and cue_at(lead, "after") is not None else None


def _order(view: View, indexed: Indexed, date: DateMention, body: str, earlier: list[tuple[Event, Telling]]) -> Finding:
    own = next(iter(quotation for quotation in indexed.report.quotations if quotation.span.contains(date.span)), None)
    bound = ValueSource(
        value=f"{date.value}/..", reference=indexed.cite(date), original=indexed.quote(date.span),
        chain=view.chains.chain(indexed, own.id if own else None),
    )  # fmt: skip
    values = one_each_line([bound, *(value for _, value in dated([telling for _, telling in earlier], view.chains))])
    gaps, gaps_en = ((("body", name(body)), ("date", date.value or "")) for name in (view.name, view.name_en))
    return Finding("date", earlier[0][0].id, "order", "begun_after", values, gaps, gaps_en)
