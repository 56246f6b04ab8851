"""Losses that hold the other heads to what they say while the encoder under them learns on.

Learning without forgetting (Li & Hoiem 2016): on the same windows, the scores of each head are held to those of the
network as it was. No gold is needed, so news of any kind will do.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch
from training.heads import Model

__all__ = ["kept_losses"]

WEIGHTS = {
    "anchor": 8.0, "tags": 2.0, "names": 3.0, "upos": 1.0, "arcs": 1.0, "labels": 1.0, "predicate": 3.0,
    "arguments": 4.0, "same": 3.0,
}  # fmt: skip
LIKELY_ANCHOR, MOST_ANCHORS = 0.15, 24
LIKELY_PREDICATE, MOST_PREDICATES = 0.3, 60


def kept_losses(new: Model, old: Model, layers: Tensor, earlier: Tensor, batch: Batch) -> Tensor:
    """How far the heads of `new` on its states of the windows are from those of `old` on its own, weighed and summed.

    `layers` and `earlier` are the states (layers, batch, words, width) of the two encoders.
    """
    words, its = layers[-1].float(), earlier[-1].float()
    parts = {
        **_of_statements(new, old, words, its, batch), **_of_syntax(new, old, words, its, batch),
        **_of_roles(new, old, words, its, batch), "same": _of_same(new, old, layers, earlier, batch),
    }  # fmt: skip
    return torch.stack([WEIGHTS[name] * loss for name, loss in parts.items()]).sum()


def _of_statements(new: Model, old: Model, words: Tensor, its: Tensor, batch: Batch) -> dict[str, Tensor]:
    real = batch.words()
    with torch.no_grad():
        wanted = old.statements.anchor(its).squeeze(-1).sigmoid()
    losses = {"anchor": _of_chances(new.statements.anchor(words).squeeze(-1), wanted, real)}
    window, word = _some((wanted > LIKELY_ANCHOR) & real, MOST_ANCHORS)
    if len(window):
        mask = torch.zeros(batch.sentence.shape).masked_fill(~real, -1e4)[:, None, None]
        with torch.no_grad():
            tags = old.statements.emissions(its, batch.sentence, window, word, mask)
        told = new.statements.emissions(words, batch.sentence, window, word, mask)
        losses["tags"] = _entropy(told, tags)[real[window]].mean()
    return losses


def _of_syntax(new: Model, old: Model, words: Tensor, its: Tensor, batch: Batch) -> dict[str, Tensor]:
    real = batch.words()
    with torch.no_grad():
        arcs = old.syntax.arcs(its, batch.sentence)
        heads = arcs.argmax(-1)
        wanted = {"names": old.names(its), "upos": old.syntax.upos(its), "arcs": arcs}
        wanted["labels"] = old.syntax.labels(its, heads)
    told = {"names": new.names(words), "upos": new.syntax.upos(words), "arcs": new.syntax.arcs(words, batch.sentence)}
    told["labels"] = new.syntax.labels(words, heads)
    return {name: _entropy(told[name], scores)[real].mean() for name, scores in wanted.items()}


def _of_roles(new: Model, old: Model, words: Tensor, its: Tensor, batch: Batch) -> dict[str, Tensor]:
    real = batch.words()
    with torch.no_grad():
        wanted = old.roles.predicate(its).squeeze(-1).sigmoid()
    losses = {"predicate": _of_chances(new.roles.predicate(words).squeeze(-1), wanted, real)}
    window, word = _some((wanted > LIKELY_PREDICATE) & real, MOST_PREDICATES)
    if len(window):
        with torch.no_grad():
            roles = old.roles.arguments(its, window, word)
        told = new.roles.arguments(words, window, word)
        inside = batch.sentence[window] == batch.sentence[window, word][:, None]
        losses["arguments"] = _entropy(told.transpose(1, 2), roles.transpose(1, 2))[inside].mean()
    return losses


def _of_same(new: Model, old: Model, layers: Tensor, earlier: Tensor, batch: Batch) -> Tensor:
    real = batch.words()
    with torch.no_grad():
        wanted = old.same(earlier.float(), batch.sentence)[real]
    told = new.same(layers.float(), batch.sentence)[real]
    return 1 - functional.cosine_similarity(told, wanted, dim=-1).mean()


def _some(asked: Tensor, most: int) -> tuple[Tensor, Tensor]:
    """Window and word of at most so many of the places, drawn by chance."""
    places = torch.nonzero(asked)
    if len(places) > most:
        places = places[torch.randperm(len(places))[:most]]
    window, word = places.unbind(1)
    return window, word


def _entropy(scores: Tensor, wanted: Tensor) -> Tensor:
    """The cross-entropy with what the earlier scores say, a value a word."""
    return -(wanted.float().softmax(-1) * scores.float().log_softmax(-1)).sum(-1)


def _of_chances(scores: Tensor, wanted: Tensor, real: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(scores.float()[real], wanted[real])
