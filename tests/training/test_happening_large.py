"""The teacher that reads a larger encoder too: run where torch and transformers are there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is needed to train the teacher")
pytest.importorskip("transformers", reason="transformers has the larger encoder")

import torch
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import BertPreTokenizer
from transformers import MPNetConfig, MPNetModel

from onrecord.parsing.sentences import parse
from onrecord.reading.plain import read_text
from training import happening_large
from training.encoder import LAYERS, WIDTH
from training.happening_large import LARGE, LARGE_WIDTH, Teacher, TwoEncoders, large_states, learned
from training.happening_rows import Page, Row, Telling
from training.happening_teachers import opinions_of
from training.happenings import fold_of

TEXT = "Rebels shelled Lisna. The mayor fled."
PIECES = ["<s>", "<pad>", "</s>", "[UNK]", "Re", "##bels", "shelled", "Lis", "##na", ".", "The", "mayor", "fled"]
KEPT = next(page for page in range(20) if fold_of(page) != happening_large.LEFT_OUT)


def page() -> Page:
    document = read_text(TEXT, id="a")
    return Page("texts", {"id": "a"}, document, parse(document.article), ())


def rows(number: int) -> list[Row]:
    told = Telling(word=1, type=3, actors=(0,), recipients=(2,), factuality=0)
    return [Row(number, 0, 0, 4, (), (told,), None, None), Row(number, 1, 4, 4, (), (), None, None)]


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A folder with a small encoder of chance weights and its pieces."""
    torch.manual_seed(1)
    config = MPNetConfig(
        vocab_size=len(PIECES), hidden_size=16, num_hidden_layers=12, num_attention_heads=2, intermediate_size=32
    )
    folder = tmp_path / "weights"
    MPNetModel(config, add_pooling_layer=False).save_pretrained(folder)
    tokenizer = Tokenizer(WordPiece({piece: place for place, piece in enumerate(PIECES)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def learner() -> TwoEncoders:
    luck = np.random.default_rng(2)
    small = luck.normal(size=(8, LAYERS + 1, WIDTH)).astype(np.float16)
    large = luck.normal(size=(8, len(LARGE), LARGE_WIDTH)).astype(np.float16)
    return TwoEncoders(small, large, {(KEPT, 0): 0, (KEPT, 1): 4}, seed=1)


def test_a_word_has_the_mean_of_its_pieces(weights: Path, tmp_path: Path) -> None:
    places = large_states([page()], rows(0), weights, tmp_path / "large.npy")
    assert places == {(0, 0): 0, (0, 1): 4}
    states = np.load(tmp_path / "large.npy")
    model = MPNetModel.from_pretrained(weights, add_pooling_layer=False).eval()
    ids = torch.tensor([[0, 4, 5, 6, 7, 8, 9, 2]])
    with torch.no_grad():
        layer = model(input_ids=ids, output_hidden_states=True).hidden_states[LARGE[0]][0, 1:].numpy()
    expected = [layer[0:2].mean(0), layer[2], layer[3:5].mean(0), layer[5]]
    assert np.abs(states[:4, 0] - np.array(expected)).max() < 0.05  # it reads in bfloat16


def test_it_learns_what_was_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(happening_large, "PASSES", 30)
    teacher = learned(learner(), rows(KEPT)).eval()
    (opinion,) = (o for row, o in opinions_of(learner(), [teacher], rows(KEPT)) if row.sentence == 0)
    assert opinion.types[1].argmax() == 3
    assert list(opinion.places) == [1]
    assert opinion.sides[0, 0].argmax() == 0
    assert opinion.sides[0, 1].argmax() == 2


def test_it_says_what_it_makes_of_every_row() -> None:
    found = {row.sentence: opinion for row, opinion in opinions_of(learner(), [Teacher().eval()], rows(KEPT))}
    assert {sentence: opinion.types.shape[0] for sentence, opinion in found.items()} == {0: 4, 1: 4}
    for opinion in found.values():
        assert opinion.types.sum(1) == pytest.approx([1.0] * 4, abs=0.01)
        assert opinion.sides.shape == (len(opinion.places), 2, 4)
