"""Train the encoder along with the head of happenings, and put both into the file that ships:

    python -m training.together --corpora CORPORA --run RUN --opinions RUN/opinions.pkl --out OUT

On an encoder that stays as it is, no head finds what a larger encoder's does: on a fold of news left out, types have an
average precision of .744, those of the teacher of `training.happening_large` .826. Here the encoder learns too. A step
reads sentences whose events are marked, each by itself; as many words of which a teacher says what it finds; and some
windows of the pages (every third time of the treebanks) on which the other heads are held to what they said
(`training.keeping`), and the head of happenings sees its sentences between their neighbours, as it will in use. What
ships is a running mean of the weights. (Drawn towards those that it began with, by a fifth, it holds on to more of the
statements of our own pages, but types have an average precision of .785 instead of .790.)

`RUN` holds the pages and a head of `training.happenings`, which is where this one starts. The pages of fold 0 are
learned from by nothing here: `training.weighing` needs scores of sentences that the scorer has not read. Runs again
carry on from `OUT/state.pt`.
"""

from __future__ import annotations

import argparse
import json
import logging
import pickle
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from onrecord.parsing.encoder import MODEL
from onrecord.parsing.windows import Window, WordPieces, windows_of
from training.batches import Batch, Part, grouped, inputs_of
from training.corpora import Document, labels_of, layout_of, treebanks
from training.encoder import Encoder
from training.export import written
from training.graft import grafted
from training.happening_head import Happenings
from training.happening_rows import Page, Row, Telling, rows_of
from training.happening_teachers import Lessons, Opinion
from training.happening_trainer import Learner, Sentences, padding_of
from training.happenings import LEFT_OUT, PLOVER, TWICE, WORDS, fold_of
from training.heads import Model
from training.keeping import kept_losses
from training.restored import restored
from training.train import Feed

__all__ = ["Alone", "Together", "main"]

ENCODER_RATE, HEAD_RATE = 1.5e-4, 5e-4
RISE = 0.06  # of the steps
KEPT_MEAN = 0.997
WINDOW_PIECES, TREEBANK_PIECES = 800, 700  # of a batch
SIZES, OVERLAPS = (208, 257), (16, 49)  # of the windows, in pieces
EVERY_TREEBANK = 3
BETWEEN = 0.3  # the weight of sentences between their neighbours, beside the same sentences by themselves
SAVED, TOLD = 100, 20  # steps
log = logging.getLogger("training")

Known = Mapping[int, Mapping[int, tuple[Row, tuple[Telling, ...] | Opinion]]]  # by page and number of the sentence
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Text:
    """A page as the encoder reads it."""

    document: Document
    first_words: np.ndarray  # of each sentence

    def sentence(self, row: Row) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Ids and flags of the sentence's pieces, and the first and last piece of each word."""
        pieces, first = self.document.pieces, self.first_words[row.sentence]
        words = slice(first, first + row.words)
        low, high = int(pieces.first[first]), int(pieces.last[first + row.words - 1]) + 1
        return pieces.ids[low:high], pieces.flags[low:high], pieces.first[words] - low, pieces.last[words] - low


class Texts:
    """The pages, each cut when it is first asked for."""

    def __init__(self, pages: Sequence[Page], cutter: WordPieces) -> None:
        self.pages, self.cutter = pages, cutter
        self._cut: dict[int, Text] = {}

    def __getitem__(self, page: int) -> Text:
        if page not in self._cut:
            own = self.pages[page]
            layout = layout_of(own.document.article.text, own.analysis)
            first = np.array([sentence.first for sentence in own.analysis.sentences])
            self._cut[page] = Text(Document(str(page), layout, self.cutter.cut(layout)), first)
        return self._cut[page]


