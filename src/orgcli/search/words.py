"""Words of French and English with a part of their own in a question, from the lists in `wordlists`."""

from __future__ import annotations

from pathlib import Path

from orgcli.i18n import text

LANGUAGES = ("fr", "en")
_FOLDER = Path(__file__).parent / "wordlists"


def singular(word: str) -> str:
    """Return a folded word without the ending of a plural."""
    return word.rstrip("sx") if len(word) > 3 else word


def _lines(name: str) -> list[str]:
    """Return the lines of a word list in both languages, comments aside."""
    files = [_FOLDER / f"{name}.{language}.txt" for language in LANGUAGES]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if not line.startswith("#")]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in text.words(line))


def _set_expressions() -> dict[str, list[tuple[str, ...]]]:
    expressions: dict[str, list[tuple[str, ...]]] = {}
    for line in _lines("set_expressions"):
        words = tuple(map(singular, text.words(line)))
        expressions.setdefault(words[0], []).append(words)
    return expressions


GRAMMAR = _words("grammar")
"""Never searched."""
ASKING = _words("asking") - GRAMMAR
"""Part of how people ask: counts where it matches, and is not missed where it does not."""
SET_EXPRESSIONS = _set_expressions()
"""Searched whole, as if quoted; by their first word."""
