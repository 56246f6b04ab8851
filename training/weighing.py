"""Fit the weights by which rules and encoder are weighed: `python -m training.weighing --run RUN`.

`RUN` is what `training.happenings` has written: for every sentence that was read, scores of a head that had not read it
(nor its document). With `--together`, where `training.together` has trained the encoder along since, sentences of the
fold that it left out have the scores of the model that ships; those of the other folds keep the scores of `RUN`. Prints
what cross-validation gives at each threshold, and writes `finding/happenings/weights.json`.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from msgspec import structs
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from evals.scoring_events import TODAY
from onrecord.finding.events import Scene
from onrecord.finding.happenings.partaking import PARTY_SIDES, PartyWeights, party_rows, same_party
from onrecord.finding.happenings.regression import regression_of
from onrecord.finding.happenings.surroundings import surroundings
from onrecord.finding.happenings.trees import Tree
from onrecord.finding.happenings.weighing import (
    WEIGHTS,
    Candidate,
    Reading,
    cast,
    certainty_features,
    drafts_in,
    features,
    places_of,
    whole_features,
)  # fmt: skip
from onrecord.pipeline import encoder, read_document
from onrecord.record.analysis import Prospect
from onrecord.record.vocabulary import EVENT_TYPES, Factuality
from training.happening_rows import WRITTEN, Page, Row, Telling, rows_of
from training.happenings import FOLDS, LEFT_OUT, Scores, fold_of

__all__ = ["Case", "cases_of", "fitted"]

FIRMNESS = {"type": 0.3, "certainty": 0.3, "whole": 0.3, "party": 0.3}  # the inverse of the penalty on large weights
# The weight of a candidate in PLOVER's sentences: 78 of them, every type as often as any other, beside 8,514 of which a
# third tell accusations. With 14 types on PLOVER's other half F1 0.69, actors 0.70; with 8, 0.71 and 0.72; whole rows
# of news from 0.5 on are right in 0.69 with either.
PLOVER = 8.0
# The weight of a candidate in a sentence that was written for training. With 0.3 PLOVER's other half loses 0.01 to 0.03
# of types, actors and recipients, and whole rows of news from 0.5 on gain 0.003.
INVENTED = 1.0
# How likely a party has to be: the likeliest of its side, and any further one. On the labelled sentences actors are
# right in 0.82; with 0.6 for the further in 0.815, with 0.3 for the first as well in 0.81. Of recipients 0.72 are
# right, with 0.15 instead of 0.1 0.75; that loses 0.02 of PLOVER's.
LEAST_PARTY = {"first_actor": 0.35, "first_recipient": 0.1, "further": 0.7}
LIKELY = 0.3  # parties are learned from what the rules find, or the encoder finds at least as likely
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
_ORDER = tuple(Factuality)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A candidate of a sentence, by its numbers, and the event that was marked there, if any of its type.

    The candidate is a draft until its parties are settled. `of_plover` says that only the type is known, `of_news` that
    the sentence was drawn from news.
    """

    row: Row
    tree: Tree
    candidate: Candidate
    type_row: list[float]
    certainty_row: list[float]
    around: list[float]
    ruled: Factuality
    said: bool
    telling: Telling | None
    first: int
    right: bool
    of_plover: bool
    of_news: bool
    shipped: bool = False

    @property
    def weight(self) -> float:
        """How much it counts when the weights are fitted."""
        return PLOVER if self.of_plover else 1.0 if self.of_news else INVENTED

    @property
    def fold(self) -> int:
        """The fold that it is left out with; -1 for PLOVER's, of which there are too few."""
        if self.of_plover:
            return -1
        return random.Random(-1 - self.row.page).randrange(FOLDS) if self.shipped else fold_of(self.row.page)


def shipped_cases(pages: Sequence[Page]) -> list[Case]:
    """All candidates of the sentences that were read and that the model that ships has not learned from."""
    asked = sorted({r.page for r in rows_of(pages) if (r.gold or r.seen) is not None and fold_of(r.page) == LEFT_OUT})
    analyses = encoder()(pages[number].document.article for number in asked)
    renewed = list(pages)
    scores: Scores = {}
    for number, analysis in zip(asked, analyses, strict=True):
        renewed[number] = replace(pages[number], analysis=analysis)
        for row in rows_of([renewed[number]]):
            if row.gold is not None or row.seen is not None:
                sentence = analysis.sentences[row.sentence]
                own = [p for p in analysis.prospects or () if sentence.first <= p.token < sentence.last]
                scores[number, row.sentence] = own
    return [replace(case, shipped=True) for case in cases_of(renewed, scores)]


