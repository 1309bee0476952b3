"""Write the trained tagger as the files that ship: two ONNX graphs with 8-bit weights, the cut tokenizer.

    PYTHONPATH=src python training/names/export.py WORK_FOLDER [--to FOLDER]

WORK_FOLDER holds what train.py wrote: `small.pt`, `leaving.pt` and `tokenizer.json`, which is written once more without its
pieces' spare digits of score. WORK_FOLDER/whole gets the same graphs with weights of 32 bits. Both go through the same words,
and the share of tags that differ is printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from pathlib import Path

import corpora
import torch
from graphs import lower, upper
from leaving import BELOW
from mixes import OWN

from musnad.annotations.names.model import session

TARGET = Path(__file__).parents[2] / "src/musnad/annotations/names/model/data"


def export(work: Path, target: Path) -> None:
    """The two graphs and `tokenizer.json.gz` in `target`, and once more in 32 bits in `work`."""
    weights, line = (torch.load(work / f"{name}.pt", map_location="cpu") for name in ("small", "leaving"))
    blocks = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layers."))
    settings = json.loads((work / "tokenizer.json").read_text(encoding="utf-8"))
    settings["model"]["vocab"] = [[piece, round(score, 3)] for piece, score in settings["model"]["vocab"]]
    raw = json.dumps(settings, ensure_ascii=False, separators=(",", ":")).encode()
    for folder, whole in ((target, False), (work / "whole", True)):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "names.onnx").write_bytes(lower(weights, line, BELOW, whole))
        (folder / "names-upper.onnx").write_bytes(upper(weights, BELOW, blocks, whole))
        (folder / "tokenizer.json.gz").write_bytes(gzip.compress(raw, 9, mtime=0))
    size = sum(path.stat().st_size for path in target.glob("*.onnx"))
    print(f"{size / 1e6:.1f} MB → {target}")
    _compare(work / "whole", target)


def _compare(whole: Path, small: Path) -> None:
    """Words of our own sentences, in 32 bits with nobody leaving, and as they ship."""
    sentences = list(corpora.own(sorted(OWN.glob("*.txt"))))
    lines = [example.words for example in random.Random(7).sample(sentences, 100)]
    models = session.load(whole, stays=float("-inf")), session.load(small)
    pairs = zip(*(model(lines) for model in models), strict=True)
    other = [(one[:, :9].argmax(-1) != two[:, :9].argmax(-1)).mean() for one, two in pairs]
    print(f"tags that 8 bits and leaving early change: {sum(other) / len(other):.3%}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--to", type=Path, default=TARGET)
    choice = parser.parse_args()
    export(choice.work, choice.to)
