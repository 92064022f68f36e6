"""The fitted network as two ONNX graphs in 8 bits: `lower` is run once a window, `upper` once more for each cue."""

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.network import HEADS, HIDDEN, WEIGHT_LEVELS, Layer, Linear, Tagger

OURS = "com.microsoft"
MOST_PIECES = 256  # of one window, its frame among them; the tagger reads 192 at once
INT, FLOAT = TensorProto.INT64, TensorProto.FLOAT


class Graph:
    """Nodes and weights of a graph while it is being built; every name is given once."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, array: NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, domain: str = "", **settings: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name, domain=domain, **settings))
        return name

    def table(self, indices: str, name: str, array: NDArray[np.float32]) -> str:
        """A small table of vectors, looked up."""
        return self.node("Gather", [self.weight(f"{name}.rows", array), indices], name, axis=0)

    def norm(self, x: str, name: str, module: torch.nn.LayerNorm) -> str:
        scale, shift = (
            self.weight(f"{name}.scale", array(module.weight)),
            self.weight(f"{name}.shift", array(module.bias)),
        )
        return self.node("LayerNormalization", [x, scale, shift], name, epsilon=1e-12, axis=-1)

    def linear(self, x: str, name: str, module: Linear) -> str:
        """An 8-bit product: activations on 256 steps a call, weights on 127 steps an output."""
        weight = array(module.weight)
        scale = np.maximum(np.abs(weight).max(1), 1e-8) / WEIGHT_LEVELS
        steps = np.rint(weight / scale[:, None]).astype(np.int8).T
        return self.node(
            "DynamicQuantizeMatMul",
            [x, self.weight(f"{name}.steps", steps), self.weight(f"{name}.scale", scale.astype(np.float32)),
             self.weight(f"{name}.zero", np.zeros(len(scale), np.int8)),
             self.weight(f"{name}.bias", array(module.bias))],
            name, OURS,
        )  # fmt: skip

    def head(self, x: str, name: str, module: torch.nn.Linear) -> str:
        product = self.node("MatMul", [x, self.weight(f"{name}.weight", array(module.weight).T)], f"{name}.product")
        return self.node("Add", [product, self.weight(f"{name}.bias", array(module.bias))], name)

    def layer(self, x: str, name: str, layer: Layer) -> str:
        three = [self.linear(x, f"{name}.{part}", getattr(layer, part)) for part in ("query", "key", "value")]
        attended = self.node("MultiHeadAttention", three, f"{name}.attended", OURS, num_heads=HEADS)
        x = self.node("Add", [x, self.linear(attended, f"{name}.out", layer.out)], f"{name}.sum")
        x = self.norm(x, f"{name}.norm", layer.norm)
        up = self.node("Gelu", [self.linear(x, f"{name}.up", layer.up)], f"{name}.gelu", OURS)
        more = self.node("Add", [x, self.linear(up, f"{name}.down", layer.down)], f"{name}.sum_out")
        return self.norm(more, f"{name}.norm_out", layer.norm_out)

    def model(self, inputs: dict[str, tuple[int, list[str | int]]], outputs: dict[str, list[str | int]]) -> bytes:
        graph = helper.make_graph(
            self.nodes,
            "sayso",
            [helper.make_tensor_value_info(n, kind, shape) for n, (kind, shape) in inputs.items()],
            [helper.make_tensor_value_info(n, FLOAT, shape) for n, shape in outputs.items()],
            self.weights,
        )
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(OURS, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="sayso")
        return model.SerializeToString(deterministic=True)


def array(tensor: torch.Tensor) -> NDArray[np.float32]:
    return tensor.detach().float().numpy()


def lower_graph(tagger: Tagger) -> bytes:
    """Inputs `ids`, `quotes`, `cases` of shape (1, pieces); output `half` of shape (1, pieces, hidden)."""
    g = Graph()
    x = _placed(g, tagger)
    x = g.node("Add", [x, g.table("quotes", "quotes.found", array(tagger.quotes.weight))], "quoted")
    x = g.node("Add", [x, g.table("cases", "cases.found", array(tagger.cases.weight))], "cased")
    x = g.norm(x, "norm", tagger.norm)
    for n, layer in enumerate(tagger.layers[: tagger.shared]):
        x = g.layer(x, f"layer{n}", layer)
    g.node("Identity", [x], "half")
    ids = {name: (INT, [1, "pieces"]) for name in ("ids", "quotes", "cases")}
    return g.model(ids, {"half": [1, "pieces", HIDDEN]})


def sentence_graph(network: Tagger) -> bytes:
    """The encoder as it comes, without features or heads: `ids` (1, pieces) to the mean of states (1, hidden)."""
    g = Graph()
    x = g.norm(_placed(g, network), "norm", network.norm)
    for n, layer in enumerate(network.layers):
        x = g.layer(x, f"layer{n}", layer)
    g.node("ReduceMean", [x], "vector", axes=[1], keepdims=0)
    return g.model({"ids": (INT, [1, "pieces"])}, {"vector": [1, HIDDEN]})


def _placed(g: Graph, network: Tagger) -> str:
    """The 8-bit vectors of the words, with those of their places added."""
    words = array(network.words.weight)
    scale = np.maximum(np.abs(words).max(1, keepdims=True), 1e-8) / 127
    steps = g.node("Gather", [g.weight("words.steps", np.rint(words / scale).astype(np.int8)), "ids"], "words.found")
    number = g.node("Cast", [steps], "words.number", to=FLOAT)
    factor = g.node("Gather", [g.weight("words.scale", scale.astype(np.float32)), "ids"], "words.factor")
    x = g.node("Mul", [number, factor], "words")
    shape = g.node("Shape", ["ids"], "shape", start=1)
    places = g.node(
        "Slice",
        [g.weight("places.rows", array(network.places.weight)[:MOST_PIECES]), g.weight("from", np.array([0])), shape,
         g.weight("axes", np.array([0]))],
        "places",
    )  # fmt: skip
    return g.node("Add", [x, places], "placed")


def upper_graph(tagger: Tagger) -> bytes:
    """Inputs `half` (1, pieces, hidden) and `marks` (cues, pieces): 0 where no cue is marked, 1 beside one, 2 on it.

    Outputs: probabilities `cue` (cues, pieces, 3) and `role` (cues, pieces, 7), and `valid` (cues, 1).
    """
    g = Graph()
    marks = array(tagger.marks.weight)
    found = g.table("marks", "marks.found", np.concatenate((np.zeros((1, HIDDEN), np.float32), marks)))
    x = g.node("Add", ["half", found], "marked")
    for n, layer in enumerate(tagger.layers[tagger.shared :]):
        x = g.layer(x, f"layer{tagger.shared + n}", layer)
    for name, module in (("cue", tagger.cue), ("role", tagger.role)):
        g.node("Softmax", [g.head(x, f"{name}.logits", module)], name, axis=-1)
    on = g.node("Cast", [g.node("Equal", ["marks", g.weight("two", np.array(2))], "chosen")], "chosen.number", to=FLOAT)
    # the mean over a cue's pieces: (cues, 1, pieces) x (cues, pieces, hidden); where none is marked the sum is 0
    row = g.node("Unsqueeze", [on, g.weight("axis", np.array([1]))], "chosen.row")
    total = g.node("Squeeze", [g.node("MatMul", [row, x], "cue.sum"), "axis"], "cue.state")
    count = g.node("ReduceSum", [on, "axis"], "cue.count", keepdims=1)
    count = g.node("Max", [count, g.weight("one", np.array(1, np.float32))], "cue.least")
    g.node("Sigmoid", [g.head(g.node("Div", [total, count], "cue.mean"), "valid.logit", tagger.valid)], "valid")
    inputs = {"half": (FLOAT, [1, "pieces", HIDDEN]), "marks": (INT, ["cues", "pieces"])}
    return g.model(inputs, {"cue": ["cues", "pieces", 3], "role": ["cues", "pieces", 7], "valid": ["cues", 1]})
