"""Many candidates in, one consistent set out: outermost, not overlapping, the likelier of two that compete.

A name around another one wins where it is likely enough itself (no place inside اتفاق + place); what it holds vanishes, except
a parent inside the name of its organ (قوات "نظام ..."), which stands as a mention of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from musnad.annotations.names.candidates import Candidate
from musnad.tracing import near_miss, tracing

# A candidate below this is not shown: a rule scores below it what it holds for more likely wrong than right by itself.
FLOOR = 0.55
# An outer candidate at least this likely beats what it holds.
OUTER = 0.58


def _effective(candidates: Sequence[Candidate]) -> dict[Candidate, float]:
    """Scores with every likely outer candidate lifted above what it holds, the shortest first."""
    scores: dict[Candidate, float] = {}
    for candidate in sorted(candidates, key=lambda item: (item.length, item.start)):
        score = candidate.score
        if score >= OUTER:
            inner = [
                scores[other]
                for other in scores
                if candidate.contains(other) and (other.type != "PER" or candidate.type == "PER" or score >= 0.7)
            ]
            score = max([score, *(value + 0.01 for value in inner)])
        scores[candidate] = score
    return scores


_LINKS = frozenset({"authority", "full"})


def _merged(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One candidate for each span and type: the likeliest, with the authority that any of them knows."""
    best: dict[tuple[int, int, str], Candidate] = {}
    for candidate in sorted(candidates, key=lambda item: (item.start, item.end, item.type, -item.score, item.by)):
        key = (candidate.start, candidate.end, candidate.type)
        kept = best.get(key)
        if kept is None:
            best[key] = candidate
            continue
        # what it stands for in the lists, and the full name that it is short for, whoever of the two knows it
        known = {name for name, _ in kept.because}
        because = (*kept.because, *(item for item in candidate.because if item[0] in _LINKS and item[0] not in known))
        best[key] = Candidate(
            kept.start, kept.end, kept.type, kept.score, kept.by, because, kept.subtype or candidate.subtype,
            kept.head or candidate.head, kept.parent or candidate.parent,
        )  # fmt: skip
    return list(best.values())


def resolve(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The accepted candidates in order of position."""
    merged = _merged(candidates)
    pool = [candidate for candidate in merged if candidate.score >= FLOOR and candidate.length > 1]
    scores = _effective(pool)
    accepted: list[Candidate] = []
    for candidate in sorted(pool, key=lambda item: (-scores[item], -item.length, item.start, item.type)):
        if all(_compatible(candidate, other) for other in accepted):
            accepted.append(candidate)
    if tracing():
        _report(merged, accepted)
    return sorted(accepted, key=lambda item: (item.start, -item.end))


def _report(candidates: Sequence[Candidate], accepted: Sequence[Candidate]) -> None:
    """Tells of every candidate that was not accepted: too unlikely, or beaten by one that shares characters with it."""
    for candidate in candidates:
        if candidate in accepted:
            continue
        score = f"{candidate.score:.2f}"
        winner = next((other for other in accepted if not _compatible(candidate, other)), None)
        if candidate.score < FLOOR:
            near_miss(candidate.by, candidate, "below_floor", type=candidate.type, score=score, floor=FLOOR)
        elif winner is not None:
            near_miss(
                candidate.by, candidate, "beaten_name", type=candidate.type, score=score, winner=winner,
                winner_type=winner.type, winner_score=f"{winner.score:.2f}",
            )  # fmt: skip


def _compatible(candidate: Candidate, other: Candidate) -> bool:
    """No shared character, or the one is the parent inside the name of its organ."""
    if not candidate.overlaps(other):
        return True
    if candidate.type != "ORG" or other.type != "ORG":
        return False
    return (candidate.parent and other.contains(candidate)) or (other.parent and candidate.contains(other))
