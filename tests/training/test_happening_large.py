"""The larger encoder that teaches: run where torch and transformers are there."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch is needed to train the encoder")
pytest.importorskip("transformers", reason="transformers has the encoder")

import torch
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import BertPreTokenizer
from transformers import MPNetConfig, MPNetModel

from onrecord.parsing.sentences import parse
from onrecord.reading.plain import read_text
from training.happening_large import Large, Reader, learned
from training.happening_rows import Page, Row, Telling
from training.happening_teachers import opinions_of

TEXT = "Rebels shelled Lisna. The mayor fled."
PIECES = ["<s>", "<pad>", "</s>", "[UNK]", "Re", "##bels", "shelled", "Lis", "##na", ".", "The", "mayor", "fled"]
WIDTH = 16


def page() -> Page:
    document = read_text(TEXT, id="a")
    return Page("texts", {"id": "a"}, document, parse(document.article), ())


def rows() -> list[Row]:
    told = Telling(word=1, type=3, actors=(0,), recipients=(2,), factuality=0)
    return [Row(0, 0, 0, 4, (), (told,), None, None), Row(0, 1, 4, 4, (), (), None, None)]


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A folder with a small encoder of chance weights."""
    torch.manual_seed(1)
    config = MPNetConfig(
        vocab_size=len(PIECES), hidden_size=WIDTH, num_hidden_layers=4, num_attention_heads=2, intermediate_size=32
    )
    MPNetModel(config, add_pooling_layer=False).save_pretrained(tmp_path / "weights")
    return tmp_path / "weights"


def reader() -> Reader:
    tokenizer = Tokenizer(WordPiece({piece: place for place, piece in enumerate(PIECES)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return Reader([page()], tokenizer, seed=1)


def test_a_word_has_the_state_of_its_first_piece(weights: Path) -> None:
    model = Large(weights).eval()
    words, lengths = reader().words(model, rows())
    ids = torch.tensor([[0, 4, 5, 6, 7, 8, 9, 2]])
    with torch.autocast("cpu", torch.bfloat16):
        states = model.encoder(input_ids=ids).last_hidden_state.float()
    assert lengths.tolist() == [4, 4]
    assert torch.allclose(words[0, :4], states[0, [1, 3, 4, 6]], atol=0.05)


def test_it_learns_and_goes_on_where_it_stopped(weights: Path, tmp_path: Path) -> None:
    kept = tmp_path / "large.pt"
    # Page 0 is in the fold that is left out.
    own = [Row(1, row.sentence, row.start, row.words, *((), row.gold, None, None)) for row in rows()]
    ours = reader()
    ours.pages = [page(), page()]
    model = learned(ours, Large(weights), own, kept)
    again = learned(ours, Large(weights), own, kept)
    for name, value in model.state_dict().items():
        assert torch.equal(value, again.state_dict()[name])


def test_it_says_what_it_makes_of_every_row(weights: Path) -> None:
    found = dict(opinions_of(reader(), [Large(weights).eval()], rows()))
    assert {row.sentence: opinion.types.shape[0] for row, opinion in found.items()} == {0: 4, 1: 4}
    for opinion in found.values():
        assert opinion.types.sum(1) == pytest.approx([1.0] * 4, abs=0.01)
        assert opinion.sides.shape == (len(opinion.places), 2, 4)
