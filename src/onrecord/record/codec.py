"""Readings as JSON, and the JSON Schema of a reading."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import msgspec

from onrecord.errors import MalformedInput
from onrecord.record.reading import Reading

__all__ = ["build_schema", "from_json", "schema", "to_json"]

SCHEMA_ADDRESS = "https://json-schema.org/draft/2020-12/schema"

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Reading)


def to_json(reading: Reading) -> bytes:
    """The reading as one line of UTF-8 JSON, without a line end."""
    return _encoder.encode(reading)


def from_json(line: bytes | str) -> Reading:
    """The reading that `to_json` wrote. Raises MalformedInput where the JSON is not a reading."""
    try:
        return _decoder.decode(line)
    except msgspec.MsgspecError as error:
        raise MalformedInput(f"this is not a reading: {error}") from error


def build_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a reading, made from the types."""
    described = msgspec.json.schema(Reading)
    return {"$schema": SCHEMA_ADDRESS, "title": "A reading of one news article", **described}


def schema() -> dict[str, Any]:
    """The JSON Schema of a reading as it ships in the package (`onrecord/record/reading.schema.json`)."""
    loaded: dict[str, Any] = msgspec.json.decode(files("onrecord.record").joinpath("reading.schema.json").read_bytes())
    return loaded
