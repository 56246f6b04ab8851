"""What can be asked with each question: query parameters by name, checked, and told apart from what is misspelt."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from onrecord.record.vocabulary import Act, Factuality, Phase, Sector, Standing

__all__ = [
    "MAX_ROWS",
    "ArticleAsked",
    "ArticlesAsked",
    "Asked",
    "ChangesAsked",
    "ContradictionsAsked",
    "DiffAsked",
    "EventsAsked",
    "FiguresAsked",
    "Format",
    "HoldersAsked",
    "Kind",
    "MatterAsked",
    "MattersAsked",
    "Paged",
    "SampleAsked",
    "SearchAsked",
    "SourcesAsked",
    "SpeakersAsked",
    "SqlAsked",
    "StatementsAsked",
    "TimesAsked",
    "WhoAsked",
]

MAX_ROWS: Final = 1000  # of one answer; the rest is on the pages after it
MOST_SKIPPED: Final = 1_000_000
MAX_SQL_ROWS: Final = 10_000

Day = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", examples=["2031-03-10", "2031-03", "2031"])]
Words = Annotated[str, Field(min_length=1, max_length=500)]
Code = Annotated[str, Field(pattern="^[A-Za-z]{2}$")]
Language = Annotated[str, Field(pattern="^[A-Za-z]{2,3}$")]


class Format(StrEnum):
    """How an answer is written."""

    JSON = "json"
    CSV = "csv"
    JSON_LD = "jsonld"


class Kind(StrEnum):
    """What is searched."""

    STATEMENT = "statement"
    ARTICLE = "article"


class Asked(BaseModel):
    """What every question takes. A parameter that it does not have is an error: it may be misspelt."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Annotated[
        Format | None, Field(description="`json`, `csv` or `jsonld`; else as `Accept` has it, else JSON.")
    ] = None

    def filters(self) -> dict[str, Any]:
        """What was asked, by the names of the questions in Python."""
        return self.model_dump(exclude={"format", "limit", "offset"}, exclude_none=True)


class Paged(Asked):
    """A question with many rows."""

    limit: Annotated[int, Field(ge=1, le=MAX_ROWS, description="At most so many rows.")] = 50
    offset: Annotated[int, Field(ge=0, le=MOST_SKIPPED, description="After so many.")] = 0


class _Between(Paged):
    since: Annotated[Day | None, Field(description="First day, month or year.")] = None
    until: Annotated[Day | None, Field(description="Last day, month or year.")] = None


class _Seen(BaseModel):
    as_of: Annotated[Day | None, Field(description="Only what had been printed by the end of that day.")] = None
    recorded_by: Annotated[
        Day | None, Field(description="Only what had been recorded here by the end of that day (UTC).")
    ] = None


class _Printed(BaseModel):
    publication: Annotated[Words | None, Field(description="Words of the publication's name.")] = None
    country: Annotated[Code | None, Field(description="Of the publication, ISO 3166-1 alpha-2.")] = None
    language: Annotated[Language | None, Field(description="Of the publication, ISO 639-1.")] = None


class StatementsAsked(_Between, _Seen, _Printed):
    """Who said what."""

    by: Annotated[Words | None, Field(description="Words of the speaker's name.")] = None
    about: Annotated[Words | None, Field(description="Words of what was said, or of the headline.")] = None
    standing: Annotated[Standing | None, Field(description="Only statements of this standing.")] = None
    act: Annotated[Act | None, Field(description="Only statements that do this.")] = None
    anonymous: Annotated[bool | None, Field(description="Only speakers without, or with, a name.")] = None


class SearchAsked(_Between, _Seen, _Printed):
    """Where words stand."""

    words: Annotated[Words, Field(description='All of them; `"next to each other"` in quotation marks, `begin*`.')]
    kind: Annotated[Kind | None, Field(description="Only statements, or only articles.")] = None
    standing: Annotated[Standing | None, Field(description="Only statements of this standing.")] = None


class SpeakersAsked(Paged):
    """Who speaks."""

    named: Annotated[Words | None, Field(description="Words of the name.")] = None
    anonymous: Annotated[bool | None, Field(description="Only speakers without, or with, a name.")] = None


class ArticlesAsked(_Between, _Seen, _Printed):
    """The pages of the record."""


