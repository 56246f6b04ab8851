"""A linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) over tags with legal transitions."""

from __future__ import annotations

import torch
from torch import Tensor, nn

__all__ = ["ILLEGAL", "Crf"]

ILLEGAL = -1e4


class Crf(nn.Module):
    """Scores of tag sequences: emissions, plus a learned score for each legal transition."""

    legal: Tensor

    def __init__(self, legal: Tensor) -> None:
        super().__init__()
        self.register_buffer("legal", legal)
        self.learned = nn.Parameter(torch.zeros(legal.shape))

    def transitions(self) -> Tensor:
        """From tag (row) to tag (column); the last row is the start, the last column the end of the sequence."""
        return self.learned.masked_fill(~self.legal, ILLEGAL)

    def loss(self, emissions: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """Negative log likelihood of each sequence: emissions (n, words, tags), tags (n, words), lengths (n)."""
        scores = self.transitions()
        return _log_partition(emissions, scores, lengths) - _path_score(emissions, scores, tags, lengths)


def _log_partition(emissions: Tensor, scores: Tensor, lengths: Tensor) -> Tensor:
    edge = scores.shape[0] - 1
    inner = scores[:edge, :edge]
    alpha = emissions[:, 0] + scores[edge, :edge]
    for step in range(1, emissions.shape[1]):
        nxt = torch.logsumexp(alpha[:, :, None] + inner, 1) + emissions[:, step]
        alpha = torch.where((step < lengths)[:, None], nxt, alpha)
    return torch.logsumexp(alpha + scores[:edge, edge], 1)


def _path_score(emissions: Tensor, scores: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
    edge = scores.shape[0] - 1
    inside = torch.arange(tags.shape[1])[None] < lengths[:, None]
    emitted = (emissions.gather(2, tags[:, :, None]).squeeze(2) * inside).sum(1)
    moved = (scores[tags[:, :-1], tags[:, 1:]] * inside[:, 1:]).sum(1)
    final = tags.gather(1, (lengths - 1)[:, None]).squeeze(1)
    return emitted + moved + scores[edge, tags[:, 0]] + scores[final, edge]
