"""Train the head of happenings on the model that ships, and put it into its file:

    python -m training.happenings --corpora CORPORA --out RUN

The encoder stays as it is. First the head learns from what the rules find in the labelled texts, and from stories of
which only the type is known: some word of a story's opening tells it (multiple-instance learning, Dietterich et al.
1997). Then it learns from sentences whose events are marked. That last step runs five times: for each of four folds of
documents without them, so that the weights of `training.weighing` see scores of sentences that the scorer has not seen,
and once with all. Runs again carry on with the first file in `--out` that is missing.
"""

from __future__ import annotations

import argparse
import logging
import pickle
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from onrecord.parsing.encoder import MODEL
from onrecord.record.analysis import Prospect
from training.graft import grafted, opened
from training.happening_head import Happenings
from training.happening_rows import Page, Row, Telling, pages_of, rows_of, states_of
from training.happening_teachers import Lessons, heads_of, opinions_of, unread_of
from training.happening_trainer import Sentences, Trainer, optimised

__all__ = ["FOLDS", "LEFT_OUT", "Scores", "fold_of", "main"]

FOLDS = 4
LEFT_OUT = 0  # the fold that a teacher, and an encoder that learns along, have not read
EVERYTHING = FOLDS  # the number of the run that leaves nothing out
WORDS = 1200  # of a batch of read sentences, its longest sentence counted for all
ROUGH_WORDS = 2500  # of a batch of what the rules find
QUIET = 0.5  # the share that is kept of sentences in which the rules find nothing
PLOVER = "plover_gsr.dev"
TWICE = 2  # how often PLOVER's sentences are read among the others in one pass: they are few
log = logging.getLogger("training")

Scores = dict[tuple[int, int], list[Prospect]]


def rough(trainer: Trainer, rows: Sequence[Row], passes: int = 3) -> Happenings:
    """A head that has learned from what the rules find."""
    model = Happenings().train()
    items = _ruled(trainer, [row for row in rows if row.label is None], QUIET)
    per_pass = len(trainer.batches(items, ROUGH_WORDS))
    steps = (trainer.told(model, b) for _ in range(passes) for b in trainer.batches(items, ROUGH_WORDS))
    log.info("rules: loss %.3f", optimised(model, steps, passes * per_pass, 1e-3))
    return model


def _ruled(trainer: Trainer, rows: Sequence[Row], quiet: float) -> Sentences[tuple[Telling, ...]]:
    return [(row, row.silver) for row in rows if row.silver or trainer.luck.random() < quiet]


