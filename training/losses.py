"""What is made small: one loss a head, each of about the same size at the start, added up."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch
from training.heads import Model

__all__ = ["same_loss", "statement_losses", "syntax_losses"]

HARD = 0.08  # words that are no anchor but score above this are shown to the tagger, to be turned down


def statement_losses(model: Model, batch: Batch, rng: torch.Generator) -> dict[str, Tensor]:
    """Anchors, tags of each cue and plain roles of one batch of PolNeAR windows."""
    words = model.states(batch.ids, batch.flags, batch.first, batch.last, batch.mask)[-1]
    real = batch.words()
    assert batch.anchor is not None
    score = model.statements.anchor(words).squeeze(-1).float()
    pointwise = functional.binary_cross_entropy_with_logits(score, batch.anchor.float(), reduction="none")
    count = batch.anchor.sum().clamp(min=1)
    return {
        "anchor": (pointwise * real).sum() / count,
        "tags": _tag_loss(model, batch, words, score.detach(), rng),
        "plain": functional.cross_entropy(model.statements.plain(words).float()[real], _plain(batch)[real]),
    }


def _tag_loss(model: Model, batch: Batch, words: Tensor, score: Tensor, rng: torch.Generator) -> Tensor:
    assert batch.tags is not None
    assert batch.owner is not None
    window, word = _asked(batch, score, rng)
    mask = torch.zeros(batch.sentence.shape).masked_fill(~batch.words(), -1e4)[:, None, None]
    emissions = model.statements.emissions(words, batch.sentence, window, word, mask)
    empty = torch.zeros(1, batch.tags.shape[1], dtype=torch.long)
    tags = torch.cat([batch.tags, empty])[batch.owner[window, word]]  # owner -1 is the empty row
    lengths = batch.words().sum(1)[window]
    loss = model.statements.crf.loss(emissions, tags, lengths).sum()
    return loss / max(len(batch.tags), 1)


def _asked(batch: Batch, score: Tensor, rng: torch.Generator) -> tuple[Tensor, Tensor]:
    """The anchors, and words that look like anchors: some inside cues, some wrong."""
    assert batch.anchor is not None
    gold = batch.anchor > 0
    hard = (score.sigmoid() > HARD) & batch.words() & ~gold
    most = 8 + int(gold.sum()) // 2
    kept = torch.rand(score.shape, generator=rng) < most / hard.sum().clamp(min=1)
    window, word = torch.nonzero(gold | (hard & kept), as_tuple=True)
    if len(window) == 0:
        window = word = torch.zeros(1, dtype=torch.long)
    return window, word


def _plain(batch: Batch) -> Tensor:
    """For each word the role that it has in any statement: 0 none, then 1 + role."""
    assert batch.tags is not None
    assert batch.rows is not None
    out = torch.zeros_like(batch.sentence)
    role = torch.where(batch.tags > 0, (batch.tags - 1) // 4 + 1, 0)
    for number, row in enumerate(batch.rows.tolist()):
        out[row] = torch.maximum(out[row], role[number])
    return out


def same_loss(model: Model, batch: Batch) -> Tensor:
    """Distance to the teacher's vectors, and between the two tables of likeness inside the batch. The encoder stays."""
    assert batch.spans is not None
    assert batch.teacher is not None
    with torch.no_grad():
        layers = model.states(batch.ids, batch.flags, batch.first, batch.last, batch.mask)
    vectors_of_words = model.same(layers, batch.sentence).float()
    summed = functional.pad(vectors_of_words.cumsum(1), (0, 0, 1, 0))
    window, first, stop = batch.spans.unbind(1)
    vectors = functional.normalize(summed[window, stop] - summed[window, first], dim=-1)
    teacher = functional.normalize(batch.teacher, dim=-1)
    near = 1 - (vectors * teacher).sum(-1).mean()
    return near + 10 * (vectors @ vectors.T - teacher @ teacher.T).square().mean()


def syntax_losses(model: Model, batch: Batch) -> dict[str, Tensor]:
    """Parts of speech, heads, labels, names, predicates and arguments of one batch of treebank windows."""
    words = model.states(batch.ids, batch.flags, batch.first, batch.last, batch.mask)[-1]
    assert batch.upos is not None
    assert batch.head is not None
    assert batch.deprel is not None
    assert batch.names is not None
    arcs = model.syntax.arcs(words, batch.sentence)
    labels = model.syntax.labels(words, batch.head.clamp(min=0))
    labelled = torch.where(batch.head < 0, -100, batch.deprel)
    return {
        "upos": _entropy(model.syntax.upos(words), batch.upos),
        "arcs": _entropy(arcs, batch.head),
        "labels": _entropy(labels, labelled),
        "names": _entropy(model.names(words), batch.names),
        **_role_losses(model, batch, words),
    }


def _entropy(scores: Tensor, target: Tensor) -> Tensor:
    if not bool((target >= 0).any()):
        return scores.sum() * 0.0
    return functional.cross_entropy(scores.float().flatten(0, 1), target.flatten())


def _role_losses(model: Model, batch: Batch, words: Tensor) -> dict[str, Tensor]:
    assert batch.predicate is not None
    assert batch.arguments is not None
    known = batch.predicate >= 0
    score = model.roles.predicate(words).squeeze(-1).float()
    if not bool(known.any()):
        return {"predicate": score.sum() * 0.0}
    found = functional.binary_cross_entropy_with_logits(score[known], batch.predicate[known].float())
    window, word = torch.nonzero(batch.predicate == 1, as_tuple=True)
    if len(window) == 0:
        return {"predicate": found}
    scores = model.roles.arguments(words, window, word).float()
    target = _argument_targets(batch, window, word, scores.shape[-1])
    total = functional.cross_entropy(scores, target, reduction="sum", ignore_index=-100)
    return {"predicate": found, "arguments": total / max(len(batch.arguments), 1)}


def _argument_targets(batch: Batch, window: Tensor, word: Tensor, width: int) -> Tensor:
    assert batch.arguments is not None
    own = batch.sentence[window, word].unsqueeze(1)
    target = torch.where(batch.sentence[window] == own, 0, -100)[:, :width]
    row = torch.full(batch.sentence.shape, -1)
    row[window, word] = torch.arange(len(window))
    for at, predicate, head, label in batch.arguments.tolist():
        target[row[at, predicate], head] = label
    return target
