"""The list of reports, one report with its annotations, and its original bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from musnad.knowledge.store import DocumentSummary
from musnad.presentation.web.chains import tree
from musnad.presentation.web.copying import Beside, beside
from musnad.presentation.web.findings import Sieve
from musnad.presentation.web.marking import marked
from musnad.presentation.web.notes import LAYERS, Annotator, Note
from musnad.presentation.web.page import Page, PageDep
from musnad.presentation.web.parts import part_of
from musnad.records import BODY_KINDS, Line, LineKind, Report

router = APIRouter()

SORTS = ("newest", "oldest", "outlet", "title")
_PER_PAGE = 200
"""Reports of one page: some 100 KB."""

SieveDep = Annotated[Sieve, Depends(Sieve)]


@router.get("/reports")
def reports(page: PageDep, sieve: SieveDep, sort: str = "newest", part: str = "1") -> HTMLResponse:
    """All reports, to be filtered by outlet and year and sorted, a part at a time."""
    reader, sifting, sort = page.reader, page.reader.sifting, sort if sort in SORTS else SORTS[0]
    chosen = reader.order(sort)
    chosen = chosen[sieve.mask(sifting)[chosen]] if sieve.query else chosen
    piece = part_of(chosen.tolist(), part, _PER_PAGE)
    return page.render(
        "reports.html", piece=piece, listed=sifting.named(piece.items), found=len(chosen), total=len(reader.latest), sorts=SORTS,
        outlets=reader.outlets, years=reader.publication_years, sieve=sieve, sort=sort,
    )  # fmt: skip


@dataclass
class Block:
    """A body line with its notes, or a run of page furniture to be folded away."""

    kind: str
    lines: list[tuple[Line, Markup]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def _place_in_margin(note: Note) -> tuple[int, int]:
    """Long notes first, then the short ones, which flow several to a row; each kind in the order of the text."""
    order = ("quotation", "relation", "role", "attribute", "event", "date", "published", "outlet", "quantity", "mention")
    return order.index(note.layer), note.annotation.span.start


def _blocks(report: Report, annotator: Annotator) -> Iterator[Block]:
    notes = list(annotator.notes())
    marks, seen = annotator.marks(notes), set[str]()
    furniture = Block("furniture")
    for line in report.document.lines:
        if line.kind is LineKind.blank:
            continue
        content = marked(report.document.text, line.span, marks, seen)
        here = [note for note in notes if note.annotation.span.overlaps(line.span)]
        here = [note for note in here if note.annotation.span.start >= line.span.start]
        if line.kind not in BODY_KINDS:
            furniture.lines.append((line, content))
            furniture.notes += here
            continue
        if furniture.lines:
            yield furniture
            furniture = Block("furniture")
        yield Block(str(line.kind), [(line, content)], sorted(here, key=_place_in_margin))
    if furniture.lines:
        yield furniture


@router.get("/reports/{document}")
def report(page: PageDep, document: str) -> HTMLResponse:
    """One report as published, its annotations in the margin."""
    found = page.reader.report(document)
    summary = page.case.document(found.document.id)
    annotator = Annotator(found, page.phrases)
    blocks = list(_blocks(found, annotator))
    sentences: dict[int, list[str]] = {sentence.line: [] for sentence in found.sentences}
    for sentence in found.sentences:
        sentences[sentence.line].append(sentence.id)
    return page.render(
        "report.html", report=found, document=found.document, summary=summary, blocks=blocks, layers=LAYERS,
        sentences=sentences,
        counts={layer: sum(1 for block in blocks for note in block.notes if note.layer == layer) for layer in LAYERS},
        published=annotator.note(found.published) if found.published else None,
        outlet=annotator.note(found.outlet) if found.outlet else None,
        chains=tree(annotator),
        copies=[one for one in page.reader.summaries.values() if one.copy_of == found.document.id],
        beside=_beside(page, found, summary),
    )  # fmt: skip


def _beside(page: Page, copy: Report, summary: DocumentSummary) -> Beside | None:
    """What the report changes in the one that it repeats."""
    if summary.copy_of is None or summary.copy_of not in page.reader.summaries:
        return None
    return beside(copy, page.reader.report(summary.copy_of))


@router.get("/reports/{document}/original")
def original(page: PageDep, document: str) -> Response:
    """The bytes as they came, to be saved: a browser must not run a page of somebody else here."""
    found = page.reader.report(document).document
    name = quote(found.name)
    return Response(
        page.case.original(found.id), media_type="application/octet-stream",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "ETag": f'"{found.sha256}"'},
    )  # fmt: skip
