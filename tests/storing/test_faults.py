"""What can go wrong with the file, done for real: every fault is an error of the record that names the file."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from onrecord.errors import FullDisk, LockedRecord, NewerRecord, NotARecord, ReadOnlyRecord
from onrecord.storing.database import Database, Recording
from onrecord.storing.layout import APPLICATION_ID, LAYOUT
from tests.storing.children import WHEN, start
from tests.synthetic import make_reading, make_readings

NOBODY = 65534


def make_record(path: Path, count: int = 2) -> Path:
    with Database.open(path, create=True) as db:
        add_all(db, count)
    return path


def add_all(db: Database, count: int) -> None:
    for reading in make_readings(count, statements=3):
        db.add(reading, place="p", recorded_at=WHEN)


def integrity(path: Path) -> str:
    connection = sqlite3.connect(path)
    try:
        answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
        connection.execute("INSERT INTO statement_search(statement_search, rank) VALUES ('integrity-check', 1)")
        connection.execute("INSERT INTO article_search(article_search, rank) VALUES ('integrity-check', 1)")
        return answer if not connection.execute("PRAGMA foreign_key_check").fetchall() else "foreign keys"
    finally:
        connection.close()


def holds_whole_articles(path: Path, statements: int) -> bool:
    with Database.open(path, read_only=True) as db:
        per_article = db.query(
            "SELECT (SELECT count(*) FROM statements WHERE article = a.id), (SELECT count(*) FROM times WHERE article ="
            " a.id), (SELECT count(*) FROM figures WHERE article = a.id) FROM articles AS a"
        )
    return set(per_article) <= {(statements,) * 3}


@pytest.mark.parametrize("batch", [1, 8])
def test_a_killed_writer_leaves_whole_articles_and_the_next_run_adds_the_rest(tmp_path: Path, batch: int) -> None:
    path = tmp_path / "killed.db"
    program = f"""
        with Database.open(path, create=True) as db:
            waiting = []
            for number, reading in enumerate(make_readings(100_000, statements=10), start=1):
                waiting.append(Recording(reading=reading, place="p", recorded_at=WHEN))
                if len(waiting) == {batch}:
                    db.add_many(waiting)
                    waiting = []
                    print(number, flush=True)
    """
    writer = start(program, path)
    kept = 0
    while kept < 24:
        kept = int(writer.stdout.readline())
    writer.kill()
    writer.communicate()
    assert writer.returncode == -9
    assert integrity(path) == "ok"
    assert holds_whole_articles(path, 10)
    with Database.open(path, create=True) as db:
        before = db.counts()["articles"]
        assert before >= kept
        results = [db.add(reading, place="p", recorded_at=WHEN) for reading in make_readings(before + 5, statements=10)]
        assert results == [False] * before + [True] * 5
        assert db.counts()["statements"] == (before + 5) * 10
    assert integrity(path) == "ok"


def test_a_full_disk_keeps_whole_articles_and_goes_on_after_room_is_made(tmp_path: Path) -> None:
    path = make_record(tmp_path / "full.db")
    with Database.open(path) as db:
        pages = db.query("PRAGMA page_count")[0][0]
        db.connection.execute(f"PRAGMA max_page_count = {pages + 20}")
        with pytest.raises(FullDisk, match="make room") as caught:
            add_all(db, 100)
        assert caught.value.place == str(path)
        with pytest.raises(FullDisk):
            db.add_many([Recording(reading=each, place="p", recorded_at=WHEN) for each in make_readings(100)])
        kept = db.counts()["articles"]
        db.connection.execute("PRAGMA max_page_count = 1000000")
        assert db.add(make_reading(kept, statements=3), place="p", recorded_at=WHEN)
    assert integrity(path) == "ok"
    assert holds_whole_articles(path, 3)


def test_the_system_refusing_to_write_more_is_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "limited.db"
    program = """
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_200_000, 1_200_000))  # twice the tables of an empty record
        try:
            with Database.open(path, create=True) as db:
                for reading in make_readings(1000, statements=5):
                    db.add(reading, place="p", recorded_at=WHEN)
        except OnrecordError as error:
            print(type(error).__name__, error)
    """
    said, complaint = start(program, path).communicate()
    assert (said.split()[0], complaint) == ("FullDisk", "")
    assert str(path) in said
    assert integrity(path) == "ok"
    assert holds_whole_articles(path, 5)
    with Database.open(path) as db:
        kept = db.counts()["articles"]
        assert 0 < kept < 1000
        assert db.add(make_reading(kept, statements=5), place="p", recorded_at=WHEN)


def test_no_room_for_a_new_record_leaves_a_file_that_can_become_one(tmp_path: Path) -> None:
    path = tmp_path / "limited.db"
    program = """
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000))
        try:
            Database.open(path, create=True)
        except OnrecordError as error:
            print(type(error).__name__)
    """
    assert start(program, path).communicate() == ("FullDisk\n", "")
    make_record(path)
    assert integrity(path) == "ok"


@pytest.mark.parametrize(
    "content",
    [b"Once upon a time there was a ferry.\n" * 200, b"\x00" * 4096, b"SQLite format 3\x00" + b"\xff" * 4080, b"x"],
)
def test_a_file_that_is_no_database_is_not_a_record_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "story.db"
    path.write_bytes(content)
    for options in ({"create": True}, {}, {"read_only": True}):
        with pytest.raises(NotARecord) as caught:
            Database.open(path, **options)
        assert caught.value.place == str(path)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    before = path.read_bytes()
    for options in ({"create": True}, {"read_only": True}):
        with pytest.raises(NotARecord, match="belongs to another program"):
            Database.open(path, **options)
    assert path.read_bytes() == before


def test_a_damaged_record_is_named(tmp_path: Path) -> None:
    path = make_record(tmp_path / "damaged.db", 30)
    content = bytearray(path.read_bytes())
    content[4096 * 3 :] = b"\xa5" * (len(content) - 4096 * 3)
    path.write_bytes(content)
    with pytest.raises(NotARecord, match="damaged"), Database.open(path) as db:
        list(db.readings())


def test_no_file_an_empty_file_and_a_folder_are_no_records(tmp_path: Path) -> None:
    with pytest.raises(NotARecord, match="there is no record here"):
        Database.open(tmp_path / "none.db", read_only=True)
    with pytest.raises(NotARecord, match="this is a folder"):
        Database.open(tmp_path, create=True)
    with pytest.raises(NotARecord, match="there is no folder"):
        Database.open(tmp_path / "no" / "folder.db", create=True)
    with pytest.raises(NotARecord, match="not a record"):
        Database.open("/dev/null", create=True)
    (tmp_path / "empty.db").touch()
    with pytest.raises(NotARecord, match="empty"):
        Database.open(tmp_path / "empty.db")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["empty.db"]
    make_record(tmp_path / "empty.db")


def test_a_newer_record_is_left_alone(tmp_path: Path) -> None:
    path = make_record(tmp_path / "newer.db")
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {LAYOUT + 1}")
    connection.close()
    for options in ({}, {"read_only": True}):
        with pytest.raises(NewerRecord, match="upgrade onrecord") as caught:
            Database.open(path, **options)
        assert caught.value.place == str(path)


def test_the_header_tells_a_record_from_other_databases(tmp_path: Path) -> None:
    path = make_record(tmp_path / "record.db")
    assert path.read_bytes()[68:72] == APPLICATION_ID.to_bytes(4, "big")


def test_a_record_opened_for_reading_takes_nothing(tmp_path: Path) -> None:
    path = make_record(tmp_path / "record.db")
    with Database.open(path, read_only=True) as db:
        with pytest.raises(ReadOnlyRecord) as caught:
            db.add(make_reading(9), place="p", recorded_at=WHEN)
        assert caught.value.place == str(path)
        with pytest.raises(ReadOnlyRecord):
            db.query("INSERT INTO bylines VALUES ('a', 0, 'b')")


def run_without_rights(program: str, path: Path) -> tuple[str, str]:
    """Root may write everywhere, so as root the program goes on as `nobody`."""
    lowered = f"if os.geteuid() == 0:\n    os.setuid({NOBODY})\n"
    return start(lowered + dedent(program), path).communicate()


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder that others can look into and nobody can write to, with a record in it."""
    folder = Path(tempfile.mkdtemp(dir="/var/tmp"))  # pytest's own folders are closed to other users
    make_record(folder / "record.db")
    (folder / "record.db").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(stat.S_IRWXU)
    shutil.rmtree(folder)


