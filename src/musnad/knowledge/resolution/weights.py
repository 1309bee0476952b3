"""The learned weights: what each observation adds to the log-odds that two names are one (training/resolution/fit.py)."""

from __future__ import annotations

from functools import cache
from math import exp
from typing import Any

from musnad.lexicons import load


@cache
def _file() -> Any:
    return load("weights", "musnad.knowledge.resolution")


def table(kind: str) -> dict[str, float]:
    """Observation → weight, for a type of entity."""
    found: dict[str, float] = _file()["weights"][kind]
    return found


def listed(kind: str) -> dict[str, float]:
    """What speaks for and against a list's entry being meant by its name; `start`: before anything is observed."""
    found: dict[str, float] = _file()["listed"][kind]
    return found


def enough_listed() -> float:
    """Probability from which a name that the lists hold means their entry."""
    return float(_file()["enough_listed"])


def start(kind: str) -> float:
    """Log-odds before anything is observed."""
    return float(_file()["start"][kind])


def enough(kind: str) -> float:
    """Probability from which two names of a type of entity are joined."""
    return float(_file()["enough"][kind])


def clear_lead() -> float:
    """By how much the log-odds of the best fit must exceed those of the second for a short form to be joined."""
    return float(_file()["clear_lead"])


def probability(odds: float) -> float:
    """Of log-odds."""
    return round(1 / (1 + exp(-odds)), 4) if odds > -60 else 0.0


def calibration() -> list[dict[str, float]]:
    """Bins of the probability said of pairs that were left out of the fit, and the share of them that are one."""
    found: list[dict[str, float]] = _file()["calibration"]
    return found
