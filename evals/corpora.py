"""The corpora, where they lie, and readings of them made by the product."""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from onrecord.pipeline import Parser, read_documents
from onrecord.reading.plain import read_text
from onrecord.record.intake import Refusal
from onrecord.record.reading import Reading

DEFAULT_FOLDER = Path(__file__).parents[2] / "shared" / "data"


class MissingCorpus(Exception):
    """A corpus is not in the folder; docs/corpora.md says where it is published."""


class UnreadText(Exception):
    """A text of a corpus could not be read."""


def folder_option(description: str) -> argparse.ArgumentParser:
    """A parser with `--data FOLDER`, for the programs of this folder."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, default=DEFAULT_FOLDER, help="folder of the corpora (docs/corpora.md)")
    return parser


def corpus_file(folder: Path, name: str) -> Path:
    """`NAME.jsonl` or `NAME.jsonl.gz` in the folder. Raises MissingCorpus where neither is there."""
    for path in (folder / f"{name}.jsonl", folder / f"{name}.jsonl.gz"):
        if path.exists():
            return path
    raise MissingCorpus(f"{name} is not in {folder}; docs/corpora.md says where it is published")


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The rows of the corpus `name`. Raises MissingCorpus where it is absent."""
    path = corpus_file(folder, name)
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
        yield from (msgspec.json.decode(line) for line in lines if line.strip())


def readings(
    gold: Iterable[dict[str, Any]], *, parser: Parser | None = None
) -> Iterator[tuple[dict[str, Any], Reading]]:
    """Each row with the product's reading of its text; `date` or `dct` is given as the publication date."""
    kept = list(gold)
    documents = (
        read_text(row["text"], id=row["id"], published=row.get("date") or row.get("dct") or None) for row in kept
    )
    for row, outcome in zip(kept, read_documents(documents, parser=parser), strict=True):
        if isinstance(outcome, Refusal):
            raise UnreadText(f"{outcome.place}: {outcome.message}")
        yield row, outcome
