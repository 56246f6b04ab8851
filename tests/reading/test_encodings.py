from __future__ import annotations

import random

import pytest

from onrecord.errors import EmptyInput, NotText, TooLarge
from onrecord.reading.encodings import MAX_BYTES, decode

PAGE = "Bridge “to close” for repairs in Älvik — the town’s café owners “were not asked”, they said.\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_found_out_and_the_text_is_kept(encoding: str) -> None:
    assert decode(PAGE.encode(encoding)) == PAGE


@pytest.mark.parametrize("encoding", ["cp1251", "shift_jis"])
def test_other_scripts(encoding: str) -> None:
    text = {
        "cp1251": "Губернатор сообщил в понедельник, что мост закроют на ремонт до конца года. " * 5,
        "shift_jis": "知事は月曜日、橋を年末まで修理のため閉鎖すると発表した。住民は反対している。" * 5,
    }[encoding]
    assert decode(text.encode(encoding)) == text


def test_markup_is_believed_about_its_encoding() -> None:
    assert decode("café".encode("mac_roman"), declared="mac_roman") == "café"
    assert decode("“café”".encode("cp1252"), declared="iso-8859-1") == "“café”"
    assert decode("café".encode(), declared="no-such-encoding") == "café"


def test_a_damaged_byte_in_utf_8_costs_one_character() -> None:
    damaged = (PAGE * 20).encode() + b"\xff end"
    assert decode(damaged) == PAGE * 20 + "\ufffd end"


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", b"\xef\xbb\xbf  ", "\n \n".encode("utf-16")])
def test_nothing_in_it(content: bytes) -> None:
    with pytest.raises(EmptyInput):
        decode(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"abc" * 50, "a PNG image"),
        (b"\xff\xd8\xff\xe0JFIF", "a JPEG image"),
        (b"%PDF-1.7 text", "a PDF file"),
        (b"PK\x03\x04word/document.xml", "an office document"),
        (b"BM\x36\x00\x00\x00" + b"x" * 90, "a BMP image"),
        (random.Random(1).randbytes(4000), "binary data"),
        (b"some words\x00\x00\x00 and more words", "binary data"),
    ],
)
def test_what_is_not_text_is_named(content: bytes, words: str) -> None:
    with pytest.raises(NotText, match=words):
        decode(content, place="page.txt")


def test_a_sentence_may_begin_with_the_letters_of_an_image() -> None:
    assert decode(b"BMX riders closed the bridge.") == "BMX riders closed the bridge."


def test_too_large_says_how_large_and_what_to_do() -> None:
    with pytest.raises(TooLarge, match=r"20,000,001 bytes.*cut it") as raised:
        decode(b"x" * (MAX_BYTES + 1), place="big.txt")
    assert str(raised.value).startswith("big.txt: ")
