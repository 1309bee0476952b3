"""Our own annotated sentences: reading them, and checking a file while one writes it.

    PYTHONPATH=src python training/names/sentences.py training/names/sentences/*.txt

A file holds passages (excerpts of reports) parted by blank lines; a line that starts with `#` opens a passage and names it, every
other line is one sentence. A name is marked `[written name](TYPE.kind)`; a name may hold another one. The kinds are those of
`src/musnad/ontology/entity_types.yml`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from musnad.ontology import load as ontology
from musnad.script import fold

_CLOSE = re.compile(r"\]\((PER|ORG|LOC|EVT)(?:\.([a-z_]+))?\)")


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked name: code-point offsets into the sentence without its marks, type, kind; depth 0 is outermost."""

    start: int
    end: int
    type: str
    kind: str | None
    depth: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, its passage and place (`file:line`), and its names in order of position."""

    text: str
    names: tuple[Marked, ...]
    passage: str
    place: str

    @property
    def outermost(self) -> tuple[Marked, ...]:
        """Names that stand in no other name."""
        return tuple(name for name in self.names if name.depth == 0)


def parse(line: str, place: str = "", passage: str = "") -> Sentence:
    """The sentence that a marked line holds. Raises ValueError with place and reason where the marks do not close."""
    text: list[str] = []
    length, at = 0, 0
    opened: list[int] = []
    found: list[Marked] = []
    while at < len(line):
        letter = line[at]
        if letter == "[":
            opened.append(length)
            at += 1
            continue
        if letter == "]":
            close = _CLOSE.match(line, at)
            if close is None or not opened:
                raise ValueError(f"{place}: ']' at {at} closes no name or lacks its (TYPE.kind)")
            start = opened.pop()
            if start == length:
                raise ValueError(f"{place}: an empty name at {at}")
            found.append(Marked(start, length, close[1], close[2], len(opened)))
            at = close.end()
            continue
        text.append(letter)
        length += 1
        at += 1
    if opened:
        raise ValueError(f"{place}: '[' is never closed")
    return Sentence("".join(text), tuple(sorted(found, key=lambda name: (name.start, -name.end))), passage, place)


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of a file in order."""
    passage = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            passage = f"{path.stem}:{line.lstrip('# ').strip()}"
        elif line.strip():
            yield parse(line.strip(), f"{path.name}:{number}", passage or f"{path.stem}:{number}")


def problems(sentences: list[Sentence]) -> Iterator[str]:
    """What a writer should look at again: wrong kinds, spaces and marks inside a span, names left unmarked elsewhere."""
    kinds = ontology("entity_types")
    marked: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for name in sentence.names:
            written = sentence.text[name.start : name.end]
            if name.type != "PER" and (name.kind is None or kinds.get(name.kind, {}).get("of") != name.type):
                yield f"{sentence.place}: [{written}] has no kind of {name.type}: {name.kind}"
            if name.type == "PER" and name.kind:
                yield f"{sentence.place}: [{written}] PER takes no kind"
            if written != written.strip(' "«»“”()،.:؛'):
                yield f"{sentence.place}: [{written}] begins or ends with a space or mark"
            before = sentence.text[name.start - 1 : name.start]
            if before.isalpha() and before not in "وفبلكس":
                yield f"{sentence.place}: [{written}] begins inside a word"
            if sentence.text[name.end : name.end + 1].isalpha():
                yield f"{sentence.place}: [{written}] ends inside a word"
            marked[fold(written).text][name.type] += 1
    for form, types in marked.items():
        if len(types) > 1:
            yield f"two types for {form!r}: {dict(types)}"
    pattern = {form: re.compile(rf"(?<!\w)[وفبلك]{{0,2}}{re.escape(form)}(?!\w)") for form in marked if len(form) > 3}
    for sentence in sentences:
        folded = fold(sentence.text)
        covered = [(name.start, name.end) for name in sentence.names]
        for form, expression in pattern.items():
            for match in expression.finditer(folded.text):
                if not any(start < match.end() and match.start() < end for start, end in covered):
                    yield f"{sentence.place}: {form!r} is unmarked here and marked elsewhere"


def main(arguments: list[str]) -> int:
    """Checks files and counts what they hold."""
    failed = 0
    for path in map(Path, arguments):
        try:
            sentences = list(read(path))
        except ValueError as error:
            print(error)
            failed = 1
            continue
        for problem in problems(sentences):
            print(problem)
        types = Counter(name.type for sentence in sentences for name in sentence.outermost)
        kinds = Counter(name.kind for sentence in sentences for name in sentence.outermost if name.kind)
        words = sum(len(sentence.text.split()) for sentence in sentences)
        print(f"{path.name}: {len(sentences)} sentences, {words} words, {dict(types)}, {dict(kinds)}")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
