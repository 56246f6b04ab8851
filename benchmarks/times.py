"""Words a second that the search for time expressions reads on one core, tokens given.

usage: python -m benchmarks.times [--data FOLDER] [--rounds 5]

Processor time, not time on the wall, of the fastest round over the texts of TimeBank and AQUAINT: a busy machine
changes it little. Words are counted as runs between white space.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from evals.corpora import folder_option, rows
from evals.times import CORPORA
from onrecord.finding.times import find_times
from onrecord.parsing.sentences import parse
from onrecord.reading.plain import read_text
from onrecord.record.analysis import Analysis
from onrecord.record.article import Article
from onrecord.record.intake import Document


def main() -> None:
    parser = folder_option(__doc__ or "")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    texts = [row for name in CORPORA for row in rows(options.data, name)]
    documents = [read_text(row["text"], id=row["id"], published=row["dct"]) for row in texts]
    pages = [(item.article, parse(item.article)) for item in documents if isinstance(item, Document)]
    words = sum(len(article.text.split()) for article, _ in pages)
    first = seconds(pages)
    best = min(seconds(pages) for _ in range(options.rounds))
    print(f"words             {words:10,}")
    print(f"times             {best:10.3f} s  {words / best:12,.0f} words/s")
    print(f"the grammar once  {first - best:10.3f} s")


def seconds(pages: Sequence[tuple[Article, Analysis]]) -> float:
    """Processor seconds to find the times of all pages."""
    begun = time.process_time()
    for article, analysis in pages:
        find_times(article, analysis)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