def cases_of(pages: Sequence[Page], scores: Scores) -> list[Case]:
    """All candidates of the sentences that have scores and were read."""
    found = []
    for number, page in enumerate(pages):
        own = [row for row in rows_of([page]) if (number, row.sentence) in scores]
        if own:
            unscored = structs.replace(page.analysis, prospects=None)  # the weights that ship have no say
            reading = read_document(page.document, parser=lambda _, unscored=unscored: iter([unscored]))
            unseen = tuple(prospect for row in own for prospect in scores[number, row.sentence])
            analysis = structs.replace(page.analysis, prospects=unseen)
            scene = Scene(page.document.id, page.document.article, analysis, reading.statements, reading.actors, ())
            for row in own:
                found += _cases(scene, page, row, scores[number, row.sentence], number)
    return found


def _cases(scene: Scene, page: Page, row: Row, prospects: list[Prospect], number: int) -> list[Case]:
    sentence = page.analysis.sentences[row.sentence]
    plover = page.corpus == "plover_gsr.dev"
    wanted = TODAY.get(page.row["event"], page.row["event"]) if plover else None
    placed = replace(row, page=number)
    cases = []
    for candidate in drafts_in(scene.tree, scene.ruled(sentence), prospects):
        kind = candidate.happening.kind.type
        telling = _of_plover(candidate, row) if plover else _marked(candidate, row.gold or (), sentence.first)
        ruled, said = scene.ruled_certainty(candidate.happening)
        around = surroundings(scene.tree, candidate.happening)
        cases.append(
            Case(
                row=placed, tree=scene.tree, candidate=candidate, type_row=features(candidate), ruled=ruled, said=said,
                certainty_row=certainty_features(ruled, candidate.prospect, around, said=said), around=around,
                telling=telling, first=sentence.first,
                right=kind == wanted if plover else telling is not None, of_plover=plover,
                of_news=not plover and page.corpus != WRITTEN.stem,
            )
        )  # fmt: skip
    return cases


def _marked(candidate: Candidate, tellings: Sequence[Telling], first: int) -> Telling | None:
    """The event of the candidate's type that was marked at its words, or beside them."""
    kind = EVENT_TYPES.index(candidate.happening.kind.type) + 1
    word = candidate.happening.word
    places = sorted(places_of(candidate.happening), key=lambda place: place != word)
    near = [(place + by, telling) for place in places for by in (0, -1, 1) for telling in tellings]
    return next((t for place, t in near if t.word + first == place and t.type == kind), None)


def _of_plover(candidate: Candidate, row: Row) -> Telling | None:
    """The event of a PLOVER sentence, whose words are marked less exactly, where the candidate has its type."""
    kind = EVENT_TYPES.index(candidate.happening.kind.type) + 1
    return next((telling for telling in row.seen or () if telling.type == kind), None)


def fitted(rows: Floats, wanted: NDArray[np.int64], weights: Floats, firmness: float) -> LogisticRegression:
    """A regression of what is wanted on the rows."""
    return LogisticRegression(C=firmness, max_iter=4000).fit(rows, wanted, sample_weight=weights)


def marked_parties(case: Case, side: str) -> list[int]:
    """The words of the article that were marked as actors or as recipients."""
    return [word + case.first for word in getattr(case.telling, side)]


def certainty_of(case: Case) -> int:
    """The factuality that is wanted: inside a statement nothing is better than claimed."""
    assert case.telling is not None
    marked = _ORDER[case.telling.factuality]
    return _ORDER.index(Factuality.CLAIMED if case.said and marked is Factuality.ACTUAL else marked)


def _crossed(
    rows: Floats, wanted: NDArray[np.int64], weights: Floats, folds: NDArray[np.int64], firmness: float
) -> Floats:
    """Chances of each row by a regression that has not seen its fold."""
    chances = np.zeros((len(rows), int(wanted.max()) + 1))
    for fold in set(folds.tolist()):
        seen = folds != fold
        model = fitted(rows[seen], wanted[seen], weights[seen], firmness)
        chances[np.ix_(~seen, model.classes_)] = model.predict_proba(rows[~seen])
    return chances


def report(name: str, cases: Sequence[Case], chances: Floats, right: NDArray[np.int64], events: int) -> None:
    """Precision, recall and F1 of what stands at each threshold, one candidate a place."""
    for threshold in THRESHOLDS:
        kept: dict[tuple[int, int], list[Case]] = defaultdict(list)
        hits = 0
        for place in np.argsort(-chances):
            case = cases[place]
            own = kept[case.row.page, case.row.sentence]
            mine = places_of(case.candidate.happening)
            if chances[place] >= threshold and not any(mine & places_of(o.candidate.happening) for o in own):
                own.append(case)
                hits += int(right[place])
        standing = sum(map(len, kept.values()))
        precision, recall = hits / max(standing, 1), hits / events
        print(f"{name} from {threshold:.2f}: {standing} events, P {precision:.3f} R {recall:.3f}")
    bins = np.minimum((chances * 10).astype(int), 9)
    shares = [(bins == n).mean() * abs(chances[bins == n].mean() - right[bins == n].mean()) for n in set(bins.tolist())]
    print(f"{name}: calibration error over ten bins (Naeini et al. 2015) {sum(shares):.3f}")


