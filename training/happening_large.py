"""A teacher that reads more than the head that ships: the states of a larger encoder beside those of the small one:

    python -m training.happening_large --weights MPNET --run RUN

MPNet (Song et al. 2020, all-mpnet-base-v2) has 109 million parameters where the encoder that ships has 23. Both stay as
they are; a head reads the layers of both and learns from the sentences whose events are marked, but those of fold 0, on
which it can be compared: there the average precision of types is .826, that of the same head on the small encoder alone
.702, of the head that ships .725. (MPNet trained along, its last layer read alone, was at .32 after two passes of
three, and was left.) What the teacher makes of sentences that nobody has read goes to `RUN/opinions.pkl`, from which
`training.happenings --opinions` learns.

`MPNET` is a folder with `model.safetensors`, `config.json` and `tokenizer.json`; `RUN` holds the pages and states of
`training.happenings`. Runs again carry on with the first file that is missing.
"""

from __future__ import annotations

import argparse
import logging
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import MPNetModel

from training.encoder import LAYERS, WIDTH, Layer
from training.happening_head import DROPOUT, Scorer
from training.happening_rows import Page, Row, rows_of
from training.happening_teachers import opinions_of, unread_of
from training.happening_trainer import Learner, optimised, padding_of
from training.happenings import LEFT_OUT, PLOVER, TWICE, fold_of

__all__ = ["Teacher", "TwoEncoders", "large_states", "main"]

LARGE = (4, 6, 8, 10, 12)  # layers of the larger encoder
LARGE_WIDTH = 768
MIDDLE = LARGE.index(8)  # read by itself too, beside the mix
LOUDER = 3.0  # its states are smaller than those of the small encoder
TEACHER_WIDTH = 320
PASSES, WORDS, RATE = 6, 1200, 1e-3
ASKED = (9000, 12000)  # sentences that nobody has read: in which the rules find something, in which they do not
PIECES = 4096  # of a batch that the larger encoder reads
PAD, BEGIN, END = 1, 0, 2
log = logging.getLogger("training")

Key = tuple[int, int]  # page and number of a sentence
Pieces = tuple[list[int], list[int]]  # ids, and the word of each


class Teacher(Scorer):
    """States of both encoders' layers to the scores of each word."""

    def __init__(self) -> None:
        super().__init__(TEACHER_WIDTH)
        self.mix, self.large_mix = nn.Parameter(torch.zeros(LAYERS + 1)), nn.Parameter(torch.zeros(len(LARGE)))
        self.enter = nn.Linear(2 * WIDTH + 2 * LARGE_WIDTH, TEACHER_WIDTH)
        self.norm, self.drop, self.drop_states = nn.LayerNorm(TEACHER_WIDTH), nn.Dropout(0.2), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(TEACHER_WIDTH, 5, 2 * TEACHER_WIDTH, dropout=DROPOUT) for _ in range(2))

    def words(self, small: Tensor, large: Tensor, mask: Tensor) -> Tensor:
        """(batch, words, layers, width) of either encoder to (batch, words, width); `mask` is for the attention."""
        mixed = (torch.softmax(self.mix, 0)[:, None] * small).sum(2)
        large_mixed = LOUDER * (torch.softmax(self.large_mix, 0)[:, None] * large).sum(2)
        states = torch.cat([mixed, small[:, :, -1], large_mixed, LOUDER * large[:, :, MIDDLE]], -1)
        x = self.drop(self.norm(self.enter(self.drop_states(states))))
        for layer in self.layers:
            x = layer(x, mask)
        return x


