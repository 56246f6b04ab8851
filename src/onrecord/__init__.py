"""onrecord reads the news and keeps the record: who said what, what happened, and does it still stand.

>>> import onrecord
>>> reading = onrecord.read_text("The old bridge reopened on Tuesday, Mayor Ada Lind said.")
>>> [statement.source.text for statement in reading.statements]
['Mayor Ada Lind']
"""

from __future__ import annotations

from importlib.metadata import version

from onrecord.api import Record, read_text
from onrecord.api import open_record as open  # noqa: A004 - `onrecord.open("my.db")` is what users expect
from onrecord.errors import OnrecordError
from onrecord.pipeline import ReadReport
from onrecord.record.codec import from_json, schema, to_json
from onrecord.record.reading import Reading

__all__ = ["OnrecordError", "ReadReport", "Reading", "Record", "from_json", "open", "read_text", "schema", "to_json"]

__version__ = version("onrecord")
