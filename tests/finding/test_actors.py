from __future__ import annotations

import pytest

from onrecord.finding.actors import Cast, Speaker, cast_of
from onrecord.finding.names import group_names
from onrecord.finding.phrases import page_of
from onrecord.record.vocabulary import ActorKind
from tests.finding.pages import at, names, page
from tests.finding.parsed import parsed


def cast(text: str, *sources: str | tuple[str, int], **kinds: tuple[str, ...]) -> tuple[Cast, list[Speaker]]:
    """The cast, and the speakers of the given sources (words, or words and which occurrence)."""
    spans = [at(text, *(source if isinstance(source, tuple) else (source,))) for source in sources]
    seen = page(text)
    made = cast_of("a-1", seen, group_names(seen, names(text, **kinds)), spans)
    return made, [made.speakers[span.start, span.end] for span in spans]


def name_of(made: Cast, speaker: Speaker) -> str | None:
    return next((actor.name for actor in made.actors if actor.id == speaker.actor), None)


@pytest.mark.parametrize(
    ("source", "anonymous", "count", "kind"),
    [
        ("two senior harbour officials", True, 2, ActorKind.GROUP),
        ("two officials and one aide", True, 3, ActorKind.GROUP),
        ("a senior official", True, 1, ActorKind.PERSON),
        ("officials", True, None, ActorKind.GROUP),
        ("a group of 12 residents", False, None, None),
        ("the river ministry", False, None, ActorKind.ORGANIZATION),
        ("the military", False, None, ActorKind.ORGANIZATION),
    ],
)
def test_who_speaks_without_a_name(source: str, anonymous: bool, count: int | None, kind: ActorKind | None) -> None:
    made, (speaker,) = cast(f"It is over, {source} said.", source)
    assert speaker.anonymous is anonymous
    if kind is not None:
        assert speaker.count == count
        assert made.actors[-1].kind is kind


def test_a_named_speaker_is_the_bearer_of_the_name() -> None:
    made, speakers = cast("Mayor Ada Lind spoke. Lind left.", "Mayor Ada Lind", ("Lind", 1), PER=("Ada Lind", "Lind"))
    assert {name_of(made, speaker) for speaker in speakers} == {"Ada Lind"}
    assert not any(speaker.anonymous for speaker in speakers)


@pytest.mark.parametrize("source", ["Ada Lind's lawyer", "a lawyer for Ada Lind"])
def test_whoever_belongs_to_a_named_person_is_not_that_person(source: str) -> None:
    made, (speaker,) = cast(f"It is over, {source} said.", source, PER=("Ada Lind",))
    assert name_of(made, speaker) != "Ada Lind"
    assert speaker.anonymous


def test_the_official_is_the_official_just_met() -> None:
    text = "A senior harbour official spoke.\nIt rained.\nThe official left."
    _, (first, second) = cast(text, "A senior harbour official", "The official")
    assert first.actor == second.actor
    assert second.count == 1


def test_the_three_officials_are_the_three() -> None:
    text = "One official spoke.\nTwo officials and one aide agreed.\nThe three officials left."
    made, speakers = cast(text, "One official", "Two officials and one aide", "The three officials")
    assert name_of(made, speakers[2]) == "Two officials and one aide"


def test_the_senator_is_the_one_senator_named() -> None:
    text = "Sen. Ada Lind came. Karl Oste came. The senator spoke."
    made, (speaker,) = cast(text, "The senator", PER=("Ada Lind", "Karl Oste"))
    assert name_of(made, speaker) == "Ada Lind"


def test_a_pronoun_is_the_only_person_that_it_can_be() -> None:
    text = "Ada Lind came. She spoke."
    made, (speaker,) = cast(text, "She", PER=("Ada Lind",))
    assert name_of(made, speaker) == "Ada Lind"


def test_a_pronoun_with_two_candidates_is_nobody() -> None:
    text = "Per Lind met Karl Oste. He spoke."
    _, (speaker,) = cast(text, "He", PER=("Per Lind", "Karl Oste"))
    assert speaker.actor is None


def test_people_are_not_their_country() -> None:
    text = "Norwegians protested."
    made, (speaker,) = cast(text, "Norwegians", LOC=("Norwegians",))
    assert all(actor.kind is not ActorKind.COUNTRY for actor in made.actors if actor.id == speaker.actor)


def test_a_country_is_read_from_the_words_in_print() -> None:
    made, _ = cast("It is over, two Norwegian officials said.", "two Norwegian officials")
    assert made.actors[-1].country == "NO"


@pytest.mark.parametrize("source", ["the Lind campaign", "a narrator in the Lind film", "aides to Ada Lind"])
def test_a_name_inside_a_phrase_is_not_its_head(source: str) -> None:
    made, (speaker,) = cast(f"Ada Lind spoke. It is over, {source} said.", source, PER=("Ada Lind", "Lind"))
    assert name_of(made, speaker) != "Ada Lind"