class TwoEncoders(Learner[Teacher]):
    """Sentences by the states of both encoders: `small` by the rows' starts, `large` by `places`."""

    def __init__(self, small: np.ndarray, large: np.ndarray, places: dict[Key, int], seed: int) -> None:
        super().__init__(seed)
        self.small, self.large, self.places = small, large, places

    def words(self, model: Teacher, rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
        """The teacher's states of the rows' words, and how many words the rows have."""
        longest = max(row.words for row in rows)
        small = torch.zeros(len(rows), longest, *self.small.shape[1:])
        large = torch.zeros(len(rows), longest, *self.large.shape[1:])
        for number, row in enumerate(rows):
            place = self.places[row.page, row.sentence]
            small[number, : row.words] = _whole(self.small[row.start : row.start + row.words])
            large[number, : row.words] = _whole(self.large[place : place + row.words])
        lengths, mask = padding_of(rows)
        return model.words(small, large, mask), lengths


def _whole(values: np.ndarray) -> Tensor:
    return torch.from_numpy(values.astype(np.float32))


# --- states of the larger encoder


def large_states(pages: Sequence[Page], rows: Sequence[Row], weights: Path, out: Path) -> dict[Key, int]:
    """Where the words of each row begin in the file `out`, which gets their states in the larger encoder (words,
    layers, width) in half precision: of several pieces their mean.
    """
    model = MPNetModel.from_pretrained(weights, add_pooling_layer=False).eval()
    pieces = _pieces_of(pages, rows, Tokenizer.from_file(str(weights / "tokenizer.json")))
    starts = np.cumsum([0, *(row.words for row in rows)])
    states = np.lib.format.open_memmap(out, "w+", np.float16, (int(starts[-1]), len(LARGE), model.config.hidden_size))
    for own in _batches(pieces):
        read = _read(model, [pieces[number] for number in own])
        for number, found in zip(own, read, strict=True):
            start, words = starts[number], rows[number].words
            states[start : start + words] = _by_words(found, pieces[number][1], words).numpy().astype(np.float16)
    states.flush()
    return {(row.page, row.sentence): int(start) for row, start in zip(rows, starts, strict=False)}


def _pieces_of(pages: Sequence[Page], rows: Sequence[Row], tokenizer: Tokenizer) -> list[Pieces]:
    tokenizer.no_padding()
    tokenizer.no_truncation()
    found = []
    for row in rows:
        page = pages[row.page]
        sentence, text = page.analysis.sentences[row.sentence], page.document.article.text
        words = [text[t.start : t.end] for t in page.analysis.tokens[sentence.first : sentence.last]]
        encoded = tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        found.append((encoded.ids, encoded.word_ids))
    return found


def _batches(pieces: Sequence[Pieces]) -> Iterator[list[int]]:
    """Numbers of sentences of like length."""
    batch: list[int] = []
    for number in sorted(range(len(pieces)), key=lambda one: len(pieces[one][0])):
        batch.append(number)
        if (len(batch) + 1) * len(pieces[number][0]) > PIECES:
            yield batch
            batch = []
    if batch:
        yield batch


@torch.no_grad()
def _read(model: MPNetModel, pieces: Sequence[Pieces]) -> list[Tensor]:
    """The states (pieces, layers, width) of each sentence's pieces."""
    longest = -8 * (-(max(len(ids) for ids, _ in pieces) + 2) // 8)  # few widths: each new one is compiled anew
    ids = torch.tensor([[BEGIN, *own, END, *[PAD] * (longest - len(own) - 2)] for own, _ in pieces])
    with torch.autocast("cpu", torch.bfloat16):
        layers = model(input_ids=ids, attention_mask=(ids != PAD).long(), output_hidden_states=True).hidden_states
    states = torch.stack([layers[layer].float() for layer in LARGE], 2)
    return [states[number, 1 : 1 + len(own)] for number, (own, _) in enumerate(pieces)]


def _by_words(states: Tensor, words: Sequence[int], count: int) -> Tensor:
    """The mean of each word's pieces; zeros for a word that has none."""
    at = torch.tensor(words, dtype=torch.long)
    summed = torch.zeros(count, *states.shape[1:]).index_add_(0, at, states)
    pieces = torch.zeros(count).index_add_(0, at, torch.ones(len(words)))
    return summed / pieces.clamp(min=1)[:, None, None]


# --- learning and asking


def learned(learner: TwoEncoders, rows: Sequence[Row]) -> Teacher:
    """A teacher that has read the marked sentences, but those of the fold that is left out."""
    kept = [row for row in rows if fold_of(row.page) != LEFT_OUT]
    items = [(row, row.gold) for row in kept if row.gold is not None]
    items += [(row, row.seen) for row in kept if row.seen is not None] * TWICE
    model = Teacher().train()
    steps = (learner.told(model, batch) for _ in range(PASSES) for batch in learner.batches(items, WORDS))
    total = PASSES * len(learner.batches(items, WORDS))
    log.info("teacher: loss %.3f", optimised(model, steps, total, RATE))
    return model


def main() -> None:
    """Read the options, make what is not made yet, and ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    pages = pickle.loads((options.run / "pages.pkl").read_bytes())  # noqa: S301 - a file of our own
    rows = rows_of(pages)
    unread = unread_of([row for row in rows if pages[row.page].corpus != PLOVER], ASKED)
    large, places = options.run / "large.npy", options.run / "large.pkl"
    if not places.exists():
        read = [row for row in rows if row.gold is not None or row.seen is not None]
        places.write_bytes(pickle.dumps(large_states(pages, [*read, *unread], options.weights, large)))
    small = np.load(options.run / "states.npy", mmap_mode="r")
    own = pickle.loads(places.read_bytes())  # noqa: S301
    learner = TwoEncoders(small, np.load(large, mmap_mode="r"), own, seed=1)
    teacher = _taught(learner, rows, options.run / "large.pt")
    opinions = {(row.page, row.sentence): opinion for row, opinion in opinions_of(learner, [teacher], unread)}
    (options.run / "opinions.pkl").write_bytes(pickle.dumps(opinions))


def _taught(learner: TwoEncoders, rows: Sequence[Row], kept: Path) -> Teacher:
    if not kept.exists():
        torch.save(learned(learner, rows).state_dict(), kept)
    teacher = Teacher()
    teacher.load_state_dict(torch.load(kept, weights_only=True))
    return teacher.eval()


if __name__ == "__main__":
    main()
