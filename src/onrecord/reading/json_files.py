"""JSON that is not a line: one article, or a list of them, spread over as many lines as its writer liked."""

from __future__ import annotations

from typing import Final

import msgspec

from onrecord.errors import MalformedInput, TooLarge

__all__ = ["MAX_JSON", "is_lines", "objects_of"]

# A list is decoded as one piece; beyond this size lines are the way, which are read one at a time.
MAX_JSON: Final = 200_000_000

_LIST: Final = msgspec.json.Decoder(list[msgspec.Raw])


def is_lines(opening: bytes, *, whole: bool) -> bool:
    """Whether what begins with `opening` is an object a line, and not one JSON value over many lines.

    `whole`: nothing comes after `opening`. A damaged first line is still a line where it ends like one or where the
    next begins like one: one bad line must not take the rest with it.
    """
    lines = [line.strip() for line in opening.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()]
    if not lines or lines[0].startswith(b"["):
        return not lines
    if len(lines) == 1 and not whole:
        return True
    return lines[0].endswith(b"}") or (len(lines) > 1 and lines[1].startswith(b"{"))


def objects_of(content: bytes, *, place: str) -> list[bytes]:
    """The objects in a JSON document, each as the bytes that stand for it: one, or those of a list.

    Raises MalformedInput where it is not JSON or has nothing in it, and TooLarge beyond `MAX_JSON` bytes.
    """
    if len(content) > MAX_JSON:
        raise TooLarge(
            f"more than {MAX_JSON:,} bytes of one JSON value: write JSON Lines, an object a line", place=place
        )
    bare = content.removeprefix(b"\xef\xbb\xbf").strip()
    try:
        found = [bytes(raw) for raw in _LIST.decode(bare)] if bare.startswith(b"[") else [bytes(_checked(bare))]
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise MalformedInput(
            f"this is not JSON ({error}): give an object, a list of them, or one a line", place=place
        ) from error
    if not found:
        raise MalformedInput("the list has no articles in it", place=place)
    return found


def _checked(bare: bytes) -> bytes:
    msgspec.json.decode(bare)
    return bare
