"""The network back from the file that ships, so that it can learn on.

The int8 file keeps few names of weights. A network of weights drawn by chance is exported beside it: both graphs are
the same, and where a weight drawn by chance stands in the one, the weight that ships stands in the other. They come
back as the file rounds them (seven bits, a scale a column). The tagger's transitions are the `moves` of `labels.json`;
`Statements.plain` serves training alone, is in no file and begins anew.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn

from training.export import written
from training.heads import Model

__all__ = ["restored"]

ABSENT = ("statements.plain.", "statements.crf.")
NEAR = 0.003  # mean distance of a weight drawn from -0.1 to 0.1 to itself in seven bits; to any other it is 0.06

Floats = NDArray[np.float32]


def restored(folder: Path) -> Model:
    """The network of `model.onnx` and `labels.json` in `folder`; ValueError where the file lacks one of its weights."""
    labels = json.loads((folder / "labels.json").read_text("utf-8"))
    model = Model(len(labels["deprels"]), len(labels["arguments"])).eval()
    _draw(model)
    with tempfile.TemporaryDirectory() as scratch:
        drawn = _weights(written(model, Path(scratch) / "drawn.onnx"))
    shipped = _weights(folder / "model.onnx")
    with torch.no_grad():
        for name, value in model.state_dict().items():
            if not name.startswith(ABSENT):
                value.copy_(_counterpart(name, value, drawn, shipped))
        model.statements.crf.learned.copy_(torch.tensor(labels["moves"]))
    return model


def _draw(model: nn.Module) -> None:
    luck = torch.Generator().manual_seed(0)
    for value in model.parameters():
        nn.init.uniform_(value, -0.1, 0.1, generator=luck)


def _weights(path: Path) -> dict[str, Floats]:
    """The weights of a graph by its own names for them, in float."""
    graph = onnx.load(str(path)).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    stored |= {
        node.output[0]: numpy_helper.to_array(node.attribute[0].t)
        for node in graph.node if node.op_type == "Constant" and node.attribute[0].name == "value"
    }  # fmt: skip
    whole = {name: value for name, value in stored.items() if value.dtype == np.float32}
    return whole | {
        name.removesuffix("_quantized"): _whole(value, stored, name.removesuffix("_quantized"))
        for name, value in stored.items() if name.endswith("_quantized")
    }  # fmt: skip


def _whole(value: NDArray[Any], stored: Mapping[str, NDArray[Any]], name: str) -> Floats:
    scale, zero = stored[f"{name}_scale"], stored[f"{name}_zero_point"].astype(np.float32)
    return np.asarray((value.astype(np.float32) - zero) * scale, np.float32)


def _counterpart(name: str, value: Tensor, drawn: Mapping[str, Floats], shipped: Mapping[str, Floats]) -> Tensor:
    own = value.numpy()
    if name == "same.mix":  # the exporter has folded its softmax
        own = np.exp(own) / np.exp(own).sum()
    alike = (weight for weight in drawn if drawn[weight].size == own.size and weight in shipped)
    nearest, turned, distance = min(
        ((weight, turn, _distance(drawn[weight], own, turn)) for weight in alike for turn in (False, True)),
        key=lambda one: one[2],
        default=("", False, np.inf),
    )
    if distance > NEAR:
        raise ValueError(f"the file has no weight that stands where {name} stands")
    found = shipped[nearest]
    found = np.ascontiguousarray(found.T if turned else found).reshape(own.shape)
    return torch.from_numpy(np.log(found) if name == "same.mix" else found)


def _distance(weight: Floats, own: Floats, turned: bool) -> float:  # noqa: FBT001
    if turned and (weight.ndim != 2 or weight.T.shape != own.shape):
        return float(np.inf)
    if not turned and weight.shape != own.shape and weight.squeeze().shape != own.squeeze().shape:
        return float(np.inf)
    return float(np.abs((weight.T if turned else weight).reshape(own.shape) - own).mean())
