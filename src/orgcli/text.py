"""Words: what counts as the same word, and which known words are nearest to an unknown one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss"})
_BARE = str.maketrans({"’": "'", "œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})
_RUN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_WORD = re.compile(r"[^\W_]+")
_MINOR = frozenset(
    {
        "a",
        "au",
        "aux",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "the",
        "of",
        "and",
        "for",
        "in",
        "to",
    }
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the text without case, accents or ligatures: « Œuvre » is ``oeuvre``."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES).casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """Return the folded words of a text; apostrophes and hyphens separate them."""
    return _WORD.findall(fold(text))


def spans(text: str, positions: Collection[int]) -> list[tuple[int, int]]:
    """Return the characters (start, end) of the words at some positions of a text."""
    found = []
    position = 0
    for run in _RUN.finditer(text):
        inside = words(run.group())
        if any(position + offset in positions for offset in range(len(inside))):
            found.append(run.span())
        position += len(inside)
    return found


def main_words(text: str) -> list[str]:
    """Return the folded words of a name without its articles and prepositions, if others remain."""
    found = words(text)
    return [word for word in found if word not in _MINOR] or found


def key(text: str) -> str:
    """Return what two spellings of one name have in common."""
    return " ".join(words(text))


def printable(text: str) -> str:
    """Return the text without the characters that would steer a terminal (escapes, bidi marks)."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " ").replace("\r\n", "\n"))


def alike(word: str, known: Iterable[str], limit: int) -> list[str]:
    """Return the known words spelt most like a word, best first; none under 70 % alike."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a search without result needs it: saves 10 ms

    long = [other for other in known if len(other) > 3]  # noqa: PLR2004 - short words are like anything
    found = process.extract(word, long, scorer=fuzz.ratio, limit=limit, score_cutoff=70)
    return [other for other, _score, _index in found]


def nearest(wanted: str, known: Iterable[str], limit: int = 5) -> list[str]:
    """Return the known words most like the wanted one, best first; none if none is at all like it."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only errors need it: saves 10 ms

    found = process.extract(wanted, list(known), scorer=fuzz.WRatio, processor=key, limit=limit, score_cutoff=60)
    return [name for name, _score, _index in found]


def unaccented(text: str) -> str:
    """Return the text with its letters bare and its quotes straight, in the case it has: what plain keys type."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_BARE))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def table(text: str) -> frozenset[str]:
    """Return the words of a table written as text."""
    return frozenset(text.split())
