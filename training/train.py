"""Train the model: `python -m training.train --corpora FOLDER --out FOLDER`.

Runs again with the same options carry on from the last checkpoint in `--out`. Every optimiser step reads one batch of
PolNeAR and one of treebank text. AdamW, a rate that rises and falls in a line, lower rates for lower layers (Howard &
Ruder 2018), and a running mean of the weights, which is what is exported.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.parsing.windows import WordPieces
from training.batches import Batch, batches
from training.corpora import Document, Labels, labels_of, polnear, treebanks
from training.encoder import LAYERS, pretrained_folder
from training.heads import Model
from training.losses import statement_losses, syntax_losses

__all__ = ["Options", "Run", "main"]

WEIGHTS = {
    "anchor": 1.0, "tags": 0.25, "plain": 0.3,
    "upos": 0.5, "arcs": 0.7, "labels": 0.5, "names": 3.0, "predicate": 1.0, "arguments": 0.7,
}  # fmt: skip
log = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Options:
    """What a run depends on, and nothing else."""

    corpora: Path
    out: Path
    minutes: float = 70.0
    steps: int = 0  # instead of minutes: a fixed number of steps
    seed: int = 1
    threads: int = 2
    rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    statement_pieces: int = 3000
    treebank_pieces: int = 2600
    articles: int = 0  # of PolNeAR; 0 is all
    average: float = 0.998
    save_seconds: float = 300.0
    no_treebanks: bool = False


class Feed:
    """Batches without end, epoch after epoch."""

    def __init__(self, documents: list[Document], pieces: int, cutter: WordPieces, seed: int) -> None:
        self.documents, self.pieces, self.cutter = documents, pieces, cutter
        self.rng = np.random.default_rng(seed)
        self.epoch = 0
        self._batches: Iterator[Batch] = iter(())

    def take(self) -> Batch:
        """The next batch."""
        for batch in self._batches:
            return batch
        self.epoch += 1
        self._batches = batches(self.documents, self.pieces, self.cutter, self.rng)
        return next(self._batches)


class Run:
    """One training run: model, optimiser, running mean, and where it stands."""

    def __init__(self, options: Options) -> None:
        torch.manual_seed(options.seed)
        torch.set_num_threads(options.threads)
        self.options = options
        self.cutter = WordPieces(Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json")))
        self.labels: Labels = labels_of(options.corpora)
        self.model = Model(len(self.labels.deprels), len(self.labels.arguments))
        self.model.states.encoder.load_pretrained(pretrained_folder())
        self.optimiser = torch.optim.AdamW(
            _groups(self.model, options), weight_decay=0.01, betas=(0.9, 0.98), fused=True
        )
        self.base_rates = [group["lr"] for group in self.optimiser.param_groups]
        self.mean = {name: value.detach().clone() for name, value in self.model.state_dict().items()}
        self.rng = torch.Generator().manual_seed(options.seed)
        self.step, self.spent = 0, 0.0

    def documents(self) -> tuple[list[Document], list[Document]]:
        """PolNeAR, and the treebanks."""
        folder, options = self.options.corpora, self.options
        news = polnear(folder / "polnear.train.jsonl.gz", self.cutter, options.articles or None)
        banks = [] if options.no_treebanks else treebanks(folder, "train", self.cutter, self.labels)
        return news, banks

    def progress(self) -> float:
        """How much of the run is done, 0 to 1."""
        if self.options.steps:
            return self.step / self.options.steps
        return self.spent / (60 * self.options.minutes)

    def train(self) -> None:
        """Train to the end, from the last checkpoint if there is one."""
        news, banks = self.documents()
        seed = self.options.seed + 1000 * self.step
        self.model.train()
        feeds = (
            Feed(news, self.options.statement_pieces, self.cutter, seed),
            Feed(banks, self.options.treebank_pieces, self.cutter, seed + 1),
        )
        totals: dict[str, float] = defaultdict(float)
        saved = self.spent
        while self.progress() < 1:
            began = time.monotonic()
            for name, value in self._step(*feeds).items():
                totals[name] += value
            self.spent += time.monotonic() - began
            if self.step % 50 == 0:
                self._report(totals, feeds[0].epoch)
            if self.spent - saved > self.options.save_seconds:
                saved = self.spent
                self.save()
        self.save()

    def _step(self, news: Feed, banks: Feed) -> dict[str, float]:
        rate = _slope(self.progress())
        for group, base in zip(self.optimiser.param_groups, self.base_rates, strict=True):
            group["lr"] = base * rate
        self.optimiser.zero_grad(set_to_none=True)
        parts = self._backward(statement_losses, news.take(), self.rng)
        if banks.documents:
            parts |= self._backward(syntax_losses, banks.take())
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 2.0)
        self.optimiser.step()
        self.step += 1
        if self.step % 4 == 0:
            self._average()
        return parts

    def _backward(self, losses: object, *inputs: object) -> dict[str, float]:
        assert callable(losses)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts: dict[str, Tensor] = losses(self.model, *inputs)
        total = torch.stack([WEIGHTS[name] * value for name, value in parts.items()]).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return {name: float(value.detach()) for name, value in parts.items()}

    def _average(self) -> None:
        keep = min(self.options.average, self.step / (self.step + 40)) ** 4
        pairs = [(self.mean[n], v.detach()) for n, v in self.model.state_dict().items() if v.is_floating_point()]
        torch._foreach_lerp_([mean for mean, _ in pairs], [value for _, value in pairs], 1 - keep)

    def _report(self, totals: dict[str, float], epoch: int) -> None:
        shown = "  ".join(f"{name} {value / 50:.3f}" for name, value in totals.items())
        log.info("step %d  epoch %d  %.0f s  %.3f  %s", self.step, epoch, self.spent, self.progress(), shown)
        totals.clear()

    def save(self) -> None:
        """Write the checkpoint, whole or not at all, and the weights' running mean beside it."""
        state = {
            "model": self.model.state_dict(), "mean": self.mean, "optimiser": self.optimiser.state_dict(),
            "step": self.step, "spent": self.spent, "random": torch.get_rng_state(), "labels": asdict(self.labels),
        }  # fmt: skip
        draft = self.options.out / "checkpoint.new"
        torch.save(state, draft)
        draft.replace(self.options.out / "checkpoint.pt")
        torch.save({"mean": self.mean, "labels": asdict(self.labels)}, self.options.out / f"mean-{self.step:06d}.pt")
        log.info("saved at step %d", self.step)

    def restore(self) -> None:
        """Take up the last checkpoint in the output folder, if there is one."""
        path = self.options.out / "checkpoint.pt"
        if path.exists():
            state = torch.load(path, weights_only=True)
            self.model.load_state_dict(state["model"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.mean, self.step, self.spent = state["mean"], state["step"], state["spent"]
            torch.set_rng_state(state["random"])
            log.info("carrying on from step %d", self.step)


def _slope(progress: float) -> float:
    """The rate's factor: up over the first 5%, then down to 2% at the end."""
    return progress / 0.05 + 0.01 if progress < 0.05 else max(0.02, (1 - progress) / 0.95)


def _groups(model: Model, options: Options) -> list[dict[str, object]]:
    """Parameters with their rates: heads at the head rate, the encoder's layers lower the deeper they lie."""
    groups: dict[float, list[Tensor]] = defaultdict(list)
    for name, value in model.named_parameters():
        groups[_rate_of(name, options)].append(value)
    return [{"params": values, "lr": rate} for rate, values in groups.items()]


def _rate_of(name: str, options: Options) -> float:
    if not name.startswith("states.encoder."):
        return options.head_rate
    if name.startswith("states.encoder.flags"):
        return options.rate
    parts = name.split(".")
    depth = LAYERS - int(parts[3]) - 1 if parts[2] == "layers" else LAYERS
    return float(options.rate * options.layer_decay**depth)


def _options() -> Options:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, kind in Options.__annotations__.items():
        default = getattr(Options, name, None)
        flag = f"--{name.replace('_', '-')}"
        if kind == "bool":
            parser.add_argument(flag, action="store_true")
        elif kind == "Path":
            parser.add_argument(flag, type=Path, required=True)
        else:
            parser.add_argument(flag, type={"int": int, "float": float}[kind])
        del default
    given = {name: value for name, value in vars(parser.parse_args()).items() if value is not None}
    return Options(**given)


def main() -> None:
    """Read the options, train, and keep a log beside the checkpoints."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    handlers: list[logging.Handler] = [logging.StreamHandler(), logging.FileHandler(options.out / "log.txt")]
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", handlers=handlers)
    (options.out / "options.json").write_text(json.dumps(asdict(options), default=str, indent=1))
    run = Run(options)
    run.restore()
    run.train()


if __name__ == "__main__":
    main()
