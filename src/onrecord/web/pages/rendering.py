"""Templates: what they may call, and how a page is answered."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import pycountry
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.charts.words import counted, day_words, listed
from onrecord.record.vocabulary import Act, LinkKind, Standing
from onrecord.web.assets import asset
from onrecord.web.pages import addresses
from onrecord.web.safety import Gate

__all__ = ["STANDINGS", "country_name", "language_name", "render"]

STANDINGS: Final = {
    Standing.STANDS: "nothing on record was done to it",
    Standing.CORROBORATED: "somebody else says the same, or confirmed it",
    Standing.DISPUTED: "somebody denies or contradicts it",
    Standing.CORRECTED: "it was wrong, and what is right was printed",
    Standing.WITHDRAWN: "it was taken out of publication",
    Standing.RESCINDED: "the speaker's side took it back",
    Standing.SUPERSEDED: "the same speaker gave a newer value",
    Standing.UNCLEAR: "it was taken back, and then confirmed",
}
# What a speaker does, and does with this statement.
ACTS: Final = {
    Act.ASSERT: ("says", "says this"),
    Act.DENY: ("denies", "denies this"),
    Act.RETRACT: ("takes back", "takes this back"),
    Act.DEMAND: ("demands", "demands this"),
    Act.ORDER: ("orders", "orders this"),
    Act.REQUEST: ("asks for", "asks for this"),
    Act.PROMISE: ("promises", "promises this"),
    Act.THREATEN: ("threatens", "threatens this"),
    Act.ACCUSE: ("accuses", "makes this accusation"),
    Act.EXPECT: ("expects", "expects this"),
    Act.DECLINE: ("will not say", "will not say this"),
    Act.THINK: ("thinks", "thinks this"),
}
# What a link does (to something, to it), and what was done.
DEEDS: Final = {
    LinkKind.REPEATS: ("says again", "says it again", "repeated"),
    LinkKind.CORROBORATES: ("says the same as", "says the same", "corroborated"),
    LinkKind.CONFIRMS: ("confirms", "confirms it", "confirmed"),
    LinkKind.CLARIFIES: ("clarifies", "clarifies it", "clarified"),
    LinkKind.CORRECTS: ("corrects", "corrects it", "corrected"),
    LinkKind.DENIES: ("denies", "denies it", "denied"),
    LinkKind.CONTRADICTS: ("contradicts", "contradicts it", "contradicted"),
    LinkKind.RESCINDS: ("takes back", "takes it back", "rescinded"),
    LinkKind.WITHDRAWS: ("takes out of publication", "takes it out of publication", "withdrawn"),
    LinkKind.SUPERSEDES: ("gives a newer value for", "gives a newer value for it", "superseded"),
}
_DAY: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_SECTIONS: Final = (
    ("/", "Front"),
    ("/matters", "Matters"),
    ("/people", "People"),
    ("/sources", "Sources"),
    ("/compare", "Compare"),
    ("/help", "Help"),
)


@cache
def country_name(code: str) -> str:
    """The name of an ISO 3166-1 country; the code itself where it is none."""
    found = pycountry.countries.get(alpha_2=code)
    return str(getattr(found, "common_name", found.name)) if found else code


def country_names(codes: str) -> str:
    """The names of countries whose codes are joined with ", "."""
    return ", ".join(map(country_name, codes.split(", ")))


@cache
def language_name(code: str) -> str:
    """The name of an ISO 639-1 language; the code itself where it is none."""
    found = pycountry.languages.get(alpha_2=code)
    return str(found.name) if found else code


def status_words(says: str) -> str:
    """The sentence of a status as it stands below its first word: with the days in words."""
    return _DAY.sub(lambda found: day_words(found[0]), says.removeprefix("unclear: "))


def render(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """The page that `template` makes of `values`."""
    gate: Gate = request.app.state.gate
    page = (
        _templates()
        .get_template(template)
        .render(
            request=request,
            here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            can_write=gate.opens,
            form_token=gate.form_token(request),
            **values,
        )
    )
    return HTMLResponse(page, status, {"Cache-Control": "no-cache"})


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "asset": asset,
        "to": addresses,
        "sections": _SECTIONS,
        "standings": STANDINGS,
        "acts": {act: does for act, (does, _) in ACTS.items()},
        "acts_this": {act: does for act, (_, does) in ACTS.items()},
        "deeds": {kind: does for kind, (does, _, _) in DEEDS.items()},
        "deeds_to_it": {kind: does for kind, (_, does, _) in DEEDS.items()},
        "deeds_done": {kind: done for kind, (_, _, done) in DEEDS.items()},
        "standing_options": [(name.value, name.value) for name in STANDINGS],
        "counted": counted,
        "listed": listed,
    }
    made.filters |= {
        "status_words": status_words,
        "day": day_words,
        "country": country_names,
        "language": language_name,
    }
    return made
