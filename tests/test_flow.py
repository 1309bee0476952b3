"""Imports go one way: base ← documents ← annotations ← knowledge ← presentation ← cli."""

from __future__ import annotations

import ast
from pathlib import Path

import musnad
from musnad import pipeline

SOURCE = Path(musnad.__file__).parent
LEVELS = {
    **dict.fromkeys(("errors", "records", "lexicons", "ontology", "script", "reasons", "edtf", "tracing"), 0),
    "documents": 1,
    "annotations": 2,
    "pipeline": 3,
    "engines": 3,
    "knowledge": 4,
    "build": 5,
    "presentation": 6,
    "cli": 7,
    "__main__": 8,
}


def imports(path: Path) -> set[str]:
    """First part below `musnad` of everything a module imports from it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[1] for alias in node.names if alias.name.startswith("musnad."))
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            if node.module == "musnad":
                found.update(alias.name for alias in node.names if alias.name in LEVELS)
            elif node.module.startswith("musnad."):
                found.add(node.module.split(".")[1])
    return found


def test_later_stages_import_earlier_ones_never_the_reverse() -> None:
    backward = []
    for path in sorted(SOURCE.rglob("*.py")):
        part = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        if part == "__init__":
            continue
        backward += [
            f"{path.relative_to(SOURCE)} imports {other}" for other in sorted(imports(path)) if LEVELS[other] > LEVELS[part]
        ]
    assert backward == []


def test_every_step_has_its_needs_met() -> None:
    pipeline.check()


def test_no_relative_import_hides_from_this_test() -> None:
    hidden = [
        str(path)
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert hidden == []
