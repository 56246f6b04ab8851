"""Events on the map: by their words, the dateline, or nowhere. The places are real, what happens there is not."""

from __future__ import annotations

import pytest

from onrecord.finding.phrases import page_of
from onrecord.finding.places.locating import Atlas
from onrecord.parsing.sentences import parse
from onrecord.reading.plain import read_text
from onrecord.record.analysis import Analysis
from onrecord.record.article import Article
from onrecord.record.cells import Actor, Event, EventDate, Location, Party
from onrecord.record.vocabulary import ActorKind, Factuality, PlaceChoice, PlaceKind, PlaceRule
from tests.finding.pages import at, names

ON_MONDAY = EventDate(value="2031-05-12", start="2031-05-12", end="2031-05-13")


def read(text: str, *places: str, country: str | None = None) -> tuple[Atlas, Article]:
    article = read_text(text, id="a-1", published="2031-05-13").article
    article = type(article)(
        **{name: getattr(article, name) for name in article.__struct_fields__} | {"country": country}
    )
    analysis = parse(article)
    analysis = Analysis(tokens=analysis.tokens, sentences=analysis.sentences, names=names(text, LOC=places))
    return Atlas(article, analysis, page_of(article, analysis)), article


def located(
    text: str, trigger: str, place: str | None, *places: str, country: str | None = None, **fields: object
) -> Location | None:
    atlas, _ = read(text, *places, country=country)
    given = {"type": "ASSAULT", "factuality": Factuality.ACTUAL, "place": at(text, place) if place else None}
    event = Event(id="e-1", trigger=at(text, trigger), **(given | fields))  # type: ignore[arg-type]
    (found,) = atlas.located([event])
    return found.location


def where(location: Location | None) -> tuple[str, str, PlaceChoice | None] | None:
    if location is None or location.place is None:
        return None
    return location.place.name, location.place.country, location.choice


def test_a_name_that_only_one_place_bears() -> None:
    found = located("Masked men burned two ferries in Mosul.", "burned", "Mosul", "Mosul")
    assert where(found) == ("Mosul", "IQ", PlaceChoice.ONLY)
    assert found is not None
    assert (found.rule, found.evidence.text, found.candidates) == (PlaceRule.SYNTAX, "Mosul", ())


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Masked men burned a ferry in Springfield, Mass., at dawn.", "MA"),
        ("Masked men burned a ferry in Springfield, Illinois.", "IL"),
        ("Masked men burned a ferry in Springfield in southern Missouri.", "MO"),
    ],
)
def test_the_words_behind_a_name_choose(text: str, region: str) -> None:
    found = located(text, "burned", "Springfield", "Springfield", "Illinois", "Missouri")
    assert where(found) == ("Springfield", "US", PlaceChoice.NAMED)
    assert found is not None
    assert found.place is not None
    assert found.place.region == region
    assert len(found.candidates) > 2


def test_the_country_before_a_name_chooses() -> None:
    text = "Masked men burned a ferry in the Lebanese port of Tripoli."
    assert where(located(text, "burned", "Tripoli", "Tripoli")) == ("Tripoli", "LB", PlaceChoice.NAMED)


def test_a_list_of_places_is_no_address() -> None:
    text = "Masked men burned ferries in Mosul, Baghdad and Basra."
    assert where(located(text, "burned", "Mosul", "Mosul", "Baghdad", "Basra")) == ("Mosul", "IQ", PlaceChoice.ONLY)


def test_an_ambiguous_name_is_no_place_and_keeps_its_candidates() -> None:
    found = located("Masked men burned a ferry in Springfield.", "burned", "Springfield", "Springfield")
    assert found is not None
    assert (found.place, found.choice) == (None, None)
    assert {place.country for place in found.candidates} == {"US"}


def test_the_other_places_of_the_article_choose() -> None:
    text = "Masked men burned a ferry in Tripoli. The boats had come from Benghazi."
    assert where(located(text, "burned", "Tripoli", "Tripoli", "Benghazi")) == ("Tripoli", "LY", PlaceChoice.NEIGHBOURS)


def test_the_country_of_the_newspaper_chooses_last() -> None:
    text = "Masked men burned a ferry in Tripoli."
    assert where(located(text, "burned", "Tripoli", "Tripoli", country="LB")) == (
        "Tripoli", "LB", PlaceChoice.PUBLICATION,
    )  # fmt: skip


def test_a_place_that_everybody_knows_needs_no_support() -> None:
    text = "Masked men burned a ferry in Paris."
    assert where(located(text, "burned", "Paris", "Paris", country="US")) == ("Paris", "FR", PlaceChoice.KNOWN)


def test_a_village_where_its_region_is_named_makes_a_famous_name_doubtful() -> None:
    text = "Masked men burned a barn in Moscow. Sheriffs all over Idaho looked for them."
    found = located(text, "burned", "Moscow", "Moscow", "Idaho")
    assert found is not None
    assert found.place is None


