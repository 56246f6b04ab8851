"""Keys under which statements that may say the same meet, so that a new one is not compared with the whole record."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from rensa import RMinHash

from onrecord.linking.comparing import is_comparable, speaker_words
from onrecord.linking.likeness import stems
from onrecord.record.across import Said

__all__ = ["hashed", "keys_of"]

BANDS, ROWS = 12, 2  # finds statements with half of their words in common with a chance of 97 in 100
WORDS_OF_SPEAKER = 5  # of a statement's words, the longest, under each of which its speaker is looked up
SEED = 2031


def keys_of(said: Said) -> tuple[int, ...]:
    """The keys (signed 64-bit) of a statement; none where it cannot be compared.

    Two statements of like content share one by MinHash over their meaning words; two of one speaker also where they
    share one of their longest words.
    """
    if not is_comparable(said) or said.speaker is None:
        return ()
    words = stems(said.content)
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update(sorted(words))
    values = sketch.digest()
    alike = [f"{band}:{values[band * ROWS : (band + 1) * ROWS]}" for band in range(BANDS)]
    name = max(speaker_words(said.speaker), key=lambda word: (len(word), word), default=None)
    longest = sorted(words, key=lambda word: (-len(word), word))[:WORDS_OF_SPEAKER] if name is not None else []
    return hashed([*alike, *(f"{name} {word}" for word in longest)])


def hashed(parts: Iterable[str]) -> tuple[int, ...]:
    """The keys that words stand for."""
    return tuple(dict.fromkeys(_key(part) for part in parts))


def _key(part: str) -> int:
    return int.from_bytes(blake2b(part.encode(), digest_size=8).digest(), "big", signed=True)
