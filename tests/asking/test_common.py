"""Words that stand in most statements find the same as others do, in an order that is sooner had."""

from __future__ import annotations

import pytest

from onrecord.asking import query
from onrecord.storing.database import Database


@pytest.mark.parametrize("words", ["ferry", "the", '"the ferry"', "fer*"])
def test_common_words_find_the_same(harbour: Database, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    said = query.statements(harbour, about=words, limit=100)
    found = query.search(harbour, words, limit=100)
    assert said
    assert found
    monkeypatch.setattr(query, "COMMON", 0)
    monkeypatch.setattr(query, "PUT_IN_ORDER", 0)
    assert query.statements(harbour, about=words, limit=100) == said
    assert sorted(query.search(harbour, words, limit=100), key=str) == sorted(found, key=str)


def test_of_common_words_the_latest_recorded_come_first(harbour: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "COMMON", 0)
    rows = query.search(harbour, "ferry", limit=100)
    recorded = [harbour.query("SELECT number FROM articles WHERE id = ?", (row.article,))[0][0] for row in rows]
    assert recorded == sorted(recorded, reverse=True)
    pages = [row for offset in range(len(rows)) for row in query.search(harbour, "ferry", limit=1, offset=offset)]
    assert pages == list(rows)


@pytest.mark.parametrize("name", ["okár", "OKAR", "Béla ok", "the", "e", "minister", "nobody"])
@pytest.mark.parametrize("side", ["actor", "recipient"])
def test_a_party_is_found_by_name_and_by_print_either_way(
    harbour: Database, monkeypatch: pytest.MonkeyPatch, side: str, name: str
) -> None:
    found = query.events(harbour, **{side: name})
    monkeypatch.setattr(query, "SYLLABLE", 99)  # events are looked at one after the other
    assert query.events(harbour, **{side: name}) == found
    assert bool(found) == any(query.folded(name) in query.folded(getattr(row, f"{side}s") or "") for row in found)
