"""The heads on the shared encoder, each a small module over word states.

Syntax is the biaffine parser of Dozat & Manning (2017). Roles score each word of a sentence as an argument of each
predicate with one biaffine form a label. Statements are read cue by cue: a word is first scored as the anchor of a cue,
and then, for every anchor, a narrow transformer tags the words of the window as that cue's source, cue and content, so
that boundaries and ties are one decision. "Same" keeps a span's mean vector near the original encoder's
(Reimers & Gurevych 2019).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from onrecord.parsing.tags import NAME_TAGS, ROLES, STATEMENT_TAGS, UPOS, legal_moves
from training.crf import Crf
from training.encoder import LAYERS, WIDTH, Encoder, Layer

__all__ = ["Biaffine", "Model", "Statements", "Syntax", "WordStates"]

FAR = 64  # words; farther is as far


def mlp(width: int, out: int = 1) -> nn.Sequential:
    """A hidden layer and a linear one."""
    return nn.Sequential(nn.Linear(WIDTH, width), nn.GELU(), nn.Dropout(0.1), nn.Linear(width, out))


def projected(width: int) -> nn.Sequential:
    """A view of the word states for one side of a biaffine form."""
    return nn.Sequential(nn.Linear(WIDTH, width), nn.GELU(), nn.Dropout(0.15))


class Biaffine(nn.Module):
    """One bilinear form a label between two views of words, with a bias on either side."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.labels = labels
        self.form = nn.Linear(width, labels * width)
        self.bias = nn.Linear(width, labels)

    def forward(self, first: Tensor, second: Tensor) -> Tensor:
        """(..., n, width) and (..., m, width) to scores (..., n, labels, m)."""
        turned = self.form(first)
        turned = turned.reshape(*first.shape[:-1], self.labels, second.shape[-1])
        flat = turned.flatten(-3, -2) @ second.transpose(-1, -2)
        scores: Tensor = flat.reshape(*turned.shape[:-1], second.shape[-2])
        biased: Tensor = scores + self.bias(second).transpose(-1, -2).unsqueeze(-3)
        return biased

    def paired(self, first: Tensor, second: Tensor) -> Tensor:
        """(..., n, width) twice, word by word, to scores (..., n, labels)."""
        turned: Tensor = self.form(first).reshape(*first.shape[:-1], self.labels, second.shape[-1])
        scores: Tensor = (turned * second.unsqueeze(-2)).sum(-1) + self.bias(second)
        return scores


class Syntax(nn.Module):
    """Parts of speech, heads and labels. A word that heads itself is the root."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.upos = nn.Linear(WIDTH, len(UPOS))
        self.dependent, self.head = projected(160), projected(160)
        self.arc = Biaffine(160, 1)
        self.root = nn.Linear(WIDTH, 1)
        self.label_dependent, self.label_head = projected(96), projected(96)
        self.label = Biaffine(96, labels)

    def arcs(self, words: Tensor, sentence: Tensor) -> Tensor:
        """Scores (batch, words, heads); words of other sentences are out of reach."""
        scores: Tensor = self.arc(self.dependent(words), self.head(words)).squeeze(-2).float()
        scores = scores + torch.eye(words.shape[1]) * self.root(words).float()
        return scores.masked_fill(sentence[:, :, None] != sentence[:, None, :], -1e4)

    def labels(self, words: Tensor, heads: Tensor) -> Tensor:
        """Label scores (batch, words, labels), given each word's head."""
        at_head = self.label_head(words).gather(1, heads[:, :, None].expand(-1, -1, 96))
        return self.label.paired(self.label_dependent(words), at_head)


