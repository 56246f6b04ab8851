"""SQLite's errors as errors of the record: the one place where they are translated."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import FullDisk, LockedRecord, NotARecord, ReadOnlyRecord, RecordError

__all__ = ["fault_of", "translated"]

_FAULTS: dict[int, tuple[type[RecordError], str]] = {
    sqlite3.SQLITE_BUSY: (
        LockedRecord,
        "another process is writing this record; wait until it has ended, then run again",
    ),
    sqlite3.SQLITE_LOCKED: (
        LockedRecord,
        "another process is using this record; wait until it has ended, then run again",
    ),
    sqlite3.SQLITE_READONLY: (
        ReadOnlyRecord,
        "this record cannot be written; check the rights of the file and its folder",
    ),
    sqlite3.SQLITE_PERM: (ReadOnlyRecord, "this record may not be opened; check the rights of the file and its folder"),
    sqlite3.SQLITE_CANTOPEN: (
        ReadOnlyRecord,
        "the file cannot be opened, or its folder not written; check that both exist and their rights",
    ),
    sqlite3.SQLITE_FULL: (
        FullDisk,
        "there is no room left on the disk; whole articles are kept: make room, then run again",
    ),
    sqlite3.SQLITE_NOTADB: (NotARecord, "this file is not a record; choose another name with --record"),
    sqlite3.SQLITE_CORRUPT: (NotARecord, "this file is damaged; restore it from a copy, or read the pages again"),
}
# A write that fails for a quota or a limit on the size of files (EDQUOT, EFBIG) is not SQLITE_FULL, which SQLite keeps
# for ENOSPC.
_WRITES_THAT_FAIL = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_FSYNC,
}


def fault_of(error: sqlite3.Error, path: Path) -> RecordError:
    """The error of the record that `error` means; names the file and what to do."""
    code = getattr(error, "sqlite_errorcode", None)
    if code in _WRITES_THAT_FAIL:
        kind, words = _FAULTS[sqlite3.SQLITE_FULL]
    elif code is not None and (code & 0xFF) in _FAULTS:
        kind, words = _FAULTS[code & 0xFF]
    else:
        kind, words = RecordError, f"the record cannot be used: {error}"
    return kind(words, place=str(path))


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turns SQLite's and the system's errors inside the block into errors of the record at `path`."""
    try:
        yield
    except sqlite3.Error as error:
        raise fault_of(error, path) from error
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise FullDisk(_FAULTS[sqlite3.SQLITE_FULL][1], place=str(path)) from error
        raise ReadOnlyRecord(f"the file cannot be used: {error.strerror}", place=str(path)) from error
