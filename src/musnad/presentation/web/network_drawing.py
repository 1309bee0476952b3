"""The drawing of a network as SVG: hundreds of ties and a hundred actors, each a link, put together without a template."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from musnad.knowledge.store import EntitySummary
from musnad.presentation.evidence_times import Months, in_words
from musnad.presentation.network import NAME, Network, Node
from musnad.presentation.web.links import Links
from musnad.presentation.web.wording import Wording

_STRONG, _STRONG_LINE = 3, ' class="strong"'
"""Weight beyond which a tie is drawn thicker."""
_SPARE = 5
"""Letters that a name may be longer: cutting so little would save nothing."""


@dataclass(frozen=True)
class Drawn:
    """What the drawing shows of a network: what lies in the time that is asked for stands out."""

    network: Network
    times: Mapping[tuple[str, str], tuple[Months, ...]]
    inside: Collection[tuple[str, str]]
    about: str = ""
    kind: str = ""

    def svg(self, links: Links, wording: Wording) -> Markup:
        """The ties, the actors over them, and the names over both."""
        return Markup("\n".join([*self._ties(links, wording), *self._nodes(links, wording), *self._names(wording)]))

    def _ties(self, links: Links, wording: Wording) -> list[str]:
        places, number = self.network.places(), self._number
        names = {node.entity.id: escape(plain(node.entity, wording.language)) for node in self.network.nodes}
        ends = {one: (f"{node.x}", f"{node.y}") for one, node in places.items()}
        address = links.page("network/tie")
        drawn = []
        for tie in self.network.ties:
            (x1, y1), (x2, y2) = ends[tie.one], ends[tie.other]
            told, out = "" if tie.relations else " told", "" if (tie.one, tie.other) in self.inside else " out"
            drawn.append(
                f'<a href="{address}?one={escape(tie.one)}&amp;other={escape(tie.other)}" tabindex="-1" class="tie{told}{out}" '
                f'data-when="{in_words(self.times[tie.one, tie.other])}" data-ends="{number[tie.one]} {number[tie.other]}">'
                f"<title>{names[tie.one]} – {names[tie.other]}</title>"
                f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"{_STRONG_LINE if tie.weight > _STRONG else ""}></line></a>'
            )
        return drawn

    def _nodes(self, links: Links, wording: Wording) -> list[str]:
        number = self._number
        return [
            f'<a href="{escape(links.page("network", entity=node.entity.id, kind=self.kind))}" tabindex="-1" '
            f'class="node t-{node.entity.type}{" about" if node.entity.id == self.about else ""}{self._out(node)}" '
            f'data-node="{number[node.entity.id]}"><title>{escape(plain(node.entity, wording.language))} · '
            f"{escape(wording.count('network.ties', node.ties))}</title>"
            f'<circle cx="{node.x}" cy="{node.y}" r="{node.radius}"></circle></a>'
            for node in self.network.nodes
        ]

    def _names(self, wording: Wording) -> list[str]:
        number = self._number
        return [
            f'<text class="name{self._out(node)}" data-node="{number[node.entity.id]}" x="{node.x}" '
            f'y="{node.y - node.radius - 4}" direction="{wording.direction}">{escape(_cut(plain(node.entity, wording.language)))}'
            "</text>"
            for node in self.network.nodes
            if node.labelled
        ]

    @cached_property
    def _number(self) -> dict[str, int]:
        return {node.entity.id: number for number, node in enumerate(self.network.nodes)}

    def _out(self, node: Node) -> str:
        return " out" if node.ties and node.entity.id not in self._near else ""

    @cached_property
    def _near(self) -> set[str]:
        return {end for pair in self.inside for end in pair}


def plain(entity: EntitySummary, language: str) -> str:
    """A name without any marks."""
    return entity.name_en or entity.name if language == "en" else entity.name


def _cut(name: str) -> str:
    """A name that is not longer than there is room for."""
    return name if len(name) <= NAME + _SPARE else name[: NAME - 1] + "…"
