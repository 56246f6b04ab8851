"""Events on hand-made trees: types, parties, certainty, phases, places, one happening each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.finding.events import find_events, find_happenings
from onrecord.record.analysis import Analysis, Predicate, RoleArgument, Sentence, Token
from onrecord.record.article import Article
from onrecord.record.cells import Statement
from onrecord.record.text import span_of
from onrecord.record.vocabulary import Act, ActorKind, Factuality, Form, Phase
from tests.finding.parsed import happened, only, parsed, told

RAID = "Torvian/ADJ/2/amod troops/NOUN/3/nsubj attacked/VERB/0/root the/DET/5/det village/NOUN/3/obj ./PUNCT/3/punct"
PLACES = "Torvia=LOC|Lisna=LOC|Calvera=LOC"


def test_the_subject_acts_and_the_object_suffers() -> None:
    assert told(only(happened(RAID))) == ("ASSAULT", None, ["Torvian troops"], ["the village"])


def test_a_passive_turns_the_sides_round() -> None:
    event = only(
        happened(
            "Two/NUM/2/nummod fishermen/NOUN/4/nsubj:pass were/AUX/4/aux:pass arrested/VERB/0/root by/ADP/7/case"
            " harbour/NOUN/7/compound police/NOUN/4/obl:agent ./PUNCT/4/punct"
        )
    )
    assert told(event) == ("COERCE", "arrest", ["harbour police"], ["Two fishermen"])


def test_a_light_verb_leaves_the_type_to_its_noun() -> None:
    event = only(
        happened(
            "Rebels/NOUN/2/nsubj carried/VERB/0/root out/ADP/2/compound:prt a/DET/6/det drone/NOUN/6/compound"
            " strike/NOUN/2/obj on/ADP/8/case Lisna/PROPN/6/nmod ./PUNCT/2/punct",
            names=PLACES,
        )
    )
    assert told(event) == ("ASSAULT", "drone", ["Rebels"], ["Lisna"])
    assert event.trigger.text == "strike"


def test_a_noun_and_the_clause_that_describes_it_are_one_happening() -> None:
    event = only(
        happened(
            "A/DET/4/det Torvia/PROPN/4/compound drone/NOUN/4/compound strike/NOUN/11/nsubj that/PRON/6/nsubj"
            " killed/VERB/4/acl:relcl two/NUM/8/nummod generals/NOUN/6/obj in/ADP/10/case Lisna/PROPN/6/obl"
            " frightened/VERB/0/root traders/NOUN/11/obj ./PUNCT/11/punct",
            names=PLACES,
        )
    )
    assert told(event) == ("ASSAULT", "drone", ["Torvia"], ["two generals"])
    assert event.place is not None
    assert event.place.text == "Lisna"


def test_both_who_meet_are_actors() -> None:
    event = only(happened("Torvia/PROPN/2/nsubj met/VERB/0/root Calvera/PROPN/2/obj ./PUNCT/2/punct", names=PLACES))
    assert told(event) == ("CONSULT", None, ["Torvia", "Calvera"], [])


def test_coordinated_subjects_act_together() -> None:
    event = only(
        happened(
            "Torvia/PROPN/4/nsubj and/CCONJ/3/cc Calvera/PROPN/1/conj signed/VERB/0/root an/DET/6/det"
            " agreement/NOUN/4/obj ./PUNCT/4/punct",
            names=PLACES,
        )
    )
    assert told(event) == ("SUPPORT", None, ["Torvia", "Calvera"], [])
    assert event.phase is Phase.SIGNED


def test_a_demand_takes_up_what_is_demanded() -> None:
    event = only(
        happened(
            "Calvera/PROPN/2/nsubj demanded/VERB/0/root the/DET/4/det withdrawal/NOUN/2/obj of/ADP/7/case"
            " Torvian/ADJ/7/amod troops/NOUN/4/nmod ./PUNCT/2/punct",
            names=PLACES,
        )
    )
    assert told(event) == ("REQUEST", "yield", ["Calvera"], ["Torvian troops"])


def test_a_vow_to_attack_is_a_threat_and_a_vow_to_help_an_agreement() -> None:
    hostile = (
        "Rebels/NOUN/2/nsubj vowed/VERB/0/root to/PART/4/mark attack/VERB/2/xcomp Lisna/PROPN/4/obj ./PUNCT/2/punct"
    )
    friendly = (
        "Torvia/PROPN/2/nsubj pledged/VERB/0/root to/PART/4/mark release/VERB/2/xcomp the/DET/6/det"
        " hostages/NOUN/4/obj ./PUNCT/2/punct"
    )
    threat = only(happened(hostile.replace("vowed", "pledged"), names=PLACES))
    assert told(threat) == ("THREATEN", "violence", ["Rebels"], ["Lisna"])
    assert only(happened(friendly, names=PLACES)).type == "AGREE"


def test_a_promise_with_will_is_an_agreement_and_its_refusal_a_rejection() -> None:
    promise = (
        "Torvia/PROPN/3/nsubj will/AUX/3/aux release/VERB/0/root the/DET/5/det hostages/NOUN/3/obj ./PUNCT/3/punct"
    )
    refusal = (
        "Torvia/PROPN/4/nsubj will/AUX/4/aux not/PART/4/advmod release/VERB/0/root the/DET/6/det hostages/NOUN/4/obj"
        " ./PUNCT/4/punct"
    )
    assert only(happened(promise, names=PLACES)).type == "AGREE"
    assert only(happened(refusal, names=PLACES)).type == "REJECT"


def test_a_pronoun_gives_way_to_the_subject_of_the_clause_above() -> None:
    event = only(
        happened(
            "Torvia/PROPN/2/nsubj says/VERB/0/root it/PRON/5/nsubj is/AUX/5/cop willing/ADJ/2/ccomp to/PART/7/mark"
            " release/VERB/5/xcomp the/DET/9/det hostages/NOUN/7/obj ./PUNCT/2/punct",
            names=PLACES,
        )
    )
    assert told(event) == ("AGREE", None, ["Torvia"], ["the hostages"])


def test_an_object_is_not_its_own_subject() -> None:
    event = only(
        happened(
            "Judge/NOUN/3/nmod:desc Ada/PROPN/3/flat Lind/PROPN/4/nsubj sentenced/VERB/0/root her/PRON/4/obj"
            " to/ADP/7/case prison/NOUN/4/obl ./PUNCT/4/punct",
            names="Ada Lind=PER",
        )
    )
    assert [party.text for party in event.recipients] == ["her"]


def test_fighters_are_no_aircraft() -> None:
    event = only(happened("Fighters/NOUN/2/nsubj killed/VERB/0/root soldiers/NOUN/2/obj ./PUNCT/2/punct"))
    assert (event.type, event.mode) == ("ASSAULT", None)


def test_control_gives_an_infinitive_its_subject() -> None:
    events = happened(
        "The/DET/2/det court/NOUN/3/nsubj asked/VERB/0/root the/DET/5/det council/NOUN/3/obj to/PART/7/mark"
        " cancel/VERB/3/xcomp the/DET/9/det tender/NOUN/7/obj ./PUNCT/3/punct"
    ).events
    asked, cancelled = events
    assert told(asked) == ("REQUEST", None, ["The court"], ["the council"])
    assert (cancelled.type, cancelled.phase) == (None, Phase.CANCELLED)
    assert [party.text for party in cancelled.actors] == ["the council"]
    assert cancelled.matter is not None
    assert cancelled.matter.text == "the tender"
    assert cancelled.factuality is Factuality.REQUESTED


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("", Factuality.ACTUAL),
        ("may/AUX/{v}/aux", Factuality.POSSIBLE),
        ("never/ADV/{v}/advmod", Factuality.DENIED),
        ("reportedly/ADV/{v}/advmod", Factuality.CLAIMED),
    ],
)
def test_helpers_and_adverbs_say_how_sure(before: str, expected: Factuality) -> None:
    verb = 4 if before else 3
    helper = before.format(v=verb) + " " if before else ""
    sentence = (
        f"Torvian/ADJ/2/amod troops/NOUN/{verb}/nsubj {helper}attacked/VERB/0/root the/DET/{verb + 2}/det"
        f" village/NOUN/{verb}/obj ./PUNCT/{verb}/punct"
    )
    assert only(happened(sentence)).factuality is expected


@pytest.mark.parametrize(
    ("verb", "expected"),
    [("planned", Factuality.PLANNED), ("tried", Factuality.POSSIBLE), ("failed", Factuality.DENIED)],
)
def test_governing_verbs_say_how_sure(verb: str, expected: Factuality) -> None:
    event = only(
        happened(
            f"Rebels/NOUN/2/nsubj {verb}/VERB/0/root to/PART/4/mark attack/VERB/2/xcomp the/DET/6/det"
            " village/NOUN/4/obj ./PUNCT/2/punct"
        )
    )
    assert event.factuality is expected


def test_a_condition_is_no_fact() -> None:
    found = happened(
        "Prices/NOUN/2/nsubj rise/VERB/0/root if/SCONJ/5/mark rebels/NOUN/5/nsubj attack/VERB/2/advcl the/DET/7/det"
        " village/NOUN/5/obj ./PUNCT/2/punct"
    )
    assert only(found).factuality is Factuality.CONDITIONAL


def _statement(content: str, act: Act, article: Article) -> Statement:
    start = article.text.index(content)
    return Statement(
        id="s-1", source=None, actor=None, cue=None, content=(span_of(article.text, start, start + len(content)),),
        form=Form.INDIRECT, act=act, anonymous=False,
    )  # fmt: skip


@pytest.mark.parametrize(("act", "expected"), [(Act.ASSERT, Factuality.CLAIMED), (Act.DENY, Factuality.DENIED)])
def test_what_a_statement_says_is_claimed_at_best(act: Act, expected: Factuality) -> None:
    article, _ = parsed(RAID)
    event = only(happened(RAID, statements=(_statement("Torvian troops attacked the village", act, article),)))
    assert event.factuality is expected
    assert event.statement == "s-1"


def test_a_matter_takes_its_step_without_an_actor() -> None:
    event = only(happened("Ferry/NOUN/2/compound services/NOUN/3/nsubj resumed/VERB/0/root ./PUNCT/3/punct"))
    assert (event.type, event.phase, event.actors) == (None, Phase.RESUMED, ())
    assert event.matter is not None
    assert event.matter.text == "Ferry services"


def test_a_pronoun_as_matter_means_the_one_before_that_can_resume() -> None:
    article, analysis = parsed(
        "The/DET/2/det status/NOUN/7/nsubj of/ADP/5/case joint/ADJ/5/amod operations/NOUN/2/nmod is/AUX/7/cop"
        " unclear/ADJ/0/root ./PUNCT/7/punct",
        "They/PRON/2/nsubj resumed/VERB/0/root ./PUNCT/2/punct",
    )
    one = Analysis(
        tokens=analysis.tokens,
        sentences=tuple(Sentence(s.start, s.end, s.first, s.last, 0) for s in analysis.sentences),
        names=(),
    )
    (event,) = find_events("a-1", article, one, (), (), ())
    assert event.matter is not None
    assert event.matter.text == "joint operations"


def test_the_day_of_the_clause_is_the_day_of_the_happening() -> None:
    event = only(
        happened(
            "Torvian/ADJ/2/amod troops/NOUN/3/nsubj attacked/VERB/0/root the/DET/5/det village/NOUN/3/obj on/ADP/7/case"
            " Monday/PROPN/3/obl ./PUNCT/3/punct"
        )
    )
    assert event.date is not None
    assert event.date.value == "2031-05-12"


def test_a_happening_told_twice_is_one_event() -> None:
    again = (
        "Torvian/ADJ/2/amod troops/NOUN/3/nsubj attacked/VERB/0/root the/DET/5/det village/NOUN/3/obj ./PUNCT/3/punct"
    )
    found = happened(RAID, again)
    assert len(found.events) == 1


def test_an_attack_in_words_is_an_accusation() -> None:
    event = only(
        happened("Ann/PROPN/3/nsubj Holm/PROPN/1/flat attacked/VERB/0/root Rolf/PROPN/3/obj ./PUNCT/3/punct",
                 names="Ann Holm=PER|Rolf=PER")
    )  # fmt: skip
    assert told(event) == ("ACCUSE", "disapprove", ["Ann Holm"], ["Rolf"])


def test_an_accident_is_no_assault() -> None:
    found = happened(
        "Two/NUM/2/nummod sailors/NOUN/4/nsubj:pass were/AUX/4/aux:pass killed/VERB/0/root in/ADP/7/case a/DET/7/det"
        " storm/NOUN/4/obl ./PUNCT/4/punct"
    )
    assert found.events == ()


def test_silence_is_no_rejection() -> None:
    found = happened(
        "The/DET/2/det mayor/NOUN/3/nsubj declined/VERB/0/root to/PART/5/mark comment/VERB/3/xcomp ./PUNCT/3/punct"
    )
    assert found.events == ()


def test_parties_without_a_name_become_actors() -> None:
    found = happened(RAID)
    parties = [*only(found).actors, *only(found).recipients]
    names = {actor.id: (actor.name, actor.kind) for actor in found.actors}
    assert [names[party.actor or ""] for party in parties] == [
        ("Torvian troops", ActorKind.GROUP),
        ("village", ActorKind.ORGANIZATION),
    ]


def test_without_trees_there_are_no_events() -> None:
    article, analysis = parsed(RAID)
    bare = Analysis(tokens=tuple(Token(t.start, t.end) for t in analysis.tokens), sentences=analysis.sentences)
    assert find_happenings("a-1", article, bare, (), (), ()).events == ()


WORDS = st.sampled_from(
    [
        "troops",
        "attacked",
        "Lisna",
        "the",
        "to",
        "agreed",
        "met",
        "and",
        "that",
        "was",
        "of",
        "by",
        "strike",
        "it",
        ",",
        "not",
    ]
)
LABELS = st.sampled_from(
    [
        "nsubj",
        "obj",
        "obl",
        "case",
        "mark",
        "xcomp",
        "ccomp",
        "conj",
        "acl",
        "acl:relcl",
        "nmod",
        "advcl",
        "appos",
        "aux:pass",
    ]
)
TAGS = st.sampled_from(["NOUN", "VERB", "PROPN", "ADP", "PRON", "ADJ", "AUX"])


@given(st.lists(st.tuples(WORDS, TAGS, LABELS, st.integers(0, 30)), min_size=1, max_size=16))
def test_any_tree_gives_cells_that_stand_in_the_text(rows: list[tuple[str, str, str, int]]) -> None:
    """Whatever a parser makes of a sentence, even a tree with a cycle, spans are true and ids are known."""
    words = " ".join(f"{word}/{tag}/{head % (len(rows) + 1)}/{label}" for word, tag, label, head in rows)
    article, analysis = parsed(words, names="Lisna=LOC")
    found = find_happenings("a-1", article, analysis, (), (), ())
    known = {actor.id for actor in found.actors}
    assert len({event.id for event in found.events}) == len(found.events)
    for event in found.events:
        for span in (event.trigger, event.matter, event.place, *event.actors, *event.recipients):
            assert span is None or article.text[span.start : span.end] == span.text != ""
        assert {p.actor for p in (*event.actors, *event.recipients)} <= known | {None}


@pytest.mark.parametrize(("case", "matter"), [("", "its long strike"), ("after/ADP/7/case ", None)])
def test_a_noun_behind_a_particle_is_the_object(case: str, matter: str | None) -> None:
    shift = 1 if case else 0
    words = [
        "The/DET/2/det federation/NOUN/3/nsubj called/VERB/0/root off/ADP/3/compound:prt",
        case.replace("7", str(7 + shift)).strip(),
        f"its/PRON/{7 + shift}/nmod:poss long/ADJ/{7 + shift}/amod strike/NOUN/3/obl ./PUNCT/3/punct",
    ]
    found = [e for e in happened(" ".join(filter(None, words))).events if e.phase is Phase.CANCELLED]
    assert [event.matter.text for event in found if event.matter] == ([matter] if matter else [])


@pytest.mark.parametrize("slip", ["compound", "dep", "ccomp"])
def test_a_verb_with_a_subject_and_a_conjunction_is_a_clause(slip: str) -> None:
    found = happened(
        "The/DET/2/det ministry/NOUN/3/nsubj said/VERB/0/root that/SCONJ/7/mark it/PRON/7/nsubj had/AUX/7/aux"
        f" suspended/VERB/3/{slip} flights/NOUN/7/obj ./PUNCT/3/punct"
    )
    assert [(event.phase, event.matter.text) for event in found.events if event.matter] == [(Phase.PAUSED, "flights")]


@pytest.mark.parametrize("label", ["dep", "conj", "parataxis"])
def test_a_matter_that_is_described_by_what_is_over_has_only_its_last_step(label: str) -> None:
    """The participle between commas is taken for the verb by the parser; by grammar it describes the bridge."""
    found = happened(
        "The/DET/2/det bridge/NOUN/4/nsubj ,/PUNCT/4/punct closed/VERB/0/root for/ADP/6/case days/NOUN/4/obl"
        f" ,/PUNCT/8/punct reopened/VERB/4/{label} on/ADP/10/case Monday/PROPN/8/obl ./PUNCT/4/punct"
    )
    assert [(event.phase, event.matter.text) for event in found.events if event.matter] == [
        (Phase.RESUMED, "The bridge")
    ]


def test_a_step_with_its_own_day_stays_beside_the_next() -> None:
    found = happened(
        "The/DET/2/det strike/NOUN/7/nsubj ,/PUNCT/4/punct suspended/VERB/2/acl Monday/PROPN/4/obl ,/PUNCT/4/punct"
        " resumed/VERB/0/root ./PUNCT/7/punct"
    )
    assert [event.phase for event in found.events if event.phase] == [Phase.PAUSED, Phase.RESUMED]


def test_a_noun_behind_a_preposition_is_no_subject_of_what_follows_an_aside() -> None:
    found = happened(
        "The/DET/2/det bridge/NOUN/4/nsubj ,/PUNCT/4/punct closed/VERB/0/root after/ADP/6/case floods/NOUN/8/nsubj:pass"
        " ,/PUNCT/8/punct reopened/VERB/4/conj ./PUNCT/4/punct"
    )
    assert [(event.phase, event.matter.text) for event in found.events if event.matter] == [
        (Phase.RESUMED, "The bridge")
    ]


@pytest.mark.parametrize(
    ("predicate", "phase"),
    [
        ("remains/VERB/4/dep closed/ADJ/0/root", Phase.ENDED),
        ("stayed/AUX/4/aux shut/ADJ/0/root", Phase.ENDED),
        ("looks/VERB/4/dep closed/ADJ/0/root", None),
        ("remains/VERB/4/dep grounded/ADJ/0/root", Phase.PAUSED),
        ("remains/VERB/4/dep open/ADJ/0/root", None),
    ],
)
def test_what_remains_closed_has_not_left_that_step(predicate: str, phase: Phase | None) -> None:
    found = happened(f"The/DET/2/det bridge/NOUN/4/nsubj {predicate} ./PUNCT/4/punct")
    assert [event.phase for event in found.events] == ([phase] if phase else [])


@pytest.mark.parametrize(("noun", "matter"), [("strike", "The strike"), ("evening", "it")])
def test_an_evening_is_no_matter_that_it_can_mean(noun: str, matter: str) -> None:
    found = happened(
        f"The/DET/2/det {noun}/NOUN/3/nsubj went/VERB/0/root on/ADP/3/advmod and/CCONJ/7/cc it/PRON/7/nsubj:pass"
        " paused/VERB/3/conj ./PUNCT/3/punct"
    )
    assert [event.matter.text for event in found.events if event.phase is Phase.PAUSED and event.matter] == [matter]


def test_eyes_that_remain_closed_are_no_matter() -> None:
    eyes = "Her/PRON/2/nmod:poss eyes/NOUN/4/nsubj remained/VERB/4/dep closed/ADJ/0/root ./PUNCT/4/punct"
    assert happened(eyes).events == ()


def test_a_step_holds_since_its_day() -> None:
    event = only(
        happened(
            "The/DET/2/det bridge/NOUN/5/nsubj:pass had/AUX/5/aux been/AUX/5/aux:pass closed/VERB/0/root"
            " since/ADP/7/case Monday/PROPN/5/obl ./PUNCT/5/punct"
        )
    )
    assert event.date is not None
    assert event.date.value == "2031-05-12"


# --- what is no happening, and what is another one --------------------------------------------------------------------


def test_a_weapon_kills_for_nobody_that_is_printed() -> None:
    event = only(
        happened(
            "A/DET/3/det car/NOUN/3/compound bomb/NOUN/4/nsubj killed/VERB/0/root two/NUM/6/nummod traders/NOUN/4/obj"
            " ./PUNCT/4/punct"
        )
    )
    assert told(event)[2:] == ([], ["two traders"])


@pytest.mark.parametrize(
    "words",
    [
        "They/PRON/2/nsubj held/VERB/0/root a/DET/5/det news/NOUN/5/compound conference/NOUN/2/obj ./PUNCT/2/punct",
        "Thousands/NOUN/2/nsubj saw/VERB/0/root Lind/PROPN/5/nmod:poss 's/PART/3/case rally/NOUN/2/obj ./PUNCT/2/punct",
        "They/PRON/3/nsubj:pass were/AUX/3/aux:pass forced/VERB/0/root out/ADV/3/advmod by/ADP/6/case seas/NOUN/3/obl",
        "Lind/PROPN/2/nsubj met/VERB/0/root his/PRON/4/nmod:poss wife/NOUN/2/obj ./PUNCT/2/punct",
        "The/DET/2/det mayor/NOUN/3/nsubj appeals/VERB/0/root to/ADP/5/case farmers/NOUN/3/obl ./PUNCT/3/punct",
    ],
    ids=["news conference", "candidate's rally", "high seas", "family", "attracts"],
)
def test_what_only_looks_like_an_event_is_none(words: str) -> None:
    assert [event.type for event in happened(words, names="Lind=PER").events] == []


def test_a_plan_to_yield_is_a_promise() -> None:
    event = only(
        happened(
            "Torvia/PROPN/2/nsubj plans/VERB/0/root to/PART/4/mark release/VERB/2/xcomp forty/NUM/6/nummod"
            " prisoners/NOUN/4/obj ./PUNCT/2/punct",
            names=PLACES,
        )
    )
    assert told(event) == ("AGREE", None, ["Torvia"], ["forty prisoners"])


def test_a_vow_to_strike_is_a_threat() -> None:
    event = only(
        happened(
            "Torvia/PROPN/2/nsubj vowed/VERB/0/root to/PART/4/mark shell/VERB/2/xcomp Lisna/PROPN/4/obj"
            " ./PUNCT/2/punct",
            names=PLACES,
        )
    )
    assert told(event) == ("THREATEN", "violence", ["Torvia"], ["Lisna"])


def test_who_protests_that_something_is_so_complains() -> None:
    event = only(
        happened(
            "The/DET/2/det mayor/NOUN/3/nsubj lies/VERB/0/root ,/PUNCT/6/punct farmers/NOUN/6/nsubj"
            " protested/VERB/3/parataxis ./PUNCT/3/punct"
        )
    )
    assert told(event) == ("ACCUSE", "disapprove", ["farmers"], ["The mayor"])


def test_an_endorsement_is_by_whom_it_is_and_of_whose_it_is() -> None:
    event = only(
        happened(
            "Her/PRON/2/nmod:poss endorsement/NOUN/6/nsubj by/ADP/5/case the/DET/5/det union/NOUN/2/nmod"
            " surprised/VERB/0/root traders/NOUN/6/obj ./PUNCT/6/punct"
        )
    )
    assert told(event)[2:] == (["the union"], ["Her"])


def test_who_faces_an_inquiry_does_not_hold_it() -> None:
    event = only(
        happened("The/DET/2/det firm/NOUN/3/nsubj faces/VERB/0/root an/DET/5/det inquiry/NOUN/3/obj ./PUNCT/3/punct")
    )
    assert told(event) == ("ACCUSE", "investigate", [], ["The firm"])


def test_who_is_open_to_talks_agrees() -> None:
    event = only(
        happened(
            "The/DET/2/det rebels/NOUN/4/nsubj are/AUX/4/cop open/ADJ/0/root to/ADP/6/case mediation/NOUN/4/obl"
            " ./PUNCT/4/punct"
        )
    )
    assert told(event)[:3] == ("AGREE", None, ["The rebels"])


def test_the_roles_say_who_acts_where_the_syntax_names_nobody() -> None:
    article, analysis = parsed(
        "Guards/NOUN/6/dep ,/PUNCT/6/punct tired/ADJ/1/amod ,/PUNCT/6/punct then/ADV/6/advmod arrested/VERB/0/root"
        " two/NUM/8/nummod traders/NOUN/6/obj ./PUNCT/6/punct"
    )
    first, last = analysis.tokens[0].start, analysis.tokens[0].end
    role = RoleArgument(label="ARG0", head=0, start=first, end=last)
    analysis = replace(analysis, predicates=(Predicate(token=5, arguments=(role,)),))
    event = only(find_happenings("a-1", article, analysis, (), (), ()))
    assert told(event) == ("COERCE", "arrest", ["Guards"], ["two traders"])


@pytest.mark.parametrize("verb", ["canceled", "cancelled"])
def test_both_spellings_cancel(verb: str) -> None:
    event = only(
        happened(
            f"The/DET/2/det council/NOUN/3/nsubj {verb}/VERB/0/root the/DET/5/det contract/NOUN/3/obj ./PUNCT/3/punct"
        )
    )
    assert event.phase is Phase.CANCELLED


@pytest.mark.parametrize(
    "sentence",
    [
        "A/DET/2/det veteran/NOUN/3/nsubj shot/VERB/0/root himself/PRON/3/obj ./PUNCT/3/punct",
        "The/DET/2/det ministry/NOUN/3/nsubj reached/VERB/0/root its/PRON/5/nmod:poss goal/NOUN/3/obj ./PUNCT/3/punct",
        "We/PRON/3/nsubj must/AUX/3/aux rest/VERB/5/ccomp he/PRON/5/nsubj told/VERB/0/root me/PRON/5/obj",
        "The/DET/2/det protocol/NOUN/3/nsubj called/VERB/0/root on/ADP/6/case the/DET/6/det mayor/NOUN/3/obl",
        (
            "An/DET/2/det aide/NOUN/3/nsubj asked/VERB/0/root not/PART/7/advmod to/PART/7/mark be/AUX/7/aux:pass"
            " named/VERB/3/xcomp"
        ),
        "An/DET/2/det aide/NOUN/3/nsubj requested/VERB/0/root anonymity/NOUN/3/obj",
    ],
)
def test_words_that_mean_no_happening_to_others_are_none(sentence: str) -> None:
    assert happened(sentence).events == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "A/DET/2/det veteran/NOUN/3/nsubj shot/VERB/0/root a/DET/5/det guard/NOUN/3/obj ./PUNCT/3/punct",
        "The/DET/2/det sides/NOUN/3/nsubj reached/VERB/0/root an/DET/5/det agreement/NOUN/3/obj ./PUNCT/3/punct",
        "They/PRON/3/nsubj must/AUX/3/aux rest/VERB/5/ccomp he/PRON/5/nsubj told/VERB/0/root me/PRON/5/obj",
        (
            "An/DET/2/det aide/NOUN/3/nsubj asked/VERB/0/root the/DET/5/det court/NOUN/3/obj to/PART/7/mark"
            " name/VERB/3/xcomp the/DET/9/det guards/NOUN/7/obj"
        ),
    ],
)
def test_the_same_words_of_others_tell_one(sentence: str) -> None:
    assert len(happened(sentence).events) == 1
