"""`musnad serve`: read a case in the browser."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
import threading
import webbrowser
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from musnad.build import use_lexicon_of
from musnad.cli.output import CaseOption
from musnad.errors import CaseError
from musnad.knowledge.store import Case
from musnad.presentation.web import create_app

_TURN = 0.0005
"""Seconds that a thread works while others wait for it."""


def run(
    case: CaseOption,
    port: Annotated[int, typer.Option(help="Port; 0 takes any free one.", min=0, max=65535)] = 8000,
    host: Annotated[
        str, typer.Option(help="Address to listen at; other than 127.0.0.1 lets others on the network read the case.")
    ] = "127.0.0.1",
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = False,
    judging: Annotated[
        bool | None,
        typer.Option("--judging/--no-judging", help="Let readers decide on what was found; on at a loopback address, else off."),
    ] = None,
    adding: Annotated[
        bool | None,
        typer.Option("--adding/--no-adding", help="Let readers add reports to the case; on at a loopback address, else off."),
    ] = None,
) -> None:
    """Serve the case as a web app at a loopback address. Stop with Ctrl-C."""
    local = _loopback(host)
    judging, adding = local if judging is None else judging, local if adding is None else adding
    serve(case, host, port, open_browser, may_judge=judging, may_add=adding)


def serve(
    case: Path, host: str, port: int, open_browser: bool, any_port: bool = False, may_judge: bool = True, may_add: bool = True
) -> None:
    """Listen until stopped; with `any_port`, at another port where the given one is taken.

    Raises CaseError where the case cannot be opened or the port is taken.
    """
    with Case.open(case) as opened:
        use_lexicon_of(opened)
    # Named TCP: asyncio then sends small answers at once; with protocol 0 each page waits 40 ms for an acknowledgement.
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        if not any_port:
            raise CaseError(
                f"port {port} at {host} is not free ({error.strerror}); choose another with --port, or --port 0"
            ) from error
        listener.bind((host, 0))
    listener.listen()
    address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
    typer.echo(f"musnad: {case} at {address} (stop with Ctrl-C)")
    if open_browser and _has_screen():
        # The socket listens already: a browser that is faster than the server waits in its queue.
        threading.Timer(0.5, webbrowser.open, [address]).start()
    app = create_app(case, may_judge=may_judge, may_add=may_add, write_ahead=True)
    # Whoever waits for a row of the case lets others write their pages, and gets back to work after so long: with Python's usual
    # 5 ms a page of fifty questions waits a quarter of a second beside another one.
    sys.setswitchinterval(_TURN)
    config = uvicorn.Config(app, log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])


def _loopback(host: str) -> bool:
    """True for an address that only this machine reaches."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _has_screen() -> bool:
    """True where a browser can open a window: a text browser would take the terminal from the server."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
