"""Relative dates counted anew once an analyst has corrected the day of a report: `أمس` is the day before the day that he gave."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from musnad.annotations.dates.mentions import dates_of
from musnad.knowledge.judgements.desk import Judged
from musnad.records import DateMention, EventMention, RelationMention, Report, Role

Values = Mapping[str, str | None]
"""Value before → value now."""
Changes = Mapping[str, tuple[str | None, str | None]]
"""Id of a date → its value before and now."""


def recounted(machine: Report, report: Report, judged: Mapping[str, Judged], corrected: Collection[tuple[str, str]]) -> Report:
    """The report with its dates as they follow from its day; what an analyst judged stays as he left it.

    `machine`: the report as the rules read it; `corrected`: annotation id and field of all corrections.
    """
    day = report.published.value if report.published else None
    if day is None or (machine.published and machine.published.value == day):
        return report
    anew = {date.span: date for date in dates_of(report.document, day)}
    dates = tuple(
        anew[date.span].model_copy(update={"id": date.id})
        if date.span in anew and date.id not in judged and date == _of(machine, date)
        else date
        for date in report.dates
    )
    changed = {was.id: (was.value, now.value) for was, now in zip(report.dates, dates, strict=True) if was.value != now.value}
    stays = {date.value for date in dates if date.id not in changed}
    values: dict[str, str | None] = {was: now for was, now in changed.values() if was is not None and was not in stays}
    if machine.published and machine.published.value:
        # What is told with no date is set on the day of the report.
        values.setdefault(machine.published.value, day)
    return report.model_copy(update={
        "dates": dates,
        "events": tuple(_event(event, changed, values, corrected) for event in report.events),
        "roles": tuple(_role(role, report, changed, corrected) for role in report.roles),
        "relations": tuple(_relation(relation, report, changed, corrected) for relation in report.relations),
    })  # fmt: skip


def _of(machine: Report, date: DateMention) -> DateMention | None:
    return next((one for one in machine.dates if one.id == date.id), None)


def _event(
    event: EventMention, changed: Changes, values: Values, corrected: Collection[tuple[str, str]]
) -> EventMention:  # fmt: skip
    if (event.id, "date") in corrected:
        return event
    if event.date_mention:
        was, now = changed.get(event.date_mention, (None, None))
        return event.model_copy(update={"date": now}) if was is not None and event.date == was else event
    return event.model_copy(update={"date": values[event.date]}) if event.date and event.date in values else event


def _role(
    role: Role, report: Report, changed: Changes, corrected: Collection[tuple[str, str]]
) -> Role:  # fmt: skip
    near = _near(report, role.span.start, changed)
    update = {
        name: near[value]
        for name, value in (("since", role.since), ("until", role.until))
        if value in near and (role.id, name) not in corrected
    }  # fmt: skip
    return role.model_copy(update=update) if update else role


def _relation(
    relation: RelationMention, report: Report, changed: Changes, corrected: Collection[tuple[str, str]]
) -> RelationMention:  # fmt: skip
    near = _near(report, relation.span.start, changed)
    if relation.date not in near or (relation.id, "date") in corrected:
        return relation
    return relation.model_copy(update={"date": near[relation.date]})


def _near(report: Report, position: int, changed: Changes) -> dict[str | None, str | None]:
    """The changed values of the sentence that holds a position."""
    sentence = next((one for one in report.sentences if one.span.start <= position < one.span.end), None)
    if sentence is None:
        return {}
    return {
        changed[date.id][0]: changed[date.id][1]
        for date in report.dates
        if date.id in changed and changed[date.id][0] is not None and sentence.span.contains(date.span)
    }
