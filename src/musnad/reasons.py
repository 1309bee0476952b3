"""Why an annotation was made, as a sentence in Arabic or English.

Rules carry their sentence in `lexicons/reasons/LAYER.yml`: `rule_id: {ar: "...", en: "..."}` with `{placeholders}` that the
annotation's `because` fills. The part of the rule id before the first dot names the layer and the file.
"""

from __future__ import annotations

from collections.abc import Mapping

from musnad.errors import LexiconError
from musnad.lexicons import load
from musnad.records import Annotation


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def sentence_for(rule: str, because: Mapping[str, str], language: str = "ar") -> str:
    """The sentence of `rule` with its gaps filled; the rule id itself where the rule has none."""
    layer, _, name = rule.partition(".")
    try:
        entry = load(f"reasons/{layer}").get(name)
    except LexiconError:
        return rule
    return str(entry[language]).format_map(_Gaps(because)) if entry else rule


def sentence(annotation: Annotation, language: str = "ar") -> str:
    """Why this annotation was made."""
    return sentence_for(annotation.by, dict(annotation.because), language)