def main() -> None:
    """Read the options, cross-validate, fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--together", action="store_true", help="the encoder was trained along since")
    parser.add_argument("--least-ruled", type=float, default=0.3, help="chance of the type where the rules find it too")
    parser.add_argument("--least-ruled-confidence", type=float, default=0.2, help="and of the whole row")
    parser.add_argument("--least-chance", type=float, default=0.5, help="of the type, where they do not")
    parser.add_argument("--least-confidence", type=float, default=0.4, help="and of the whole row")
    parser.add_argument("--least-accusing", type=float, default=0.6, help="of the whole row where somebody accuses")
    options = parser.parse_args()
    pages: list[Page] = pickle.loads((options.run / "pages.pkl").read_bytes())  # noqa: S301 - a file of our own
    folds = [fold for fold in range(FOLDS) if not (options.together and fold == LEFT_OUT)]
    scores: Scores = {}
    for fold in folds:
        scores |= pickle.loads((options.run / f"fold-{fold}.pkl").read_bytes())  # noqa: S301
    cases = [*cases_of(pages, scores), *(shipped_cases(pages) if options.together else ())]
    fit = _Fit(cases, _events_of(pages, [LEFT_OUT] if options.together else folds))
    table = {
        "least_ruled": options.least_ruled,
        "least_ruled_confidence": options.least_ruled_confidence,
        "least_chance": options.least_chance,
        "least_confidence": options.least_confidence,
        "least_accusing": options.least_accusing,
        **LEAST_PARTY,
        **fit.regressions(),
    }
    WEIGHTS.write_text(json.dumps(table) + "\n", "utf-8")


def _events_of(pages: Sequence[Page], folds: Sequence[int]) -> int:
    """How many events are marked in news of the folds."""
    news = [row for row in rows_of(pages) if pages[row.page].corpus != WRITTEN.stem and fold_of(row.page) in folds]
    return sum(len(row.gold or ()) for row in news)


class _Words:
    """The words that may be parties of events whose parties were marked."""

    def __init__(self, cases: Sequence[Case]) -> None:
        found = [
            (case, word, row)
            for case in cases
            for word, row in party_rows(case.tree, case.candidate.happening, case.candidate.prospect)
        ]
        self.rows = np.array([row for _, _, row in found])
        self.folds = np.array([case.fold for case, _, _ in found])
        self.weights = np.array([case.weight for case, _, _ in found])
        self.wanted = {
            side: np.array([_is_marked(case, word, side) for case, word, _ in found], np.int64) for side in PARTY_SIDES
        }

    def regressions(self, left_out: int | None = None) -> dict[str, dict[str, object]]:
        """The regression of each side, fitted without one fold or with all."""
        seen = self.folds != left_out if left_out is not None else np.full(len(self.folds), fill_value=True)
        return {
            side: _written(fitted(self.rows[seen], wanted[seen], self.weights[seen], FIRMNESS["party"]))
            for side, wanted in self.wanted.items()
        }


def _is_marked(case: Case, word: int, side: str) -> bool:
    return any(same_party(case.tree, word, other) for other in marked_parties(case, side))


class _Fit:
    """The regressions, one after the other: each reads what the one before says of what it has not seen."""

    def __init__(self, cases: Sequence[Case], events: int) -> None:
        self.cases, self.events = [*cases], events
        renewed = any(case.shipped for case in cases)
        self.told = np.array([case.of_news and case.shipped == renewed for case in cases])  # whose figures are printed
        self.folds = np.array([case.fold for case in cases])
        self.weights = np.array([case.weight for case in cases])

    def regressions(self) -> dict[str, dict[str, object]]:
        parties = self._parties()
        type_, chances = self._types()
        certainty, readings = self._certainties()
        return {**parties, "type": type_, "certainty": certainty, "whole": self._wholes(chances, readings)}

    def _parties(self) -> dict[str, dict[str, object]]:
        """The regressions of parties; casts every case by those that have not seen its fold."""
        words = _Words([case for case in self.cases if case.telling is not None and _is_likely(case.candidate)])
        for fold in (*range(FOLDS), -1):
            tables = words.regressions(fold)
            weights = PartyWeights(**{side: regression_of(tables[side]) for side in PARTY_SIDES}, **LEAST_PARTY)
            for place in np.flatnonzero(self.folds == fold):
                case = self.cases[place]
                self.cases[place] = replace(case, candidate=cast(case.tree, case.candidate, weights))
        report_parties([case for case, told in zip(self.cases, self.told, strict=True) if told and case.telling])
        return words.regressions()

    def _types(self) -> tuple[dict[str, object], Floats]:
        rows = np.array([case.type_row for case in self.cases])
        right = np.array([case.right for case in self.cases], np.int64)
        chances = _crossed(rows, right, self.weights, self.folds, FIRMNESS["type"])[:, 1]
        told = [case for case, is_told in zip(self.cases, self.told, strict=True) if is_told]
        report("type", told, chances[self.told], right[self.told], self.events)
        return _written(fitted(rows, right, self.weights, FIRMNESS["type"])), chances

    def _certainties(self) -> tuple[dict[str, object], list[Reading]]:
        """What is fitted on the right candidates, and what it says of all."""
        marked = np.array([case.telling is not None and not case.of_plover for case in self.cases])
        rows = np.array([case.certainty_row for case in self.cases])
        wanted = np.array([certainty_of(case) if case.telling is not None else 0 for case in self.cases])
        chances = np.zeros((len(rows), len(_ORDER)))
        for fold in (*range(FOLDS), -1):
            known = marked & (self.folds != fold)
            model = fitted(rows[known], wanted[known], self.weights[known], FIRMNESS["certainty"])
            own = self.folds == fold
            if own.any():
                chances[np.ix_(own, model.classes_)] = model.predict_proba(rows[own])
        told = marked & self.told
        print(f"factuality: {(chances.argmax(1) == wanted)[told].mean():.3f} right of {told.sum()}")
        model = fitted(rows[marked], wanted[marked], self.weights[marked], FIRMNESS["certainty"])
        found = [_ORDER[place] for place in chances.argmax(1)]
        readings = [
            Reading(one, float(firm), agreed=one is case.ruled, said=case.said)
            for one, firm, case in zip(found, chances.max(1), self.cases, strict=True)
        ]
        return _written(model), readings

    def _wholes(self, chances: Floats, readings: Sequence[Reading]) -> dict[str, object]:
        """What is fitted on all candidates; of PLOVER's sentences the factuality is not known."""
        rows = np.array(
            [
                whole_features(case.candidate, case.type_row, case.around, float(chance), reading)
                for case, chance, reading in zip(self.cases, chances, readings, strict=True)
            ]
        )
        right = np.array([*map(_is_whole, self.cases, readings)], np.int64)
        crossed = _crossed(rows, right, self.weights, self.folds, FIRMNESS["whole"])[:, 1]
        told = [case for case, is_told in zip(self.cases, self.told, strict=True) if is_told]
        report("whole", told, crossed[self.told], right[self.told], self.events)
        return _written(fitted(rows, right, self.weights, FIRMNESS["whole"]))


