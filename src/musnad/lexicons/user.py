"""A researcher's own lexicon: a folder whose files extend the shipped ones of the same name (docs/lexicon.md)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from musnad.errors import LexiconError
from musnad.lexicons import names_table
from musnad.lexicons.extending import Extension
from musnad.lexicons.parsing import Lines, parse

NAMES = "names.tsv"


@dataclass(frozen=True, slots=True)
class UserLexicon:
    """The texts of the folder's files by name, sorted. Small enough to travel to every worker and to be kept in the case."""

    files: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """Changes whenever a file changes."""
        return hashlib.sha256(json.dumps(self.files, ensure_ascii=False).encode()).hexdigest()[:16]

    def dump(self) -> str:
        """One text, for the case."""
        return json.dumps(dict(self.files), ensure_ascii=False)

    @classmethod
    def of(cls, dumped: str) -> UserLexicon:
        """What `dump` wrote."""
        return cls(tuple(sorted(json.loads(dumped).items())))

    def extend(self, name: str, shipped: Any, kinds: Mapping[str, str]) -> Any:
        """The shipped content of lexicon `name` with what this folder adds. `kinds`: id of a kind → its type.

        Raises LexiconError with all faults, each with its file and line.
        """
        content, faults = self.extended(name, shipped, kinds)
        if faults:
            raise LexiconError("the lexicon", faults)
        return content

    def extended(self, name: str, shipped: Any, kinds: Mapping[str, str]) -> tuple[Any, list[str]]:
        """The content and the faults, each with its file and line."""
        texts = dict(self.files)
        faults: list[str] = []
        file = f"{name}.yml"
        if file in texts:
            try:
                added = parse(texts[file], file)
            except LexiconError as error:
                return shipped, [f"{file}, {fault}" for fault in error.faults]
            extension = Extension(shipped, added, Lines(texts[file]).of, kinds)
            shipped = extension.content
            faults = [f"{file}, {fault}" for fault in extension.faults]
        if NAMES in texts:
            rows, _ = names_table.rows(texts[NAMES], kinds)
            for section, own in names_table.of_lexicon(name, rows).items():
                shipped = names_table.joined(shipped, section, own)
        return shipped, faults

    def faults_of_names(self, kinds: Mapping[str, str]) -> list[str]:
        """What is wrong with `names.tsv`."""
        return [f"{NAMES}, {fault}" for fault in names_table.rows(dict(self.files).get(NAMES, ""), kinds)[1]]


def read(folder: Path, known: frozenset[str]) -> UserLexicon:
    """The files of a folder; `known` are the names of the shipped lexicons.

    Raises LexiconError where the folder is none, or holds a file that is neither a lexicon, nor `names.tsv`, nor notes (.md).
    """
    if not folder.is_dir():
        raise LexiconError(str(folder), ["there is no such folder; --lexicon takes a folder of lexicon files"])
    texts: dict[str, str] = {}
    faults: list[str] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.suffix == ".md":
            continue
        if path.name != NAMES and not (path.suffix == ".yml" and path.stem in known):
            faults.append(f"{path.name}: no lexicon has this name; a folder may hold {NAMES}, {', '.join(sorted(known))} (.yml)")
            continue
        try:
            texts[path.name] = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            faults.append(f"{path.name}: cannot be read as UTF-8 text ({error})")
    if faults:
        raise LexiconError(str(folder), faults)
    return UserLexicon(tuple(sorted(texts.items())))
