"""Typing errors: which known word was meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

SHORTEST = 5
"""Letters that a word needs: a shorter one is one error away from too many."""
_TWO_ERRORS = 9
"""Letters from which two errors leave a word what it is: in a shorter one they make another."""
_LONG = 12
"""Letters from which a word has so few neighbours that any two errors are slips."""
_VOWELS = "aeiouy"
_LIKE = str.maketrans("eiouyckqszm", "aaaaakkkssn")
"""Letters that are mistaken for one another."""


def corrected(word: str, known: Collection[str], *, most: int) -> str | None:
    """Return the known word that the typed one is most likely to be, at most so many errors away, or None."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA, JaroWinkler

    allowed = most if len(word) >= _TWO_ERRORS else 1
    bare = _undoubled(word)
    others = {other: _undoubled(other) for other in known if other != word and _alike_start(word, other)}
    found = [
        (distance, JaroWinkler.distance(word, other), other)
        for _bare, distance, other in process.extract(bare, others, scorer=OSA.distance, score_cutoff=allowed, limit=9)
        if distance < 2 or _slip(bare, others[other])
    ]
    return min(found)[2] if found else None


def _undoubled(word: str) -> str:
    """Return a word with doubled letters made one, where most errors are: « comision », « opérration »."""
    return re.sub(r"(.)\1", r"\1", word)


def _alike_start(word: str, other: str) -> bool:
    """Tell whether two words begin alike; of the second letter a vowel may be wrong."""
    vowels = other[1:2] in _VOWELS and word[1:2] in _VOWELS
    return len(other) >= SHORTEST and other[0] == word[0] and (other[1] == word[1] or vowels)


def _slip(word: str, other: str) -> bool:
    """Tell whether two errors are slips: wrong vowels and letters of like sound, or two letters too many or too few.

    « translation » is no « transition »: who types it has another word in mind.
    """
    sounds_alike = word.translate(_LIKE) == other.translate(_LIKE)
    return sounds_alike or abs(len(word) - len(other)) == 2 or len(word) >= _LONG