def test_a_record_in_a_folder_that_cannot_be_written_can_be_asked(closed_folder: Path) -> None:
    program = """
        with Database.open(path, read_only=True) as db:
            print(len(list(db.readings())))
    """
    assert run_without_rights(program, closed_folder / "record.db") == ("2\n", "")


@pytest.mark.parametrize("name", ["record.db", "new.db"])
def test_a_folder_that_cannot_be_written_takes_no_record(closed_folder: Path, name: str) -> None:
    program = """
        try:
            with Database.open(path, create=True) as db:
                db.add(make_reading(9), place="p", recorded_at=WHEN)
        except OnrecordError as error:
            print(type(error).__name__, error)
    """
    said, complaint = run_without_rights(program, closed_folder / name)
    assert complaint == ""
    assert said.startswith(f"ReadOnlyRecord {closed_folder / name}: ")


def test_a_second_writer_waits_and_then_gives_up(tmp_path: Path) -> None:
    path = make_record(tmp_path / "busy.db")
    program = """
        db = Database.open(path)
        db.connection.execute("BEGIN IMMEDIATE")
        print("writing", flush=True)
        sys.stdin.readline()
        db.connection.execute("COMMIT")
        db.close()
    """
    writer = start(program, path)
    assert writer.stdout.readline() == "writing\n"
    with Database.open(path, wait=0.2) as db:
        with pytest.raises(LockedRecord, match="another process is writing") as caught:
            db.add(make_reading(9), place="p", recorded_at=WHEN)
        assert caught.value.place == str(path)
        with pytest.raises(LockedRecord):
            db.add_many([Recording(reading=make_reading(9), place="p", recorded_at=WHEN)])
        assert db.counts()["articles"] == 2  # asking goes on meanwhile
        writer.communicate("go on\n")
        assert db.add(make_reading(9), place="p", recorded_at=WHEN)


