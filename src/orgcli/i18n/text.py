"""Text without case and accents, its words, and the known words nearest to an unknown one."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss", "ʼ": "'"})
_BARE = str.maketrans({"’": "'", "œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})
_RUN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_ARTICLES = word_set("a au aux d de des du en et l la le les the of and for in to")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class _Folded(dict[int, str]):
    """Maps each character to its folded form; ``separator`` replaces those that are no letter or figure."""

    def __init__(self, separator: str | None = None) -> None:
        super().__init__()
        self.separator = separator

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code).translate(_LIGATURES).casefold())
        bare = [char for char in decomposed if not unicodedata.combining(char)]
        self[code] = "".join(char if self.separator is None or char.isalnum() else self.separator for char in bare)
        return self[code]


_FOLDED, _WORDS = _Folded(), _Folded(" ")


def fold(text: str) -> str:
    """Return the text without case, accents or ligatures: « Œuvre » is ``oeuvre``."""
    return text.lower() if text.isascii() else _decoded(text).translate(_FOLDED)


def _decoded(text: str) -> str:
    """Return a text with the bytes that the locale could not decode (PEP 383) decoded as UTF-8."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return text


def fold_case(text: str) -> str:
    """Return the text without accents or ligatures, but with its capital letters."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """Return the folded words of a text; apostrophes and hyphens separate them."""
    return (text if text.isascii() else _decoded(text)).translate(_WORDS).split()


def spans(text: str, positions: Collection[int]) -> list[tuple[int, int]]:
    """Return the start and end, in characters, of the words at some positions of a text."""
    spans = []
    position = 0
    for run in _RUN.finditer(text):
        inside = words(run.group())
        if any(position + offset in positions for offset in range(len(inside))):
            spans.append(run.span())
        position += len(inside)
    return spans


def as_written(words: str, text: str) -> str:
    """Return folded words with the accents and capitals that they have in a text; other words stay folded."""
    written = {fold(run.group()): run.group() for run in _RUN.finditer(text)}
    return " ".join(written.get(word, word) for word in words.split())


def main_words(text: str) -> list[str]:
    """Return the folded words of a name without articles and prepositions, or all if it has no others.

    A single letter at the end is neither: « Referat IV A ».
    """
    *folded, last = words(text) or [""]
    ending = [last] if last and (len(last) == 1 or last not in _ARTICLES) else []
    return [word for word in folded if word not in _ARTICLES] + ending or words(text)


def is_minor(text: str) -> bool:
    """Return whether a text has only articles and prepositions: « de l’ »."""
    return set(words(text)) <= _ARTICLES


def key(text: str) -> str:
    """Return the form that all spellings of a name have in common."""
    return " ".join(words(text))


def natural_key(text: str) -> str:
    """Return a text that sorts names as people do: Team 2 before Team 10."""
    return re.sub(r"[0-9]+", lambda number: number[0].zfill(20), key(text))


def has_controls(text: str) -> bool:
    """Return whether a text has characters that control a terminal."""
    return not text.isprintable() and _CONTROL.search(text) is not None


def printable(text: str) -> str:
    """Return the text without the characters that control a terminal (escapes, bidi marks)."""
    if text.isprintable():  # as nearly all texts are
        return text
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " ").replace("\r\n", "\n"))


def escaped(output: str, form: str = "\\u{:04x}") -> str:
    """Return the same JSON, or another format, with the characters that control a terminal written as escapes."""
    return _CONTROL.sub(lambda match: form.format(ord(match[0])), output)


def alike(word: str, vocabulary: Iterable[str], limit: int, cutoff: int = 84) -> list[str]:
    """Return the words spelt most like a word, best first, at least ``cutoff`` per cent alike."""
    from rapidfuzz import fuzz, process

    long = [other for other in vocabulary if len(other) > 3]
    matches = process.extract(word, long, scorer=fuzz.ratio, limit=limit, score_cutoff=cutoff)
    return [other for other, _score, _index in matches]


def nearest(name: str, names: Iterable[str], limit: int = 5) -> list[str]:
    """Return the names nearest to a name, in any order of their words, best first."""
    from rapidfuzz import fuzz, process

    matches = process.extract(name, list(names), scorer=fuzz.WRatio, processor=key, limit=limit, score_cutoff=60)
    return [other for other, _score, _index in matches]


def unaccented(text: str) -> str:
    """Return the text without accents, with straight quotes: what any keyboard can type."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_BARE))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
