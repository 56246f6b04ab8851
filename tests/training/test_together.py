"""The encoder as it learns events with its other heads: run where torch and onnx are there."""

from __future__ import annotations

import shutil
from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is needed to train the encoder")
pytest.importorskip("onnx", reason="onnx is needed to take the network from its file")

import onnx
import torch
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.parsing.encoder import MODEL, Encoder
from onrecord.parsing.sentences import parse
from onrecord.parsing.tags import UPOS
from onrecord.parsing.windows import WordPieces, windows_of
from onrecord.reading.plain import read_text
from training.batches import Part, inputs_of
from training.happening_head import Happenings
from training.happening_rows import Page, Row, Telling
from training.happening_teachers import Lessons, opinions_of
from training.heads import Model
from training.keeping import kept_losses
from training.restored import restored
from training.together import Texts, Together, Windows

# torch's exporter by tracing says that it will go, and that what it traces is taken for constant.
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::torch.jit.TracerWarning", "ignore::UserWarning"
)

TEXT = "Rebels shelled Lisna on Monday. The mayor fled to Orvane, a spokesman said."
TOLD = Telling(word=1, type=3, actors=(0,), recipients=(2,), factuality=0)


@pytest.fixture(scope="module")
def network() -> Model:
    """The network that ships."""
    return restored(MODEL)


def texts_of(text: str) -> Texts:
    document = read_text(text, id="a")
    page = Page("texts", {"id": "a"}, document, parse(document.article), ())
    return Texts([page], WordPieces(Tokenizer.from_file(str(MODEL / "tokenizer.json"))))


@pytest.fixture
def texts() -> Texts:
    return texts_of(TEXT)


@pytest.fixture
def rows(texts: Texts) -> list[Row]:
    sentences = texts.pages[0].analysis.sentences
    counts = [sentence.last - sentence.first for sentence in sentences]
    tellings: list[tuple[Telling, ...]] = [(TOLD,), ()]
    return [Row(0, n, s.first, counts[n], (), tellings[n], None, None) for n, s in enumerate(sentences)]


def parts_of(texts: Texts) -> list[Part]:
    document = texts[0].document
    return [(document, window) for window in windows_of(document.pieces, document.layout.sentence)]


def layers_of(model: Model, texts: Texts) -> Tensor:
    batch = inputs_of(parts_of(texts), texts.cutter)
    layers: Tensor = model.states(batch.ids, batch.flags, batch.first, batch.last, batch.mask)
    return layers


def test_the_network_comes_back_from_its_file(network: Model, texts: Texts) -> None:
    article = texts.pages[0].document.article
    ((places, own, output),) = Encoder(MODEL).read_windows(article.text, parse(article))
    with torch.no_grad():
        words = layers_of(network, texts)[-1]
        upos = network.syntax.upos(words)[0].argmax(-1).numpy()[: len(output["upos"])]
        names = network.names(words)[0].numpy()[: len(output["names"])]
    assert len(places) == len(output["upos"][own]) > 10
    assert [UPOS[tag] for tag in upos] == [UPOS[tag] for tag in output["upos"]]
    assert np.abs(names - output["names"]).max() < 1.0  # the file's activations are in eight bits
    assert np.corrcoef(names.ravel(), output["names"].ravel())[0, 1] > 0.99


def test_a_weight_that_is_not_in_the_file_is_an_error(tmp_path: Path) -> None:
    shutil.copy(MODEL / "labels.json", tmp_path)
    (tmp_path / "model.onnx").write_bytes(_without_weights(MODEL / "model.onnx"))
    with pytest.raises(ValueError, match="no weight that stands where"):
        restored(tmp_path)


def _without_weights(path: Path) -> bytes:
    model = onnx.load(str(path))
    for weight in [one for one in model.graph.initializer if "flags" in one.name]:
        model.graph.initializer.remove(weight)
    return bytes(model.SerializeToString())


def test_a_network_that_has_not_changed_is_nearest_to_itself(network: Model, texts: Texts) -> None:
    batch = inputs_of(parts_of(texts), texts.cutter)
    changed = deepcopy(network)
    with torch.no_grad():
        for value in changed.states.encoder.layers[-1].parameters():
            value.mul_(1.1)
        layers, moved = layers_of(network, texts), layers_of(changed, texts)
        same = kept_losses(network, network, layers, layers, batch)
        assert kept_losses(changed, network, moved, layers, batch) > same + 0.01


