"""Write what the float model gives in torch for one sentence: `python -m training.fixture --weights F.pt --out F.json`.

The tests hold the int8 file against it, so that they need no torch.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from onrecord.parsing.sentences import parse
from onrecord.parsing.windows import WordPieces
from training.corpora import layout_of, paragraphs
from training.encoder import pretrained_folder
from training.export import INPUTS, OUTPUTS, Graph, average, model_of

__all__ = ["agreement"]

TEXT = (
    "The ministry said on Tuesday that joint patrols would start again, but a spokeswoman, Ines Mora, "
    "later told the state broadcaster in Lisbon that no order had been signed."
)


@torch.no_grad()
def agreement(weights: list[Path]) -> dict[str, Any]:
    """Inputs and outputs of one window, as plain lists."""
    cutter = WordPieces(Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json")))
    layout = layout_of(TEXT, parse(paragraphs(TEXT)))
    pieces = cutter.cut(layout)
    ids = np.concatenate([[cutter.first], pieces.ids, [cutter.last]])
    rows = (ids, np.concatenate([[0], pieces.flags, [0]]), pieces.first + 1, pieces.last + 1, layout.sentence)
    found = Graph(model_of(average(weights)))(*map(torch.from_numpy, rows))
    outputs = dict(zip(OUTPUTS, found, strict=True))
    kept = {name: outputs[name].numpy().round(4).tolist() for name in ("anchor", "predicate", "upos", "heads")}
    kept["same"] = outputs["same"].sum(0).numpy().round(4).tolist()
    return {"inputs": {name: row.tolist() for name, row in zip(INPUTS, rows, strict=True)}, "outputs": kept}


def main() -> None:
    """Read the options and write the fixture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.write_text(json.dumps(agreement(options.weights)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
