"""Train the "same" head on a trained model: `python -m training.same --weights F.pt --corpora FOLDER --out F.pt`.

The encoder stays as it is, so this costs the other heads nothing. The head's two layers start from the original
encoder's last two. Only the forward pass of the encoder is needed: about 8 thousand word pieces a second on two cores.
"""

from __future__ import annotations

import argparse
import logging
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from onrecord.parsing.windows import WordPieces
from training.corpora import polnear
from training.encoder import LAYERS, Encoder, pretrained_folder
from training.export import average, model_of
from training.heads import Model
from training.losses import same_loss
from training.teacher import add_teacher
from training.train import Feed

__all__ = ["main", "train_same"]

log = logging.getLogger("training")


def train_same(model: Model, feed: Feed, minutes: float, rate: float = 1e-3) -> None:
    """Fit the head in place; the rate falls in a line over the time given."""
    _start_from_original(model)
    optimiser = torch.optim.AdamW(model.same.parameters(), lr=rate, weight_decay=0.01, fused=True)
    began, step, total = time.monotonic(), 0, 0.0
    while (progress := (time.monotonic() - began) / (60 * minutes)) < 1:
        optimiser.param_groups[0]["lr"] = rate * min(1.0, 0.05 + step / 40) * (1 - progress)
        optimiser.zero_grad(set_to_none=True)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = same_loss(model, feed.take())
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.same.parameters(), 1.0)
        optimiser.step()
        step, total = step + 1, total + float(loss.detach())
        if step % 50 == 0:
            log.info("step %d  epoch %d  %.3f  same %.4f", step, feed.epoch, progress, total / 50)
            total = 0.0


def _start_from_original(model: Model) -> None:
    original = Encoder()
    original.load_pretrained(pretrained_folder())
    count = len(model.same.layers)
    for own, its in zip(model.same.layers, original.layers[LAYERS - count :], strict=True):
        own.load_state_dict(its.state_dict())
    nn.init.eye_(model.same.last.weight)
    nn.init.zeros_(model.same.last.bias)


def main() -> None:
    """Read the options, train the head, write the weights with it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, nargs="+", required=True, help="several are averaged")
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--pieces", type=int, default=4000)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(1)
    torch.set_num_threads(2)
    state = average(options.weights)
    model = model_of(state)
    cutter = WordPieces(Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json")))
    news = polnear(options.corpora / "polnear.train.jsonl.gz", cutter, options.articles or None)
    add_teacher(news, cutter)
    train_same(model, Feed(news, options.pieces, cutter, 1), options.minutes)
    torch.save({"mean": model.state_dict(), "labels": state["labels"]}, options.out)


if __name__ == "__main__":
    main()
