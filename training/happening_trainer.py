"""How the head of happenings learns from sentences, by the encoder's states of their words."""

from __future__ import annotations

import math
import random
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.parsing.encoder import FAINT, SLIGHT
from onrecord.record.analysis import Prospect
from onrecord.record.vocabulary import EVENT_TYPES
from training.graft import FLOOR
from training.happening_head import FAR_APART, Happenings, Scorer
from training.happening_rows import Row, Telling

__all__ = ["Learner", "Sentences", "Trainer", "optimised", "padding_of"]

Told = TypeVar("Told")
Model = TypeVar("Model", bound=Scorer)
Sentences = Sequence[tuple[Row, Told]]


class Learner(ABC, Generic[Model]):
    """The ways to learn from sentences, for every model that has a state for each of their words."""

    def __init__(self, seed: int) -> None:
        self.luck = random.Random(seed)
        torch.manual_seed(seed)

    @abstractmethod
    def words(self, model: Model, rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
        """The model's states of the rows' words (batch, words, width), and how many words the rows have."""

    def batches(self, items: Sentences[Told], words: int) -> list[Sentences[Told]]:
        """The sentences by length, cut into batches, shuffled."""
        found: list[Sentences[Told]] = []
        batch: list[tuple[Row, Told]] = []
        for item in sorted(items, key=lambda one: one[0].words):
            batch.append(item)
            if (len(batch) + 1) * item[0].words > words:
                found.append(batch)
                batch = []
        found += [batch] if batch else []
        self.luck.shuffle(found)
        return found

    def told(self, model: Model, batch: Sentences[tuple[Telling, ...]]) -> Tensor:
        """The loss on sentences whose events are known."""
        words, lengths = self.words(model, [row for row, _ in batch])
        types = torch.full(words.shape[:2], -100)
        for place, (row, events) in enumerate(batch):
            types[place, : row.words] = 0
            for event in events:
                types[place, event.word] = event.type
        loss = 4 * functional.cross_entropy(model.tells(words).flatten(0, 1), types.flatten())
        events = [(place, event) for place, (_, found) in enumerate(batch) for event in found]
        return loss + _of_events(model, words, lengths, events) if events else loss

    def hinted(self, model: Model, stories: Sequence[Sequence[Row]]) -> Tensor:
        """The loss on stories of which some word tells the type."""
        rows = [row for story in stories for row in story]
        words, _ = self.words(model, rows)
        chances = torch.softmax(model.tells(words), -1)
        losses, first = [], 0
        for story in stories:
            own = [chances[first + n, : row.words, story[0].label] for n, row in enumerate(story)]
            no_word = torch.log1p(-torch.cat(own).clamp(max=0.999)).sum()
            losses.append(-torch.log1p(-torch.exp(no_word).clamp(max=1 - 1e-6)))
            first += len(story)
        return torch.stack(losses).mean()

    @torch.no_grad()
    def scores(self, model: Model, rows: Sequence[Row], first_token: Callable[[Row], int]) -> list[list[Prospect]]:
        """What the head makes of each sentence, as the encoder passes it on."""
        model.eval()
        return [self._prospects(model, row, first_token(row)) for row in rows]

    def _prospects(self, model: Model, row: Row, first: int) -> list[Prospect]:
        words, _ = self.words(model, [row])
        types = torch.softmax(model.tells(words), -1)[0]
        places = torch.nonzero(1 - types[:, 0] > FLOOR).squeeze(1)
        if not len(places):
            return []
        certainty = torch.softmax(model.certainty(words[0, places]), -1)
        sides = torch.sigmoid(model.parties(words, torch.zeros_like(places), places))
        rows = zip(places.tolist(), types[places], certainty, sides, strict=True)
        return [_prospect(first, place, *scores) for place, *scores in rows]


class Trainer(Learner[Happenings]):
    """The head of happenings, by the encoder's states of all words."""

    def __init__(self, states: np.ndarray, seed: int) -> None:
        super().__init__(seed)
        self.states = states

    def words(self, model: Happenings, rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
        """The head's states of the rows' words, and how many words the rows have."""
        longest = max(row.words for row in rows)
        states = torch.zeros(len(rows), longest, *self.states.shape[1:])
        for place, row in enumerate(rows):
            own = self.states[row.start : row.start + row.words]
            states[place, : row.words] = torch.from_numpy(own.astype(np.float32))
        lengths, mask = padding_of(rows)
        return model.words(states, mask), lengths


def padding_of(rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
    """How many words the rows have, and a mask of what is no word, to be added to the attention."""
    lengths = torch.tensor([row.words for row in rows])
    beyond = torch.arange(int(lengths.max()))[None] >= lengths[:, None]
    return lengths, torch.zeros(beyond.shape).masked_fill(beyond, FAR_APART)[:, None, None]


def _prospect(first: int, word: int, types: Tensor, certainty: Tensor, sides: Tensor) -> Prospect:
    likely = [(name, chance) for name, chance in zip(EVENT_TYPES, types[1:].tolist(), strict=True) if chance >= SLIGHT]
    parties = (
        tuple((place + first, chance) for place, chance in enumerate(side) if chance >= FAINT)
        for side in sides.tolist()
    )
    return Prospect(word + first, tuple(sorted(likely, key=lambda one: -one[1])), tuple(certainty.tolist()), *parties)


def _of_events(model: Scorer, words: Tensor, lengths: Tensor, events: Sequence[tuple[int, Telling]]) -> Tensor:
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


def optimised(model: Happenings, steps: Iterator[Tensor], total: int, rate: float) -> float:
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
