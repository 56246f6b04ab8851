from __future__ import annotations

import jsonschema
import msgspec
import pytest
from hypothesis import given

import onrecord
from onrecord.errors import MalformedInput
from onrecord.record.codec import build_schema, from_json, schema, to_json
from onrecord.record.reading import Reading
from tests.strategies import readings


def test_the_schema_that_ships_is_the_one_of_the_types() -> None:
    assert schema() == msgspec.json.decode(msgspec.json.encode(build_schema()))


@given(readings())
def test_json_goes_out_and_comes_back(reading: Reading) -> None:
    assert from_json(to_json(reading)) == reading


def test_a_reading_of_a_page_fits_the_schema() -> None:
    reading = onrecord.read_text("The ferry is late, harbourmaster Ada Lind said on March 4, 2031.")
    assert reading.statements
    assert reading.times
    jsonschema.Draft202012Validator(schema()).validate(msgspec.json.decode(to_json(reading)))


@pytest.mark.parametrize("line", [b"", b"{", b"[]", b'{"id": 3}', b'{"id": "a", "article": {}}'])
def test_json_that_is_no_reading_is_refused(line: bytes) -> None:
    with pytest.raises(MalformedInput, match="not a reading"):
        from_json(line)
