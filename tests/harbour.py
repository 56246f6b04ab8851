"""Three made-up pages about one ferry, with a cell of every kind: for tests of what is kept and asked."""

from __future__ import annotations

from onrecord.record.article import Article, Origin, OriginKind
from onrecord.record.cells import (
    Actor,
    Anonymity,
    Event,
    EventDate,
    Figure,
    Location,
    Party,
    Place,
    Role,
    SaidDate,
    Statement,
    Time,
)
from onrecord.record.links import Link
from onrecord.record.reading import Reading
from onrecord.record.text import Span, span_of
from onrecord.record.vocabulary import (
    Act,
    ActorKind,
    Factuality,
    Form,
    LinkKind,
    Phase,
    PlaceChoice,
    PlaceKind,
    PlaceRule,
    RoleStatus,
    Sector,
    Standing,
    TimexType,
)

__all__ = ["COURIER", "GAZETTE", "LEAFLET", "PAGES", "words"]


def words(text: str, wanted: str) -> Span:
    """The one place of `wanted` in `text`."""
    assert text.count(wanted) == 1, wanted
    return span_of(text, text.index(wanted), text.index(wanted) + len(wanted))


def _paragraphs(text: str, *openings: str) -> tuple[Span, ...]:
    starts = [text.index(opening) for opening in openings]
    return tuple(span_of(text, start, text.index("\n\n", start)) for start in starts)


_COURIER = """TESSALY COURIER

Ferry to Lorn sails again

By Ona Writer

TESSALY (Lorn Press) — The ferry to Lorn has resumed its crossings, Gen. Béla Okár said on Jan. 30. “We sail at \
dawn,” he added. The quay was full.

Two officials, who spoke on condition of anonymity because they feared for their jobs, said about 5,200 islanders were \
waiting.

Newspapers in English
"""
_GAZETTE = """The Old Harbour Gazette

Mayor contradicts the general

Ada Venn, the outgoing mayor of Lorn, denied on state television in February that the ferry had sailed.

Copyright of the Gazette
"""
_LEAFLET = """A leaflet without a date

The ferry will never sail, said a fisherman.

"""

_okar = words(_COURIER, "Béla Okár")
_officials = words(_COURIER, "Two officials")
_jan30 = words(_COURIER, "Jan. 30")
_quay = words(_COURIER, "The quay")
_LORNS = tuple(
    Place(
        geoname=number,
        name="Lorn",
        kind=PlaceKind.CITY,
        country=country,
        region="07",
        latitude=55.5,
        longitude=-5.25 * number,
    )
    for number, country in enumerate(("GB", "US"), start=1)
)
COURIER = Reading(
    id="a-courier",
    article=Article(
        text=_COURIER,
        body=_paragraphs(_COURIER, "TESSALY (", "Two officials"),
        publication="Tessaly Courier",
        headline="Ferry to Lorn sails again",
        byline=("Ona Writer", "Lior Quist"),
        dateline="TESSALY",
        provider="Lorn Press",
        published="2020-01-30",
        language="en",
        country="US",
        url="https://courier.example/ferry",
        digest="0" * 64,
        origins=(
            Origin(field="publication", kind=OriginKind.PAGE, span=words(_COURIER, "TESSALY COURIER")),
            Origin(field="published", kind=OriginKind.OPTION),
            Origin(field="language", kind=OriginKind.INFERRED, span=words(_COURIER, "Newspapers in English")),
        ),
    ),
    times=(
        Time(
            start=_jan30.start,
            end=_jan30.end,
            text=_jan30.text,
            type=TimexType.DATE,
            value="2020-01-30",
            begin="2020-01-30",
            until="2020-01-31",
            precision="day",
            rule="month-day+year-from-publication+past-preferred",
        ),
    ),
    actors=(
        Actor(
            id="p-okar",
            name="Béla Okár",
            kind=ActorKind.PERSON,
            roles=(Role(title="general", evidence=words(_COURIER, "Gen.")),),
            mentions=(_okar,),
            sector=Sector.MILITARY,
        ),
        Actor(
            id="p-officials", name="officials", kind=ActorKind.GROUP, mentions=(_officials,), sector=Sector.GOVERNMENT
        ),
    ),
    statements=(
        Statement(
            id="s-resumed",
            source=_okar,
            actor="p-okar",
            cue=span_of(_COURIER, _okar.end + 1, _okar.end + 5),
            content=(words(_COURIER, "The ferry to Lorn has resumed its crossings"),),
            form=Form.INDIRECT,
            act=Act.ASSERT,
            anonymous=False,
            date=SaidDate(value="2020-01-30", evidence=_jan30),
            standing=Standing.DISPUTED,
        ),
        Statement(
            id="s-dawn",
            source=span_of(_COURIER, _COURIER.index("he added"), _COURIER.index("he added") + 2),
            actor="p-okar",
            cue=words(_COURIER, "added"),
            content=(words(_COURIER, "We sail at dawn"),),
            form=Form.DIRECT,
            act=Act.PROMISE,
            anonymous=False,
            confidence=0.75,
        ),
        Statement(
            id="s-waiting",
            source=_officials,
            actor="p-officials",
            cue=span_of(_COURIER, _COURIER.index("said about"), _COURIER.index("said about") + 4),
            content=(words(_COURIER, "about 5,200 islanders were waiting"),),
            form=Form.INDIRECT,
            act=Act.ASSERT,
            anonymous=True,
            count=2,
        ),
    ),
    events=(
        Event(
            id="e-resumed",
            confidence=0.7,
            trigger=words(_COURIER, "resumed"),
            type="COOPERATE",
            phase=Phase.RESUMED,
            actors=(Party(start=_okar.start, end=_okar.end, text=_okar.text, actor="p-okar"),),
            recipients=(
                Party(
                    start=words(_COURIER, "islanders").start,
                    end=words(_COURIER, "islanders").end,
                    text="islanders",
                ),
            ),
            matter=words(_COURIER, "crossings"),
            place=_quay,
            date=EventDate(value="2020-01-30", start="2020-01-30", end="2020-01-31"),
            factuality=Factuality.CLAIMED,
            statement="s-resumed",
            location=Location(
                place=_LORNS[0],
                rule=PlaceRule.SYNTAX,
                choice=PlaceChoice.KNOWN,
                evidence=_quay,
                candidates=_LORNS,
            ),
            mentions=(words(_COURIER, "crossings"),),
        ),
    ),
    figures=(
        Figure(
            start=words(_COURIER, "about 5,200").start,
            end=words(_COURIER, "about 5,200").end,
            text="about 5,200",
            value=5200.0,
            approximate=True,
            of=words(_COURIER, "islanders"),
            statement="s-waiting",
        ),
    ),
    anonymity=(
        Anonymity(
            source=_officials, covers=("s-waiting",), reason=words(_COURIER, "because they feared for their jobs")
        ),
    ),
)

