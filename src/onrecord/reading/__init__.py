"""Bytes to articles: text, HTML, JSONL; files, folders, streams."""

from onrecord.reading.plain import read_text
from onrecord.reading.sources import count_sources, read_source, read_stream

__all__ = ["count_sources", "read_source", "read_stream", "read_text"]
