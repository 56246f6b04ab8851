"""Copies: planted ones among real articles, and those that PolNeAR really has.

usage: python -m evals.copies [--data FOLDER] [--list]

2,000 articles, of which 400 are planted: an article cut to 40 to 90 % of its paragraphs (from the end, or scattered),
under another dateline, with a local lead of its own, and some with the other spelling of common words. The rest are
different texts (PolNeAR, TimeBank, AQUAINT, CASIE); of real copies among these only the first is kept, found by
comparing every pair of texts, so that precision is not charged for finding them.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from evals.corpora import folder_option, rows
from onrecord.linking.copies import bands_of, find_copies
from onrecord.reading.plain import read_text
from onrecord.record.article import Article

CORPORA = ("polnear.train", "polnear.dev", "timex.timebank", "timex.aquaint", "casie")
ARTICLES, PLANTED, SEED = 2000, 400, 7
REALLY_COPIED = 0.3  # of the shorter text's five-word shingles, from which a real pair is taken for a copy
FEWEST_WORDS = 80  # a story, not a caption
TOWNS = ("MARLOW FALLS", "PORT ESKER", "DUNMORE", "HALE JUNCTION", "SELBY CREEK", "NORTH TAVEN")
LEADS = (
    (
        "Residents of {town} have been following the news closely this week, and several of them said that they wanted"
        " to hear more about it before the month is out."
    ),
    (
        "For {name}, who runs a hardware shop on the main street of {town}, the story is not as far away as it seems."
        " “We talk about it over the counter every single morning,” {name} said. “Nobody here has an easy answer.”"
    ),
    (
        "A meeting at the {town} library drew some forty people on Tuesday evening, and the talk soon turned to the"
        " capital. The chair, {name}, asked for patience and for coffee."
    ),
)
NAMES = ("Ida Brandt", "Tom Okafor", "Lena Marsh", "Karl Venn", "Ruth Adair")
SPELLINGS = (
    ("labor", "labour"),
    ("defense", "defence"),
    ("center", "centre"),
    ("percent", "per cent"),
    ("program", "programme"),
)
DATELINE = re.compile(r"^[A-Z][A-Z .,'-]{2,40}(?:\([A-Z]+\)\s*)?[-–—]+\s*")


def measure(folder: Path) -> dict[str, float]:
    """Precision and recall over pairs of one origin, and how many of PolNeAR's real copies are found."""
    base = without_copies(texts(folder))[: ARTICLES - PLANTED]
    planted, truth = plant(base)
    found = pairs({**dict(base), **planted})
    right = len(found & truth)
    real, expected = real_copies(folder)
    return {
        "precision": right / len(found),
        "recall": right / len(truth),
        "real precision": len(real & expected) / len(real),
        "real recall": len(real & expected) / len(expected),
    }


def texts(folder: Path) -> list[tuple[str, str]]:
    """Ids and texts of the corpora that are long enough."""
    found = [
        (f"{name}/{row.get('id', number)}", row["text"])
        for name in CORPORA
        for number, row in enumerate(rows(folder, name))
    ]
    return [(key, text) for key, text in found if len(text.split()) >= FEWEST_WORDS]


def without_copies(found: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    copied = {later for _, later in exact_copies(found)}
    return [(key, text) for key, text in found if key not in copied]


def exact_copies(found: Sequence[tuple[str, str]], least: float = REALLY_COPIED) -> set[tuple[str, str]]:
    """Pairs that share much, by counting every shingle of every text: no sketch, no index."""
    sets = [five_words(text) for _, text in found]
    places: dict[str, list[int]] = defaultdict(list)
    for number, shingles in enumerate(sets):
        for shingle in shingles:
            places[shingle].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in places.values():
        if 1 < len(numbers) <= 40:  # what stands in more articles is a formula
            for pair in combinations(numbers, 2):
                shared[pair] += 1
    return {
        (found[one][0], found[other][0])
        for (one, other), count in shared.items()
        if count / min(len(sets[one]), len(sets[other])) >= least
    }


def five_words(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[start : start + 5]) for start in range(len(words) - 4)}


def plant(base: Sequence[tuple[str, str]]) -> tuple[dict[str, str], set[frozenset[str]]]:
    """Planted copies by id, and the pairs of one origin: a copy with its original, and two copies of one original."""
    luck = random.Random(SEED)  # noqa: S311 - the same copies every time
    planted, origins = {}, defaultdict(list)
    for number in range(PLANTED):
        key, text = luck.choice(base[: PLANTED * 3])
        planted[f"copy-{number}"] = altered(text, luck)
        origins[key].append(f"copy-{number}")
    truth = {frozenset(pair) for key, copies in origins.items() for pair in combinations((key, *copies), 2)}
    return planted, truth


def altered(text: str, luck: random.Random) -> str:
    """The story as another paper prints it."""
    paragraphs = [part for part in re.split(r"\n+", DATELINE.sub("", text)) if part.strip()]
    if len(paragraphs) < 4:
        paragraphs = re.split(r"(?<=[.!?”\"])\s+", text)
    keep = max(2, round(len(paragraphs) * luck.uniform(0.4, 0.9)))
    scattered = sorted(luck.sample(range(len(paragraphs)), keep)) if luck.random() < 0.5 else range(keep)
    town, name = luck.choice(TOWNS), luck.choice(NAMES)
    lead = luck.choice(LEADS).format(town=town.title(), name=name)
    body = [f"{town} — {lead}", *(paragraphs[place] for place in scattered)]
    told = "\n\n".join(body)
    return _respelled(told) if luck.random() < 0.3 else told


def _respelled(text: str) -> str:
    for american, british in SPELLINGS:
        text = re.sub(rf"\b{american}\b", british, text, flags=re.IGNORECASE)
    return text


def pairs(found: dict[str, str]) -> set[frozenset[str]]:
    """The pairs that the product takes for copies: candidates by band, then the decision."""
    articles = {key: read_text(text, id=key).article for key, text in found.items()}
    return {frozenset(pair) for pair in _decided(articles)}


def _decided(articles: dict[str, Article]) -> Iterator[tuple[str, str]]:
    index: dict[int, list[str]] = defaultdict(list)
    for key, article in articles.items():
        bands = bands_of(article)
        candidates = {other for band in bands for other in index[band]}
        for copy in find_copies(key, article, {other: articles[other] for other in candidates}):
            yield copy.article, copy.other
        for band in bands:
            index[band].append(key)


def real_copies(folder: Path) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """What the product finds in PolNeAR, and the pairs that share more than half, counted exactly."""
    found = [(row["id"], row["text"]) for name in ("polnear.train", "polnear.dev") for row in rows(folder, name)]
    expected: Iterable[tuple[str, str]] = exact_copies(found, least=0.5)
    return pairs(dict(found)), {frozenset(pair) for pair in expected}


if __name__ == "__main__":
    options = folder_option(__doc__ or "")
    options.add_argument("--list", action="store_true", help="print the pairs found in PolNeAR")
    given = options.parse_args()
    if given.list:
        for pair in sorted(map(sorted, real_copies(given.data)[0])):
            print("  ".join(pair))
    for name, value in measure(given.data).items():
        print(f"{name:<18} {value:.4f}")