class ArticleAsked(Asked):
    """One article."""

    as_of: Annotated[Day | None, Field(description="As what is in it stood by the end of that day.")] = None


class TimesAsked(_Between):
    """Time expressions; the days are those that they mean."""


class FiguresAsked(_Between):
    """Figures."""

    about: Annotated[Words | None, Field(description="Words of what is counted.")] = None


class EventsAsked(_Between, _Seen):
    """What happened; `since` and `until` bound when."""

    type: Annotated[str | None, Field(pattern="^[A-Za-z]{1,20}$", description="PLOVER's: ASSAULT, REQUEST, …")] = None
    actor: Annotated[Words | None, Field(description="Words of an actor's name.")] = None
    recipient: Annotated[Words | None, Field(description="Words of a recipient's name.")] = None
    country: Annotated[Code | None, Field(description="Of a party, ISO 3166-1 alpha-2.")] = None
    sector: Annotated[Sector | None, Field(description="Of a party.")] = None
    located_in: Annotated[Code | None, Field(description="Country where it happened.")] = None
    place: Annotated[Words | None, Field(description="Words of the place.")] = None
    about: Annotated[Words | None, Field(description="Words of the trigger, the matter or the headline.")] = None
    phase: Annotated[Phase | None, Field(description="Only steps of this kind.")] = None
    factuality: Annotated[Factuality | None, Field(description="Only events that are this sure.")] = None
    confidence: Annotated[
        float | None, Field(ge=0, le=1, description="Only events whose row is this likely right.")
    ] = None
    publication: Annotated[Words | None, Field(description="Words of the publication's name.")] = None
    printed_in: Annotated[Code | None, Field(description="Country of the publication.")] = None
    language: Annotated[Language | None, Field(description="Of the publication, ISO 639-1.")] = None


class MatterAsked(Asked, _Seen):
    """One matter."""

    matter: Annotated[Words, Field(description="Words of its name.")]


class MattersAsked(Paged):
    """The names of matters."""

    words: Annotated[Words | None, Field(description="Words of the name.")] = None


class ContradictionsAsked(Paged, _Seen):
    """Which statements deny or contradict others."""


class ChangesAsked(ContradictionsAsked):
    """What was done to statements."""

    since: Annotated[Day | None, Field(description="First day of print.")] = None


class SourcesAsked(Paged, _Seen):
    """Outlets and agencies: of all that the record has, or of a subject."""

    about: Annotated[Words | None, Field(description="Words of what was said.")] = None
    matter: Annotated[Words | None, Field(description="Words of a matter's name.")] = None


class WhoAsked(Asked, _Seen):
    """A person or an organization."""

    name: Annotated[Words, Field(description="A name, or the `id` of a person.")]
    limit: Annotated[int, Field(ge=1, le=200, description="At most so many statements, and events of each side.")] = 50


class HoldersAsked(Paged, _Seen):
    """An office on a day."""

    role: Annotated[Words, Field(description="The office, as `prime minister`.")]
    on: Annotated[Day, Field(description="The day.")]
    country: Annotated[Code | None, Field(description="ISO 3166-1 alpha-2.")] = None
    org: Annotated[Words | None, Field(description="Words of the organization.")] = None


class DiffAsked(Asked):
    """What an article is compared with."""

    against: Annotated[str | None, Field(max_length=500, description="An article's id; else the version before.")] = (
        None
    )


class Sampled(StrEnum):
    """What a sample is drawn from."""

    STATEMENTS = "statements"
    EVENTS = "events"
    LINKS = "links"


class SampleAsked(Asked):
    """A random sample of rows."""

    kind: Annotated[Sampled, Field(description="What it is drawn from.")] = Sampled.STATEMENTS
    n: Annotated[int, Field(ge=1, le=200, description="How many rows.")] = 50
    seed: Annotated[int, Field(ge=0, le=2**31 - 1, description="The same seed draws the same rows.")] = 0


class SqlAsked(Asked):
    """A question in SQL."""

    question: Annotated[str, Field(min_length=1, max_length=10_000, description="One SELECT.")]
    limit: Annotated[int, Field(ge=1, le=MAX_SQL_ROWS, description="At most so many rows.")] = MAX_ROWS
