"""Bytes to text. Encodings are found out, not assumed.

A byte order mark belongs to the encoding and not to the text, so it is left out; nothing else is changed, line ends
included. HTML says its encoding itself (WHATWG, "determining the character encoding"), and is believed where that
fits the bytes.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from onrecord.errors import EmptyInput, NotText, TooLarge

__all__ = ["MAX_BYTES", "check_size", "decode", "kind_of_binary"]

# Four bytes for each of the 5,000,000 characters that an article may have.
MAX_BYTES = 20_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a media file"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "compressed data"),
    (b"BZh", "compressed data"),
    (b"\xfd7zXZ", "compressed data"),
    (b"(\xb5/\xfd", "compressed data"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b") + b"\x7f"
_SAMPLE = 64_000  # bytes that detection looks at; it costs a millisecond a kilobyte
_ENCODINGS = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "shift_jis", "euc_jp", "euc_kr", "gb18030", "big5",
)  # fmt: skip
_MOSTLY_UTF_8 = 10  # good sequences for each broken one, above which a text is UTF-8 with damage


def check_size(size: int, *, place: str | None = None) -> None:
    """Raises TooLarge where one article of `size` bytes is more than the readers accept."""
    if size > MAX_BYTES:
        raise TooLarge(
            f"{size:,} bytes; one article may have {MAX_BYTES:,}: cut it into articles, or give them as JSONL",
            place=place,
        )


def kind_of_binary(content: bytes) -> str | None:
    """What a file is by its first bytes, where it is no text; None where these do not tell."""
    for magic, kind in _MAGIC:
        # Two letters open a BMP image, and a sentence too; the image's size has zero bytes.
        if content.startswith(magic) and (magic != b"BM" or b"\x00" in content[:32]):
            return kind
    return None


def decode(content: bytes, *, declared: str | None = None, place: str | None = None) -> str:
    """The text of `content`.

    In this order: a byte order mark, UTF-16 without one, the encoding `declared` in the markup, UTF-8, and for the rest
    what charset-normalizer finds, Windows-1252 where it finds nothing. Raises EmptyInput, NotText, TooLarge.
    """
    check_size(len(content), place=place)
    if not content.strip():
        raise EmptyInput("there is nothing in it", place=place)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _text(content[len(mark) :].decode(encoding, "replace"), place)
    if kind := kind_of_binary(content):
        raise NotText(f"this is {kind}, not text: give the text of the article", place=place)
    if unmarked := _utf_16_without_mark(content):
        return _text(content.decode(unmarked, "replace"), place)
    _check_controls(content, place)
    return _text(_decode_marked(content, declared) or _decode_utf_8(content) or _decode_8_bit(content), place)


def _text(text: str, place: str | None) -> str:
    if "\x00" in text:
        raise NotText("there are zero bytes in it, as in no text: give the text of the article", place=place)
    if not text or text.isspace():
        raise EmptyInput("there is nothing in it but white space", place=place)
    return text


def _utf_16_without_mark(content: bytes) -> str | None:
    """UTF-16 text in Latin letters has a zero in nearly every second byte, and on one side only."""
    sample = content[:4096]
    if len(content) % 2 or len(sample) < 4:
        return None
    half = len(sample) / 2
    first, second = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if second > 0.6 and first < 0.05:
        return "utf-16-le"
    return "utf-16-be" if first > 0.6 and second < 0.05 else None


def _check_controls(content: bytes, place: str | None) -> None:
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    # Wire copy has a stray control character here and there; a compressed or compiled file has one in ten.
    if b"\x00" in sample or controls > 2 + len(sample) / 100:
        raise NotText("this is binary data, not text: give the text of the article", place=place)


def _decode_marked(content: bytes, declared: str | None) -> str | None:
    if declared is None:
        return None
    try:
        # Latin-1 on a page means Windows-1252 (WHATWG Encoding Standard).
        name = codecs.lookup(declared.strip()).name
        return content.decode("cp1252" if name in {"iso8859-1", "ascii"} else name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _decode_utf_8(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    return text if good >= _MOSTLY_UTF_8 * broken else None


def _decode_8_bit(content: bytes) -> str:
    best = from_bytes(content[:_SAMPLE], cp_isolation=list(_ENCODINGS)).best()
    return content.decode(best.encoding if best else "cp1252", "replace")
