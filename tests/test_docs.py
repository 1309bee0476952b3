"""The docs say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from programs import load

ROOT = Path(__file__).parents[1]


def test_generated_pages_are_up_to_date() -> None:
    module = load("docs/generate.py")
    assert module.stale() == [], "run make docs"


@pytest.mark.parametrize("readme", ["README.md", "README.ar.md"])
def test_readme_starts_with_the_two_commands(readme: str) -> None:
    head = "\n".join((ROOT / readme).read_text(encoding="utf-8").splitlines()[:12])
    assert head.index("make demo") < head.index("make test")


@pytest.mark.parametrize("page", [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))], ids=str)
def test_links_between_files_resolve(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_version_and_changelog_agree() -> None:
    import musnad

    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+)", changelog, re.M).group(1) == musnad.__version__  # type: ignore[union-attr]