def test_the_mayor_in_an_apposition_is_the_name_beside_it() -> None:
    made, (speaker,) = cast("The mayor of Serrin, Ada Lind, spoke.", "The mayor of Serrin, Ada Lind", PER=("Ada Lind",))
    assert name_of(made, speaker) == "Ada Lind"


def test_two_who_speak_together_are_neither_alone() -> None:
    made, (speaker,) = cast("Norway and Chile agreed.", "Norway and Chile", LOC=("Norway", "Chile"))
    assert name_of(made, speaker) == "Norway and Chile"
    assert made.actors[-1].kind is ActorKind.GROUP
    assert not speaker.anonymous


def test_the_second_of_two_may_have_an_article() -> None:
    text = "The Post and the Gazette asked."
    made, (speaker,) = cast(text, "The Post and the Gazette", ORG=("Post", "Gazette"))
    assert name_of(made, speaker) == "The Post and the Gazette"


def test_the_republican_nominee_is_not_the_democratic_one() -> None:
    text = "Democratic nominee Ada Lind spoke. The Republican nominee left. The Democratic nominee stayed."
    made, speakers = cast(text, "The Republican nominee", "The Democratic nominee", PER=("Ada Lind",))
    assert name_of(made, speakers[0]) != "Ada Lind"


def test_a_bare_title_or_a_seat_is_nobody() -> None:
    text = "Ada Lind (R-Wis.) met the president."
    made, _ = cast(text, PER=("Ada Lind", "R-Wis.", "president"))
    assert [actor.name for actor in made.actors] == ["Ada Lind"]


def test_three_officials_of_unknown_number_are_nobody_known() -> None:
    text = "Officials spoke.\nThe three officials left."
    _, (first, second) = cast(text, "Officials", "The three officials")
    assert first.actor != second.actor


@pytest.mark.parametrize(("pronoun", "meant"), [("He", "Karl Oste"), ("She", "Ada Lind")])
def test_a_given_name_tells_he_from_she(pronoun: str, meant: str) -> None:
    made, (speaker,) = cast(f"Ada Lind met Karl Oste. {pronoun} spoke.", pronoun, PER=("Ada Lind", "Karl Oste"))
    assert name_of(made, speaker) == meant


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("a farmer who lives 300 metres away", 1),
        ("a woman with 20 years in the service", 1),
        ("lawyers for two families", None),
        ("two engineers and a former inspector", 3),
        ("one of the officers", 1),
        ("12 residents", 12),
    ],
)
def test_only_what_counts_persons_counts(source: str, count: int | None) -> None:
    _, (speaker,) = cast(f"It is over, {source} said.", source)
    assert speaker.anonymous
    assert speaker.count == count


def test_the_three_are_the_three_who_spoke() -> None:
    text = "Two engineers and an inspector agreed.\nThe three left."
    _, (first, second) = cast(text, "Two engineers and an inspector", "The three")
    assert first.actor == second.actor


@pytest.mark.parametrize("nobody", ["Nobody", "None", "which"])
def test_nobody_is_no_actor(nobody: str) -> None:
    _, (speaker,) = cast(f"It is over. {nobody} objected.", nobody)
    assert speaker.actor is None


def test_a_spokesman_for_a_minister_is_not_the_minister() -> None:
    source = "a spokesman for outgoing Prime Minister Ada Lind"
    made, (speaker,) = cast(f"It is over, {source} said.", source, PER=("Ada Lind",))
    assert name_of(made, speaker) != "Ada Lind"
    assert speaker.anonymous


@pytest.mark.parametrize(
    "source", ["Neither the port authority nor Norrvik", "No official", "An earlier version of this story"]
)
def test_what_speaks_for_nobody_has_no_actor(source: str) -> None:
    made, (speaker,) = cast(f"{source} said so.", source, ORG=("Norrvik",) if "Norrvik" in source else ())
    assert speaker.actor is None
    assert {actor.name for actor in made.actors} <= {"Norrvik"}


@pytest.mark.parametrize(
    ("name", "short"), [("Dockworkers' Federation", "The federation"), ("Ministry of Rivers", "The ministry")]
)
def test_the_noun_of_an_organization_means_the_one_named_before(name: str, short: str) -> None:
    made, (speaker,) = cast(f"The {name} met. {short} said no.", short, ORG=(name,))
    assert name_of(made, speaker) == name


def test_the_noun_of_two_organizations_means_neither() -> None:
    text = "The Dockworkers' Federation and the Bakers' Federation met. The federation said no."
    made, (speaker,) = cast(text, "The federation", ORG=("Dockworkers' Federation", "Bakers' Federation"))
    assert name_of(made, speaker) == "The federation"


