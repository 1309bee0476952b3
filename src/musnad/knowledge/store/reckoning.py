"""How a case was found: what was found by which layer and how surely, counted inside the connection it is given."""

from __future__ import annotations

from sqlalchemy import Connection, Integer, case, cast, func, select

from musnad.knowledge.store import schema
from musnad.records import Record

BANDS = (0.6, 0.7, 0.8, 0.9)
"""Where one band of scores ends and the next begins."""
MODEL, LISTS = "names.model", ("names.gazetteer", "names.authority")


class LayerCount(Record):
    """What one layer of rules stated in a case."""

    layer: str
    """First part of its rules' ids: `names`, `roles`..."""
    found: int
    wrong: float
    """How many of them are wrong, if the scores are right: what each lacks of certainty, added up."""
    bands: tuple[int, ...]
    """How many have a score in each of the bands."""
    model: int
    """How many the names model found and no rule; `listed`: how many stand in a list of names."""
    listed: int
    judged: int


class Reckoning(Record):
    """The layers of a case, and what of its reports is not known."""

    layers: tuple[LayerCount, ...]
    reports: int
    undated: int
    inferred: int
    """Reports whose date does not stand on the page but follows from it."""
    without_outlet: int
    named: int
    """Quotations with a named speaker."""


def reckoning(connection: Connection) -> Reckoning:
    """Counted anew; some tenths of a second for a hundred thousand statements."""
    table, reports = schema.statements, schema.documents
    layer = func.substr(table.c.rule, 1, func.instr(table.c.rule, ".") - 1)
    in_band = [
        func.sum(cast((table.c.score >= low) & (table.c.score < high), Integer))
        for low, high in zip((0.0, *BANDS), (*BANDS, 1.1), strict=True)
    ]
    query = (
        select(
            layer, func.count(), func.sum(1 - table.c.score), *in_band, func.sum(cast(table.c.rule == MODEL, Integer)),
            func.sum(cast(table.c.rule.in_(LISTS), Integer)), func.sum(cast(table.c.judged.is_not(None), Integer)),
        )
        .group_by(layer)
        .order_by(layer)
    )  # fmt: skip
    layers = tuple(
        LayerCount(
            layer=row[0], found=row[1], wrong=round(row[2], 1), bands=tuple(row[3:-3]), model=row[-3], listed=row[-2],
            judged=row[-1],
        )
        for row in connection.execute(query)
    )  # fmt: skip
    known = connection.execute(
        select(
            func.count(),
            func.sum(cast(reports.c.published.is_(None), Integer)),
            func.sum(case((reports.c.basis == "inferred", 1), else_=0)),
            func.sum(cast(reports.c.outlet.is_(None), Integer)),
        )
    ).one()
    named = connection.execute(select(func.count()).where(table.c.property == "said")).scalar() or 0
    return Reckoning(
        layers=layers, reports=known[0], undated=known[1] or 0, inferred=known[2] or 0, without_outlet=known[3] or 0, named=named
    )  # fmt: skip
