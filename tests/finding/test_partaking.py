"""Who takes part, weighed: the syntax against the encoder's scores."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.finding.happenings.partaking import PARTY_SIDES, PartyWeights, party_rows, same_party, settled
from onrecord.finding.happenings.patterns import Kind
from onrecord.finding.happenings.regression import Regression
from onrecord.finding.happenings.trees import Tree, clause_of, tree_of
from onrecord.finding.happenings.triggers import Happening
from onrecord.finding.happenings.weighing import weights_of
from onrecord.finding.phrases import page_of
from onrecord.record.analysis import Prospect
from onrecord.record.vocabulary import Factuality
from tests.finding.parsed import parsed

SENTENCE = (
    "Ilse/PROPN/3/nsubj Brandt/PROPN/1/flat condemned/VERB/0/root rebels/NOUN/3/obj who/PRON/6/nsubj"
    " fled/VERB/4/acl:relcl ./PUNCT/3/punct"
)
EVEN = tuple(1 / len(Factuality) for _ in Factuality)
DRAFT = Happening(word=2, kind=Kind("ACCUSE"), nominal=False, clause=None, actors=(0,), recipients=(3,))


def tree() -> Tree:
    article, analysis = parsed(SENTENCE, names="Ilse Brandt=PER")
    return tree_of(page_of(article, analysis), analysis.names)


def prospect(actors: dict[int, float], recipients: dict[int, float]) -> Prospect:
    return Prospect(2, (("ACCUSE", 0.9),), EVEN, tuple(actors.items()), tuple(recipients.items()))


def by_own_score(first: float, further: float) -> PartyWeights:
    """Weights that take each word by the encoder's score of it alone."""
    width = len(party_rows(tree(), DRAFT, None)[0][1])
    actors, recipients = (Regression((0.0,), (tuple(float(n == place) for n in range(width)),)) for place in (0, 1))
    return PartyWeights(actors, recipients, first_actor=first, first_recipient=first, further=further)


def test_the_shipped_weights_fit_the_rows() -> None:
    weights = weights_of().parties
    for _, row in party_rows(tree(), DRAFT, prospect({0: 0.9}, {3: 0.8})):
        for side in PARTY_SIDES:
            (chance,) = getattr(weights, side).chances(row)
            assert 0 <= chance <= 1


def test_what_syntax_and_scores_agree_on_is_a_party() -> None:
    sides = settled(tree(), DRAFT, prospect({0: 0.95, 1: 0.3}, {3: 0.95}), weights_of().parties)
    assert (sides.happening.actors, sides.happening.recipients) == ((0,), (3,))
    assert len(sides.actor_chances) == 3


def test_nobody_is_a_party_who_is_neither_scored_nor_in_the_syntax() -> None:
    bare = Happening(word=2, kind=Kind("ACCUSE"), nominal=False, clause=None, actors=(), recipients=())
    assert party_rows(tree(), bare, None) == []
    assert settled(tree(), bare, None, weights_of().parties).happening == bare


def test_a_further_party_has_to_be_likelier_than_the_first() -> None:
    likely = prospect({1: 0.6, 3: 0.5}, {})
    assert settled(tree(), DRAFT, likely, by_own_score(0.4, 0.7)).happening.actors == (1,)
    assert settled(tree(), DRAFT, likely, by_own_score(0.4, 0.45)).happening.actors == (1, 3)


def test_a_word_is_on_one_side_alone_and_a_pronoun_is_whom_it_stands_for() -> None:
    found = settled(tree(), DRAFT, prospect({4: 0.6}, {4: 0.9, 0: 0.3}), by_own_score(0.5, 0.9)).happening
    assert (found.actors, found.recipients) == ((), (3,))


def test_words_of_one_name_and_a_pronoun_with_its_noun_are_one_party() -> None:
    page = tree()
    assert same_party(page, 0, 1)
    assert same_party(page, 4, 3)
    assert not same_party(page, 0, 3)


def joined() -> tuple[Tree, Happening]:
    """`Lind and unions condemned him`, and what it tells."""
    article, analysis = parsed(
        "Lind/PROPN/4/nsubj and/CCONJ/3/cc unions/NOUN/1/conj condemned/VERB/0/root him/PRON/4/obj", names="Lind=PER"
    )
    page = tree_of(page_of(article, analysis), analysis.names)
    clause = clause_of(page, 3)
    return page, Happening(word=3, kind=Kind("ACCUSE"), nominal=False, clause=clause, actors=(0,), recipients=(4,))


def test_who_stands_beside_a_party_takes_part_with_it() -> None:
    page, draft = joined()
    scored = Prospect(3, (("ACCUSE", 0.9),), EVEN, ((0, 0.95), (2, 0.4)), ())
    assert settled(page, draft, scored, by_own_score(0.5, 0.9)).happening.actors == (0, 2)
    scored = Prospect(3, (("ACCUSE", 0.9),), EVEN, ((0, 0.95), (2, 0.2)), ())
    assert settled(page, draft, scored, by_own_score(0.5, 0.9)).happening.actors == (0,)


def test_an_object_is_no_actor_unless_it_is_as_good_as_sure() -> None:
    page, draft = joined()
    scored = Prospect(3, (("ACCUSE", 0.9),), EVEN, ((4, 0.7),), ((4, 0.3),))
    found = settled(page, draft, scored, by_own_score(0.25, 0.9)).happening
    assert (found.actors, found.recipients) == ((), (4,))
    scored = Prospect(3, (("ACCUSE", 0.9),), EVEN, ((4, 0.95),), ((4, 0.3),))
    assert settled(page, draft, scored, by_own_score(0.25, 0.9)).happening.actors == (4,)


def test_what_comes_from_somebody_is_done_by_it() -> None:
    article, analysis = parsed(
        "Lisna/PROPN/2/nsubj reported/VERB/0/root intrusions/NOUN/2/obj from/ADP/5/case Velden/PROPN/3/nmod",
        names="Lisna=LOC|Velden=LOC",
    )
    page = tree_of(page_of(article, analysis), analysis.names)
    draft = Happening(word=2, kind=Kind("COERCE"), nominal=True, clause=None, actors=(), recipients=(4,))
    scored = Prospect(2, (("COERCE", 0.9),), EVEN, (), ((4, 0.8),))
    found = settled(page, draft, scored, by_own_score(0.3, 0.9)).happening
    assert (found.actors, found.recipients) == ((4,), ())


@given(st.dictionaries(st.integers(0, 4), st.floats(0.05, 1)), st.dictionaries(st.integers(0, 4), st.floats(0.05, 1)))
def test_the_sides_do_not_overlap(actors: dict[int, float], recipients: dict[int, float]) -> None:
    found = settled(tree(), DRAFT, prospect(actors, recipients), weights_of().parties).happening
    assert not set(found.actors) & set(found.recipients)
    assert len(set(found.actors)) == len(found.actors)
