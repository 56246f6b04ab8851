"""Write the model as one int8 ONNX file: `python -m training.export --weights FILE.pt --out FOLDER`.

The graph reads one window at a time and holds no padding, so that a window's answer cannot depend on what is read
beside it: int8 activations are scaled by what is in the tensor at hand.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]
from torch import Tensor, nn

from training.encoder import pretrained_folder
from training.heads import Model

__all__ = ["INPUTS", "OUTPUTS", "Graph", "average", "export", "written"]

ANCHOR_FLOOR, PREDICATE_FLOOR = 0.1, 0.1  # words below are not asked about; the reader applies its own thresholds
INPUTS = ("ids", "flags", "first", "last", "sentence")
OUTPUTS = {
    "anchor": ("words",), "anchor_words": ("anchors",), "tags": ("anchors", "words"),
    "names": ("words",), "upos": ("words",), "arcs": ("words", "heads"), "heads": ("words",), "labels": ("words",),
    "predicate": ("words",), "predicate_words": ("predicates",), "arguments": ("predicates", "labels", "words"),
    "same": ("words",),
}  # fmt: skip


class Graph(nn.Module):
    """The whole model over one window, as it is exported."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, flags: Tensor, first: Tensor, last: Tensor, sentence: Tensor) -> tuple[Tensor, ...]:
        """Piece ids and flags, and for each word its first and last piece and its sentence, to the named outputs."""
        rows = (ids[None], flags[None], first[None], last[None], None)
        layers = self.model.states(*rows)
        words = layers[-1]
        return (
            *self._statements(words, sentence[None]),
            *self._syntax(words, sentence[None]),
            self.model.same(layers, sentence[None])[0],
        )

    def _statements(self, words: Tensor, sentence: Tensor) -> tuple[Tensor, ...]:
        anchor = torch.sigmoid(self.model.statements.anchor(words).squeeze(-1)[0])
        asked = _above(anchor, ANCHOR_FLOOR)
        window = torch.zeros_like(asked)
        return anchor, asked, self.model.statements.emissions(words, sentence, window, asked, None)

    def _syntax(self, words: Tensor, sentence: Tensor) -> tuple[Tensor, ...]:
        syntax, roles = self.model.syntax, self.model.roles
        arcs = syntax.arcs(words, sentence)
        heads = arcs.argmax(-1)
        predicate = torch.sigmoid(roles.predicate(words).squeeze(-1)[0])
        asked = _above(predicate, PREDICATE_FLOOR)
        return (
            self.model.names(words)[0], syntax.upos(words)[0].argmax(-1), arcs[0], heads[0],
            syntax.labels(words, heads)[0].argmax(-1), predicate, asked,
            roles.arguments(words, torch.zeros_like(asked), asked),
        )  # fmt: skip


def _above(scores: Tensor, floor: float) -> Tensor:
    """Places above the floor, and always the highest: no tensor further on is empty."""
    return torch.nonzero((scores > floor) | (scores == scores.max())).squeeze(1)


def average(paths: Sequence[Path]) -> dict[str, Any]:
    """The mean of several saved weights, with their labels."""
    loaded = [torch.load(path, weights_only=True) for path in paths]
    first = loaded[0]["mean"]
    mean = {
        name: torch.stack([state["mean"][name].double() for state in loaded]).mean(0).to(value.dtype)
        if value.is_floating_point() else value
        for name, value in first.items()
    }  # fmt: skip
    return {"mean": mean, "labels": loaded[0]["labels"]}


def model_of(state: dict[str, Any]) -> Model:
    """A model with the saved weights, ready to read."""
    model = Model(len(state["labels"]["deprels"]), len(state["labels"]["arguments"]))
    missing = model.load_state_dict(state["mean"], strict=False).missing_keys
    if any(not name.startswith("same.") for name in missing):  # that head is trained after the rest
        raise ValueError(f"the weights lack {missing}")
    return model.eval()


def export(state: dict[str, Any], folder: Path, *, quantised: bool = True) -> Path:
    """Write `model.onnx`, `tokenizer.json` and `labels.json` into `folder`; returns the path of the model.

    `labels.json` keeps what calibration has put there before.
    """
    folder.mkdir(parents=True, exist_ok=True)
    model = model_of(state)
    path = written(model, folder / "model.onnx", quantised=quantised)
    shutil.copy(pretrained_folder() / "tokenizer.json", folder / "tokenizer.json")
    _write_labels(model, state, folder / "labels.json")
    return path


def written(model: Model, path: Path, *, quantised: bool = True) -> Path:
    """Write the network alone to `path`, which is returned."""
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        _trace(model, plain)
        if quantised:
            _quantise(plain, path)
        else:
            shutil.copy(plain, path)
    return path


def _trace(model: Model, path: Path) -> None:
    words = torch.arange(1, 9)
    example = (torch.randint(1000, 2000, (10,)), torch.zeros(10, dtype=torch.long), words, words, words // 5)
    axes: dict[str, dict[int, str]] = {name: {0: "pieces" if name in INPUTS[:2] else "words"} for name in INPUTS}
    axes |= {name: dict(enumerate(dims)) for name, dims in OUTPUTS.items()}
    torch.onnx.export(
        Graph(model).eval(), example, str(path), dynamo=False, opset_version=17,
        input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
    )  # fmt: skip


def _quantise(plain: Path, path: Path) -> None:
    """Weights to 7 of 8 bits, a scale a column; activations at run time, a scale a tensor (one window).

    Seven bits, because processors without VNNI sum pairs of products in 16 bits and would overflow. On PolNeAR dev
    whole statements score 0.741 with 7 bits, 0.742 with 8, 0.741 in float.
    """
    quantize_dynamic(
        plain, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"], extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    onnx.checker.check_model(str(path))


def _write_labels(model: Model, state: dict[str, Any], path: Path) -> None:
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    moves = model.statements.crf.transitions().detach().numpy().astype(np.float64)
    known |= {**state["labels"], "moves": [[round(value, 4) for value in row] for row in moves.tolist()]}
    path.write_text(json.dumps(known, indent=None, sort_keys=True) + "\n", "utf-8")


def main() -> None:
    """Read the options and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, nargs="+", required=True, help="several are averaged")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="leave the weights as they are")
    options = parser.parse_args()
    print(export(average(options.weights), options.out, quantised=not options.float))


if __name__ == "__main__":
    main()