class Roles(nn.Module):
    """Predicates, and their arguments by head word; label 0 is "no argument"."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.predicate = mlp(128)
        self.of_predicate, self.of_argument = projected(96), projected(96)
        self.form = Biaffine(96, labels)

    def arguments(self, words: Tensor, batch: Tensor, word: Tensor) -> Tensor:
        """Scores (predicates, labels, words) for the predicates at (`batch`, `word`)."""
        asked = self.of_predicate(words[batch, word]).unsqueeze(1)
        scores: Tensor = self.form(asked, self.of_argument(words)[batch])
        return scores.squeeze(1)


class Statements(nn.Module):
    """Anchors of cues, and for each anchor the tags of its source, cue and content."""

    def __init__(self, width: int = 128, layers: int = 2) -> None:
        super().__init__()
        self.anchor = mlp(192)
        self.plain = nn.Linear(WIDTH, 1 + len(ROLES))  # training only: which role a word has, whatever its cue
        self.word, self.asked = nn.Linear(WIDTH, width), nn.Linear(WIDTH, width)
        self.distance = nn.Embedding(2 * FAR + 1, width)
        self.sentences = nn.Embedding(9, width)
        self.norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(Layer(width, 4, 2 * width) for _ in range(layers))
        self.tag = nn.Linear(width, len(STATEMENT_TAGS))
        self.crf = Crf(torch.from_numpy(legal_moves(len(ROLES))))

    def emissions(self, words: Tensor, sentence: Tensor, batch: Tensor, word: Tensor, mask: Tensor | None) -> Tensor:
        """Tag scores (anchors, words, tags) for the anchors at (`batch`, `word`)."""
        states, its = self.word(words)[batch], self.asked(words[batch, word]).unsqueeze(1)
        away = (torch.arange(words.shape[1]) - word[:, None]).clamp(-FAR, FAR) + FAR
        own = sentence[batch, word].unsqueeze(1)
        apart = (sentence[batch] - own).clamp(-4, 4) + 4
        x = self.norm(states * its + states + its + self.distance(away) + self.sentences(apart))
        for layer in self.layers:
            x = layer(x, None if mask is None else mask[batch])
        scores: Tensor = self.tag(x)
        return scores.float()


class Same(nn.Module):
    """A vector for each word whose mean over a sentence stays near the original encoder's vector of the sentence.

    Reads a learned mix of the encoder's layers, and then two transformer layers in which a word sees its own sentence
    alone, as the original encoder did: a linear map of any layers reaches a rank correlation of 0.78 only.
    """

    def __init__(self) -> None:
        super().__init__()
        self.mix = nn.Parameter(torch.zeros(LAYERS + 1))
        self.out = nn.Linear(2 * WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.layers = nn.ModuleList(Layer(dropout=0.0) for _ in range(2))
        self.last = nn.Linear(WIDTH, WIDTH)

    def forward(self, layers: Tensor, sentence: Tensor) -> Tensor:
        """Word states of each layer (layers, batch, words, width) to vectors (batch, words, width)."""
        mixed = (torch.softmax(self.mix, 0)[:, None, None, None] * layers).sum(0)
        x = self.norm(self.out(torch.cat([mixed, layers[-1]], -1)))
        apart = (sentence[:, :, None] != sentence[:, None, :]).unsqueeze(1)
        mask = torch.zeros(apart.shape).masked_fill(apart, -50.0)  # a lower mask makes slow denormal numbers
        for layer in self.layers:
            x = layer(x, mask)
        vector: Tensor = self.last(x)
        return vector


class WordStates(nn.Module):
    """The encoder, read at the first and last piece of each word."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()

    def forward(self, ids: Tensor, flags: Tensor, first: Tensor, last: Tensor, mask: Tensor | None) -> Tensor:
        """(layers, batch, words, width)."""
        return torch.stack([_at_words(state, first, last) for state in self.encoder(ids, flags, mask)])


def _at_words(states: Tensor, first: Tensor, last: Tensor) -> Tensor:
    if len(states) == 1:  # the exported graph: plain rows are taken six times as fast as gathered elements
        return ((states[0, first[0]] + states[0, last[0]]) / 2).unsqueeze(0)
    width = states.shape[-1]
    picked = [states.gather(1, place[:, :, None].expand(-1, -1, width)) for place in (first, last)]
    return (picked[0] + picked[1]) / 2


class Model(nn.Module):
    """Everything: the encoder and all heads."""

    def __init__(self, deprels: int, arguments: int) -> None:
        super().__init__()
        self.states = WordStates()
        self.statements = Statements()
        self.names = nn.Linear(WIDTH, len(NAME_TAGS))
        self.syntax = Syntax(deprels)
        self.roles = Roles(arguments)
        self.same = Same()
