"""The original encoder's vectors of sentences: what the "same" head is kept close to (self-distillation)."""

from __future__ import annotations

import numpy as np
import torch

from onrecord.parsing.windows import WordPieces
from training.corpora import Document
from training.encoder import Encoder, pretrained_folder

__all__ = ["add_teacher", "vectors_of"]

LONGEST = 128  # word pieces; all-MiniLM-L6-v2 was trained on sentences of up to 128


def add_teacher(documents: list[Document], cutter: WordPieces) -> None:
    """Give each document the original encoder's vector of each of its sentences of four words or more."""
    encoder = Encoder(dropout=0.0)
    encoder.load_pretrained(pretrained_folder())
    encoder.eval()
    wanted = [(document, number, ids) for document in documents for number, ids in _sentences(document)]
    wanted.sort(key=lambda item: len(item[2]))
    for at in range(0, len(wanted), 64):
        some = wanted[at : at + 64]
        for (document, number, _), vector in zip(
            some, vectors_of(encoder, [ids for *_, ids in some], cutter), strict=True
        ):
            document.teacher[number] = vector


def _sentences(document: Document) -> list[tuple[int, np.ndarray]]:
    own = document.layout.sentence
    out = []
    for number in np.unique(own):
        inside = np.flatnonzero(own == number)
        if len(inside) >= 4:
            ids = document.pieces.ids[document.pieces.first[inside[0]] : document.pieces.last[inside[-1]] + 1]
            out.append((int(number), ids[: LONGEST - 2]))
    return out


@torch.no_grad()
def vectors_of(encoder: Encoder, rows: list[np.ndarray], cutter: WordPieces) -> np.ndarray:
    """Mean-pooled unit vectors (rows, 384), each row read by itself as the original encoder reads it."""
    width = max(map(len, rows)) + 2
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    for number, row in enumerate(rows):
        ids[number, : len(row) + 2] = torch.from_numpy(np.concatenate([[cutter.first], row, [cutter.last]]))
    real = ids > 0
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = encoder(ids, torch.zeros_like(ids), torch.zeros(ids.shape).masked_fill(~real, -1e4)[:, None, None])[-1]
    pooled = (states.float() * real[:, :, None]).sum(1)
    return torch.nn.functional.normalize(pooled, dim=-1).numpy().astype(np.float16)