def told_types(trainer: Trainer, model: Happenings, rows: Sequence[Row], passes: int = 2) -> Happenings:
    """The head after it has learned the types of stories too."""
    by_page = defaultdict(list)
    for row in rows:
        if row.label is not None:
            by_page[row.page].append(row)
    stories = list(by_page.values())
    items = _ruled(trainer, [row for row in rows if row.label is None], 0.8 * QUIET)
    per_pass = len(trainer.batches(items, ROUGH_WORDS))
    each = max(1, len(stories) // per_pass)

    def steps() -> Iterator[Tensor]:
        for _ in range(passes):
            trainer.luck.shuffle(stories)
            for number, batch in enumerate(trainer.batches(items, ROUGH_WORDS)):
                some = stories[number * each : (number + 1) * each]
                hint = 0.15 * trainer.hinted(model, some) if some else 0.0
                yield trainer.told(model, batch) + hint

    model.train()
    log.info("stories: loss %.3f", optimised(model, steps(), passes * per_pass, 5e-4))
    return model


def fold_of(page: int) -> int:
    """The fold of a page: its sentences are scored by a head that has not read it."""
    return random.Random(page).randrange(FOLDS)


def read(
    trainer: Trainer, model: Happenings, rows: Sequence[Row], left_out: int, passes: int, lessons: Lessons | None
) -> Happenings:
    """The head after it has learned from the sentences whose events are marked, but those of one fold, and from what
    teachers say of others.
    """
    kept = [row for row in rows if fold_of(row.page) != left_out]
    items = [(row, row.gold) for row in kept if row.gold is not None]
    items += [(row, row.seen) for row in kept if row.seen is not None] * TWICE
    per_pass = len(trainer.batches(items, WORDS))
    told = (trainer.told(model, b) for _ in range(passes) for b in trainer.batches(items, WORDS))
    if lessons is not None:
        told = (loss + lessons.loss(model, batch) for loss, batch in zip(told, lessons, strict=False))
    model.train()
    log.info("fold %d: loss %.3f", left_out, optimised(model, told, passes * per_pass, 7e-4))
    return model


def main() -> None:
    """Read the options and train what is not trained yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passes", type=int, default=8, help="over the sentences that were read")
    parser.add_argument("--teachers", type=Path, nargs="*", default=[], help="earlier runs whose heads teach this one")
    parser.add_argument("--opinions", type=Path, help="what a larger encoder makes of unread sentences")
    parser.add_argument("--folds", type=int, nargs="*", default=[*range(FOLDS), EVERYTHING])
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    pages, states = _prepared(options.corpora, options.out)
    rows = rows_of(pages)
    trainer = Trainer(states, seed=1)
    start = options.out / "start.pt"
    if not start.exists():
        torch.save(told_types(trainer, rough(trainer, rows), rows).state_dict(), start)
    for fold in options.folds:
        if not (options.out / f"fold-{fold}.pkl").exists():
            _fold(Trainer(states, seed=fold), pages, rows, fold, options)
    if (last := options.out / f"fold-{EVERYTHING}.pt").exists():
        model = Happenings()
        model.load_state_dict(torch.load(last, weights_only=True))
        grafted(model.eval(), MODEL / "model.onnx")


def _prepared(corpora: Path, out: Path) -> tuple[list[Page], np.ndarray]:
    """The pages and their states, made once."""
    kept, states = out / "pages.pkl", out / "states.npy"
    if not kept.exists():
        pages = pages_of(corpora)
        opened(MODEL, out / "opened")
        states_of(pages, out / "opened", states)
        kept.write_bytes(pickle.dumps(pages))
    return pickle.loads(kept.read_bytes()), np.load(states, mmap_mode="r")  # noqa: S301 - a file of our own


def _fold(trainer: Trainer, pages: Sequence[Page], rows: Sequence[Row], fold: int, options: argparse.Namespace) -> None:
    model = Happenings()
    model.load_state_dict(torch.load(options.out / "start.pt", weights_only=True))
    read(trainer, model, rows, fold, options.passes, _lessons(trainer, pages, rows, fold, options))
    plover = [row for row in rows if pages[row.page].corpus == PLOVER]
    unseen = [row for row in rows if row.gold is not None or row.seen is not None]
    asked = plover if fold == EVERYTHING else [row for row in unseen if fold_of(row.page) == fold]
    keyed = _keyed(trainer, model, pages, asked)
    torch.save(model.state_dict(), options.out / f"fold-{fold}.pt")
    (options.out / f"fold-{fold}.pkl").write_bytes(pickle.dumps(keyed))


def _lessons(
    trainer: Trainer, pages: Sequence[Page], rows: Sequence[Row], fold: int, options: argparse.Namespace
) -> Lessons | None:
    heads = heads_of([run / f"fold-{fold}.pt" for run in options.teachers])
    corpora = [row for row in rows if pages[row.page].corpus != PLOVER]
    sentences = opinions_of(trainer, heads, unread_of(corpora)) if heads else []
    if options.opinions is not None:
        opinions = pickle.loads(options.opinions.read_bytes())  # noqa: S301 - a file of our own
        of_row = ((row, opinions.get((row.page, row.sentence))) for row in corpora)
        sentences += [(row, opinion) for row, opinion in of_row if opinion is not None]
    return Lessons(trainer, sentences) if sentences else None


def _keyed(trainer: Trainer, model: Happenings, pages: Sequence[Page], asked: Sequence[Row]) -> Scores:
    """The scores of sentences by page and number."""
    found = trainer.scores(model, asked, lambda row: pages[row.page].analysis.sentences[row.sentence].first)
    return {(row.page, row.sentence): scores for row, scores in zip(asked, found, strict=True)}


if __name__ == "__main__":
    main()
