"""Everything that can go wrong, as one tree.

OnrecordError
├── InputError            what was given cannot be read
│   ├── EmptyInput        nothing in it, or nothing but white space
│   ├── NotText           binary data, or an image under a text's name
│   ├── TooLarge          larger than the reader accepts
│   ├── MalformedInput    broken markup, a line that is not JSON, a field of the wrong kind
│   ├── NoArticle         markup without an article in it
│   ├── DuplicateId       one id, two texts
│   └── Unreadable        the file or folder cannot be opened
├── RecordError           the database cannot be used
│   ├── NotARecord        the file is not a record
│   ├── NewerRecord       written by a later version of onrecord
│   ├── ReadOnlyRecord    the file or its folder cannot be written
│   ├── LockedRecord      another process is writing
│   └── FullDisk          there is no room left
├── QuestionError         a question cannot be answered as asked
│   └── UnknownId         no row of the record has this id
└── MissingExtra          an optional library is not installed
"""

from __future__ import annotations

__all__ = [
    "DuplicateId",
    "EmptyInput",
    "FullDisk",
    "InputError",
    "LockedRecord",
    "MalformedInput",
    "MissingExtra",
    "NewerRecord",
    "NoArticle",
    "NotARecord",
    "NotText",
    "OnrecordError",
    "QuestionError",
    "ReadOnlyRecord",
    "RecordError",
    "TooLarge",
    "UnknownId",
    "Unreadable",
]


class OnrecordError(Exception):
    """Root of the tree. `message` says what is wrong and what to do; `place` names the file (and line) at fault."""

    def __init__(self, message: str, *, place: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class InputError(OnrecordError):
    """What was given cannot be read."""


class EmptyInput(InputError):
    """Nothing in it, or nothing but white space."""


class NotText(InputError):
    """Binary data, or an image under a text's name."""


class TooLarge(InputError):
    """Larger than the reader accepts."""


class MalformedInput(InputError):
    """Broken markup, a line that is not JSON, a field of the wrong kind."""


class NoArticle(InputError):
    """Markup without an article in it."""


class DuplicateId(InputError):
    """One id, two texts."""


class Unreadable(InputError):
    """The file or folder cannot be opened."""


class RecordError(OnrecordError):
    """The database cannot be used."""


class NotARecord(RecordError):
    """The file is not a record."""


class NewerRecord(RecordError):
    """The record was written by a later version of onrecord."""


class ReadOnlyRecord(RecordError):
    """The file or its folder cannot be written."""


class LockedRecord(RecordError):
    """Another process is writing the record."""


class FullDisk(RecordError):
    """There is no room left on the disk."""


class QuestionError(OnrecordError):
    """A question cannot be answered as asked."""


class UnknownId(QuestionError):
    """No row of the record has this id."""


class MissingExtra(OnrecordError):
    """An optional library is not installed; the message names the extra that brings it."""
