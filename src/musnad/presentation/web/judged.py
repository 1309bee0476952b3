"""What was decided, in words: on what, and which value; machines' names for kinds and fields never reach a reader."""

from __future__ import annotations

from musnad import ontology
from musnad.presentation.web.wording import Wording
from musnad.records import Anchor, Judgement


def anchor_in_words(wording: Wording, anchor: Anchor) -> str:
    """What a decision is on: the words of the report, or what kind of contradiction or statement it is."""
    if anchor.kind == "contradiction":
        return f"{wording('review.kind.contradiction')}: {_known(wording, 'contradiction', anchor.text)}"
    if anchor.text:
        return anchor.text
    for vocabulary in ("predicates", "attributes"):
        if anchor.detail in ontology.load(vocabulary):
            return ontology.label(vocabulary, anchor.detail, wording.language)
    return _known(wording, "field", anchor.detail)


def value_in_words(wording: Wording, judgement: Judgement) -> str:
    """The value that a decision gives, with what it is of; empty where it gives none."""
    if judgement.value is None:
        return ""
    field = judgement.field or ""
    value = _known(wording, "status", judgement.value) if field == "status" else judgement.value
    return f"{_known(wording, 'field', field)}: {value}" if field else value


def _known(wording: Wording, family: str, name: str) -> str:
    return wording(f"{family}.{name}") if wording.has(f"{family}.{name}") else name
