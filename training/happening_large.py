"""A larger encoder that learns to read happenings, to teach the small head:

    python -m training.happening_large --weights MPNET --run RUN

MPNet (Song et al. 2020, all-mpnet-base-v2) has 109 million parameters where the encoder that ships has 23. It learns
whole, but for its embeddings and its lowest layers, from the sentences whose events are marked; those of the fold 0 are
left out, so that there it can be compared. What it makes of the sentences that nobody has read goes to
`RUN/opinions.pkl`. `MPNET` is a folder with `model.safetensors`, `config.json` and `tokenizer.json`; `RUN` holds the
pages of `training.happenings`. Runs again carry on after the last pass.
"""

from __future__ import annotations

import argparse
import logging
import pickle
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import MPNetConfig, MPNetModel

from training.happening_head import Scorer
from training.happening_rows import Page, Row, rows_of
from training.happening_teachers import Opinion, opinions_of
from training.happening_trainer import Learner, Sentences
from training.happenings import TWICE, fold_of

__all__ = ["Large", "Reader", "main"]

FROZEN = 3  # lowest layers
LEFT_OUT = 0  # the fold that is not learned
PASSES = 3
WORDS = 1500  # of a batch
RATE, SCORER_RATE = 6e-5, 1e-3
LONGEST = 80  # words of a sentence that is asked about
PAD, BEGIN, END = 1, 0, 2
log = logging.getLogger("training")

Pieces = tuple[list[int], list[int]]  # ids, and the place of each word's first piece


class Large(Scorer):
    """The encoder and what is read off its last layer."""

    def __init__(self, weights: Path) -> None:
        super().__init__(MPNetConfig.from_pretrained(weights).hidden_size)
        self.encoder = MPNetModel.from_pretrained(
            weights, add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )  # dropout would take a fifth of the time
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:FROZEN]):
            part.requires_grad_(requires_grad=False)


class Reader(Learner[Large]):
    """Sentences by their word pieces; a word's state is that of its first one."""

    def __init__(self, pages: Sequence[Page], tokenizer: Tokenizer, seed: int) -> None:
        super().__init__(seed)
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.pages, self.tokenizer = pages, tokenizer
        self.pieces: dict[tuple[int, int], Pieces] = {}

    def words(self, model: Large, rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
        """The encoder's states of the rows' words, and how many words the rows have."""
        pieces = [self._pieces_of(row) for row in rows]
        ids = _padded([ids for ids, _ in pieces], PAD)
        with torch.autocast("cpu", torch.bfloat16):
            states = model.encoder(input_ids=ids, attention_mask=(ids != PAD).long()).last_hidden_state
        first = _padded([first for _, first in pieces], 0)
        words = states.float().gather(1, first[..., None].expand(-1, -1, states.shape[2]))
        return words, torch.tensor([row.words for row in rows])

    def _pieces_of(self, row: Row) -> Pieces:
        key = (row.page, row.sentence)
        if key not in self.pieces:
            page = self.pages[row.page]
            sentence = page.analysis.sentences[row.sentence]
            text = page.document.article.text
            words = [text[t.start : t.end] for t in page.analysis.tokens[sentence.first : sentence.last]]
            self.pieces[key] = self._encoded(words)
        return self.pieces[key]

    def _encoded(self, words: Sequence[str]) -> Pieces:
        found = self.tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
        first = {word: place for place, word in reversed(list(enumerate(found.word_ids))) if word is not None}
        # A word without a piece, of unknown signs alone, takes the state of the beginning.
        return [BEGIN, *found.ids, END], [first.get(word, -1) + 1 for word in range(len(words))]


def _padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    longest = -8 * (-max(map(len, rows)) // 8)  # few widths: each new one is compiled anew
    return torch.tensor([[*row, *[fill] * (longest - len(row))] for row in rows])


def learned(reader: Reader, model: Large, rows: Sequence[Row], kept: Path) -> Large:
    """The model after its passes; each leaves what it needs to go on in `kept`."""
    own = [row for row in rows if fold_of(row.page) != LEFT_OUT]
    items = [(row, row.gold) for row in own if row.gold is not None]
    items += [(row, row.seen) for row in own if row.seen is not None] * TWICE
    scorer = [value for name, value in model.named_parameters() if not name.startswith("encoder.")]
    encoder = [value for value in model.encoder.parameters() if value.requires_grad]
    groups = [{"params": encoder, "rate": RATE}, {"params": scorer, "rate": SCORER_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.02, fused=True)
    done = _resumed(model, optimiser, kept)
    total = PASSES * len(reader.batches(items, WORDS))
    for number in range(done, PASSES):
        model.train()
        loss = _passed(reader, model, optimiser, reader.batches(items, WORDS), number, total)
        log.info("pass %d: loss %.3f", number + 1, loss)
        torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "passes": number + 1}, kept)
    return model


def _resumed(model: Large, optimiser: torch.optim.Optimizer, kept: Path) -> int:
    if not kept.exists():
        return 0
    state = torch.load(kept, weights_only=True)
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    return int(state["passes"])


def _passed(
    reader: Reader,
    model: Large,
    optimiser: torch.optim.Optimizer,
    batches: Sequence[Sentences],  # type: ignore[type-arg]
    number: int,
    total: int,
) -> float:
    """One pass, the rate rising over the first twelfth of all steps and falling in a line; returns the mean loss."""
    first, losses = number * len(batches), 0.0
    for step, batch in enumerate(batches, first):
        for group in optimiser.param_groups:
            group["lr"] = group["rate"] * min(1, (step + 1) / (total / 12)) * max(0.02, 1 - step / total)
        loss = reader.told(model, batch)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        losses += float(loss.detach())
        if step % 50 == 0:
            log.info("step %d of %d: loss %.3f", step, total, losses / (step - first + 1))
    return losses / len(batches)


def _asked(pages: Sequence[Page], rows: Sequence[Row]) -> list[Row]:
    """Sentences that nobody has read, PLOVER's left out."""
    return [
        row for row in rows
        if row.gold is None and row.words <= LONGEST and pages[row.page].corpus != "plover_gsr.dev"
    ]  # fmt: skip


def main() -> None:
    """Read the options, train, and ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    pages = pickle.loads((options.run / "pages.pkl").read_bytes())  # noqa: S301 - a file of our own
    rows = rows_of(pages)
    reader = Reader(pages, Tokenizer.from_file(str(options.weights / "tokenizer.json")), seed=1)
    model = learned(reader, Large(options.weights), rows, options.run / "large.pt").eval()
    unread: list[tuple[Row, Opinion]] = opinions_of(reader, [model], _asked(pages, rows))
    opinions = {(row.page, row.sentence): opinion for row, opinion in unread}
    (options.run / "opinions.pkl").write_bytes(pickle.dumps(opinions))


if __name__ == "__main__":
    main()
