"""Pages into a record, and questions to it: speed, memory, size.

usage: python -m benchmarks.reading [--data FOLDER] [--pages 1000]

The pages are PolNeAR's training texts, each its own file; past their number a text comes again under a changed first
line. Reading runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

from tokenizers import Tokenizer

import onrecord
from evals.corpora import folder_option, rows
from onrecord import pipeline
from onrecord.parsing.encoder import MODEL, Encoder
from onrecord.reading.plain import read_text


def main() -> None:
    parser = folder_option(__doc__ or "")
    parser.add_argument("--pages", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        words = write_pages(Path(folder) / "pages", options.data, options.pages)
        record = Path(folder) / "record.db"
        seconds = timed(lambda: run("read", Path(folder) / "pages", "--record", record))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        again = timed(lambda: run("read", Path(folder) / "pages", "--record", record))
        print(f"pages {options.pages:,} of {words / options.pages:.0f} words")
        print(f"reading               {seconds:8.1f} s    {options.pages / seconds:8.1f} articles/s")
        print(f"reading them again    {again:8.1f} s")
        print(f"peak memory           {peak:8.0f} MiB")
        print(f"record                {record.stat().st_size / 2**20:8.1f} MiB")
        ask(record)
        encoder_and_rest(options.data, options.pages // 5)
        one = next((Path(folder) / "pages").iterdir())
        print(f"one page, from start  {timed(lambda: run('read', one, '--json')):8.2f} s")


def write_pages(folder: Path, corpora: Path, count: int) -> int:
    """Writes the pages; gives how many words they have together."""
    folder.mkdir()
    words = 0
    texts = [row["text"] for row in rows(corpora, "polnear.train")]
    for number, text in enumerate(islice(cycle(texts), count)):
        kept = text if number < len(texts) else f"Edition {number}\n\n{text}"
        (folder / f"{number:06d}.txt").write_text(kept, "utf-8")
        words += len(kept.split())
    return words


def encoder_and_rest(corpora: Path, count: int) -> None:
    """The encoder by itself (cutting, network, decoding) and the whole reading of the same articles, in one process."""
    documents = [read_text(row["text"], id=row["id"]) for row in islice(rows(corpora, "polnear.train"), count)]
    articles = [document.article for document in documents]
    network = Encoder(threads=pipeline.THREADS)
    list(pipeline.read_documents(documents[:8]))  # vocabularies are loaded once
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_truncation()
    pieces = sum(len(tokenizer.encode(article.text).ids) for article in articles)
    alone = timed(lambda: list(network.read(articles)))
    whole = timed(lambda: list(pipeline.read_documents(documents)))
    print(f"encoder alone         {alone:8.1f} s    {pieces / alone:8.0f} word pieces/s on {pipeline.THREADS} threads")
    print(f"whole reading         {whole:8.1f} s    {len(documents) / whole:8.1f} articles/s")
    print(f"the rest adds         {100 * (whole / alone - 1):8.0f} % to the encoder")


def run(*arguments: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "onrecord.cli", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def ask(record: Path) -> None:
    with onrecord.open(record, read_only=True) as kept:
        questions: dict[str, Callable[[], object]] = {
            "statements by": lambda: kept.statements(by="Clinton"),
            "search": lambda: kept.search("emails server"),
            "sources": kept.sources,
        }
        for name, question in questions.items():
            best = min(timed(question) for _ in range(5))
            print(f"{name:<21} {best * 1000:8.1f} ms")


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
