"""The parts that questions have in common: dates, names and vocabulary as conditions of SQL."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Self

import pycountry

from onrecord.asking.words import folded, match_words
from onrecord.errors import QuestionError
from onrecord.finding.countries import country_of
from onrecord.record.calendar import Interval, interval_of
from onrecord.storing.database import Database

__all__ = [
    "Conditions",
    "Day",
    "country_meant",
    "days_of",
    "has_word",
    "limited",
    "one_of",
    "undated_among",
    "use_folding",
]

Day = str | date
"""A day, month or year: `2020-01-30`, `2020-01`, `2020`, or a date."""

_ALPHA_2 = re.compile(r"[A-Za-z]{2}")
_DAYS = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_ARTICLES = re.compile(r" JOIN articles AS a ON .+$")
_OF_ARTICLE = re.compile(r"\ba\.")


def days_of(given: Day, option: str) -> Interval:
    """The days that `given` means. Raises QuestionError, naming the `option`, where it is no ISO 8601 date."""
    text = str(given).strip()
    interval = interval_of(text) if _DAYS.fullmatch(text) else None
    if interval is None:
        raise QuestionError(f"{option}: {text!r} is not a date; write 2020-01-30, 2020-01 or 2020")
    return interval


def country_meant(value: str, option: str) -> str:
    """The ISO 3166-1 alpha-2 code of the country that `value` is the alpha-2 or alpha-3 code or the name of. Raises
    QuestionError, naming the `option`, for anything else; two letters are taken for a code, known or not.
    """
    if _ALPHA_2.fullmatch(value):
        return value.upper()
    known = pycountry.countries.get(alpha_3=value.upper())
    code = str(known.alpha_2) if known is not None else country_of(value)
    if code is None:
        raise QuestionError(
            f"{option}: {value!r} is no country that is known; write its code or its name: IQ, IRQ or Iraq"
        )
    return code


def one_of(value: str, vocabulary: Iterable[str], option: str) -> str:
    """`value`, which must be one of `vocabulary`. Raises QuestionError, naming the `option`."""
    known = [str(item) for item in vocabulary]
    if str(value) not in known:
        raise QuestionError(f"{option}: {str(value)!r} is none of {', '.join(known)}")
    return str(value)


def limited(limit: int | None, offset: int) -> str:
    """The end of an SQL query that gives `limit` rows (null: all) after the first `offset`."""
    if (limit is not None and limit < 0) or offset < 0:
        raise QuestionError("limit and offset count rows: they cannot be less than 0")
    return f" LIMIT {-1 if limit is None else limit} OFFSET {offset}"


class Conditions:
    """Conditions that all hold. Those on a date are kept apart, to count what they leave out for want of a date."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._values: list[object] = []
        self._dated_parts: list[str] = []
        self._dated_values: list[object] = []
        self._undated: list[str] = []

    def add(self, part: str, *values: object) -> Self:
        """Adds a condition."""
        self._parts.append(part)
        self._values.extend(values)
        return self

    def add_dated(self, part: str, *values: object, undated: str) -> Self:
        """Adds a condition on a date; `undated` is the condition that the date is unknown."""
        self._dated_parts.append(part)
        self._dated_values.extend(values)
        if undated not in self._undated:
            self._undated.append(undated)
        return self

    def between(self, since: Day | None, until: Day | None, begin: str, end: str) -> Self:
        """Adds: the interval [begin, end) shares a day with the days from `since` to the last day of `until`."""
        first = days_of(since, "since") if since is not None else None
        last = days_of(until, "until") if until is not None else None
        if first and last and first.begin >= last.until:
            raise QuestionError(f"since {since} comes after until {until}: no day lies between them")
        if first:
            self.add_dated(f"{end} > ?", first.begin, undated=f"{begin} IS NULL")
        if last:
            self.add_dated(f"{begin} < ?", last.until, undated=f"{begin} IS NULL")
        return self

    def known_by(self, as_of: Day | None, recorded_by: Day | None) -> Self:
        """Adds: printed by the end of `as_of`, and recorded here by the end of `recorded_by` (UTC)."""
        if as_of is not None:
            day = days_of(as_of, "as_of")
            self.add_dated("a.printed_until <= ?", day.until, undated="a.printed_until IS NULL")
        if recorded_by is not None:
            self.add("a.recorded_at < ?", days_of(recorded_by, "recorded_by").until)
        return self

    def one_of(self, column: str, value: str | None, vocabulary: Iterable[str], option: str) -> Self:
        """Adds: `column` is `value`, which must be one of `vocabulary`. Raises QuestionError."""
        return self if value is None else self.add(f"{column} = ?", one_of(value, vocabulary, option))

    def printed_in(self, db: Database, publication: str | None, country: str | None, language: str | None) -> Self:
        """Adds: the article is of a publication whose name has all words of `publication`, of a `country`, in a
        `language`."""
        if publication is not None:
            names = _publications_like(db, publication)
            self.add(f"a.publication IN ({', '.join('?' * len(names))})", *names)
        if country is not None:
            self.add("a.country = ?", country_meant(country, "country"))
        if language is not None:
            self.add("a.language = ?", language.lower())
        return self

    def found(self, column: str, selection: str, words: str | None, *columns: str) -> Self:
        """Adds: `column` is among what `selection`, a query with one full-text MATCH, gives for `words`."""
        if words is None:
            return self
        match = match_words(words, *columns)
        return self.add("0") if match is None else self.add(f"{column} IN ({selection})", match)

    @property
    def sql(self) -> str:
        """The WHERE clause."""
        return _where([*self._parts, *self._dated_parts])

    @property
    def values(self) -> Sequence[object]:
        """The values of its question marks."""
        return [*self._values, *self._dated_values]

    def count_undated(self, db: Database, tables: str) -> int:
        """How many rows of `tables` meet all but the conditions on dates, and have no date for one of them."""
        if not self._undated:
            return 0
        where = _where([*self._parts, f"({' OR '.join(self._undated)})"])
        if not _OF_ARTICLE.search(where):
            tables = _ARTICLES.sub("", tables)  # a cell without its article there is none
        return int(db.query(f"SELECT count(*) FROM {tables}{where}", self._values)[0][0])  # noqa: S608


def undated_among(db: Database, articles: Iterable[str], as_of: Day | None, recorded_by: Day | None) -> int:
    """How many of the articles a question with `as_of` leaves out because they have no date; 0 without `as_of`."""
    if as_of is None:
        return 0
    where = Conditions().add("a.id IN (SELECT value FROM json_each(?))", json.dumps(sorted(articles)))
    return where.known_by(as_of, recorded_by).count_undated(db, "articles AS a")


def use_folding(db: Database) -> None:
    """Gives the record's SQL the function `folded`."""
    db.connection.create_function("folded", 1, lambda words: folded(words or ""), deterministic=True)


def has_word(column: str) -> str:
    """The condition that a text has a word, given twice, that `folded` gave; case and accents make no difference.

    `folded` is Python: it is called only where SQLite's own comparison, which knows only ASCII, does not suffice.
    """
    return f"(({column} LIKE '%' || ? || '%' OR {column} GLOB '*[^ -~]*') AND instr(folded({column}), ?))"


def _where(parts: Sequence[str]) -> str:
    return f" WHERE {' AND '.join(parts)}" if parts else ""


def _publications_like(db: Database, typed: str) -> list[str]:
    wanted = folded(typed).split()
    names = [row[0] for row in db.query("SELECT DISTINCT publication FROM articles WHERE publication IS NOT NULL")]
    return [name for name in names if all(word in folded(name) for word in wanted)]
