"""The values of a contradiction in the order of what speaks for them: independent sources, nearness to the event, named speakers.

An order for reading. No value is taken for the right one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from musnad import edtf
from musnad.knowledge.contradictions.findings import Finding, View
from musnad.knowledge.contradictions.quantities import bounds
from musnad.reasons import sentence_for
from musnad.records import ValueSource, Weighed

_RANKED = frozenset({"date", "quantity", "office", "affiliation", "agreement", "control", "order", "said_on"})
"""Properties whose values exclude each other; accounts and descriptions stand side by side."""


def weigh(finding: Finding, view: View) -> tuple[Weighed, ...]:
    """Each value once, the best supported first; nothing where one value stands alone."""
    if finding.property not in _RANKED:
        return ()
    groups: dict[object, list[ValueSource]] = defaultdict(list)
    for value in finding.values:
        groups[_key(value, view)].append(value)
    if len(groups) < 2:
        return ()
    found = [_weighed(group, finding, view) for group in groups.values()]
    return tuple(weighed for _, weighed in sorted(found, key=lambda one: one[0]))


def _key(value: ValueSource, view: View) -> object:
    """`سبعة قتلى` and `7 أشخاص` are one value."""
    indexed = view.corpus[value.reference.document]
    quantity = indexed.quantities.get(value.reference.annotation or "")
    return bounds(quantity) if quantity else value.value


def _weighed(group: Sequence[ValueSource], finding: Finding, view: View) -> tuple[tuple[int, int, int, str], Weighed]:
    sources = tuple(dict.fromkeys(_source(value, view) for value in group))
    days = _days(group, finding, view)
    voice = min((_voice(value) for value in group), key=_VOICES.index)
    because, because_en = (
        "; ".join((
            sentence_for("contradictions.weighed_sources", {"count": str(len(sources)), "names": "، ".join(sources)}, language),
            sentence_for(f"contradictions.weighed_{'no_days' if days is None else 'days'}", {"days": str(days)}, language),
            sentence_for(f"contradictions.weighed_{voice}", {}, language),
        ))
        for language in ("ar", "en")
    )  # fmt: skip
    order = (-len(sources), 10**6 if days is None else days, _VOICES.index(voice), group[0].value)
    weighed = Weighed(
        value=group[0].value, sources=sources, days=days, because=because.replace("; ", "؛ "),
        because_en=because_en.replace("، ", ", "),
    )  # fmt: skip
    return order, weighed


_VOICES = ("named", "report", "anonymous")


def _voice(value: ValueSource) -> str:
    if any(hop.kind == "anonymous" for hop in value.chain):
        return "anonymous"
    return "named" if any(hop.kind in ("speaker", "body") for hop in value.chain) else "report"


def _source(value: ValueSource, view: View) -> str:
    """Who gave it first, as far as the chain tells: the last agency or outlet it came through, else the report's own."""
    passed = [hop for hop in value.chain[1:] if hop.kind in ("agency", "outlet")]
    if passed:
        return passed[-1].label
    indexed = view.corpus[view.copies.get(value.reference.document, value.reference.document)]
    agency, outlet = view.chains.agency(indexed), view.chains.outlet(indexed)
    return view.name(agency) if agency else outlet.label if outlet else indexed.report.document.name


def _days(group: Sequence[ValueSource], finding: Finding, view: View) -> int | None:
    """Days from the event to the earliest of the reports."""
    event = view.events.get(finding.about)
    happened = edtf.earliest(event.date) if event and event.date else None
    told = [
        edtf.earliest(day) for value in group if (day := view.corpus[value.reference.document].published) and edtf.is_edtf(day)
    ]
    known = [day for day in told if day is not None]
    return max(0, (min(known) - happened).days) if happened and known else None
