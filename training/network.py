"""The network: MiniLM-L6 read twice, once to find cues, once more for each cue to find its source and content."""

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

HIDDEN, HEADS, LAYERS, FEED = 384, 12, 6, 1536
CUE_LABELS = ("O", "B", "I")
ROLE_LABELS = ("O", "B-source", "I-source", "B-content", "I-content", "B-cue", "I-cue")
WEIGHT_LEVELS = 63  # seven bits: sums of two products fit 16 bits, so that CPUs without VNNI give the same numbers


class Linear(nn.Linear):
    """A linear layer that, once `quantised` is set, computes as its 8-bit twin in the shipped file does.

    Its input is rounded by the caller (`round_activations`), once where several layers read the same states.
    """

    quantised = False

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, RoundWeights.apply(self.weight) if self.quantised else self.weight, self.bias)


class RoundWeights(torch.autograd.Function):
    """Weights on a grid of 127 steps for each output; gradients pass straight through."""

    @staticmethod
    def forward(ctx, weight):  # type: ignore[no-untyped-def]
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / WEIGHT_LEVELS
        return (weight / scale).round_().mul_(scale)

    @staticmethod
    def backward(ctx, gradient):  # type: ignore[no-untyped-def]
        return gradient


class RoundActivations(torch.autograd.Function):
    """Activations on a grid of 256 steps for each window (ONNX `DynamicQuantizeLinear`); gradients pass through."""

    @staticmethod
    def forward(ctx, x):  # type: ignore[no-untyped-def]
        low = x.amin((1, 2), keepdim=True).float().clamp(max=0)
        high = x.amax((1, 2), keepdim=True).float().clamp(min=0)
        scale = ((high - low) / 255).clamp(min=1e-8)
        zero = (-low / scale).round()
        steps = torch.div(x, scale).round_()
        return torch.minimum(torch.maximum(steps, -zero), 255 - zero).mul_(scale).to(x.dtype)

    @staticmethod
    def backward(ctx, gradient):  # type: ignore[no-untyped-def]
        return gradient


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.up, self.down = Linear(HIDDEN, FEED), Linear(FEED, HIDDEN)
        self.norm, self.norm_out = (nn.LayerNorm(HIDDEN, eps=1e-12) for _ in range(2))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, t, _ = x.shape
        seen = self.rounded(x)
        q, k, v = (f(seen).view(b, t, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        weights = (q @ k.transpose(2, 3) * (HIDDEN // HEADS) ** -0.5 + mask.to(q.dtype)).softmax(-1)
        attended = weights.to(v.dtype) @ v
        attended = self.out(self.rounded(attended.transpose(1, 2).reshape(b, t, HIDDEN)))
        x = self.norm(x + attended)
        return self.norm_out(x + self.down(self.rounded(F.gelu(self.up(self.rounded(x))))))

    def rounded(self, x: Tensor) -> Tensor:
        return RoundActivations.apply(x) if self.query.quantised else x


class Tagger(nn.Module):
    """`shared` layers are read once a window, the others once more for each cue, which is marked."""

    def __init__(self, weights: Path | None = None, shared: int = 3, quotes: int = 4, cases: int = 6) -> None:
        super().__init__()
        self.shared = shared
        self.words = nn.Embedding(30522, HIDDEN)
        self.places = nn.Embedding(512, HIDDEN)
        self.quotes, self.cases, self.marks = (nn.Embedding(n, HIDDEN) for n in (quotes, cases, 2))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.cue, self.role = nn.Linear(HIDDEN, len(CUE_LABELS)), nn.Linear(HIDDEN, len(ROLE_LABELS))
        self.valid = nn.Linear(HIDDEN, 1)
        for table in (self.quotes, self.cases, self.marks):
            nn.init.normal_(table.weight, std=0.01)
        if weights is not None:
            self.start_from(weights)

    def start_from(self, path: Path) -> None:
        """Take over the pretrained encoder (`model.safetensors` of all-MiniLM-L6-v2)."""
        given = load_file(path)

        def put(module: nn.Module, name: str) -> None:
            for kind in ("weight", "bias"):
                if f"{name}.{kind}" in given:
                    getattr(module, kind).data.copy_(given[f"{name}.{kind}"])

        put(self.words, "embeddings.word_embeddings")
        put(self.places, "embeddings.position_embeddings")
        self.places.weight.data += given["embeddings.token_type_embeddings.weight"][0]
        put(self.norm, "embeddings.LayerNorm")
        for n, layer in enumerate(self.layers):
            name = f"encoder.layer.{n}"
            for mine, theirs in (
                ("query", "attention.self.query"), ("key", "attention.self.key"), ("value", "attention.self.value"),
                ("out", "attention.output.dense"), ("norm", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"), ("down", "output.dense"), ("norm_out", "output.LayerNorm"),
            ):  # fmt: skip
                put(getattr(layer, mine), f"{name}.{theirs}")

    def quantise(self, on: bool = True) -> None:
        for module in self.modules():
            if isinstance(module, Linear):
                module.quantised = on

    def embed(self, ids: Tensor, quotes: Tensor, cases: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1])
        x = self.words(ids) + self.places(places) + self.quotes(quotes) + self.cases(cases)
        return self.norm(x)

    def read(self, ids: Tensor, quotes: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """States after the shared layers, and a cue label's logits for each piece."""
        x = self.embed(ids, quotes, cases)
        for layer in self.layers[: self.shared]:
            x = layer(x, mask)
        half = x
        for layer in self.layers[self.shared :]:
            x = layer(x, mask)
        return half, self.cue(x.to(self.cue.weight.dtype)).float()

    def mark(self, half: Tensor, marks: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """For windows with one cue marked: logits of each piece's role, and whether the cue is one."""
        x = half + self.marks(marks).to(half.dtype)
        for layer in self.layers[self.shared :]:
            x = layer(x, mask)
        x = x.to(self.role.weight.dtype)
        chosen = marks.to(x.dtype) / marks.sum(1, keepdim=True).clamp(min=1)
        return self.role(x).float(), self.valid((x * chosen.unsqueeze(-1)).sum(1)).squeeze(-1).float()