_venn = words(_GAZETTE, "Ada Venn")
_february = words(_GAZETTE, "February")
GAZETTE = Reading(
    id="a-gazette",
    article=Article(
        text=_GAZETTE,
        body=_paragraphs(_GAZETTE, "Ada Venn"),
        publication="Old Harbour Gazette",
        headline="Mayor contradicts the general",
        published="2020-02-10T08:00:00+01:00",
        language="en",
        country="GB",
    ),
    times=(
        Time(
            start=_february.start,
            end=_february.end,
            text="February",
            type=TimexType.DATE,
            value="2020-02",
            begin="2020-02-01",
            until="2020-03-01",
            precision="month",
        ),
    ),
    actors=(
        Actor(
            id="p-venn",
            name="Ada Venn",
            kind=ActorKind.PERSON,
            roles=(
                Role(
                    title="mayor",
                    org="Lorn",
                    status=RoleStatus.OUTGOING,
                    evidence=words(_GAZETTE, "the outgoing mayor of Lorn"),
                ),
            ),
            mentions=(_venn,),
        ),
    ),
    statements=(
        Statement(
            id="s-denied",
            source=_venn,
            actor="p-venn",
            cue=words(_GAZETTE, "denied"),
            content=(words(_GAZETTE, "that the ferry had sailed"),),
            form=Form.INDIRECT,
            act=Act.DENY,
            anonymous=False,
            venue=words(_GAZETTE, "on state television"),
            date=SaidDate(value="2020-02", evidence=_february),
        ),
    ),
    links=(
        Link(
            kind=LinkKind.DENIES,
            origin="s-denied",
            to="s-resumed",
            by=_venn,
            venue=words(_GAZETTE, "on state television"),
            evidence=words(_GAZETTE, "denied"),
        ),
    ),
)

LEAFLET = Reading(
    id="b-leaflet",
    article=Article(text=_LEAFLET, body=_paragraphs(_LEAFLET, "The ferry will")),
    statements=(
        Statement(
            id="s-never",
            source=words(_LEAFLET, "a fisherman"),
            actor=None,
            cue=words(_LEAFLET, "said"),
            content=(words(_LEAFLET, "The ferry will never sail"),),
            form=Form.INDIRECT,
            act=Act.EXPECT,
            anonymous=True,
            date=SaidDate(value="XXXX-01-30"),
        ),
    ),
)
PAGES = (COURIER, GAZETTE, LEAFLET)
