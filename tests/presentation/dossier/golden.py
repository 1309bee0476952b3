"""Writes the golden dossiers anew; read the difference before committing it."""

from __future__ import annotations

from pathlib import Path

from invented import invented_case

from musnad.presentation.dossier import compose, render

if __name__ == "__main__":
    folder = Path(__file__).parent / "golden"
    folder.mkdir(exist_ok=True)
    for language in ("ar", "en"):
        dossier = compose(invented_case(), "committee", language)  # type: ignore[arg-type]
        (folder / f"committee.{language}.md").write_text(render(dossier, "md"), encoding="utf-8")
