"""The command line: one file a verb, each a thin call into a stage.

Exit codes: 0 done; 1 it could not be done (the message says what to do next); 2 the words of the command are wrong; 3 done, but
some files could not be read (they are listed).
"""

from __future__ import annotations

import sys

import typer

from musnad.cli import build, contradictions, dates, demo, dossier, explain, export, judge, search, serve, steps, timeline, why
from musnad.cli.output import fail
from musnad.errors import MusnadError

app = typer.Typer(
    name="musnad",
    help="Arabic news reports in, a case in which every fact points to its words out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for verb in (build, serve, search, explain, dossier, contradictions, timeline, why, judge, export, dates, steps, demo):
    app.command(verb.__name__.rpartition(".")[2])(verb.run)


@app.callback(invoke_without_command=True)
def _version(version: bool = typer.Option(False, "--version", help="Print the version and stop.")) -> None:
    if version:
        import musnad

        typer.echo(f"musnad {musnad.__version__}")
        raise typer.Exit


def main() -> None:
    """Entry point of the `musnad` command."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe set to a Latin encoding must not break Arabic output.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except MusnadError as error:
        fail(str(error))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
