"""Train the head of happenings on the model that ships, and put it into its file:

    python -m training.happenings --corpora CORPORA --out RUN

The encoder stays as it is. First the head learns from what the rules find in the labelled texts, and from stories of
which only the type is known: some word of a story's opening tells it (multiple-instance learning, Dietterich et al.
1997). Then it learns from sentences that were read. That last step runs five times: for each of four folds of documents
without them, so that the weights of `training.weighing` see scores of sentences that the scorer has not seen, and once
with all, which also scores the later labels, from which no head learns. Runs again carry on with the first file in
`--out` that is missing.
"""

from __future__ import annotations

import argparse
import logging
import math
import pickle
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from onrecord.parsing.encoder import FAINT, MODEL, SLIGHT
from onrecord.record.analysis import Prospect
from onrecord.record.vocabulary import EVENT_TYPES
from training.graft import FLOOR, grafted, opened
from training.happening_head import FAR_APART, Happenings
from training.happening_rows import Page, Row, Telling, pages_of, rows_of, states_of

__all__ = ["FOLDS", "LATER_SCORES", "Scores", "fold_of", "main"]

FOLDS = 4
EVERYTHING = FOLDS  # the number of the run that leaves nothing out
LATER_SCORES = "later.pkl"
WORDS = 1200  # of a batch of read sentences, its longest sentence counted for all
ROUGH_WORDS = 2500  # of a batch of what the rules find
QUIET = 0.5  # the share that is kept of sentences in which the rules find nothing
TWICE = 2  # how often PLOVER's sentences are read among the others in one pass: they are few
log = logging.getLogger("training")

Floats = NDArray[np.float32]
Sentences = Sequence[tuple[Row, tuple[Telling, ...]]]
Scores = dict[tuple[int, int], list[Prospect]]


class Trainer:
    """The states of all words, and the ways to learn from them."""

    def __init__(self, states: np.ndarray, seed: int) -> None:
        self.states = states
        self.luck = random.Random(seed)
        torch.manual_seed(seed)

    def padded(self, rows: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor]:
        """The rows' states (batch, words, layers, width), their lengths, and a mask of what is no word."""
        longest = max(row.words for row in rows)
        states = torch.zeros(len(rows), longest, *self.states.shape[1:])
        for place, row in enumerate(rows):
            own = self.states[row.start : row.start + row.words]
            states[place, : row.words] = torch.from_numpy(own.astype(np.float32))
        lengths = torch.tensor([row.words for row in rows])
        beyond = torch.arange(longest)[None] >= lengths[:, None]
        return states, lengths, torch.zeros(len(rows), 1, 1, longest).masked_fill(beyond[:, None, None], FAR_APART)

    def batches(self, items: Sentences, words: int) -> list[Sentences]:
        """The sentences by length, cut into batches, shuffled."""
        found: list[Sentences] = []
        batch: list[tuple[Row, tuple[Telling, ...]]] = []
        for item in sorted(items, key=lambda one: one[0].words):
            batch.append(item)
            if (len(batch) + 1) * item[0].words > words:
                found.append(batch)
                batch = []
        found += [batch] if batch else []
        self.luck.shuffle(found)
        return found

    def told(self, model: Happenings, batch: Sentences) -> Tensor:
        """The loss on sentences whose events are known."""
        states, lengths, mask = self.padded([row for row, _ in batch])
        words = model.words(states, mask)
        types = torch.full(words.shape[:2], -100)
        for place, (row, events) in enumerate(batch):
            types[place, : row.words] = 0
            for event in events:
                types[place, event.word] = event.type
        loss = 4 * functional.cross_entropy(model.tells(words).flatten(0, 1), types.flatten())
        events = [(place, event) for place, (_, found) in enumerate(batch) for event in found]
        return loss + _of_events(model, words, lengths, events) if events else loss

    def hinted(self, model: Happenings, stories: Sequence[Sequence[Row]]) -> Tensor:
        """The loss on stories of which some word tells the type."""
        rows = [row for story in stories for row in story]
        states, _, mask = self.padded(rows)
        chances = torch.softmax(model.tells(model.words(states, mask)), -1)
        losses, first = [], 0
        for story in stories:
            own = [chances[first + n, : row.words, story[0].label] for n, row in enumerate(story)]
            no_word = torch.log1p(-torch.cat(own).clamp(max=0.999)).sum()
            losses.append(-torch.log1p(-torch.exp(no_word).clamp(max=1 - 1e-6)))
            first += len(story)
        return torch.stack(losses).mean()

    @torch.no_grad()
    def scores(self, model: Happenings, rows: Sequence[Row], first_token: Callable[[Row], int]) -> list[list[Prospect]]:
        """What the head makes of each sentence, as the encoder passes it on."""
        model.eval()
        return [self._prospects(model, row, first_token(row)) for row in rows]

    def _prospects(self, model: Happenings, row: Row, first: int) -> list[Prospect]:
        states, _, mask = self.padded([row])
        words = model.words(states, mask)
        types = torch.softmax(model.tells(words), -1)[0]
        places = torch.nonzero(1 - types[:, 0] > FLOOR).squeeze(1)
        if not len(places):
            return []
        certainty = torch.softmax(model.certainty(words[0, places]), -1)
        sides = torch.sigmoid(model.parties(words, torch.zeros_like(places), places))
        rows = zip(places.tolist(), types[places], certainty, sides, strict=True)
        return [_prospect(first, place, *scores) for place, *scores in rows]


