"""The contradictions desk: values side by side, sifted and sorted; analysts' words on them; the list as a table."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response

from musnad.knowledge.judgements.overlay import STATUSES
from musnad.presentation.disagreements import COLUMNS, NATURES, TYPES, WITHIN_REPORT, rows, type_of
from musnad.presentation.web.decided import decisions, rivals
from musnad.presentation.web.feeds import harmless
from musnad.presentation.web.page import Page, PageDep
from musnad.presentation.web.parts import part_of
from musnad.presentation.web.queues import stake
from musnad.records import Contradiction, Judgement

router = APIRouter()

_PER_PAGE = 12
"""Contradictions of one page: each quotes several reports."""
VALUES_SHOWN = 8
"""Values shown of a contradiction in a list."""
KINDS = (*TYPES, WITHIN_REPORT)
_TYPE_OF = {property: name for name, properties in TYPES.items() for property in properties}
SORTS = ("newest", "stake", "kind", "actor")


@dataclass(frozen=True)
class Wanted:
    """What the desk shows, and in which order."""

    kind: str = ""
    status: str = ""
    nature: str = ""
    sort: str = "newest"

    @property
    def query(self) -> dict[str, str]:
        """The part of an address that asks for this."""
        return {name: value for name, value in asdict(self).items() if value and (name, value) != ("sort", "newest")}

    def but(self, **changes: str) -> dict[str, str]:
        """The query of another list."""
        return replace(self, **changes).query

    def passes(self, one: Contradiction) -> bool:
        """True for what is shown."""
        return self.leaves(kinds_of(one), one.status, one.nature)

    def leaves(self, kinds: tuple[str, ...], status: str, nature: str, but: str = "") -> bool:
        """True for what is of such kinds, status and nature; `but` names a filter that is left aside."""
        return (
            (but == "kind" or not self.kind or self.kind in kinds)
            and (but == "status" or not self.status or status == self.status)
            and (but == "nature" or not self.nature or nature == self.nature)
        )


WantedDep = Annotated[Wanted, Depends(Wanted)]


def kinds_of(one: Contradiction) -> tuple[str, ...]:
    """What it is about, and whether it stands inside one report."""
    return _kinds(_TYPE_OF.get(one.property, one.kind), one.kind == WITHIN_REPORT)


@cache
def _kinds(type: str, within: bool) -> tuple[str, ...]:
    return (type, WITHIN_REPORT) if within else (type,)


@dataclass(frozen=True)
class Word:
    """What analysts said last on a contradiction, and where they disagree."""

    judgement: Judgement | None = None
    rivals: tuple[Any, ...] = ()
    waiting: bool = False


def as_decided(page: Page) -> list[Contradiction]:
    """The contradictions with their status as it was decided last, whether or not that has taken effect."""
    new = page.case.desk.statuses()
    known = [one.model_copy(update={"status": new[one.id]}) if one.id in new else one for one in page.reader.contradictions]
    rejected = page.case.desk.fresh() - new.keys()
    return [one for one in known if one.id not in rejected]


def _order(page: Page, sort: str) -> Callable[[Contradiction], Any]:
    newest = page.reader.freshness
    if sort == "stake":
        return lambda one: (-stake(one), newest[one.id])
    if sort == "kind":
        return lambda one: (KINDS.index(type_of(one)) if type_of(one) in KINDS else len(KINDS), newest[one.id])
    if sort == "actor":
        _about_ahead(page, page.reader.contradictions)
        return lambda one: (page.phrases.about(one.about).striptags(), newest[one.id])
    return lambda one: newest[one.id]


def _about_ahead(page: Page, some: Sequence[Contradiction]) -> None:
    """What these are about is about to be named."""
    page.reader.look_ahead(one.about for one in some)
    page.reader.told.fetch(one.about for one in some if page.reader.known(one.about) is None)


def _look_ahead(page: Page, some: Sequence[Contradiction]) -> None:
    """All that these will show is read in a few questions."""
    values = [value for one in some for value in one.values[:VALUES_SHOWN]]
    page.reader.look_ahead(
        [*(one.about for one in some), *(one.value for one in values), *(hop.entity for one in values for hop in one.chain)]
    )
    _about_ahead(page, some)
    page.reader.quote_ahead(one.reference for one in values)


@router.get("/contradictions")
def contradictions(page: PageDep, wanted: WantedDep, part: str = "1") -> HTMLResponse:
    """All contradictions, with how many of each kind, status and nature the other filters leave."""
    everything = as_decided(page)
    alike = Counter[tuple[tuple[str, ...], str, str]]((kinds_of(one), one.status, one.nature) for one in everything)
    found = sorted((one for one in everything if wanted.passes(one)), key=_order(page, wanted.sort))
    piece = part_of(found, part, _PER_PAGE)
    _look_ahead(page, piece.items)
    by_kind = _kept(alike, wanted, "kind")
    return page.render(
        "contradictions.html", piece=piece, wanted=wanted, total=len(everything), found=len(found), sorts=SORTS,
        statuses=STATUSES, kinds=[(one, times) for one in KINDS if (times := by_kind[one])],
        by_status=_kept(alike, wanted, "status"), natures=_kept(alike, wanted, "nature"), nature_names=tuple(NATURES),
        words=_words(page, [one.id for one in piece.items]),
    )  # fmt: skip


def _kept(alike: Mapping[tuple[tuple[str, ...], str, str], int], wanted: Wanted, facet: str) -> Counter[str]:
    """How many of each value of a facet the other filters leave; `alike`: kinds, status and nature → how many are so."""
    found: Counter[str] = Counter()
    for (kinds, status, nature), times in alike.items():
        if wanted.leaves(kinds, status, nature, but=facet):
            for value in {"kind": kinds, "status": (status,), "nature": (nature,)}[facet]:
                found[value] += times
    return found


def _words(page: Page, ids: list[str]) -> dict[str, Word]:
    """What analysts said of these contradictions."""
    found: dict[str, Word] = {}
    for item, made in page.case.desk.on_items(ids).items() if ids else ():
        listed = [one for one in decisions(page, made[::-1]) if not one.undone] if made else []
        if listed:
            found[item] = Word(listed[0].judgement, tuple(rivals(listed)), listed[0].waiting)
    return found


@router.get("/contradictions.csv")
def table(page: PageDep, wanted: WantedDep) -> Response:
    """The same list as a table: one row a value, with the status and who gave it."""
    found = sorted((one for one in as_decided(page) if wanted.passes(one)), key=_order(page, wanted.sort))
    words, status = _words(page, [one.id for one in found]), {one.id: one.status for one in found}
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow((*COLUMNS, "status", "decided_by", "decided_at", "note"))
    for row in rows(page.case, found, page.language):
        one = str(row["contradiction"])
        said = words.get(one, Word()).judgement
        told = (status[one], *((said.by, said.at, said.note) if said else ("", "", "")))
        writer.writerow([harmless(str(cell)) for cell in (*(row[column] for column in COLUMNS), *told)])
    return Response(
        file.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="musnad-contradictions.csv"'},
    )  # fmt: skip
