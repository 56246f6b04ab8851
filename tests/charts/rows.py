"""Rows of a small story of our own: a ferry that stops, is said to run again, and does not."""

from __future__ import annotations

from onrecord.asking.rows import EventRow, Rows, SourceRow, StatementRow, StatusAnswer, StatusRow

PAYLOAD = """</text><script>alert(1)</script><img src=x onerror="alert(2)">&lt;b&gt;'";"""


def step(**values: object) -> StatusRow:
    given = {
        "date": "2031-05-02",
        "what": "paused",
        "who": "Harbor Board",
        "says": None,
        "venue": None,
        "factuality": "actual",
        "standing": "stands",
        "reports": 1,
        "origins": 1,
        "evidence": "stopped",
        "publication": "Gull Island Post",
        "published": "2031-05-02",
        "article": "a-1",
        "id": "e-1",
    }
    return StatusRow(**{**given, **values})  # type: ignore[arg-type]


def deed(**values: object) -> StatusRow:
    given = {"what": "rescinds", "who": "A spokesman", "date": "2031-05-09", "factuality": None, "standing": None}
    return step(**{**given, "id": "l-1", **values})


CLAIM = {"date": "2031-05-06", "what": "resumed", "who": None, "says": "The ferry company", "factuality": "claimed"}


def answer(*rows: StatusRow, matter: str = "ferry", says: str = "paused 2031-05-02 (Harbor Board)") -> StatusAnswer:
    return StatusAnswer(
        matter=matter,
        names=(matter,),
        standing="stands" if rows else None,
        phase="paused" if rows else None,
        since="2031-05-02" if rows else None,
        says=says if rows else f"nothing on record has a phase and a name with {matter!r}",
        rows=Rows(StatusRow, rows),
    )


def story() -> StatusAnswer:
    return answer(
        step(),
        step(**CLAIM, standing="rescinded", id="e-2", reports=3, origins=1),
        deed(),
        step(date="2031-06", what="started", who=None, factuality="expected", id="e-3"),
        step(date="XXXX-04-01", what="signed", id="e-4"),
    )


def event(**values: object) -> EventRow:
    given = {
        "id": "e-1",
        "date": "2031-05-02",
        "begin": "2031-05-02",
        "until": "2031-05-03",
        "published": "2031-05-03",
        "publication": "Gull Island Post",
        "type": "ACCUSE",
        "mode": None,
        "phase": None,
        "trigger": "accused",
        "actors": "Harbor Board",
        "recipients": "Ada Lind",
        "matter": None,
        "place": None,
        "factuality": "actual",
        "statement": None,
        "confidence": None,
        "article": "a-1",
        "headline": None,
    }
    known = {name: value for name, value in {**given, **values}.items() if name in EventRow.__struct_fields__}
    empty = {name: None for name in EventRow.__struct_fields__ if name not in known}
    return EventRow(**{**empty, **known})  # type: ignore[arg-type]


def statement(**values: object) -> StatementRow:
    given = {
        "id": "s-1",
        "said": "2031-05-02",
        "published": "2031-05-03",
        "speaker": "Ada Lind",
        "content": "the ferry runs",
        "act": "assert",
        "form": "indirect",
        "anonymous": False,
        "standing": "stands",
        "article": "a-1",
    }
    empty = dict.fromkeys(StatementRow.__struct_fields__)
    return StatementRow(**{**empty, **given, **values})  # type: ignore[arg-type]


def source(**values: object) -> SourceRow:
    given = {
        "name": "Gull Island Post",
        "kind": "publication",
        "language": "en",
        "country": "CA",
        "articles": 4,
        "origins": 3,
        "statements": 20,
        "first": "2031-05-02",
        "last": "2031-05-09",
    }
    return SourceRow(**{**given, **values})  # type: ignore[arg-type]
