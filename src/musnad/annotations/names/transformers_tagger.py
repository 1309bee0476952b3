"""Names by any token classifier of the Hugging Face kind, offline: `MUSNAD_NAMES=transformers:FOLDER-OR-NAME`.

The model reads musnad's words; the first piece of a word speaks for it. Labels in BIO, BIOES or IO become our types by
lexicons/tagger_labels.yml. Nothing is fetched from anywhere unless MUSNAD_ALLOW_DOWNLOAD=1 is set, and never code.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import NameLine
from musnad.annotations.names.model.labels import TYPES
from musnad.annotations.names.model.tagger import MENTION_TYPES, LineView
from musnad.annotations.names.stretches import of_words
from musnad.errors import SettingError
from musnad.lexicons import load
from musnad.ontology import load as ontology

ALLOW = "MUSNAD_ALLOW_DOWNLOAD"
PACKAGES = ("transformers", "torch")
BATCH_PIECES = 4096
"""Padded pieces of one call; memory stays near 1 GB with models of the base size."""
LONGEST = 512
"""Pieces of one window; a model that can hold less says so."""

_MARKED = re.compile(r"(?:(?P<mark>[BIOESLUM])[-_])?(?P<name>.+?)(?:[-_](?P<end>[BIESLUM]))?", re.I)
_OPENS, _CLOSES = frozenset("BSU"), frozenset("ESLU")


@dataclass(frozen=True, slots=True)
class Label:
    """One output of a model: does it open or close a name, of which of our types and kinds; `type` empty for none of ours."""

    opens: bool = False
    closes: bool = False
    type: str = ""
    kind: str | None = None


def read_label(written: str) -> Label:
    """`B-PERS` → opens a PER; `O`, `DATE` → none of ours."""
    match = _MARKED.fullmatch(written.strip())
    if match is None:
        return Label()
    entry = _entries().get(_key(match["name"]))
    if entry is None:
        return Label()
    mark = (match["mark"] or match["end"] or "I").upper()
    return Label(mark in _OPENS, mark in _CLOSES, entry["type"], entry.get("kind"))


def _key(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).upper()


@cache
def _entries() -> dict[str, dict[str, str]]:
    """The lexicon, checked: a type or kind that does not exist must not silently lose names."""
    kinds = ontology("entity_types")
    entries = {_key(str(name)): entry for name, entry in load("tagger_labels").items()}
    for name, entry in entries.items():
        kind = entry.get("kind")
        if entry["type"] not in TYPES or (kind and kinds.get(kind, {}).get("of") != entry["type"]):
            raise SettingError(f"tagger_labels.yml: {name} names a type or kind that does not exist: {entry}")
    return entries


class TransformersTagger:
    """Checks at once that package and model are there; loads with the first report."""

    def __init__(self, name: str) -> None:
        missing = [package for package in PACKAGES if importlib.util.find_spec(package) is None]
        if missing:
            raise SettingError(f"names by transformers need {' and '.join(missing)}: pip install 'musnad[transformers]'")
        self.name, self.folder = name, Path(name).expanduser()
        self.download = not self.folder.is_dir() and os.environ.get(ALLOW) == "1"
        if not self.folder.is_dir() and not self.download:
            self._find_kept()
        elif self.folder.is_dir() and not (self.folder / "config.json").is_file():
            raise SettingError(f"{self.folder} holds no model: there is no config.json in it")
        self._loaded: _Loaded | None = None

    def _find_kept(self) -> None:
        """A name is looked up among what was fetched before."""
        if not self.name or self.name.startswith((".", "/", "~")) or self.name.count("/") > 1:
            raise SettingError(f"names by transformers: there is no folder {self.name or '(none given)'}")
        os.environ["HF_HUB_OFFLINE"] = "1"
        from huggingface_hub import try_to_load_from_cache

        if not isinstance(try_to_load_from_cache(self.name, "config.json"), str):
            raise SettingError(
                f"names by transformers: {self.name} is no folder and was not fetched before; give the folder of a model, or "
                f"set {ALLOW}=1 to let it be fetched from huggingface.co"
            )

    @property
    def version(self) -> str:
        """A digest of the model's files; of a model known by name, its name alone."""
        digest = hashlib.sha256()
        for path in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            if path.is_file() and not path.name.startswith("."):
                digest.update(path.name.encode())
                with path.open("rb") as file:
                    digest.update(hashlib.file_digest(file, "sha256").digest())
        return digest.hexdigest()[:16]

    def __call__(self, lines: Sequence[NameLine], /) -> list[LineView]:
        """The model's view of each line."""
        if self._loaded is None:
            self._loaded = _Loaded(str(self.folder) if self.folder.is_dir() else self.name, self.download)
        model = self._loaded
        chosen = [[index for index, word in enumerate(line.words) if word.token.plain] for line in lines]
        words = [[line.words[index].token.plain for index in indices] for line, indices in zip(lines, chosen, strict=True)]
        scored = model.probabilities(words)
        return [_view(line, indices, rows, model.labels) for line, indices, rows in zip(lines, chosen, scored, strict=True)]