def test_a_sentence_without_neighbours_is_read_alike_alone_and_between(network: Model) -> None:
    texts = texts_of("Rebels shelled Lisna on Monday.")
    row = Row(0, 0, 0, len(texts.pages[0].analysis.tokens), (), (TOLD,), None, None)
    torch.manual_seed(1)
    run = Together(Happenings().eval(), texts, rate=1e-4, steps=10, network=network)
    windows = Windows(texts, {0: {0: (row, (TOLD,))}}, frozenset(), 1)
    (part,) = next(iter(windows))
    with torch.no_grad():
        run._told_between(windows, [part], layers_of(run.model, texts))
        alone, between = (learner.words(run.head, [row])[0] for learner in (run.alone, run.between))
    assert alone.shape == (1, row.words, 256)
    assert (alone - between).abs().max() < 0.2  # alone it reads in bfloat16
    assert torch.nn.functional.cosine_similarity(alone, between, dim=-1).min() > 0.99


def test_it_learns_and_the_other_heads_stay(network: Model, texts: Texts, rows: list[Row], tmp_path: Path) -> None:
    torch.manual_seed(1)
    run = Together(Happenings(), texts, rate=1e-4, steps=30, network=network)
    (said,) = opinions_of(run.alone, [run.head], rows[1:])
    known = {0: {0: (rows[0], (TOLD,)), 1: said}}
    windows = Windows(texts, known, frozenset(), 1)
    lessons = Lessons(run.alone, [said])
    losses = [
        run.learn([(rows[0], (TOLD,))], lessons, [said], windows, parts)
        for parts, _ in zip(windows, range(30), strict=False)
    ]
    assert np.mean(losses[-3:]) < 0.8 * np.mean(losses[:3])
    run.save(tmp_path / "state.pt")
    again = Together(Happenings(), texts, rate=1e-4, steps=30, network=network)
    again.restore(tmp_path / "state.pt")
    assert again.step == 30
    assert all(torch.equal(one, other) for one, other in zip(again.mean, run.mean, strict=True))
    with torch.no_grad():
        before = network.syntax.upos(layers_of(network, texts)[-1]).argmax(-1)
        after = run.model.syntax.upos(layers_of(run.model, texts)[-1]).argmax(-1)
    count = sum(row.words for row in rows)
    assert torch.equal(before[0, :count], after[0, :count])


def test_what_ships_is_the_running_mean(network: Model, texts: Texts, tmp_path: Path) -> None:
    run = Together(Happenings(), texts, rate=1e-4, steps=1, network=network)
    for mean in run.mean:
        mean.zero_()
    shutil.copytree(MODEL, tmp_path / "model")
    run.ship(tmp_path / "model" / "model.onnx")
    article = texts.pages[0].document.article
    ((_, _, output),) = Encoder(tmp_path / "model").read_windows(article.text, parse(article))
    assert np.abs(output["names"]).max() == 0


def test_a_run_begins_with_the_mean_of_an_earlier_one_and_counts_its_own_steps(
    network: Model, texts: Texts, rows: list[Row], tmp_path: Path
) -> None:
    torch.manual_seed(1)
    earlier = Together(Happenings(), texts, rate=1e-3, steps=3, network=network)
    (said,) = opinions_of(earlier.alone, [earlier.head], rows[1:])
    windows = Windows(texts, {0: {0: (rows[0], (TOLD,)), 1: said}}, frozenset(), 1)
    for parts, _ in zip(windows, range(3), strict=False):
        earlier.learn([(rows[0], (TOLD,))], Lessons(earlier.alone, [said]), [said], windows, parts)
    earlier.save(tmp_path / "state.pt")
    run = Together(Happenings(), texts, rate=1e-4, steps=10, network=network)
    run.begin_with(tmp_path / "state.pt")
    assert run.step == 0
    for begun, mean, kept in zip(run._learned(), earlier.mean, run.mean, strict=True):
        assert torch.equal(begun, mean)
        assert torch.equal(kept, mean)
    for held, network_itself in zip(run.old.parameters(), network.parameters(), strict=True):
        assert torch.equal(held, network_itself)
