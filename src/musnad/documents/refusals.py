"""What is said of a file that cannot become a report: one code, with its sentence and advice in Arabic and English."""

from __future__ import annotations

from collections.abc import Mapping

from musnad.errors import UnreadableDocument
from musnad.lexicons import load
from musnad.reasons import sentence_for
from musnad.records import Failure

LIST = "unread"
"""`lexicons/reasons/unread.yml`: code → sentence, and the code of its advice."""


def in_words(code: str, gaps: Mapping[str, str], language: str) -> tuple[str, str]:
    """What is wrong and what to do next, in one language."""
    advice = load(f"reasons/{LIST}")[code]["next"]
    return sentence_for(f"{LIST}.{code}", gaps, language), sentence_for(f"{LIST}.next_{advice}", gaps, language)


def refusal(name: str, code: str, kind: type[UnreadableDocument] = UnreadableDocument, **gaps: str) -> UnreadableDocument:
    """The error for a file that cannot be read."""
    problem, advice = in_words(code, gaps, "en")
    return kind(name, problem, advice, code, gaps)


def failure(name: str, code: str, **gaps: str) -> Failure:
    """The same as the case keeps it; the words in English stay with it for those who read it as data."""
    problem, advice = in_words(code, gaps, "en")
    return Failure(name=name, problem=problem, advice=advice, code=code, gaps=gaps)


def noted(name: str, error: UnreadableDocument) -> Failure:
    """What the case keeps of an error; `name` is the path as its user gave it."""
    return Failure(name=name, problem=error.problem, advice=error.advice, code=error.code, gaps=error.gaps)


def told(one: Failure, language: str) -> tuple[str, str] | None:
    """A failure in words; None for one that an older musnad wrote down without its code."""
    known = one.code and one.code in load(f"reasons/{LIST}")
    return in_words(one.code, one.gaps, language) if known else None
