"""The head of happenings as it is trained and put into the model: run where torch and onnx are there."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is needed to train the head")
pytest.importorskip("onnx", reason="onnx is needed to put the head into the model")

import torch

from onrecord.parsing.encoder import MODEL, Encoder
from onrecord.parsing.sentences import parse
from onrecord.reading.plain import read_text
from training.graft import Graph, grafted, opened
from training.happening_head import Happenings
from training.happening_rows import STATES
from training.happenings import FOLDS, fold_of

TEXT = "Rebels attacked the village of Lisna on Monday. The mayor, who had fled, condemned the raid."


def test_the_file_gives_what_the_head_gives(tmp_path: Path) -> None:
    torch.manual_seed(3)
    head = Happenings().eval()
    folder = opened(MODEL, tmp_path / "opened")
    grafted(head, folder / "model.onnx")
    article = read_text(TEXT, id="a").article
    ((_, _, output),) = Encoder(folder).read_windows(article.text, parse(article))
    sentence = [number for number, s in enumerate(parse(article).sentences) for _ in range(s.last - s.first)]
    with torch.no_grad():
        words, types, certainty, parties = Graph(head)(torch.from_numpy(output[STATES]), torch.tensor(sentence))
    assert output["happening_words"].tolist() == words.tolist()
    for name, expected in (("happening", types), ("certainty", certainty), ("parties", parties)):
        assert np.abs(output[name] - expected.numpy()).max() < 0.1


def test_a_head_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    shutil.copy(MODEL / "model.onnx", path)
    torch.manual_seed(4)
    grafted(Happenings().eval(), path)
    assert abs(path.stat().st_size - (MODEL / "model.onnx").stat().st_size) < 10_000


def test_every_page_has_one_fold() -> None:
    assert {fold_of(page) for page in range(100)} == set(range(FOLDS))
    assert [fold_of(7)] * 3 == [fold_of(7) for _ in range(3)]
