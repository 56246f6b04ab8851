"""Links inside one article, and where its own statements stand by them."""

from __future__ import annotations

from msgspec import structs

from onrecord.linking.notices import own_corrections
from onrecord.linking.retractions import find_retractions
from onrecord.linking.standing import standings
from onrecord.record.analysis import Analysis
from onrecord.record.reading import Reading
from onrecord.record.vocabulary import Standing

__all__ = ["link_within"]


def link_within(reading: Reading, analysis: Analysis) -> Reading:
    """The reading with the links that its own words make, and with the standing of its statements by these alone."""
    found = find_retractions(reading.id, reading.article, analysis, reading.statements, reading.actors)
    links = (*found, *own_corrections(reading, analysis))
    standing = standings(links)
    statements = tuple(
        structs.replace(item, standing=standing.get(item.id, Standing.STANDS)) for item in reading.statements
    )
    return structs.replace(reading, links=links, statements=statements)