class _Loaded:
    """Tokenizer, model and labels."""

    def __init__(self, source: str, download: bool) -> None:
        if not download:
            # Belt and braces: also what the library does besides loading (looking for newer files) stays at home.
            os.environ["HF_HUB_OFFLINE"] = "1"
        import torch
        import transformers

        self.torch = torch
        options: dict[str, Any] = {"local_files_only": not download, "trust_remote_code": False}
        try:
            self.tokenizer: Any = transformers.AutoTokenizer.from_pretrained(source, add_prefix_space=True, **options)
            self.model: Any = transformers.AutoModelForTokenClassification.from_pretrained(source, **options).eval()
        except Exception as error:
            # The library raises OSError, ValueError, KeyError, RuntimeError ... for a broken or foreign folder.
            raise SettingError(f"names by transformers: {source} cannot be loaded ({type(error).__name__}: {error})") from error
        if not self.tokenizer.is_fast:
            raise SettingError(f"names by transformers: {source} has no fast tokenizer (tokenizer.json)")
        config = self.model.config
        written = [str(config.id2label[index]) for index in range(config.num_labels)]
        self.labels = [read_label(name) for name in written]
        if not any(label.type for label in self.labels):
            raise SettingError(
                f"names by transformers: none of the labels of {source} is known ({', '.join(written)}); a file "
                "tagger_labels.yml in a lexicon folder of your own (--lexicon) says what they mean"
            )
        self.room = _room(self.tokenizer, config)

    def probabilities(self, lines: Sequence[Sequence[str]]) -> list[list[list[float]]]:
        """For every word of every line the probability of each label; a word without pieces is given none at all."""
        found: list[list[list[float]]] = [[[] for _ in words] for words in lines]
        inward: list[list[int]] = [[-1] * len(words) for words in lines]
        windows = [
            (size, number, first, end) for number, words in enumerate(lines) if words for size, first, end in self._windows(words)
        ]
        windows.sort()
        for group in _groups(windows):
            texts = [list(lines[number][first:end]) for _, number, first, end in group]
            coded = self.tokenizer(
                texts, is_split_into_words=True, padding=True, truncation=True, max_length=self.room + self._special,
                return_tensors="pt",
            )  # fmt: skip
            with self.torch.inference_mode():
                scores = self.model(**coded).logits.float().softmax(-1).tolist()
            for row, (_, number, first, end) in enumerate(group):
                seen: set[int] = set()
                for piece, word in enumerate(coded.word_ids(row)):
                    if word is None or word in seen:
                        continue
                    seen.add(word)
                    # Where two windows hold a word, the one speaks in which it stands farther from the edge.
                    left = word if first else end
                    right = end - first - 1 - word if end < len(lines[number]) else end
                    depth = min(left, right)
                    if depth > inward[number][first + word]:
                        inward[number][first + word] = depth
                        found[number][first + word] = scores[row][piece]
        return found

    @property
    def _special(self) -> int:
        return int(self.tokenizer.num_special_tokens_to_add())

    def _windows(self, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """(pieces, first word, word behind the last): stretches that the model can hold, a third of each in common."""
        coded = self.tokenizer(list(words), add_special_tokens=False, is_split_into_words=False)["input_ids"]
        sizes = [min(max(1, len(ids)), self.room) for ids in coded]
        first = 0
        while True:
            end, size = first, 0
            while end < len(words) and size + sizes[end] <= self.room:
                size += sizes[end]
                end += 1
            yield size, first, end
            if end == len(words):
                return
            back, common = end, 0
            while back - 1 > first and common + sizes[back - 1] <= self.room // 3:
                back -= 1
                common += sizes[back]
            first = back


def _room(tokenizer: Any, config: Any) -> int:
    """Pieces of text that the model can hold at once."""
    positions = getattr(config, "max_position_embeddings", None) or LONGEST
    if "roberta" in str(config.model_type) or "camembert" in str(config.model_type):
        positions -= (config.pad_token_id or 0) + 1  # these count positions from behind the padding's id
    room = min(int(tokenizer.model_max_length), int(positions), LONGEST)
    return max(1, room - int(tokenizer.num_special_tokens_to_add()))


def _groups(windows: Sequence[tuple[int, int, int, int]]) -> Iterator[list[tuple[int, int, int, int]]]:
    """Windows of like size together, as many as one call may hold; sorted by size, so the last one is the widest."""
    group: list[tuple[int, int, int, int]] = []
    for window in windows:
        if group and (len(group) + 1) * window[0] > BATCH_PIECES:
            yield group
            group = []
        group.append(window)
    if group:
        yield group


@dataclass(frozen=True, slots=True)
class _Read:
    """What the model makes of one word."""

    type: str
    probability: float
    label: Label


def _read(row: Sequence[float], labels: Sequence[Label]) -> tuple[_Read, float]:
    """The likeliest of our types (or none) for a word, labels of one type taken together; the probability of none."""
    shares = dict.fromkeys(("", *TYPES), 0.0)
    for label, share in zip(labels, row, strict=True):
        shares[label.type] += share
    type_ = max(shares, key=lambda name: shares[name])
    likeliest = max(
        (index for index, label in enumerate(labels) if label.type == type_), key=lambda index: row[index], default=None
    )
    label = labels[likeliest] if likeliest is not None else Label()
    return _Read(type_, shares[type_], label), shares[""]


def _view(line: NameLine, indices: Sequence[int], rows: Sequence[Sequence[float]], labels: Sequence[Label]) -> LineView:
    """`indices[i]` is the word of the line that row i is about."""
    outside = [1.0] * len(line.words)
    names: list[Candidate] = []
    run: list[tuple[int, _Read]] = []
    closed = False
    for index, row in zip(indices, rows, strict=True):
        if not row:
            outside[index] = 0.5  # the tokenizer has no piece for it, so the model said nothing
            continue
        read, outside[index] = _read(row, labels)
        # An inside label that opens a name does so: models trained on IO or on the first form of BIO write nothing else.
        if run and (closed or read.type != run[-1][1].type or read.label.opens):
            names += _candidate(line, run)
            run = []
        if read.type:
            run.append((index, read))
        closed = read.label.closes
    names += _candidate(line, run)
    return LineView(tuple(names), tuple(outside))


def _candidate(line: NameLine, run: Sequence[tuple[int, _Read]]) -> list[Candidate]:
    """The name that a run of words of one type makes, if any."""
    if not run:
        return []
    type_ = run[0][1].type
    stretch = of_words(line, run[0][0], run[-1][0], person=type_ == "PER")
    if stretch is None:
        return []
    start, end = stretch
    score = round(sum(read.probability for _, read in run) / len(run), 3)
    because = (("name", line.text[start:end]), ("probability", f"{score:.2f}"))
    return [Candidate(start, end, MENTION_TYPES[type_], score, "names.transformers", because, run[0][1].label.kind)]