def test_one_of_them_is_one_of_the_unnamed_who_spoke() -> None:
    text = "Two former employees spoke. One of them wept."
    made, (_, one) = cast(text, "Two former employees", "One of them")
    assert (one.anonymous, one.count) == (True, 1)
    assert name_of(made, one) == "One of them (Two former employees)"


def test_he_is_nobody_where_it_may_be_the_mayor_or_the_aide_behind_him() -> None:
    text = "The mayor, Edwin Pike, will resign, an aide said. He left."
    _, (_, he) = cast(text, "an aide", "He", PER=("Edwin Pike",))
    assert he.actor is None
    _, (aide, he) = cast("An aide to Edwin Pike spoke. He left.", "An aide to Edwin Pike", "He", PER=("Edwin Pike",))
    assert he.actor == aide.actor


def test_the_minister_may_be_named_later_with_that_title() -> None:
    text = "The finance minister refused. “None,” Finance Minister Otto Reyes said."
    made, (minister, _) = cast(text, "The finance minister", "Finance Minister Otto Reyes", PER=("Otto Reyes",))
    assert name_of(made, minister) == "Otto Reyes"
    assert not minister.anonymous


def test_an_office_without_a_name_is_no_secret() -> None:
    text = "The governor, a minister and the country's speaker spoke."
    made, (governor, official, chair) = cast(text, "The governor", "a minister", "the country's speaker")
    assert not governor.anonymous
    assert not chair.anonymous
    assert official.anonymous
    assert {actor.kind for actor in made.actors} == {ActorKind.PERSON}


def test_the_mayor_himself_is_the_mayor() -> None:
    made, (speaker,) = cast("Ada Lind herself said so.", "Ada Lind herself", PER=("Ada Lind",))
    assert name_of(made, speaker) == "Ada Lind"


def test_an_unnamed_spokeswoman_has_the_name_that_the_next_sentence_gives_her() -> None:
    text = "A spokeswoman for the ministry said no. Ada Lind, the spokeswoman, added that it was late."
    made, (first, second) = cast(text, "A spokeswoman for the ministry", "Ada Lind, the spokeswoman", PER=("Ada Lind",))
    assert name_of(made, first) == name_of(made, second) == "Ada Lind"
    assert not first.anonymous


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "A spokeswoman for the ministry said no. Ada Lind, a spokeswoman, said yes.",
            "A spokeswoman for the ministry",
        ),
        ("A clerk said no. Ada Lind, the spokeswoman, said yes.", "A clerk"),
        ("Ada Lind left. A spokeswoman said no. Ada Lind, the spokeswoman, said yes.", "A spokeswoman"),
        ("A spokeswoman said no. Ada Lind, the spokeswoman for the harbour, said yes.", "A spokeswoman"),
    ],
)
def test_another_spokeswoman_or_one_who_was_named_before_is_not_she(text: str, source: str) -> None:
    made, (speaker,) = cast(text, source, PER=("Ada Lind",))
    assert name_of(made, speaker) != "Ada Lind"


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        (
            (
                "The/DET/2/det mediator/NOUN/0/root ,/PUNCT/2/punct former/ADJ/5/amod Torvian/ADJ/5/amod"
                " premier/NOUN/2/appos"
            ),
            "Ada Lind",
        ),
        ("Their/PRON/2/nmod:poss head/NOUN/0/root ,/PUNCT/2/punct Brigadier/PROPN/2/appos", "Ada Lind"),
        ("A/DET/2/det friend/NOUN/0/root of/ADP/4/case mayor/NOUN/2/nmod", "A friend of mayor Ada Lind"),
    ],
)
def test_what_stands_before_the_name_beside_an_office_may_describe_its_bearer(before: str, meant: str) -> None:
    number = len(before.split()) + 1
    article, analysis = parsed(
        f"{before} Ada/PROPN/2/appos Lind/PROPN/{number}/flat ,/PUNCT/2/punct spoke/VERB/2/acl", names="Ada Lind=PER"
    )
    seen = page_of(article, analysis)
    source = at(article.text, article.text[: article.text.index(", spoke")])
    made = cast_of("a-1", seen, group_names(seen, analysis.names or ()), [source])
    assert name_of(made, made.speakers[source.start, source.end]) == meant


@pytest.mark.parametrize(
    ("between", "meant"),
    [
        ("", "The ministry"),
        (" The harbour bank closed.", None),
        (" Nobody came.", None),
    ],
)
def test_it_is_the_institution_that_spoke_in_the_sentence_before(between: str, meant: str | None) -> None:
    made, (_, it) = cast(
        f"The ministry denied it.{between} It said so.", "The ministry", ("It", 0), ORG=("harbour bank",)
    )
    assert name_of(made, it) == meant
