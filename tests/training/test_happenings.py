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
from training.encoder import LAYERS, WIDTH
from training.graft import Graph, grafted, opened
from training.happening_head import Happenings
from training.happening_rows import STATES, Row
from training.happening_teachers import Lessons, heads_of, opinions_of, unread_of
from training.happening_trainer import Trainer
from training.happenings import FOLDS, fold_of

# torch's exporter by tracing says that it will go, and that what it traces is taken for constant.
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::torch.jit.TracerWarning", "ignore::UserWarning"
)

TEXT = "Rebels attacked the village of Lisna on Monday. The mayor, who had fled, condemned the raid."


def test_the_file_gives_what_the_head_gives(tmp_path: Path) -> None:
    torch.manual_seed(3)
    head = Happenings().eval()
    shutil.copytree(MODEL, tmp_path / "grafted")
    grafted(head, tmp_path / "grafted" / "model.onnx")
    folder = opened(tmp_path / "grafted", tmp_path / "opened")
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


def test_a_teacher_agrees_best_with_itself(tmp_path: Path) -> None:
    torch.manual_seed(5)
    teacher, other = Happenings().eval(), Happenings().eval()
    torch.save(teacher.state_dict(), tmp_path / "head.pt")
    states = np.random.default_rng(6).normal(size=(60, LAYERS + 1, WIDTH)).astype(np.float16)
    unread = [Row(0, place, 10 * place, 10, (), None, None, None) for place in range(5)]
    marked = Row(0, 5, 50, 10, (), (), None, None)
    trainer = Trainer(states, seed=1)
    opinions = opinions_of(trainer, heads_of([tmp_path / "head.pt"]), unread_of([*unread, marked]))
    lessons = Lessons(trainer, opinions)
    batch = next(iter(lessons))
    assert sorted(row.sentence for row, _ in batch) == [0, 1, 2, 3, 4]
    with torch.no_grad():
        assert lessons.loss(teacher, batch) < lessons.loss(other, batch)