def _is_whole(case: Case, reading: Reading) -> bool:
    """Whether type and factuality are those marked, and an actor is, or none is marked and none found."""
    if case.of_plover:
        return case.right and _how_cast(case, "actors") in {"right", "extra"}
    if case.telling is None:
        return False
    return _ORDER[certainty_of(case)] is reading.found and _how_cast(case, "actors") == "right"


def _is_likely(candidate: Candidate) -> bool:
    kind = candidate.happening.kind.type
    scored = dict(candidate.prospect.types).get(kind, 0.0) if candidate.prospect is not None else 0.0
    return candidate.ruled == kind or scored >= LIKELY


def _how_cast(case: Case, side: str) -> str:
    """`right` where no party found is wrong, and one is right if any was marked; `extra`, `missing` or `wrong`."""
    found, marked = getattr(case.candidate.happening, side), marked_parties(case, side)
    hits = [word for word in marked if any(same_party(case.tree, word, other) for other in found)]
    wrong = [word for word in found if not any(same_party(case.tree, word, other) for other in marked)]
    if wrong:
        return "extra" if hits or not marked else "wrong"
    return "right" if hits or not marked else "missing"


def report_parties(cases: Sequence[Case]) -> None:
    """How events that were marked are cast."""
    for side in PARTY_SIDES:
        counts = Counter(_how_cast(case, side) for case in cases)
        told = ", ".join(f"{kind} {count / len(cases):.3f}" for kind, count in counts.most_common())
        print(f"{side} of {len(cases)} events: {told}")


def _written(model: LogisticRegression) -> dict[str, object]:
    biases, weights = (np.round(values, 4).tolist() for values in (model.intercept_, model.coef_))
    return {"biases": biases, "weights": weights}


if __name__ == "__main__":
    main()
