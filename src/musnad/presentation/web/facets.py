"""Facets as the search page shows them: values with their counts, each a link that sifts by it or no longer does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from musnad.knowledge.store.facets import YES
from musnad.presentation.web.findings import Findings, Sieve
from musnad.presentation.web.page import Page

_SHOWN, _MORE = 7, 30
"""Values shown at once, and those that unfold: with a search for the word, nobody picks the hundredth outlet from a list."""
_NAMES = ("outlet", "year", "month", "place", "told", "anonymous", "contested", "copies")


@dataclass(frozen=True)
class Choice:
    """A value of a facet; following it chooses it, or takes it back."""

    label: Markup
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A facet with its values, those with most reports first."""

    name: str
    title: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...] = ()

    @property
    def chosen(self) -> bool:
        """True where the reports are sifted by it."""
        return any(one.chosen for one in (*self.choices, *self.more))


class Facets:
    """Writes the facets of one search in one language."""

    def __init__(self, page: Page, found: Findings, query: dict[str, str]) -> None:
        self.page, self.found, self.query = page, found, query
        self._chosen = found.sieve.query

    def href(self, sieve: Sieve) -> str:
        """The same search through another sieve."""
        return self.page.links.page("search", **self.query, **sieve.query)

    def all(self) -> list[Facet]:
        """The facets that have anything to choose."""
        return [facet for name in _NAMES if (facet := self._facet(name)).choices]

    def active(self) -> Iterator[Choice]:
        """What the reports are sifted by; following one takes it away."""
        for name, value in self._chosen.items():
            label = Markup("{}: {}").format(self.page.wording(f"facet.{name}"), self.label(name, value))
            yield Choice(label, 0, self.href(self.found.sieve.but(**{name: ""})), True)

    def label(self, name: str, value: str) -> Markup:
        """A value in words."""
        phrases = self.page.phrases
        if name == "place":
            entity = self.page.reader.known(value)
            return phrases.name(entity) if entity else phrases.code(value)
        if name == "told":
            return phrases.text(phrases.label("event_types", value))
        if name in ("year", "month"):
            return phrases.date(value)
        if name in ("anonymous", "contested", "copies"):
            return phrases.text(self.page.wording(f"facet.{name}_{value if value == 'no' else YES}"))
        return phrases.outlet(value)

    def _values(self, name: str) -> list[tuple[str, int]]:
        if name == "month":
            return self.found.months() if self.found.sieve.year else []
        values = self.found.choices(name, _MORE)
        if name == "place":
            self.page.reader.look_ahead(value for value, _ in values)
        return sorted(values, reverse=True) if name == "year" else values

    def _facet(self, name: str) -> Facet:
        values = self._values(name)
        chosen = self._chosen.get(name, "")
        if name in ("anonymous", "contested", "copies"):
            # Where all are of one kind there is nothing to choose.
            values = values if chosen or all(number for _, number in values) else []
        at_once = len(values) if name == "month" else _SHOWN
        # What is chosen is never folded away.
        moved = [one for one in values[at_once:] if one[0] == chosen]
        rest = [one for one in values[at_once:_MORE] if one not in moved]
        title = self.page.wording(f"facet.{name}")
        return Facet(name, title, self._choices(name, [*values[:at_once], *moved]), self._choices(name, rest))

    def _choices(self, name: str, values: list[tuple[str, int]]) -> tuple[Choice, ...]:
        sieve, chosen = self.found.sieve, self._chosen.get(name)
        return tuple(
            Choice(
                self.label(name, value), number, self.href(sieve.but(**{name: "" if value == chosen else value})), value == chosen
            )
            for value, number in values
        )
