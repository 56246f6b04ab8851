"""The commands as people run them: a real process, a real file."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
PAGE = EXAMPLES / "01-calvera-herald.txt"


def onrecord(
    *arguments: str | Path, stdin: bytes = b"", record: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "200"}
    environment.pop("ONRECORD_RECORD", None)
    if record is not None:
        environment["ONRECORD_RECORD"] = str(record)
    done = subprocess.run(
        [sys.executable, "-m", "onrecord.cli", *map(str, arguments)], input=stdin, capture_output=True, env=environment
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "story.db"
    done = onrecord("read", EXAMPLES, "--record", path)
    assert done.returncode == 0, done.stderr
    return path


def rows(*arguments: str | Path, record: Path) -> list[dict[str, object]]:
    done = onrecord(*arguments, "--json", record=record)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_reading_twice_adds_nothing(record: Path) -> None:
    again = onrecord("read", EXAMPLES, record=record)
    assert again.returncode == 0
    assert again.stdout.startswith("0 pages read (20 known already).")


def test_json_prints_one_reading_a_line_and_keeps_no_record(tmp_path: Path) -> None:
    done = onrecord("read", EXAMPLES / "03-transmeridian-press.jsonl", "--json", record=tmp_path / "none.db")
    assert [json.loads(line)["article"]["publication"] for line in done.stdout.splitlines()] == [
        "Transmeridian Press"
    ] * 5
    assert not (tmp_path / "none.db").exists()


def test_standard_input_is_read(tmp_path: Path) -> None:
    done = onrecord("read", "-", "--json", "--published", "2031-03-05", stdin=PAGE.read_bytes())
    assert done.returncode == 0
    assert json.loads(done.stdout)["article"]["publication"] == "The Calvera Herald"


def test_bad_pages_are_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "good.txt").write_bytes(PAGE.read_bytes())
    (tmp_path / "pages" / "empty.txt").touch()
    (tmp_path / "pages" / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(64))
    (tmp_path / "pages" / "broken.jsonl").write_bytes(b'{"id": "a", "text": "It rains, she said."}\n{"id": \n')
    done = onrecord("read", tmp_path / "pages", "--record", tmp_path / "r.db")
    assert done.returncode == 1
    assert "2 pages read" in done.stdout
    assert "empty.txt" in done.stderr
    assert "photo.txt" in done.stderr
    assert "broken.jsonl:2" in done.stderr
    assert "3 could not be read" in done.stderr


def test_statements_by_a_speaker(record: Path) -> None:
    found = rows("statements", "--by", "Malin", record=record)
    assert found
    assert all("Malin" in str(row["speaker"]) for row in found)


def test_statements_as_of_a_day_know_nothing_later(record: Path) -> None:
    early = rows("statements", "--as-of", "2031-03-05", record=record)
    late = rows("statements", "--as-of", "2031-03-31", record=record)
    assert {str(row["published"])[:10] for row in early} == {"2031-03-04", "2031-03-05"}
    assert 0 < len(early) < len(late)


def test_an_undated_page_is_counted_and_left_out_of_a_dated_question(record: Path) -> None:
    done = onrecord("statements", "--as-of", "2031-03-31", record=record)
    assert "without a date are left out" in done.stderr


def test_reading_says_how_many_pages_have_no_date(tmp_path: Path) -> None:
    page = b"The council met on Thursday evening over the footbridge, its chairman said."
    done = onrecord("read", "-", "--record", tmp_path / "one.db", stdin=page)
    assert done.stdout.startswith("1 page read.")
    assert "leave out 1 page without a date" in done.stdout
    dated = onrecord("read", "-", "--record", tmp_path / "two.db", "--published", "2031-03-04", stdin=page)
    assert "without a date" not in dated.stdout


def test_csv_has_a_header_and_every_row(record: Path) -> None:
    done = onrecord("statements", "--csv", record=record)
    table = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(table) == len(rows("statements", record=record))
    assert table[0]["content"]


@pytest.mark.parametrize("words", ["patrols", '"state television"', "boat*", 'AND "', "*", "'; DROP TABLE articles"])
def test_search_takes_whatever_is_typed(record: Path, words: str) -> None:
    assert onrecord("search", words, record=record).returncode == 0


def test_search_finds_the_printed_words(record: Path) -> None:
    found = rows("search", '"state television"', record=record)
    assert found
    assert all("state television" in str(row["snippet"]) for row in found)


@pytest.mark.parametrize("command", ["sources", "speakers", "articles", "times", "figures"])
def test_every_listing_has_rows(record: Path, command: str) -> None:
    assert rows(command, record=record)
    assert onrecord(command, record=record).returncode == 0


def test_trace_shows_the_sentence_the_page_and_when_it_was_read(record: Path) -> None:
    first = rows("statements", "--by", "Malin", record=record)[0]
    shown = onrecord("trace", str(first["id"]), record=record).stdout
    assert str(first["content"])[:20] in " ".join(shown.split())
    for label in ("source", "cue", "content", "read from", "recorded"):
        assert label in shown


def test_gdelt_holds_what_happened_and_the_rest_only_where_it_is_asked_for(record: Path) -> None:
    told = {str(row["id"]): row["factuality"] for row in rows("events", record=record) if row["type"]}
    done = onrecord("events", "--format", "gdelt", record=record)
    ids = {row["GLOBALEVENTID"].partition(".")[0] for row in csv.DictReader(io.StringIO(done.stdout))}
    assert ids == {id_ for id_, sure in told.items() if sure in {"actual", "claimed"}}
    assert f"{len(told) - len(ids)} events are left out" in done.stderr
    asked = onrecord("events", "--format", "gdelt", "--factuality", "denied", record=record)
    denied = {row["GLOBALEVENTID"].partition(".")[0] for row in csv.DictReader(io.StringIO(asked.stdout))}
    assert denied == {id_ for id_, sure in told.items() if sure == "denied"}
    assert denied
    assert not asked.stderr


def test_sql_reads_and_never_writes(record: Path) -> None:
    assert rows("sql", "SELECT count(*) AS pages FROM articles", record=record) == [{"pages": 20}]
    refused = onrecord("sql", "DELETE FROM articles", record=record)
    assert refused.returncode == 2
    assert rows("sql", "SELECT count(*) AS pages FROM articles", record=record) == [{"pages": 20}]


@pytest.mark.parametrize("target", ["readings.jsonl", "tables"])
def test_an_export_comes_back_whole(record: Path, tmp_path: Path, target: str) -> None:
    assert onrecord("export", tmp_path / target, record=record).returncode == 0
    other = tmp_path / "other.db"
    assert onrecord("import", tmp_path / target, "--record", other).returncode == 0
    assert rows("statements", record=other) == rows("statements", record=record)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("statements", "--from", "yesterday"), 2, "not a date"),
        (("statements", "--json", "--csv"), 2, "exclude each other"),
        (("trace", "s-nothing"), 2, "has the id"),
        (("sql", "SELEC 1"), 2, "syntax error"),
        (("statements", "--standing", "wobbly"), 2, "wobbly"),
        (("events", "--type", "ASSUALT"), 2, "'ASSUALT' is none of AGREE, CONSULT"),
        (("nonsense",), 2, "nonsense"),
    ],
)
def test_a_wrong_question_says_what_is_wrong(record: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = onrecord(*arguments, record=record)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_or_foreign_record_is_named(tmp_path: Path) -> None:
    missing = onrecord("statements", "--record", tmp_path / "missing.db")
    assert missing.returncode == 3
    assert "onrecord read" in missing.stderr
    foreign = tmp_path / "foreign.db"
    foreign.write_text("no database at all, but long enough to look at " * 20)
    done = onrecord("statements", "--record", foreign)
    assert done.returncode == 3
    assert str(foreign) in done.stderr


def test_a_missing_page_is_named(tmp_path: Path) -> None:
    done = onrecord("read", tmp_path / "nowhere.txt", "--record", tmp_path / "r.db")
    assert done.returncode in {1, 2}
    assert "nowhere.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_terminal_sees_a_progress_bar(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    arguments = [sys.executable, "-m", "onrecord.cli", "read", str(EXAMPLES), "--record", str(tmp_path / "r.db")]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=theirs) as child:
        os.close(theirs)
        seen = b""
        try:
            while piece := os.read(ours, 4096):
                seen += piece
        except OSError:  # Linux ends a terminal that was closed so
            pass
    os.close(ours)
    assert child.returncode == 0
    assert b"reading" in seen


def test_audit_asks_for_verdicts_goes_on_later_and_tells_the_precision(record: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    own.write_bytes(record.read_bytes())
    ask = ("audit", "--n", "4", "--author", "Ona")
    first = onrecord(*ask, record=own, stdin=b"r\nwhat?\nw the wrong speaker\nq\n")
    assert first.returncode == 0, first.stderr
    assert "statements: 1 of 2 right, precision 0.50 (95% interval 0.09 to 0.91, Wilson), 2 open" in first.stdout
    assert [row["note"] for row in rows("marks", record=own)] == [None, "the wrong speaker"]
    again = onrecord(*ask, "--json", record=own, stdin=b"s\nright\n")
    assert "2 of 2 · " in again.stderr
    assert json.loads(again.stdout)["open"] == 1


def test_audit_writes_a_sample_and_reads_it_back(record: Path, tmp_path: Path) -> None:
    own, sample = tmp_path / "own.db", tmp_path / "sample.csv"
    own.write_bytes(record.read_bytes())
    assert onrecord("audit", "--kind", "links", "--n", "3", "--out", sample, record=own).returncode == 0
    with sample.open(encoding="utf-8", newline="") as stream:
        drawn = list(csv.DictReader(stream))
    assert len(drawn) == 3
    with sample.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, drawn[0])
        writer.writeheader()
        writer.writerows({**row, "verdict": "right"} for row in drawn)
    back = ("audit", "--kind", "links", "--n", "3", "--verdicts", sample, "--author", "Ona", "--json")
    done = onrecord(*back, record=own)
    assert json.loads(done.stdout)["right"] == 3
    assert "3 new verdicts" in done.stderr
    assert onrecord("audit", "--out", sample, record=own).returncode == 2
    assert onrecord("export", tmp_path / "gold.jsonl", "--format", "gold", record=own).returncode == 0


def test_who_tells_of_a_person_and_of_an_office(record: Path) -> None:
    told = json.loads(onrecord("who", "Petra Holm", "--json", record=record).stdout)
    assert told["person"]["name"] == "Petra Holm"
    assert {row["content"] for row in told["taken_back"]} >= {
        "The boats are ready, the crews are ready, and on Sunday they will sail"
    }
    held = rows("who", "--role", "prime minister", "--on", "2031-03-14", record=record)
    assert [(row["name"], row["holds"], row["status"]) for row in held] == [
        ("Irena Valdor", True, "outgoing"),
        ("Josip Maren", False, "designate"),
    ]
    assert "Acting Defense Minister Petra Holm" in onrecord("who", "Holm", record=record).stdout
    assert "nobody on record" in onrecord("who", "Nobody Here", record=record).stdout
    for wrong in (("who",), ("who", "Holm", "--role", "mayor"), ("who", "--role", "mayor")):
        assert onrecord(*wrong, record=record).returncode == 2


def test_versions_differ_and_origins_are_counted(record: Path) -> None:
    page = next(row for row in rows("articles", record=record) if row["version"] == 2)
    told = json.loads(onrecord("diff", str(page["id"]), "--json", record=record).stdout)
    assert {"gone", "new"} <= {row["what"] for row in told["statements"]}
    assert onrecord("diff", str(page["id"]), "--unified", record=record).stdout.startswith("--- a-")
    assert "Petra Holm" in onrecord("diff", str(page["id"]), record=record).stdout
    first = rows("sources", "--matter", "patrols", record=record)[0]
    assert (first["name"], first["kind"]) == ("Belmoran Defense Ministry", "institution")
    assert len(first["outlets"]) >= 3
    assert "independent origins" in onrecord("sources", "--about", "patrols", record=record).stdout
