"""The tagger as two ONNX graphs: the lower blocks for every piece, the upper blocks for the words that stay.

Written by hand, because no exporter makes what is fast here: lines lie end to end without padding (only attention sees rows of
equal length, by `rows` and `bias`), query, key and value are one product, and the upper blocks ask for some words only.
Names of inputs: musnad.annotations.names.model.batches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
from encoder import HEADS, HIDDEN
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from musnad.annotations.names.model.labels import KINDS, SKIPS, TAGS

_CONTRIB = "com.microsoft"
_BITS7, _BITS8 = 64, 127
"""Largest whole number of a weight in a product (processors without VNNI overflow on full 8 bits) and of an embedding."""

Weights = Mapping[str, Tensor]


class _Graph:
    """Nodes and weights as they come up; values are called by name."""

    def __init__(self, weights: Weights, whole: bool) -> None:
        self.weights, self.whole = weights, whole
        self._nodes: list[onnx.NodeProto] = []
        self._kept: list[onnx.TensorProto] = []

    def constant(self, value: NDArray[np.generic]) -> str:
        name = f"constant{len(self._kept)}"
        self._kept.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def many(self, kind: str, inputs: Sequence[str], count: int, domain: str = "", **settings: object) -> list[str]:
        outputs = [f"{kind}{len(self._nodes)}.{index}" for index in range(count)]
        self._nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **settings))
        return outputs

    def one(self, kind: str, *inputs: str, domain: str = "", **settings: object) -> str:
        return self.many(kind, inputs, 1, domain, **settings)[0]

    def array(self, name: str) -> NDArray[np.float32]:
        return np.asarray(self.weights[name].float().numpy())

    def product(self, value: str, names: Sequence[str], exact: bool = False) -> str:
        """`value` times the weights of these layers side by side, their biases added."""
        weight = np.concatenate([self.array(f"{name}.weight") for name in names]).T
        bias = self.constant(np.concatenate([self.array(f"{name}.bias") for name in names]))
        if self.whole or exact:
            return self.one("Gemm", value, self.constant(weight), bias)
        small, scale = _whole_numbers(weight, 0, _BITS7)
        return self.one(
            "DynamicQuantizeMatMul", value, self.constant(small), self.constant(scale[0]), "", bias, domain=_CONTRIB
        )  # fmt: skip

    def normed(self, value: str, name: str) -> str:
        weight, bias = (self.constant(self.array(f"{name}.{part}")) for part in ("weight", "bias"))
        return self.one("LayerNormalization", value, weight, bias, axis=-1, epsilon=1e-12)

    def embedded(self, name: str, index: str) -> str:
        table = self.array(f"encoder.{name}.weight")
        if self.whole:
            return self.one("Gather", self.constant(table), index, axis=0)
        small, scale = _whole_numbers(table, 1, _BITS8)
        rows = self.one("Cast", self.one("Gather", self.constant(small), index, axis=0), to=TensorProto.FLOAT)
        return self.one("Mul", rows, self.one("Gather", self.constant(scale), index, axis=0))

    def block(self, number: int, asking: str, states: str, asks: str, bias: str, back: str) -> str:
        """New states of `asking`, which look at all of `states`."""
        name = f"encoder.layers.{number}"
        parts = [f"{name}.{part}" for part in ("query", "key", "value")]
        if asking == states:
            query, key, value = self._thirds(self.product(states, parts), 3)
        else:
            query = self.product(asking, parts[:1])
            key, value = self._thirds(self.product(states, parts[1:]), 2)
        query = self.one("Gather", query, asks, axis=0)
        key, value = (self.one("Gather", each, "rows", axis=0) for each in (key, value))
        mixed = self.one("MultiHeadAttention", query, key, value, "", "", bias, domain=_CONTRIB, num_heads=HEADS)
        mixed = self.one("Reshape", mixed, self.constant(np.array([-1, HIDDEN], dtype=np.int64)))
        mixed = self.product(self.one("Gather", mixed, back, axis=0), [f"{name}.mixed"])
        asking = self.normed(self.one("Add", asking, mixed), f"{name}.norm_attention")
        inner = self.one("FastGelu", self.product(asking, [f"{name}.inner"]), domain=_CONTRIB)
        return self.normed(self.one("Add", asking, self.product(inner, [f"{name}.outer"])), f"{name}.norm_outer")

    def _thirds(self, value: str, count: int) -> list[str]:
        sizes = self.constant(np.full(count, HIDDEN, dtype=np.int64))
        return self.many("Split", [value, sizes], count, axis=-1)

    def model(
        self, inputs: Mapping[str, tuple[int, Sequence[object]]], outputs: Mapping[str, tuple[str, Sequence[object]]]
    ) -> bytes:
        told = [helper.make_tensor_value_info(name, kind, list(shape)) for name, (kind, shape) in inputs.items()]
        found = []
        for name, (value, shape) in outputs.items():
            self._nodes.append(helper.make_node("Identity", [value], [name]))
            found.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape)))
        graph = helper.make_graph(self._nodes, "names", told, found, self._kept)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(_CONTRIB, 1)])
        model.ir_version = 9
        return model.SerializeToString()


def _whole_numbers(weight: NDArray[np.float32], axis: int, most: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Whole numbers up to `most`, and the scale of each column or row that gives the weight back."""
    scale = np.maximum(np.abs(weight).max(axis, keepdims=True), 1e-12) / most
    return np.clip(np.round(weight / scale), -most, most).astype(np.int8), scale.astype(np.float32)


