"""Rules and the encoder's scores weighed: what stands, with which parties, how sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.finding.events import Happened, find_happenings
from onrecord.finding.happenings.weighing import WEIGHTS, weights_of
from onrecord.record.analysis import Prospect
from onrecord.record.cells import Event, Statement
from onrecord.record.text import span_of
from onrecord.record.vocabulary import Act, Factuality, Form, Phase
from tests.finding.parsed import only, parsed, told

RAID = "Torvian/ADJ/2/amod troops/NOUN/3/nsubj attacked/VERB/0/root the/DET/5/det village/NOUN/3/obj ./PUNCT/3/punct"
STORM = "Critics/NOUN/2/nsubj zinged/VERB/0/root the/DET/4/det mayor/NOUN/2/obj ./PUNCT/2/punct"
SURE = tuple(float(one is Factuality.ACTUAL) * 0.93 + 0.01 for one in Factuality)


def prospect(
    token: int, kind: str, chance: float, actors: tuple[int, ...] = (), recipients: tuple[int, ...] = ()
) -> Prospect:
    sides = (tuple((word, 0.9) for word in side) for side in (actors, recipients))
    return Prospect(token, ((kind, chance),), SURE, *sides)


def scored(sentence: str, *prospects: Prospect, statements: tuple[Statement, ...] = (), names: str = "") -> Happened:
    """What a sentence tells where the encoder has scored its words so."""
    article, analysis = parsed(sentence, names=names)
    return find_happenings("a-1", article, replace(analysis, prospects=prospects), statements, (), ())


def cells(event: Event) -> tuple[str | None, str | None, list[str], list[str]]:
    return told(event)


def test_what_both_find_stands_with_a_chance() -> None:
    event = only(scored(RAID, prospect(2, "ASSAULT", 0.95, (1,), (4,))))
    assert cells(event) == ("ASSAULT", None, ["Torvian troops"], ["the village"])
    assert event.factuality is Factuality.ACTUAL
    assert event.confidence is not None
    assert event.confidence > 0.6


def test_what_the_rules_find_alone_falls() -> None:
    assert scored(RAID).events == ()


def test_what_the_encoder_finds_alone_stands_where_it_is_sure() -> None:
    event = only(scored(STORM, prospect(1, "ACCUSE", 0.97, (0,), (3,))))
    assert cells(event)[::2] == ("ACCUSE", ["Critics"])
    assert [party.text for party in event.recipients] == ["the mayor"]
    assert scored(STORM, prospect(1, "ACCUSE", 0.1)).events == ()


def test_what_a_poll_counts_is_no_support() -> None:
    share = "He/PRON/2/nsubj has/VERB/0/root 5/NUM/4/nummod percent/NOUN/5/compound support/NOUN/2/obj ./PUNCT/2/punct"
    voiced = "He/PRON/2/nsubj voiced/VERB/0/root his/PRON/5/nmod:poss full/ADJ/5/amod support/NOUN/2/obj"
    likely = prospect(4, "SUPPORT", 0.97, (0,))
    assert scored(share, likely).events == ()
    assert only(scored(voiced, likely)).type == "SUPPORT"


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("Critics/NOUN/2/nsubj called/VERB/0/root him/PRON/2/obj a/DET/5/det liar/NOUN/2/xcomp", True),
        ("Critics/NOUN/2/nsubj called/VERB/0/root him/PRON/2/obj a/DET/5/det genius/NOUN/2/xcomp", False),
        ("Critics/NOUN/2/nsubj despise/VERB/0/root him/PRON/2/obj", False),
        ("Critics/NOUN/2/nsubj compared/VERB/0/root him/PRON/2/obj to/ADP/6/case a/DET/6/det coach/NOUN/2/obl", False),
    ],
)
def test_who_is_praised_or_disliked_is_not_accused(sentence: str, *, stands: bool) -> None:
    assert bool(scored(sentence, prospect(1, "ACCUSE", 0.97, (0,), (2,))).events) is stands


@pytest.mark.parametrize(("verb", "stands"), [("donated", True), ("raised", False), ("collected", False)])
def test_who_raises_money_gives_none(verb: str, *, stands: bool) -> None:
    sentence = f"They/PRON/2/nsubj {verb}/VERB/0/root money/NOUN/2/obj for/ADP/5/case refugees/NOUN/2/obl"
    assert bool(scored(sentence, prospect(1, "AID", 0.97, (0,), (4,))).events) is stands


@pytest.mark.parametrize(
    ("sentence", "word", "kind", "found"),
    [
        ("Torvia/PROPN/3/nsubj would/AUX/3/aux attack/VERB/0/root Lisna/PROPN/3/obj", 2, "ASSAULT", "expected"),
        ("They/PRON/2/nsubj attacked/VERB/0/root Lisna/PROPN/2/obj", 1, "ASSAULT", "actual"),
        ("They/PRON/2/nsubj waited/VERB/0/root for/ADP/5/case the/DET/5/det raid/NOUN/2/obl", 4, "ASSAULT", "expected"),
        ("They/PRON/2/nsubj spoke/VERB/0/root of/ADP/5/case the/DET/5/det raid/NOUN/2/obl", 4, "ASSAULT", "actual"),
    ],
)
def test_what_is_yet_to_come_is_no_fact(sentence: str, word: int, kind: str, found: str) -> None:
    assert only(scored(sentence, prospect(word, kind, 0.97, (0,)))).factuality == Factuality(found)


@pytest.mark.parametrize(
    ("sentence", "kind", "stands"),
    [
        ("He/PRON/2/nsubj backed/VERB/0/root off/ADP/2/compound:prt plans/NOUN/2/obj", "SUPPORT", False),
        ("He/PRON/2/nsubj backed/VERB/0/root the/DET/4/det plan/NOUN/2/obj", "SUPPORT", True),
        ("Rules/NOUN/2/nsubj promise/VERB/0/root to/PART/4/mark help/VERB/2/xcomp", "AGREE", False),
        ("Ministers/NOUN/2/nsubj promise/VERB/0/root to/PART/4/mark help/VERB/2/xcomp", "AGREE", True),
    ],
)  # fmt: skip
def test_who_backs_off_and_what_promises_tell_nothing(sentence: str, kind: str, *, stands: bool) -> None:
    assert bool(scored(sentence, prospect(1, kind, 0.97, (0,))).events) is stands


@pytest.mark.parametrize(
    ("sentence", "word", "kind", "stands"),
    [
        ("He/PRON/2/nsubj pleaded/VERB/0/root guilty/ADJ/2/xcomp", 1, "SANCTION", False),
        ("Judges/NOUN/2/nsubj acquitted/VERB/0/root her/PRON/2/obj", 1, "SANCTION", False),
        ("Judges/NOUN/2/nsubj convicted/VERB/0/root her/PRON/2/obj", 1, "SANCTION", True),
        (
            "They/PRON/2/nsubj moved/VERB/0/root guns/NOUN/2/obj out/ADP/6/case of/ADP/6/case range/NOUN/2/obl",
            1, "MOBILIZE", False,
        ),
        ("They/PRON/2/nsubj moved/VERB/0/root guns/NOUN/2/obj to/ADP/5/case Orvane/PROPN/2/obl", 1, "MOBILIZE", True),
        ("The/DET/2/det ceasefire/NOUN/3/nsubj collapsed/VERB/0/root", 1, "RETREAT", False),
        ("The/DET/2/det ceasefire/NOUN/3/nsubj held/VERB/0/root", 1, "RETREAT", True),
    ],
)  # fmt: skip
def test_a_plea_a_retreat_and_a_broken_truce_are_not_taken_for_their_opposite(
    sentence: str, word: int, kind: str, *, stands: bool
) -> None:
    assert bool(scored(sentence, prospect(word, kind, 0.97, (0,))).events) is stands


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("He/PRON/4/nsubj would/AUX/4/aux not/PART/4/advmod answer/VERB/0/root them/PRON/4/obj", "planned"),
        ("He/PRON/4/nsubj did/AUX/4/aux not/PART/4/advmod answer/VERB/0/root them/PRON/4/obj", "actual"),
        ("He/PRON/4/nsubj did/AUX/4/aux not/PART/4/advmod refuse/VERB/0/root them/PRON/4/obj", "denied"),
    ],
)
def test_what_is_not_done_is_refused(sentence: str, found: str) -> None:
    denied = Prospect(3, (("REJECT", 0.97),), tuple(float(f is Factuality.DENIED) for f in Factuality), ((0, 0.9),))
    assert only(scored(sentence, denied)).factuality == Factuality(found)


def test_what_is_neither_confirmed_nor_denied_is_open_however_the_encoder_reads_it() -> None:
    sentence = (
        "They/PRON/3/nsubj neither/CCONJ/3/advmod confirmed/VERB/0/root nor/CCONJ/5/cc denied/VERB/3/conj"
        " that/SCONJ/8/mark they/PRON/8/nsubj attacked/VERB/5/ccomp Lisna/PROPN/8/obj"
    )
    denied = Prospect(7, (("ASSAULT", 0.97),), tuple(float(f is Factuality.DENIED) for f in Factuality), ((6, 0.9),))
    assert only(scored(sentence, denied)).factuality is Factuality.POSSIBLE


def test_what_somebody_is_unable_to_do_is_not_done() -> None:
    sentence = "He/PRON/3/nsubj was/AUX/3/cop unable/ADJ/0/root to/PART/5/mark attack/VERB/3/xcomp them/PRON/5/obj"
    assert only(scored(sentence, prospect(4, "ASSAULT", 0.97, (0,)))).factuality is Factuality.DENIED


def test_a_deed_that_is_traced_to_somebody_is_theirs() -> None:
    sentence = "They/PRON/2/nsubj linked/VERB/0/root the/DET/4/det raid/NOUN/2/obj to/ADP/6/case rebels/NOUN/2/obl"
    event = only(scored(sentence, prospect(3, "ASSAULT", 0.97, (), (5,))))
    assert [party.text for party in event.actors] == ["rebels"]


def test_a_topic_does_nothing() -> None:
    sentence = "They/PRON/2/nsubj held/VERB/0/root talks/NOUN/2/obj about/ADP/5/case rebels/NOUN/3/nmod"
    event = only(scored(sentence, prospect(2, "CONSULT", 0.97, (0, 4))))
    assert [party.text for party in event.actors] == ["They"]


@pytest.mark.parametrize(
    ("before", "names", "actor"),
    [
        ("Ilse/PROPN/3/nsubj Brandt/PROPN/1/flat told/VERB/0/root us/PRON/3/iobj", "Ilse Brandt=PER", "Ilse Brandt"),
        (
            "Ilse/PROPN/3/nsubj Brandt/PROPN/1/flat told/VERB/0/root Olav/PROPN/3/iobj",
            "Ilse Brandt=PER|Olav=PER",
            "she",
        ),
        ("Kim/PROPN/3/nsubj Brandt/PROPN/1/flat told/VERB/0/root Ash/PROPN/3/iobj", "Kim Brandt=PER|Ash=PER", "she"),
        ("Her/PRON/2/nmod:poss lawyer/NOUN/3/nsubj told/VERB/0/root us/PRON/3/iobj", "", "she"),
    ],
)
def test_a_pronoun_is_who_it_can_only_be(before: str, names: str, actor: str) -> None:
    sentence = f"{before} she/PRON/6/nsubj accused/VERB/3/ccomp them/PRON/6/obj"
    event = only(scored(sentence, prospect(5, "ACCUSE", 0.97, (4,), (6,)), names=names))
    assert [party.text for party in event.actors] == [actor]


def test_who_is_opposed_opposes() -> None:
    sentence = (
        "Dockers/NOUN/3/nsubj:pass are/AUX/3/aux:pass opposed/VERB/0/root to/ADP/6/case the/DET/6/det sale/NOUN/3/obl"
    )
    event = only(scored(sentence, prospect(2, "ACCUSE", 0.97, (0,))))
    assert [party.text for party in event.actors] == ["Dockers"]


def test_a_deadline_that_is_met_meets_nobody() -> None:
    aim = "The/DET/2/det deadline/NOUN/4/nsubj:pass was/AUX/4/aux:pass met/VERB/0/root ./PUNCT/4/punct"
    assert scored(aim, prospect(3, "CONSULT", 0.97)).events == ()


def test_who_was_consulted_with_others_was_consulted() -> None:
    asked = "Lind/PROPN/3/nsubj:pass was/AUX/3/aux:pass consulted/VERB/0/root with/ADP/5/case rebels/NOUN/3/obl"
    assert only(scored(asked, prospect(2, "CONSULT", 0.97, (0, 4)))).type == "CONSULT"


def test_a_plan_that_is_met_with_opposition_meets_nobody() -> None:
    plan = "Plans/NOUN/3/nsubj:pass were/AUX/3/aux:pass met/VERB/0/root with/ADP/5/case scorn/NOUN/3/obl"
    assert scored(plan, prospect(2, "CONSULT", 0.97)).events == ()


def test_of_two_types_at_one_place_the_likelier_stands() -> None:
    unlike = Prospect(2, (("ACCUSE", 0.98),), SURE, ((1, 0.9),), ((4, 0.9),))
    assert [event.type for event in scored(RAID, unlike).events] == ["ACCUSE"]


def test_who_takes_part_is_weighed_too() -> None:
    firm = only(scored(RAID, prospect(2, "ASSAULT", 0.95, (4,), (1,))))
    assert [party.text for party in firm.actors] == ["Torvian troops"]  # no score turns a plain clause round
    faint = Prospect(2, (("ASSAULT", 0.95),), SURE, ((1, 0.3), (4, 0.1)), ())
    silent = only(scored(RAID, faint))
    assert [party.text for party in silent.actors] == ["Torvian troops"]


def stated(form: Form, confidence: float | None) -> Event:
    """The raid inside a statement, which the encoder holds for told as a fact."""
    article, _ = parsed(RAID)
    statement = Statement(
        id="s-1", act=Act.ASSERT, form=form, source=None, actor=None, cue=None, anonymous=False,
        content=(span_of(article.text, 0, len(article.text.strip())),), confidence=confidence,
    )  # fmt: skip
    return only(scored(RAID, prospect(2, "ASSAULT", 0.95, (1,), (4,)), statements=(statement,)))


@pytest.mark.parametrize(("form", "confidence"), [(Form.INDIRECT, None), (Form.INDIRECT, 0.95), (Form.DIRECT, 0.5)])
def test_an_event_in_a_statement_is_at_best_claimed(form: Form, confidence: float | None) -> None:
    event = stated(form, confidence)
    assert event.factuality is Factuality.CLAIMED
    assert event.statement == "s-1"


def test_what_the_reporter_vouches_for_is_no_claim_where_the_statement_is_not_sure() -> None:
    event = stated(Form.INDIRECT, 0.5)
    assert event.factuality is Factuality.ACTUAL
    assert event.statement is None


def test_what_stands_before_its_source_is_that_source_s_claim() -> None:
    sentence = (
        "Troops/NOUN/2/nsubj attacked/VERB/0/root Lisna/PROPN/2/obj ,/PUNCT/2/punct the/DET/6/det army/NOUN/7/nsubj"
        " announced/VERB/2/dep ./PUNCT/2/punct"
    )
    article, _ = parsed(sentence)
    spans = [span_of(article.text, at, at + len(words)) for words in ("Troops attacked Lisna", "the army", "announced")
             for at in [article.text.index(words)]]  # fmt: skip
    statement = Statement(
        id="s-1", act=Act.ASSERT, form=Form.INDIRECT, source=spans[1], actor=None, cue=spans[2], anonymous=False,
        content=(spans[0],), confidence=0.5,
    )  # fmt: skip
    event = only(scored(sentence, prospect(1, "ASSAULT", 0.97, (0,), (2,)), statements=(statement,)))
    assert (event.factuality, event.statement) == (Factuality.CLAIMED, "s-1")


@pytest.mark.parametrize(
    ("denied", "word", "found"),
    [
        ("the/DET/5/det raid/NOUN/3/obj", 4, Factuality.DENIED),
        ("a/DET/5/det part/NOUN/3/obj in/ADP/8/case the/DET/8/det raid/NOUN/5/nmod", 7, Factuality.ACTUAL),
    ],
)
def test_the_reporter_does_not_vouch_for_what_is_denied_but_for_what_is_taken_for_granted(
    denied: str, word: int, found: Factuality
) -> None:
    sentence = f"The/DET/2/det army/NOUN/3/nsubj denied/VERB/0/root {denied} ./PUNCT/3/punct"
    article, _ = parsed(sentence)
    content = span_of(article.text, article.text.index("denied") + 7, len(article.text.strip()) - 1)
    statement = Statement(
        id="s-1", act=Act.DENY, form=Form.INDIRECT, source=None, actor=None, cue=None, anonymous=False,
        content=(content,), confidence=0.5,
    )  # fmt: skip
    event = only(scored(sentence, prospect(word, "ASSAULT", 0.97), statements=(statement,)))
    assert (event.factuality, event.statement) == (found, "s-1" if found is Factuality.DENIED else None)


def test_a_party_with_two_heads_is_one() -> None:
    text = (
        "The/DET/2/det governor/NOUN/6/nsubj ,/PUNCT/4/punct Ilse/PROPN/2/appos Brandt/PROPN/4/flat"
        " condemned/VERB/0/root rebels/NOUN/6/obj ./PUNCT/6/punct"
    )
    article, analysis = parsed(text, names="Ilse Brandt=PER")
    brandt = prospect(5, "ACCUSE", 0.95, (1, 3, 4), (6,))
    event = only(find_happenings("a-1", article, replace(analysis, prospects=(brandt,)), (), (), ()))
    assert [party.text for party in event.actors] == ["Ilse Brandt"]


def test_without_scores_the_rules_stand_and_nothing_is_said_of_their_chance() -> None:
    article, analysis = parsed(RAID)
    event = only(find_happenings("a-1", article, analysis, (), (), ()))
    assert event.confidence is None
    assert event.type == "ASSAULT"


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from(["ASSAULT", "ACCUSE", "AID"]), st.floats(0.03, 0.99)), max_size=5
    )
)
def test_what_stands_is_likely_enough_and_stands_once(rows: list[tuple[int, str, float]]) -> None:
    by_word = {word: prospect(word, kind, chance) for word, kind, chance in rows}
    events = scored(RAID, *(by_word[word] for word in sorted(by_word))).events
    assert len({event.trigger.start for event in events}) == len(events)
    least = weights_of().least_ruled_confidence
    assert all(event.confidence is not None and least <= event.confidence + 1e-4 <= 1.0001 for event in events)


def test_the_weights_fit_the_features() -> None:
    weights = weights_of()
    assert WEIGHTS.exists()
    assert 0 < weights.least_confidence <= weights.least_chance < 1
    assert len(weights.certainty.weights) == len(weights.certainty.biases) == len(Factuality)
    assert [len(one.weights) for one in (weights.type, weights.whole)] == [1, 1]


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        (
            "Has/AUX/3/aux she/PRON/3/nsubj condemned/VERB/0/root the/DET/5/det rebels/NOUN/3/obj ?/PUNCT/3/punct",
            2,
            Factuality.POSSIBLE,
        ),
        (
            (
                "The/DET/2/det mayor/NOUN/3/nsubj decided/VERB/0/root against/SCONJ/5/mark condemning/VERB/3/advcl"
                " rebels/NOUN/5/obj ./PUNCT/3/punct"
            ),
            4,
            Factuality.DENIED,
        ),
    ],
)
def test_what_is_asked_or_decided_against_is_no_fact_however_sure_the_encoder_is(
    sentence: str, trigger: int, expected: Factuality
) -> None:
    article, analysis = parsed(sentence)
    sure = replace(analysis, prospects=(prospect(trigger, "ACCUSE", 0.95, (1,), (trigger + 1,)),))
    assert only(find_happenings("a-1", article, sure, (), (), ())).factuality is expected


@pytest.mark.parametrize(
    ("verb", "expected"),
    [("stop", Factuality.REQUESTED), ("stopped", Factuality.CLAIMED)],
)
def test_what_is_ended_is_as_sure_as_its_ending(verb: str, expected: Factuality) -> None:
    """However sure the encoder is that the raids are real, it is their end that the row tells."""
    sentence = (
        "Torvia/PROPN/2/nsubj insisted/VERB/0/root that/SCONJ/6/mark the/DET/5/det army/NOUN/6/nsubj"
        f" {verb}/VERB/2/ccomp its/PRON/8/nmod:poss shelling/NOUN/6/obj ./PUNCT/2/punct"
    )
    event = only(scored(sentence, prospect(7, "ASSAULT", 0.97, (4,))))
    assert (event.type, event.phase, event.factuality) == ("ASSAULT", Phase.ENDED, expected)
