"""Write the trained tagger as the files that ship: ONNX with 8-bit weights, the cut tokenizer, labels.

    PYTHONPATH=src python training/names/export.py WORK_FOLDER [--to FOLDER]

WORK_FOLDER holds what train.py wrote: `small.pt` and `tokenizer.json`, which is written once more without its pieces' spare
digits of score. Both models, quantised and not, go through the same words, and the share of tags that differ is printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import warnings
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from encoder import Encoder
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from shrinking import Shape
from tagger import Tagger

TARGET = Path(__file__).parents[2] / "src/musnad/annotations/names/model/data"


def write_onnx(model: Tagger, path: Path) -> None:
    """The model in full precision; batch, pieces and words are free."""
    pieces = torch.randint(4, 1000, (2, 12))
    firsts = torch.arange(1, 9).repeat(2, 1)
    free = {name: {0: "batch", 1: axis} for name, axis in (("pieces", "length"), ("firsts", "words"), ("scores", "words"))}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model, (pieces, firsts), str(path), input_names=["pieces", "firsts"], output_names=["scores"], opset_version=17,
            dynamic_axes=free, dynamo=False,
        )  # fmt: skip


def export(work: Path, target: Path, shape: Shape | None = None) -> None:
    """`names.onnx` and `tokenizer.json.gz` in `target`; the unquantised model stays in `work`."""
    shape = shape or Shape()
    settings = json.loads((work / "tokenizer.json").read_text(encoding="utf-8"))
    encoder = Encoder(len(settings["model"]["vocab"]), len(shape.layers), dropout=0.0, wide=shape.wide)
    model = Tagger(encoder, dropout=0.0)
    model.load_state_dict({name: value.float() for name, value in torch.load(work / "small.pt", map_location="cpu").items()})
    model.eval()
    target.mkdir(parents=True, exist_ok=True)
    whole, prepared, small = work / "names-float.onnx", work / "names-prepared.onnx", target / "names.onnx"
    write_onnx(model, whole)
    quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(str(prepared), str(small), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    settings["model"]["vocab"] = [[piece, round(score, 3)] for piece, score in settings["model"]["vocab"]]
    raw = json.dumps(settings, ensure_ascii=False, separators=(",", ":")).encode()
    (target / "tokenizer.json.gz").write_bytes(gzip.compress(raw, 9, mtime=0))
    _compare(whole, small)
    pieces = target / "tokenizer.json.gz"
    print(f"{small.stat().st_size / 1e6:.1f} MB, tokenizer {pieces.stat().st_size / 1e6:.2f} MB → {target}")


def _compare(whole: Path, small: Path) -> None:
    source = np.random.default_rng(7)
    pieces = source.integers(4, 20000, (8, 60), dtype=np.int64)
    firsts = np.tile(np.arange(1, 40, dtype=np.int64), (8, 1))
    answers = [
        onnxruntime.InferenceSession(str(path)).run(None, {"pieces": pieces, "firsts": firsts})[0][..., :9].argmax(-1)
        for path in (whole, small)
    ]
    print(f"tags that 8 bits change on random pieces: {(answers[0] != answers[1]).mean():.3%}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--to", type=Path, default=TARGET)
    choice = parser.parse_args()
    export(choice.work, choice.to)
