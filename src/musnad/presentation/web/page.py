"""What every page needs: the case, the words of its language, its links, and the template that puts them together."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from musnad.knowledge.store import EntitySummary
from musnad.knowledge.store.building import BuildState, state_of
from musnad.knowledge.store.rows import Head
from musnad.presentation.web.case_reader import CaseDoor, CaseReader
from musnad.presentation.web.forms import HELD, LAST, analyst
from musnad.presentation.web.judged import anchor_in_words, value_in_words
from musnad.presentation.web.links import Links
from musnad.presentation.web.phrases import Phrases
from musnad.presentation.web.wording import LANGUAGES, OTHER, Language, Wording
from musnad.reasons import sentence_for
from musnad.records import Judgement

STATIC = Path(__file__).parent / "static" / "dist"
"""The bundle that hatch_build.py makes; pages are whole without it, only plain."""


@cache
def templates() -> Environment:
    """The templates; a name that a template misspells is an error, not a gap."""
    return Environment(
        loader=PackageLoader("musnad.presentation.web"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


@cache
def bundle_version() -> str:
    """Changes with the bundle, so that no browser shows an old style with a new page."""
    stamp = STATIC / ".stamp"
    return stamp.read_text()[:12] if stamp.is_file() else ""


def language_of(path: str) -> Language | None:
    """The language that an address names."""
    first = path.strip("/").split("/")[0]
    return next((language for language in LANGUAGES if language == first), None)


class Page:
    """One request for one page in one language."""

    def __init__(self, request: Request, language: Language) -> None:
        door: CaseDoor = request.app.state.door
        self.request, self.language = request, language
        # Asked before the case is read: else a page could show what was derived before and say that nothing is under way.
        self.deriving: bool = request.app.state.deriver.busy
        self.reader: CaseReader = door.reader()
        self.case = self.reader.case
        self.may_judge: bool = request.app.state.may_judge
        self.wording, self.links = Wording(language), Links(language)
        self.phrases = Phrases(language, self.reader)

    def entity_named(self, words: str) -> Head | None:
        """The entity that was asked for by id, name or Latin name; None where nothing was asked or the case has none."""
        return self.case.glance.named(words) if words else None

    @property
    def held(self) -> EntitySummary | None:
        """The entity that waits to be joined with another one."""
        return self.reader.known(self.request.cookies.get(HELD, "")) if self.may_judge else None

    @property
    def last(self) -> Judgement | None:
        """What was just decided in this browser, unless it was taken back."""
        made = self.request.cookies.get(LAST, "") if self.may_judge else ""
        return self.case.desk.standing_judgement(made) if made else None

    def render(self, template: str, status: int = 200, **content: Any) -> HTMLResponse:
        """The page as HTML."""
        known: dict[str, Any] = {"p": self.phrases, "by": analyst(self.request), "held": self.held, "may_judge": self.may_judge}
        known |= {
            "last": self.last,
            "verdict_in_words": self._verdict,
            "decided_in_words": self._decided,
            "deriving": self.deriving,
        }
        return HTMLResponse(_fill(self.request, self.language, template, **{**known, **content}), status)

    def _decided(self, judgement: Judgement) -> tuple[list[str], str]:
        anchors = judgement.anchors[: len(judgement.items)]
        return [anchor_in_words(self.wording, one) for one in anchors], value_in_words(self.wording, judgement)

    def _verdict(self, judgement: Judgement) -> str:
        return sentence_for(f"judgement.verdict_{judgement.verdict}", {}, self.language)


def _fill(request: Request, language: Language, template: str, **content: Any) -> str:
    wording = Wording(language)
    other = OTHER[language]
    path = request.url.path
    elsewhere = path.replace(f"/{language}", f"/{other}", 1) if language_of(path) else f"/{other}/"
    query = urlencode(request.query_params.multi_items())
    return templates().get_template(template).render(
        t=wording, lang=language, dir=wording.direction, links=Links(language), other=other, path=path,
        other_href=elsewhere + (f"?{query}" if query else ""), here=path + (f"?{query}" if query else ""),
        bundle=bundle_version(), has_bundle=STATIC.is_dir(),
        case_name=request.app.state.door.path.stem,
        q=content.pop("q", ""), building=_building(request), underived=request.app.state.deriver.problem,
        deriving=content.pop("deriving", False), **content,
    )  # fmt: skip


def _building(request: Request) -> BuildState | None:
    """The build at work on the case, if there is one."""
    state = state_of(request.app.state.adder.case)
    return state if state and state.state == "running" else None


def error_page(request: Request, status: int, key: str) -> HTMLResponse:
    """What went wrong and what to do next; needs no case. An address without a language is answered in both."""
    chosen = language_of(request.url.path)
    content = _fill(
        request, chosen or "ar", "error.html", key=key, status=status,
        sections=[Wording(language) for language in ([chosen] if chosen else LANGUAGES)],
    )  # fmt: skip
    return HTMLResponse(content, status)


def _page(request: Request, language: Language) -> Page:
    return Page(request, language)


PageDep = Annotated[Page, Depends(_page)]
