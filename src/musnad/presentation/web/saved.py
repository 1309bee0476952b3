"""Saved searches as pages show them: whose they are, where they lead, what is new since their owner looked."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from musnad.knowledge.store.shelved import SavedSearch
from musnad.presentation.web.findings import Sieve, findings
from musnad.presentation.web.forms import analyst
from musnad.presentation.web.page import Page

_FIELDS = frozenset(Sieve.__dataclass_fields__)


@dataclass(frozen=True)
class Saved:
    """A saved search in a list."""

    search: SavedSearch
    new: int
    mine: bool


def sought(query: str) -> tuple[str, Sieve]:
    """The words and the sieve of a saved search."""
    given = dict(parse_qsl(query))
    return given.get("q", ""), Sieve(**{name: value for name, value in given.items() if name in _FIELDS})


def as_query(words: str, sieve: Sieve) -> str:
    """A search as it is kept."""
    return urlencode({**({"q": words} if words else {}), **sieve.query})


def saved(page: Page) -> list[Saved]:
    """The saved searches of the case, one's own first; none where nobody can decide, since nothing says who reads."""
    if not page.may_judge:
        return []
    who = analyst(page.request)
    found = [Saved(one, new_in(page, one), one.owner == who) for one in page.case.desk.searches()]
    return sorted(found, key=lambda one: (not one.mine, one.search.name, one.search.owner))


def new_in(page: Page, search: SavedSearch) -> int:
    """How many of its reports came since its owner looked; the search is done only where any came at all."""
    if page.reader.sifting.last <= search.seen:
        return 0
    words, sieve = sought(search.query)
    return findings(page, words, sieve).new_since(search.seen)
