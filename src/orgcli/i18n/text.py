"""Words: what counts as the same word, and which known words are nearest to an unknown one."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss", "ʼ": "'"})
_BARE = str.maketrans({"’": "'", "œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})
_RUN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
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


class _Folded(dict[int, str]):
    """What becomes of each character of a folded text; ``between`` takes the place of what is no letter or figure."""

    def __init__(self, between: str | None = None) -> None:
        super().__init__()
        self.between = between

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code).translate(_LIGATURES).casefold())
        bare = [char for char in decomposed if not unicodedata.combining(char)]
        self[code] = "".join(char if self.between is None or char.isalnum() else self.between for char in bare)
        return self[code]


_FOLDED, _WORDS = _Folded(), _Folded(" ")


def fold(text: str) -> str:
    """Return the text without case, accents or ligatures: « Œuvre » is ``oeuvre``."""
    return text.lower() if text.isascii() else _decoded(text).translate(_FOLDED)


def _decoded(text: str) -> str:
    """Return a text with what the locale could not decode of it (PEP 383) read as UTF-8."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return text


def fold_case(text: str) -> str:
    """Return the text folded like `fold`, save that capital letters stay."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """Return the folded words of a text; apostrophes and hyphens separate them."""
    return (text if text.isascii() else _decoded(text)).translate(_WORDS).split()


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


def as_written(words: str, text: str) -> str:
    """Return folded words as a text has them, with its accents and capitals; those that it has not, as they are."""
    known = {fold(run.group()): run.group() for run in _RUN.finditer(text)}
    return " ".join(known.get(word, word) for word in words.split())


def main_words(text: str) -> list[str]:
    """Return the folded words of a name without its articles and prepositions, if others remain."""
    found = words(text)
    return [word for word in found if word not in _MINOR] or found


def is_minor(text: str) -> bool:
    """Tell whether a text has nothing but articles and prepositions: « de l’ »."""
    return set(words(text)) <= _MINOR


def key(text: str) -> str:
    """Return what two spellings of one name have in common."""
    return " ".join(words(text))


def printable(text: str) -> str:
    """Return the text without the characters that would steer a terminal (escapes, bidi marks)."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " ").replace("\r\n", "\n"))


def escaped(json: str) -> str:
    """Return JSON with the characters that would steer a terminal written as escapes: it stays the same JSON."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def alike(word: str, known: Iterable[str], limit: int, cutoff: int = 84) -> list[str]:
    """Return the known words spelt most like a word, best first; none under ``cutoff`` per cent alike."""
    from rapidfuzz import fuzz, process

    long = [other for other in known if len(other) > 3]
    found = process.extract(word, long, scorer=fuzz.ratio, limit=limit, score_cutoff=cutoff)
    return [other for other, _score, _index in found]


def nearest(wanted: str, known: Iterable[str], limit: int = 5) -> list[str]:
    """Return the known words most like the wanted one, best first; none if none is at all like it."""
    from rapidfuzz import fuzz, process

    found = process.extract(wanted, list(known), scorer=fuzz.WRatio, processor=key, limit=limit, score_cutoff=60)
    return [name for name, _score, _index in found]


def unaccented(text: str) -> str:
    """Return the text with its letters bare and its quotes straight, in the case it has: what plain keys type."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_BARE))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def table(text: str) -> frozenset[str]:
    """Return the words of a table written as text."""
    return frozenset(text.split())
