"""Languages and countries by name, and the language of a text where it is certain."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pycountry

from onrecord.reading.lexicon import load

__all__ = ["country_code", "country_named", "guess_language", "language_code", "language_named"]

SAMPLE = 20_000  # characters that a guess looks at
FEWEST_WORDS = 20
LEAST_SHARE = 0.25  # of the words are stop words: running English, Spanish … prose has 0.3 and more
MARGIN = 1.5  # times as many as in the next language


@cache
def language_named(name: str) -> str | None:
    """The ISO 639-1 code of a language by its English name; None where there is none."""
    return _alpha_2(pycountry.languages.get(name=name.strip().title()))


@cache
def language_code(tag: str) -> str | None:
    """The ISO 639-1 code of a language tag (BCP 47: "en-GB"), an ISO 639-3 code or an English name; None else."""
    primary = re.split(r"[-_]", tag.strip().casefold(), maxsplit=1)[0]
    if len(primary) == 2:
        return _alpha_2(pycountry.languages.get(alpha_2=primary))
    return (_alpha_2(pycountry.languages.get(alpha_3=primary)) if len(primary) == 3 else None) or language_named(tag)


@cache
def country_named(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country by its name, official name or newsstand name; None else."""
    wanted = re.sub(r"\s+", " ", name.strip(" .")).casefold()
    return _countries().get(wanted) or _countries().get(wanted.removeprefix("the "))


@cache
def country_code(value: str) -> str | None:
    """The ISO 3166-1 alpha-2 code that a metadata field means: the code itself, an alpha-3 code or a name."""
    found = pycountry.countries.get(alpha_2=value.strip().upper()) or pycountry.countries.get(
        alpha_3=value.strip().upper()
    )
    return _alpha_2(found) or country_named(value)


@cache
def _countries() -> dict[str, str]:
    names = {key.casefold(): code for key, code in load("countries")["names"].items()}
    for country in pycountry.countries:
        for attribute in ("name", "official_name", "common_name"):
            if hasattr(country, attribute):
                names.setdefault(getattr(country, attribute).casefold(), country.alpha_2)
    return names


def _alpha_2(entry: object) -> str | None:
    return getattr(entry, "alpha_2", None)


@cache
def _stop_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(listed) for code, listed in load("stopwords")["languages"].items()}


def guess_language(text: str) -> str | None:
    """The ISO 639-1 code of the language whose stop words fill `text`; None where it is short or two come close."""
    seen = re.findall(r"[^\W\d_]+", text[:SAMPLE].casefold())
    if len(seen) < FEWEST_WORDS:
        return None
    counts = Counter(seen)
    shares = sorted(
        ((sum(counts[word] for word in listed) / len(seen), code) for code, listed in _stop_words().items()),
        reverse=True,
    )
    (best, code), (second, _) = shares[0], shares[1]
    return code if best >= LEAST_SHARE and best >= MARGIN * second else None
