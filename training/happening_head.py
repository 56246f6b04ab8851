"""The head of happenings: for each word, whether it tells a political event, of which type, how sure, and by whom.

It reads the encoder's layers, which stay as they are: a learned mix of all of them and the last one, then two
transformer layers in which a word sees its own sentence. Parties are scored with one biaffine form a side (Dozat &
Manning 2017).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from onrecord.record.vocabulary import EVENT_TYPES, Factuality
from training.encoder import LAYERS, WIDTH, Layer

__all__ = ["FAR_APART", "Happenings", "Scorer"]

NARROW, PARTY = 256, 96
DROPOUT = 0.15
FAR_APART = -50.0  # a lower mask makes slow denormal numbers


def _projected(width: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(DROPOUT))


class Scorer(nn.Module):
    """Words of some width to what they tell: a type or none, a factuality, and the parties."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.tells = nn.Sequential(_projected(width, NARROW), nn.Linear(NARROW, 1 + len(EVENT_TYPES)))
        self.certainty = nn.Sequential(_projected(width, 128), nn.Linear(128, len(Factuality)))
        self.trigger, self.party = _projected(width, PARTY), _projected(width, PARTY)
        self.form = nn.Linear(PARTY, 2 * PARTY)
        self.of_party, self.of_trigger = nn.Linear(PARTY, 2), nn.Linear(PARTY, 2)

    def parties(self, words: Tensor, batch: Tensor, trigger: Tensor) -> Tensor:
        """Scores (triggers, 2, words) of each word as an actor and as a recipient of the triggers."""
        of, by = self.trigger(words[batch, trigger]), self.party(words)
        turned = self.form(of).view(-1, 2, PARTY)
        scores: Tensor = turned @ by[batch].transpose(1, 2)
        return scores + self.of_party(by)[batch].transpose(1, 2) + self.of_trigger(of)[:, :, None]


class Happenings(Scorer):
    """States of every layer to the scores of each word."""

    def __init__(self) -> None:
        super().__init__(NARROW)
        self.mix = nn.Parameter(torch.zeros(LAYERS + 1))
        self.enter, self.norm, self.drop = nn.Linear(2 * WIDTH, NARROW), nn.LayerNorm(NARROW), nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer(NARROW, 4, 2 * NARROW, dropout=DROPOUT) for _ in range(2))

    def words(self, states: Tensor, mask: Tensor) -> Tensor:
        """(batch, words, layers, width) to (batch, words, narrow); `mask` is added to the attention."""
        mixed = (torch.softmax(self.mix, 0)[:, None] * states).sum(2)
        x = self.drop(self.norm(self.enter(torch.cat([mixed, states[:, :, -1]], -1))))
        for layer in self.layers:
            x = layer(x, mask)
        return x
