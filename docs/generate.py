"""Write the parts of docs/ that follow from the program: docs/cli.md, docs/steps.md,
docs/ontology.md, docs/statements.md.

    python docs/generate.py [--check]

`--check` writes nothing and fails where a page is out of date; a test runs it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from musnad import ontology, pipeline
from musnad.cli import app
from musnad.presentation.exports import statements

DOCS = Path(__file__).parent
NOTE = "<!-- written by docs/generate.py; do not edit -->\n\n"


def cli() -> str:
    """Every verb with its arguments and options."""
    command = typer.main.get_command(app)
    parts = [NOTE, "# Command line\n\n", (command.help or "") + "\n\n"]
    parts.append("Exit codes: 0 done; 1 it could not be done; 2 wrong words; 3 done, but some files could not be read.\n\n")
    parts.append("Shell completion: `musnad --install-completion`.\n")
    for name, verb in sorted(command.commands.items()):  # type: ignore[attr-defined]
        parts.append(f"\n## musnad {name}\n\n{_paragraph(verb.help or '')}\n\n| argument | meaning | default |\n|---|---|---|\n")
        for parameter in verb.params:
            if getattr(parameter, "hidden", False) or parameter.name == "help":
                continue
            label = " / ".join((*parameter.opts, *parameter.secondary_opts)) if parameter.param_type_name == "option" else (
                f"{parameter.name.upper()}{'...' if parameter.nargs == -1 else ''}"
            )  # fmt: skip
            default = "required" if parameter.required else _default(parameter.default)
            parts.append(f"| `{label}` | {getattr(parameter, 'help', None) or ''} | {default} |\n")
    return "".join(parts)


def _default(value: object) -> str:
    if value is None or value == ():
        return ""
    return f"`{getattr(value, 'value', value)}`"


def _paragraph(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


def steps() -> str:
    """The steps of the pipeline."""
    rows = "".join(
        f"| {step.name} | {', '.join(step.reads)} | {', '.join(step.writes)} | {step.summary} |\n" for step in pipeline.STEPS
    )
    head = "# Steps\n\nWhat `musnad steps` prints: each report goes through these, in this order.\n\n"
    return f"{NOTE}{head}| step | reads | writes | finds |\n|---|---|---|---|\n{rows}"


def vocabulary() -> str:
    """The ontology as tables."""

    def rows(name: str) -> Iterator[str]:
        for identifier, entry in ontology.load(name).items():
            yield f"| {identifier} | {entry['ar']} | {entry['en']} |\n"

    parts = [NOTE, "# Ontology\n\nWhat can be known, with its labels. Source: `src/musnad/ontology/*.yml`.\n"]
    for name in sorted(path.stem for path in (DOCS.parent / "src/musnad/ontology").glob("*.yml")):
        parts += [f"\n## {name.replace('_', ' ')}\n\n| id | Arabic | English |\n|---|---|---|\n", *rows(name)]
    return "".join(parts)


def statements_table() -> str:
    """The columns of the statements table."""
    head = (
        "# Statements\n\nEvery assertion of every report is one row, in the shape of FollowTheMoney 4: nothing is known without "
        "its words. In the case file it is the SQL view `assertions`. `musnad export --to statements --case CASE --out OUT` "
        "writes it; OUT is a .csv or .jsonl file, or a folder for both. What analysts rejected is not in it: "
        "`musnad judge list` has that.\n\n"
    )
    rows = "".join(f"| `{name}` | {meaning} | {arabic} |\n" for name, meaning, arabic in statements.COLUMNS)
    return f"{NOTE}{head}| column | meaning | المعنى |\n|---|---|---|\n{rows}"


PAGES = {"cli.md": cli, "steps.md": steps, "ontology.md": vocabulary, "statements.md": statements_table}


def stale() -> list[str]:
    """Pages that differ from what the program says."""
    return [name for name, page in PAGES.items() if not (DOCS / name).exists() or (DOCS / name).read_text("utf-8") != page()]


def main() -> int:
    """Write or check the pages."""
    parser = argparse.ArgumentParser(description="Write the generated pages of docs/.")
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        out = stale()
        print(*(f"docs/{name} is out of date: run make docs" for name in out), sep="\n")
        return int(bool(out))
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