def test_a_province_is_one_where_it_is_called_so() -> None:
    text = "Masked men burned a ferry in Kandahar province."
    found = located(text, "burned", "Kandahar province", "Kandahar")
    assert found is not None
    assert found.place is not None
    assert found.place.kind is PlaceKind.REGION


@pytest.mark.parametrize("place", ["Calvera", "the Middle East"])
def test_what_is_not_on_the_map_is_nowhere(place: str) -> None:
    assert located(f"Masked men burned a ferry in {place}.", "burned", place, place.removeprefix("the ")) is None


def attack_on(name: str, **fields: object) -> Location | None:
    text = f"Masked men shelled {name} at dawn."
    party = Party(start=at(text, name).start, end=at(text, name).end, text=name)
    return located(text, "shelled", None, "Mosul", recipients=(party,), **fields)


@pytest.mark.parametrize("place", ["south Mosul", "Downtown Mosul"])
def test_a_side_of_a_city_is_in_it(place: str) -> None:
    assert where(located(f"Masked men burned a ferry in {place}.", "burned", place, place)) == (
        "Mosul", "IQ", PlaceChoice.ONLY,
    )  # fmt: skip


def test_a_pronoun_is_no_country() -> None:
    text = "Masked men shelled us at dawn."
    assert located(text, "shelled", "us", "us") is None


def test_an_attack_on_a_place_is_there() -> None:
    found = attack_on("Mosul")
    assert where(found) == ("Mosul", "IQ", PlaceChoice.ONLY)
    assert found is not None
    assert found.rule is PlaceRule.RECIPIENT


def test_what_is_said_to_a_place_or_done_to_its_people_is_not_there() -> None:
    assert attack_on("Mosul", type="ACCUSE") is None
    assert attack_on("traders from Mosul") is None


LEAD = "MOSUL, Iraq — Masked men burned two ferries on Monday.\n\nThe ferries were new.\n\nA third was burned in March."


def test_the_dateline_says_where_the_lead_happened() -> None:
    found = located(LEAD, "burned two", None, "MOSUL", "Iraq", date=ON_MONDAY)
    assert where(found) == ("Mosul", "IQ", PlaceChoice.NAMED) or where(found) == ("Mosul", "IQ", PlaceChoice.ONLY)
    assert found is not None
    assert (found.rule, found.evidence.text) == (PlaceRule.DATELINE, "MOSUL")


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (LEAD, {}),  # no day
        (LEAD, {"date": EventDate(value="2031-03-10", start="2031-03-10", end="2031-03-11")}),  # long ago
        (LEAD, {"date": ON_MONDAY, "factuality": Factuality.PLANNED}),
        (LEAD, {"date": ON_MONDAY, "type": "ACCUSE"}),  # said, which may have been anywhere
        (LEAD, {"date": ON_MONDAY, "type": "CONSULT", "mode": "phone"}),
        (LEAD.replace("Masked men", "Syrian men"), {"date": ON_MONDAY}),  # somebody from elsewhere
        (LEAD.replace("two ferries", "two ferries off Beirut"), {"date": ON_MONDAY}),  # a place in the sentence
        (LEAD.replace("MOSUL, Iraq — ", ""), {"date": ON_MONDAY}),
    ],
)
def test_the_dateline_says_nothing_of_the_rest(text: str, fields: dict[str, object]) -> None:
    trigger = "burned two"
    assert located(text, trigger, None, "MOSUL", "Iraq", "Beirut", **fields) is None


def test_a_later_paragraph_is_not_at_the_dateline() -> None:
    text = LEAD.replace("in March", "on Monday")
    assert located(text, "was burned", None, "MOSUL", "Iraq", date=ON_MONDAY) is None


def test_actors_called_by_a_place_are_of_its_country() -> None:
    text = "Traders from Mosul met farmers of Springfield and boatmen."
    atlas, _ = read(text, "Mosul", "Springfield")
    actors = [
        Actor(id="p", name="x", kind=ActorKind.GROUP, mentions=(at(text, words),))
        for words in ("Traders from Mosul", "farmers of Springfield", "boatmen")
    ]
    assert [atlas.country_of(actor) for actor in actors] == ["IQ", None, None]


def test_a_state_behind_a_name_that_has_none_there_leaves_no_place() -> None:
    text = "Masked men burned a ferry in Mosul, Vt., at dawn."
    assert located(text, "burned", "Mosul", "Mosul") is None


def test_a_village_that_alone_bears_a_name_needs_its_surroundings() -> None:
    text = "Masked men burned a ferry in Wadowice."
    found = located(text, "burned", "Wadowice", "Wadowice")
    assert found is not None
    assert (found.place, [place.country for place in found.candidates]) == (None, ["PL"])
    at_home = located(text, "burned", "Wadowice", "Wadowice", country="PL")
    assert where(at_home) == ("Wadowice", "PL", PlaceChoice.ONLY)
