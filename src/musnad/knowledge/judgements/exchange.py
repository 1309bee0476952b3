"""The file that two analysts exchange: one judgement a line, as JSON, ordered by time.

A line is taken in once however often it comes, and the order of lines and of files says nothing: what holds follows from the
times and ids of the judgements. A line whose id does not fit its content is refused, with all other faulty lines, before
anything is taken in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from musnad.errors import JudgementError
from musnad.knowledge.judgements.deciding import judgement_id
from musnad.knowledge.judgements.order import in_order, moment
from musnad.records import Judgement

_SHOWN = 5


def dump(judgements: Iterable[Judgement]) -> str:
    """The judgements as JSON lines; the same judgements give the same text."""
    lines = (
        json.dumps(one.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False, sort_keys=True)
        for one in in_order(judgements)
    )
    return "".join(f"{line}\n" for line in lines)


def load(text: str, name: str) -> list[Judgement]:
    """The judgements of such a file.

    Raises JudgementError that lists the faulty lines.
    """
    found, faults = [], []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        if line.strip():
            try:
                found.append(_read(line))
            except ValueError as error:
                faults.append(f"line {number}: {error}")
    if faults:
        shown = "\n".join(f"  - {fault}" for fault in faults[:_SHOWN])
        more = f"\n  and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        raise JudgementError(
            f"{name} has {len(faults)} faulty line(s); nothing was taken in. Ask for the file again as "
            f"`musnad judge export` wrote it:\n{shown}{more}"
        )
    return found


def _read(line: str) -> Judgement:
    try:
        judgement = Judgement.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"is no judgement ({'.'.join(map(str, first['loc']))}: {first['msg']})") from error
    moment(judgement)
    if judgement.anchors and judgement_id(judgement) != judgement.id:
        raise ValueError(f"{judgement.id} was changed after it was written: its id does not fit its content")
    return judgement


def read_file(path: Path) -> list[Judgement]:
    """The judgements of a file. Raises JudgementError where it cannot be read or is faulty."""
    try:
        return load(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise JudgementError(f"{path}: cannot be read ({reason}); give the file that `musnad judge export` wrote") from error
