"""Ways out of a case: one module a format, each with NAME, DESCRIPTION and `write(case, out) -> list of paths`."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from musnad.errors import ExportError
from musnad.knowledge.store import Case
from musnad.presentation.exports import standoff, statements

FORMATS: tuple[ModuleType, ...] = (standoff, statements)


def export(case: Case, to: str, out: Path) -> list[Path]:
    """Write the case in the format `to` into `out`; returns the paths written.

    Raises ExportError for an unknown format or a folder that cannot be written.
    """
    for module in FORMATS:
        if to == module.NAME:
            written: list[Path] = module.write(case, out)
            return written
    known = ", ".join(module.NAME for module in FORMATS)
    raise ExportError(f"{to}: no such export format; there are: {known}")