_INT, _FLOAT = TensorProto.INT64, TensorProto.FLOAT


def lower(weights: Weights, line: Weights, blocks: int, whole: bool = False) -> bytes:
    """Pieces in; the states of all pieces and the early log odds of every word out. `whole`: weights in 32 bits."""
    graph = _Graph({**weights, "early.weight": line["weight"], "early.bias": line["bias"]}, whole)
    states = graph.normed(
        graph.one("Add", graph.embedded("words", "pieces"), graph.embedded("places", "places")), "encoder.norm"
    )  # fmt: skip
    for number in range(blocks):
        states = graph.block(number, states, states, "rows", "bias", "back")
    early = graph.product(graph.one("Gather", states, "firsts", axis=0), ["early"], exact=True)
    inputs = {
        "pieces": (_INT, ["pieces"]), "places": (_INT, ["pieces"]), "firsts": (_INT, ["words"]),
        "rows": (_INT, ["lines", "length"]), "bias": (_FLOAT, ["lines", 1, "asking", "length"]), "back": (_INT, ["pieces"]),
    }  # fmt: skip
    return graph.model(inputs, {"states": (states, ["pieces", HIDDEN]), "early": (early, ["words", 1])})


def upper(weights: Weights, blocks: int, count: int, whole: bool = False) -> bytes:
    """The states of all pieces in; the scores of the words that stay out. Blocks `blocks` to `count`."""
    graph = _Graph(weights, whole)
    states, asking = "states", graph.one("Gather", "states", "staying", axis=0)
    where = graph.one("Unsqueeze", "staying", graph.constant(np.array([1], dtype=np.int64)))
    for number in range(blocks, count):
        asking = graph.block(number, asking, states, "asks", "bias", "back")
        if number < count - 1:
            states = graph.one("ScatterND", states, where, asking)
    scores = graph.product(asking, ["out"], exact=True)
    inputs = {
        "states": (_FLOAT, ["pieces", HIDDEN]), "staying": (_INT, ["staying"]), "asks": (_INT, ["lines", "asking"]),
        "rows": (_INT, ["lines", "length"]), "bias": (_FLOAT, ["lines", 1, "asking", "length"]), "back": (_INT, ["staying"]),
    }  # fmt: skip
    return graph.model(inputs, {"scores": (scores, ["staying", len(TAGS) + len(KINDS) + SKIPS])})