def test_two_writers_that_take_turns_both_get_through(tmp_path: Path) -> None:
    path = make_record(tmp_path / "both.db", 0)
    program = """
        with Database.open(path) as db:
            for number in range(40):
                db.add(make_reading(number, statements=2), place=str(number), recorded_at=WHEN)
    """
    writers = [start(program, path) for _ in range(2)]
    assert [writer.communicate()[1] for writer in writers] == ["", ""]
    with Database.open(path, read_only=True) as db:
        assert db.counts()["articles"] == 40
    assert integrity(path) == "ok"


def test_several_processes_may_make_the_same_record_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    program = """
        print("ready", flush=True)
        sys.stdin.readline()
        with Database.open(path, create=True) as db:
            for number in range(5):
                db.add(make_reading(number, statements=2), place="p", recorded_at=WHEN)
    """
    writers = [start(program, path) for _ in range(4)]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [writer.communicate()[1] for writer in writers] == [""] * 4
    with Database.open(path, read_only=True) as db:
        assert db.counts()["articles"] == 5
    assert integrity(path) == "ok"


def test_readers_see_whole_articles_while_a_writer_writes(tmp_path: Path) -> None:
    path = make_record(tmp_path / "read.db", 0)
    program = """
        with Database.open(path) as db:
            for number in range(60):
                db.add(make_reading(number, statements=7), place="p", recorded_at=WHEN)
    """
    writer = start(program, path)
    seen = []
    with Database.open(path, read_only=True) as db:
        while writer.poll() is None:
            articles, statements = db.query(
                "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM statements)"
            )[0]
            assert statements == articles * 7
            seen.append(articles)
        assert db.counts()["articles"] == 60
    assert writer.communicate()[1] == ""
    assert seen == sorted(seen)
    assert len(set(seen)) > 1
