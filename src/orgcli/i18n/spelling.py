"""Correction of typing errors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

# The shortest word that is corrected: a shorter one is one error away from too many others.
SHORTEST = 5
# The shortest word in which two errors are corrected: two errors in a shorter one make another word.
_TWO_ERRORS = 9
# The shortest word in which any two errors are typing errors: it has few neighbours.
_LONG = 12
_VOWELS = "aeiouy"
# Maps letters that are mistaken for one another to the same letter.
_SOUNDS = str.maketrans("eiouyckqszm", "aaaaakkkssn")


def corrected(word: str, vocabulary: Collection[str], *, most: int) -> str | None:
    """Return the word of a vocabulary that was most likely meant, at most ``most`` errors away, or None."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA, JaroWinkler

    most = most if len(word) >= _TWO_ERRORS else 1
    single = _singular(word)
    others = {other: _singular(other) for other in vocabulary if other != word and _same_beginning(word, other)}
    nearest = process.extract(single, others, scorer=OSA.distance, score_cutoff=most, limit=9)
    candidates = [
        (distance, JaroWinkler.distance(word, other), other)
        for _single, distance, other in nearest
        if distance < 2 or _is_typing_error(single, others[other])
    ]
    return min(candidates)[2] if candidates else None


def _singular(word: str) -> str:
    return single_letters(word).removesuffix("s")


def single_letters(word: str) -> str:
    """Return a word with its double letters single, for most errors are there: « comision », « opérration »."""
    return re.sub(r"(.)\1", r"\1", word)


def _same_beginning(word: str, other: str) -> bool:
    """Return whether two words begin alike: their second letters may be two vowels, or one of them be missing."""
    if len(other) < SHORTEST or other[0] != word[0]:
        return False
    vowels = other[1:2] in _VOWELS and word[1:2] in _VOWELS
    is_shifted = other[1:3] == word[2:4] or other[2:4] == word[1:3]
    return other[1] == word[1:2] or vowels or is_shifted


def _is_typing_error(word: str, other: str) -> bool:
    """Return whether two words that differ twice are the same word: they sound alike, or one lacks two letters.

    « translation » is not « transition » mistyped, but another word.
    """
    sounds_alike = word.translate(_SOUNDS) == other.translate(_SOUNDS)
    return sounds_alike or abs(len(word) - len(other)) == 2 or len(word) >= _LONG
