"""One match of a rule, and the expression that is made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from onrecord.finding.timing.meanings import Base, Meaning
from onrecord.finding.timing.vocabulary import vocabulary
from onrecord.record.vocabulary import TimexType

__all__ = ["DATE", "DURATION", "SET", "TIME", "Built", "Draft", "Found"]

DATE, TIME, DURATION, SET = TimexType.DATE, TimexType.TIME, TimexType.DURATION, TimexType.SET


class Draft(Struct, frozen=True):
    """A time expression before it is anchored: tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    type: TimexType
    meaning: Meaning
    mod: str | None = None
    rule: str = ""


Built = Draft | tuple[Draft, ...] | None


class Found(Struct, frozen=True):
    """One match of a rule: where it and its named groups stand among the tokens."""

    words: Callable[[int, int], Sequence[str]]  # the tokens from an index to another, as printed
    span: tuple[int, int]
    groups: dict[str, tuple[int, int]]

    def has(self, name: str) -> bool:
        """Whether the group took part in the match."""
        return name in self.groups

    def printed(self, name: str) -> Sequence[str]:
        """The tokens of a group as printed; none when it took no part."""
        return self.words(*self.groups[name]) if name in self.groups else ()

    def lower(self, name: str) -> list[str]:
        """The tokens of a group in lower case."""
        return [word.lower() for word in self.printed(name)]

    def phrase(self, name: str) -> str:
        """The tokens of a group in lower case, with single spaces."""
        return " ".join(self.lower(name))

    def number(self, name: str, *tables: str) -> int:
        """What the last token of a group is worth in the first of the tables that has it."""
        return int(self._worth(name, tables))

    def code(self, name: str, *tables: str) -> str:
        """The code that the last token of a group has in the first of the tables that has it."""
        return str(self._worth(name, tables))

    def _worth(self, name: str, tables: Sequence[str]) -> str | int | float:
        word, words = self.printed(name)[-1], vocabulary().words
        for table in tables:
            for spelling in (word, word.lower()):
                if spelling in words[table]:
                    return words[table][spelling]
        raise KeyError(word)

    def before(self, count: int) -> list[str]:
        """The tokens before the match, nearest last, in lower case."""
        first = self.span[0]
        return [word.lower() for word in self.words(max(0, first - count), first)]

    def after(self, count: int) -> list[str]:
        """The tokens after the match, in lower case."""
        last = self.span[1]
        return [word.lower() for word in self.words(last, last + count)]

    def is_title(self) -> bool:
        """Whether the unit has a capital that no sentence gave it: "60 Minutes", "This Week"."""
        unit = self.printed("unit")[-1]
        return unit[0].isupper() and not unit.isupper() and self.groups["unit"][0] > self.span[0]

    def mod(self) -> str | None:
        """The TIMEX3 mod that the words in front say: "nearly", "early", "the end of"."""
        tables = vocabulary().words
        if self.has("mod"):
            return vocabulary().modifiers[self.phrase("mod")]
        for word in self.lower("part"):
            for table in ("early", "earlier", "edge"):
                if word in tables[table]:
                    return str(tables[table][word])
        return "APPROX" if self.has("orso") else None

    def direction(self, name: str = "dir") -> int | None:
        """-1 for last, 0 for this, 1 for next; None where the group took no part."""
        tables = vocabulary().words
        for word in reversed(self.lower(name)):
            for table in ("last", "next", "this", "previous", "following"):
                if word in tables[table]:
                    return int(tables[table][word])
        return None

    def base(self) -> Base:
        """The text for "previous" and "following" and for "the next"; else the publication."""
        tables, words = vocabulary().words, self.lower("dir")
        beside = any(word in tables["previous"] or word in tables["following"] for word in words)
        return Base.TEXT if beside or (self.has("the") and words == ["next"]) else Base.PUBLISHED

    def year(self) -> str | None:
        """The year with four digits that a group `year` or `short` says."""
        if self.has("year"):
            return self.printed("year")[0]
        digits = self.printed("short") or self.printed("cut")
        if not digits:
            return None
        short = int(digits[0][-2:])
        return str(short + (2000 if short < 40 else 1900))

    def draft(self, kind: TimexType, meaning: Meaning, mod: str | None = None) -> Draft:
        """The whole match as one expression."""
        return Draft(*self.span, kind, meaning, mod or self.mod())

    def piece(self, first: str, last: str, kind: TimexType, meaning: Meaning) -> Draft:
        """The tokens from one group to another as one expression."""
        return Draft(self.groups[first][0], self.groups[last][1], kind, meaning)
