"""Language knowledge as YAML, and the one loader for it.

A lexicon file is `lexicons/NAME.yml`; the loader caches, folds nothing, and reports every fault with file and line. What a file
holds and who reads it stands in the file's own header. A researcher's own folder of files (docs/lexicon.md) extends the shipped
ones: `use` says which, for this process.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from musnad.errors import LexiconError
from musnad.lexicons import user
from musnad.lexicons.parsing import parse
from musnad.lexicons.user import UserLexicon

_HERE = "musnad.lexicons"
_used: UserLexicon | None = None


@cache
def load(name: str, package: str = _HERE) -> Any:
    """The content of `lexicons/NAME.yml` (`name` may hold a folder: `reasons/names`), extended by the lexicon in use.

    Raises LexiconError with all faults where the file is missing, is not YAML, is empty, or holds a key twice.
    """
    content = _shipped(name, package)
    return _used.extend(name, content, _kinds()) if _used is not None and package == _HERE else content


def read(folder: Path) -> UserLexicon:
    """A researcher's folder, checked against the shipped lexicons.

    Raises LexiconError with all faults of all files, each with file and line.
    """
    found = user.read(folder, _names())
    faults = found.faults_of_names(_kinds())
    for name in sorted(_names()):
        if f"{name}.yml" in dict(found.files):
            faults += found.extended(name, _shipped(name, _HERE), _kinds())[1]
    if faults:
        raise LexiconError(str(folder), faults)
    return found


def use(lexicon: UserLexicon | None) -> None:
    """From now on this process reads the shipped lexicons with this one's additions (None: as shipped)."""
    global _used
    wanted = lexicon if lexicon is not None and lexicon.files else None
    if wanted != _used:
        _used = wanted
        _forget()


def _forget() -> None:
    """Everything that is cached in musnad is made from lexicons, so all of it is made anew."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "musnad":
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if callable(clear) and value is not _shipped:
                    clear()


@cache
def _shipped(name: str, package: str) -> Any:
    path = files(package).joinpath(f"{name}.yml")
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LexiconError(f"{name}.yml", ["the file does not exist"]) from None
    return parse(text, f"{name}.yml")


@cache
def _names() -> frozenset[str]:
    """The shipped lexicons."""
    return frozenset(entry.name.removesuffix(".yml") for entry in files(_HERE).iterdir() if entry.name.endswith(".yml"))


def _kinds() -> dict[str, str]:
    """Kinds of entities → the type they belong to."""
    return {name: str(entry["of"]) for name, entry in _shipped("entity_types", "musnad.ontology").items() if "of" in entry}


__all__ = ["UserLexicon", "load", "read", "use"]