def _prospect(first: int, word: int, types: Tensor, certainty: Tensor, sides: Tensor) -> Prospect:
    likely = [(name, chance) for name, chance in zip(EVENT_TYPES, types[1:].tolist(), strict=True) if chance >= SLIGHT]
    parties = (
        tuple((place + first, chance) for place, chance in enumerate(side) if chance >= FAINT)
        for side in sides.tolist()
    )
    return Prospect(word + first, tuple(sorted(likely, key=lambda one: -one[1])), tuple(certainty.tolist()), *parties)


def _of_events(model: Happenings, words: Tensor, lengths: Tensor, events: Sequence[tuple[int, Telling]]) -> Tensor:
    """The loss on how sure the events are, and on their parties, which are few among the words."""
    batch = torch.tensor([place for place, _ in events])
    trigger = torch.tensor([event.word for _, event in events])
    sure = functional.cross_entropy(
        model.certainty(words[batch, trigger]), torch.tensor([event.factuality for _, event in events])
    )
    scores = model.parties(words, batch, trigger)
    wanted = torch.zeros_like(scores)
    for number, (_, event) in enumerate(events):
        wanted[number, 0, list(event.actors)] = 1
        wanted[number, 1, list(event.recipients)] = 1
    losses = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none", pos_weight=torch.tensor(3.0))
    inside = torch.arange(scores.shape[2])[None] < lengths[batch][:, None]
    return 0.3 * sure + (losses * inside[:, None]).sum() / len(events) / 6


def _optimised(model: Happenings, steps: Iterator[Tensor], total: int, rate: float) -> float:
    """Take a step for each loss, the rate rising over a tenth and falling in a line; returns the mean loss."""
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.02)
    losses = []
    for number, loss in enumerate(steps):
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, (number + 1) / (0.1 * total)) * max(0.02, 1 - number / total)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        losses.append(float(loss.detach()))
    return math.fsum(losses) / max(len(losses), 1)


def rough(trainer: Trainer, rows: Sequence[Row], passes: int = 3) -> Happenings:
    """A head that has learned from what the rules find."""
    model = Happenings().train()
    items = _ruled(trainer, [row for row in rows if row.label is None], QUIET)
    per_pass = len(trainer.batches(items, ROUGH_WORDS))
    steps = (trainer.told(model, b) for _ in range(passes) for b in trainer.batches(items, ROUGH_WORDS))
    log.info("rules: loss %.3f", _optimised(model, steps, passes * per_pass, 1e-3))
    return model


def _ruled(trainer: Trainer, rows: Sequence[Row], quiet: float) -> Sentences:
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
    log.info("stories: loss %.3f", _optimised(model, steps(), passes * per_pass, 5e-4))
    return model


def fold_of(page: int) -> int:
    """The fold of a page: its sentences are scored by a head that has not read it."""
    return random.Random(page).randrange(FOLDS)


def read(trainer: Trainer, model: Happenings, rows: Sequence[Row], left_out: int, passes: int) -> Happenings:
    """The head after it has learned from the sentences that were read, but those of one fold."""
    kept = [row for row in rows if fold_of(row.page) != left_out]
    items = [(row, row.gold) for row in kept if row.gold is not None and not row.later]
    items += [(row, row.seen) for row in kept if row.seen is not None] * TWICE
    per_pass = len(trainer.batches(items, WORDS))
    model.train()
    steps = (trainer.told(model, b) for _ in range(passes) for b in trainer.batches(items, WORDS))
    log.info("fold %d: loss %.3f", left_out, _optimised(model, steps, passes * per_pass, 7e-4))
    return model


def main() -> None:
    """Read the options and train what is not trained yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passes", type=int, default=8, help="over the sentences that were read")
    parser.add_argument("--folds", type=int, nargs="*", default=[*range(FOLDS), EVERYTHING])
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    pages, states = _prepared(options.corpora, options.out)
    every = rows_of(pages)
    rows = [row for row in every if not pages[row.page].later]
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
        later = _keyed(trainer, model, pages, [row for row in every if row.later])
        (options.out / LATER_SCORES).write_bytes(pickle.dumps(later))
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
    read(trainer, model, rows, fold, options.passes)
    plover = [row for row in rows if pages[row.page].corpus == "plover_gsr.dev"]
    unseen = [row for row in rows if (row.gold is not None and not row.later) or row.seen is not None]
    asked = plover if fold == EVERYTHING else [row for row in unseen if fold_of(row.page) == fold]
    keyed = _keyed(trainer, model, pages, asked)
    torch.save(model.state_dict(), options.out / f"fold-{fold}.pt")
    (options.out / f"fold-{fold}.pkl").write_bytes(pickle.dumps(keyed))


def _keyed(trainer: Trainer, model: Happenings, pages: Sequence[Page], asked: Sequence[Row]) -> Scores:
    """The scores of sentences by page and number."""
    found = trainer.scores(model, asked, lambda row: pages[row.page].analysis.sentences[row.sentence].first)
    return {(row.page, row.sentence): scores for row, scores in zip(asked, found, strict=True)}


if __name__ == "__main__":
    main()
