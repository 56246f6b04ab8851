"""The head of happenings as a part of the model's one file: the same window, four more outputs."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]
from torch import Tensor, nn

from training.happening_head import FAR_APART, Happenings
from training.happening_rows import STATES

__all__ = ["FLOOR", "OUTPUTS", "Graph", "grafted", "opened"]

FLOOR = 0.08  # a word less likely to tell an event is not asked about further
PREFIX = "happenings/"
OUTPUTS = {
    "happening_words": ("prospects",), "happening": ("prospects", "types"), "certainty": ("prospects", "factualities"),
    "parties": ("prospects", "sides", "words"),
}  # fmt: skip


class Graph(nn.Module):
    """The head over one window, as it is exported."""

    def __init__(self, model: Happenings) -> None:
        super().__init__()
        self.model = model

    def forward(self, states: Tensor, sentence: Tensor) -> tuple[Tensor, ...]:
        """States (layers, 1, words, width) and each word's sentence to the named outputs."""
        model = self.model
        apart = sentence[:, None] != sentence[None, :]
        mask = torch.zeros(apart.shape).masked_fill(apart, FAR_APART)[None, None]
        words = model.words(states[:, 0].permute(1, 0, 2)[None], mask)
        types = torch.softmax(model.tells(words)[0], -1)
        chance = 1 - types[:, 0]
        asked = torch.nonzero((chance > FLOOR) | (chance == chance.max())).squeeze(1)  # never none
        scores = model.parties(words, torch.zeros_like(asked), asked)
        parties = torch.sigmoid(scores.masked_fill(apart[asked][:, None], FAR_APART))
        return asked, types[asked], torch.softmax(model.certainty(words[0, asked]), -1), parties


def opened(folder: Path, out: Path) -> Path:
    """A copy of the model in `folder` that gives the encoder's states too; returns `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for name in ("tokenizer.json", "labels.json"):
        shutil.copy(folder / name, out / name)
    model = onnx.load(str(folder / "model.onnx"))
    model.graph.output.append(onnx.helper.make_tensor_value_info(STATES, onnx.TensorProto.FLOAT, None))
    onnx.save(model, str(out / "model.onnx"))
    return out


def grafted(head: Happenings, path: Path) -> None:
    """Put the head, its weights in int8, into the model at `path`, in place of the one that is there."""
    with tempfile.TemporaryDirectory() as scratch:
        plain, small = Path(scratch) / "plain.onnx", Path(scratch) / "small.onnx"
        _traced(head, plain)
        quantize_dynamic(
            plain, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"], extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
        model = _without_head(onnx.load(str(path)))
        _add(model, onnx.load(str(small)))
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def _traced(head: Happenings, path: Path) -> None:
    example = (torch.randn(7, 1, 9, 384), torch.tensor([0] * 5 + [1] * 4))
    axes = {
        name: {n: dim for n, dim in enumerate(dims) if dim in {"prospects", "words"}} for name, dims in OUTPUTS.items()
    }
    torch.onnx.export(
        Graph(head).eval(), example, str(path), dynamo=False, opset_version=17,
        input_names=["states", "sentence"], output_names=list(OUTPUTS),
        dynamic_axes={"states": {2: "words"}, "sentence": {0: "words"}, **axes},
    )  # fmt: skip


def _without_head(model: onnx.ModelProto) -> onnx.ModelProto:
    graph = model.graph
    for kept, named in ((graph.node, "name"), (graph.initializer, "name")):
        mine = [item for item in kept if getattr(item, named).startswith(PREFIX)]
        for item in mine:
            kept.remove(item)
    for output in [output for output in graph.output if output.name in OUTPUTS]:
        graph.output.remove(output)
    return model


def _add(model: onnx.ModelProto, head: onnx.ModelProto) -> None:
    """Join the graphs where the head reads what the model has."""
    shared = {"states": STATES, "sentence": "sentence", "": "", **{name: name for name in OUTPUTS}}
    for node in head.graph.node:
        node.name = PREFIX + node.name
        node.input[:] = [shared.get(name, PREFIX + name) for name in node.input]
        node.output[:] = [shared.get(name, PREFIX + name) for name in node.output]
    for weight in head.graph.initializer:
        weight.name = PREFIX + weight.name
    model.graph.node.extend(head.graph.node)
    model.graph.initializer.extend(head.graph.initializer)
    model.graph.output.extend(head.graph.output)
    known = {opset.domain for opset in model.opset_import}
    model.opset_import.extend(opset for opset in head.opset_import if opset.domain not in known)