class Alone(Learner[Happenings]):
    """Sentences by the encoder's states, each read by itself."""

    def __init__(self, encoder: Encoder, texts: Texts, seed: int) -> None:
        super().__init__(seed)
        self.encoder, self.texts = encoder, texts

    def words(self, model: Happenings, rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
        """The head's states of the rows' words, and how many words the rows have."""
        cut = [self.texts[row.page].sentence(row) for row in rows]
        edges = (self.texts.cutter.first, self.texts.cutter.last)
        ids, mask = _padded([np.concatenate([edges[:1], one[0], edges[1:]]) for one in cut])
        flags, _ = _padded([np.concatenate([[0], one[1], [0]]) for one in cut])
        first, last = (_padded([one[place] + 1 for one in cut], 1)[0] for place in (2, 3))
        with torch.autocast("cpu", torch.bfloat16):
            layers = self.encoder(ids, flags, mask)
        states = torch.stack([layer.float() for layer in layers], 2)
        batch = torch.arange(len(rows))[:, None]
        lengths, apart = padding_of(rows)
        return model.words((states[batch, first] + states[batch, last]) / 2, apart), lengths


class Between(Learner[Happenings]):
    """Sentences by the states that they have between their neighbours, in windows that have been read."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.states: dict[tuple[int, int], Tensor] = {}

    def words(self, model: Happenings, rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
        """The head's states of the rows' words, and how many words the rows have."""
        states = [self.states[row.page, row.sentence] for row in rows]
        lengths, apart = padding_of(rows)
        return model.words(nn.utils.rnn.pad_sequence(states, batch_first=True), apart), lengths


def _padded(rows: Sequence[np.ndarray], width: int = 8) -> tuple[Tensor, Tensor]:
    """The rows, filled up with zeros, and a mask of what is filled; few widths, so that kernels are used again."""
    longest = -width * (-max(map(len, rows)) // width)
    out = np.zeros((len(rows), longest), np.int64)
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    beyond = torch.arange(longest)[None] >= torch.tensor([len(row) for row in rows])[:, None]
    return torch.from_numpy(out), torch.zeros(beyond.shape).masked_fill(beyond, -1e4)[:, None, None]


class Windows:
    """Windows of the pages in which some sentence is known, cut anew each time, in batches without end."""

    def __init__(self, texts: Texts, known: Known, twice: frozenset[int], seed: int) -> None:
        self.texts, self.known, self.twice = texts, known, twice
        self.luck = random.Random(seed)

    def __iter__(self) -> Iterator[list[Part]]:
        while True:
            groups = list(grouped(sorted(self._parts(), key=self._near_length), WINDOW_PIECES))
            self.luck.shuffle(groups)
            yield from groups

    def _parts(self) -> Iterator[Part]:
        for page in self.known:
            document = self.texts[page].document
            sizes = self.luck.randrange(*SIZES), self.luck.randrange(*OVERLAPS)
            for window in windows_of(document.pieces, document.layout.sentence, *sizes):
                if any(True for _ in self.of(document, window)):
                    yield from [(document, window)] * (TWICE if page in self.twice else 1)

    def _near_length(self, part: Part) -> float:
        document, window = part
        return document.pieces.last[window.stop - 1] - document.pieces.first[window.start] + self.luck.random() * 24

    def of(self, document: Document, window: Window) -> Iterator[tuple[Row, tuple[Telling, ...] | Opinion]]:
        """The known sentences that the window answers for."""
        sentences = self.known[int(document.name)]
        for number in np.unique(document.layout.sentence[window.own_start : window.own_stop]).tolist():
            if number in sentences:
                yield sentences[number]


class Together:
    """The network, the one that it was, the head of happenings, and where the run stands."""

    def __init__(self, head: Happenings, texts: Texts, rate: float, steps: int, network: Model) -> None:
        self.model, self.old = deepcopy(network), deepcopy(network).eval()
        self.head, self.texts, self.steps, self.step = head, texts, steps, 0
        for value in self.old.parameters():
            value.requires_grad = False
        self.model.states.encoder.pieces.weight.requires_grad = False
        for part in self.model.modules():
            if isinstance(part, nn.Dropout):
                part.p = 0.0  # the other heads are to say the same, not to guess through noise
        self.alone, self.between = Alone(self.model.states.encoder, texts, 1), Between(1)
        self.optimiser = torch.optim.AdamW(
            [
                {"params": [value for value in self.model.parameters() if value.requires_grad], "base": rate},
                {"params": list(head.parameters()), "base": HEAD_RATE},
            ],
            weight_decay=0.02, fused=True,
        )  # fmt: skip
        self.mean = [value.detach().clone() for value in self._learned()]

    def _learned(self) -> list[Tensor]:
        return [value for part in (self.model, self.head) for value in part.parameters() if value.requires_grad]

    def learn(
        self, gold: Sentences[tuple[Telling, ...]], lessons: Lessons, said: Sentences[Opinion], windows: Windows,
        batch: list[Part] | Batch,
    ) -> float:  # fmt: skip
        """One step on marked sentences, on unread ones (`said`), and on windows: of the pages or of the treebanks."""
        self._set_rates()
        self.optimiser.zero_grad()
        losses = [self.alone.told(self.head, gold), lessons.loss(self.head, said)]
        for loss in losses:
            loss.backward()
        losses.append(self._in_windows(windows, batch))
        losses[-1].backward()
        nn.utils.clip_grad_norm_(self._learned(), 1.0)
        self.optimiser.step()
        self.step += 1
        self._average()
        return float(sum(float(loss.detach()) for loss in losses))

    def _set_rates(self) -> None:
        done = self.step / self.steps
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * min(1, (self.step + 1) / (RISE * self.steps)) * max(0.02, 1 - done)

    def _in_windows(self, windows: Windows, batch: list[Part] | Batch) -> Tensor:
        inputs = batch if isinstance(batch, Batch) else inputs_of(batch, self.texts.cutter)
        rows = (inputs.ids, inputs.flags, inputs.first, inputs.last, inputs.mask)
        with torch.autocast("cpu", torch.bfloat16):
            layers = self.model.states(*rows)
            with torch.no_grad():
                earlier = self.old.states(*rows)
        kept = kept_losses(self.model, self.old, layers, earlier, inputs)
        return kept if isinstance(batch, Batch) else kept + BETWEEN * self._told_between(windows, batch, layers.float())

    def _told_between(self, windows: Windows, parts: list[Part], layers: Tensor) -> Tensor:
        """The loss on the known sentences of the windows."""
        found = [(place, window, *one) for place, (doc, window) in enumerate(parts) for one in windows.of(doc, window)]
        self.between.states = {}
        for place, window, row, _ in found:
            first = int(self.texts[row.page].first_words[row.sentence]) - window.start
            own = layers[:, place, first : first + row.words]
            self.between.states[row.page, row.sentence] = own.permute(1, 0, 2)
        marked = [(row, told) for _, _, row, told in found if not isinstance(told, Opinion)]
        said = [(row, told) for _, _, row, told in found if isinstance(told, Opinion)]
        loss = self.between.told(self.head, marked) if marked else torch.zeros(())
        return loss + Lessons(self.between, said).loss(self.head, said) if said else loss

    @torch.no_grad()
    def _average(self) -> None:
        keep = min(KEPT_MEAN, 1 - 1 / (self.step + 1))
        torch._foreach_lerp_(self.mean, [value.detach() for value in self._learned()], 1 - keep)

    def begin_with(self, path: Path) -> None:
        """Take the running mean of an earlier run for the weights that this one begins with."""
        self._take(torch.load(path, weights_only=True)["mean"])
        self.mean = [value.detach().clone() for value in self._learned()]

    @torch.no_grad()
    def _take(self, means: Sequence[Tensor]) -> None:
        for value, mean in zip(self._learned(), means, strict=True):
            value.copy_(mean)

    def save(self, path: Path) -> None:
        """Write where the run stands, whole or not at all."""
        state = {
            "model": self.model.state_dict(), "head": self.head.state_dict(), "mean": self.mean, "step": self.step,
            "optimiser": self.optimiser.state_dict(),
        }  # fmt: skip
        draft = path.with_suffix(".new")
        torch.save(state, draft)
        draft.replace(path)

    def restore(self, path: Path) -> None:
        """Take up what was written, if anything was."""
        if path.exists():
            state = torch.load(path, weights_only=True)
            self.model.load_state_dict(state["model"])
            self.head.load_state_dict(state["head"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.mean, self.step = state["mean"], state["step"]

    def ship(self, path: Path) -> None:
        """Write the running mean in place of the model at `path`."""
        self._take(self.mean)
        grafted(self.head.eval(), written(self.model.eval(), path))


def _without_end(batches: Callable[[], Sequence[Item]]) -> Iterator[Item]:
    while True:
        yield from batches()


def _known(rows: Sequence[Row], opinions: Mapping[tuple[int, int], Opinion]) -> Known:
    """What is marked or said of sentences, but of those of the fold that is left out nothing that was marked."""
    known: dict[int, dict[int, tuple[Row, tuple[Telling, ...] | Opinion]]] = defaultdict(dict)
    for row in rows:
        marked = row.gold if row.gold is not None else row.seen
        if marked is not None and fold_of(row.page) != LEFT_OUT:
            known[row.page][row.sentence] = row, marked
        elif marked is None and (row.page, row.sentence) in opinions:
            known[row.page][row.sentence] = row, opinions[row.page, row.sentence]
    return known


def main() -> None:
    """Read the options, train from where the run stands, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--opinions", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=1600)
    parser.add_argument("--start", type=Path, help="`state.pt` of an earlier run, whose mean this one begins with")
    parser.add_argument("--held", type=Path, default=MODEL, help="folder of the model whose other heads are kept to")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(2)
    options.out.mkdir(parents=True, exist_ok=True)
    pages: list[Page] = pickle.loads((options.run / "pages.pkl").read_bytes())  # noqa: S301 - a file of our own
    texts = Texts(pages, WordPieces(Tokenizer.from_file(str(MODEL / "tokenizer.json"))))
    head = Happenings()
    head.load_state_dict(torch.load(options.run / f"fold-{LEFT_OUT}.pt", weights_only=True))
    run = Together(head, texts, ENCODER_RATE, options.steps, restored(options.held))
    if options.start:
        run.begin_with(options.start)
    run.restore(options.out / "state.pt")
    _train(run, pages, pickle.loads(options.opinions.read_bytes()), options)  # noqa: S301
    run.ship(MODEL / "model.onnx")
    labels = json.loads((MODEL / "labels.json").read_text("utf-8"))
    kept = {"mean": run.model.state_dict(), "labels": {name: labels[name] for name in ("deprels", "arguments")}}
    torch.save(kept, options.out / "final.pt")


def _train(
    run: Together, pages: Sequence[Page], opinions: Mapping[tuple[int, int], Opinion], options: argparse.Namespace
) -> None:
    known = _known(rows_of(pages), opinions)
    told = [pair for page in known.values() for pair in page.values()]
    plover = frozenset(page for page in known if pages[page].corpus == PLOVER)
    marked = [pair for pair in told if not isinstance(pair[1], Opinion)]
    marked += [pair for pair in marked if pair[0].page in plover] * (TWICE - 1)
    lessons = Lessons(run.alone, [pair for pair in told if isinstance(pair[1], Opinion)])
    windows = Windows(run.texts, known, plover, 5 + run.step)
    banks = treebanks(options.corpora, "train", run.texts.cutter, labels_of(options.corpora))
    web = Feed(banks, TREEBANK_PIECES, run.texts.cutter, 3 + run.step)
    gold = _without_end(lambda: run.alone.batches(marked, WORDS))
    run.model.train()
    run.head.train()
    losses: list[float] = []
    for batch, said, parts in zip(gold, lessons, windows, strict=False):
        if run.step >= run.steps:
            break
        inputs = web.take() if run.step % EVERY_TREEBANK == EVERY_TREEBANK - 1 else parts
        losses.append(run.learn(batch, lessons, said, windows, inputs))
        if run.step % TOLD == 0:
            log.info("step %d  loss %.3f", run.step, float(np.mean(losses[-TOLD:])))
        if run.step % SAVED == 0 or run.step == run.steps:
            run.save(options.out / "state.pt")


if __name__ == "__main__":
    main()
