"""Word lists of French and English, read from ``wordlists/``: each file says what it is for and how to extend it."""

from __future__ import annotations

from pathlib import Path

from orgcli.i18n import text

_FOLDER = Path(__file__).with_name("wordlists")
_LANGUAGES = ("fr", "en")


def singular(word: str) -> str:
    """Return a folded word without the ending of a plural."""
    return word.rstrip("sx") if len(word) > 3 else word


def entries(name: str) -> list[str]:
    """Return the lines of a word list in all languages, without its comments."""
    return [line for lang in _LANGUAGES for line in lines(f"{name}.{lang}.txt")]


def lines(file: str) -> list[str]:
    """Return the lines of a file of this folder, without its comments."""
    return [line for line in (_FOLDER / file).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def _by_first_word(expressions: list[str]) -> dict[str, list[tuple[str, ...]]]:
    by_first_word: dict[str, list[tuple[str, ...]]] = {}
    for expression in expressions:
        run = tuple(map(singular, text.words(expression)))
        by_first_word.setdefault(run[0], []).append(run)
    return by_first_word


# Never searched.
GRAMMAR = frozenset(text.words(" ".join(entries("grammar"))))
# Part of how people ask: these count where they match and may be missing where they do not.
ASKING = frozenset(text.words(" ".join(entries("asking")))) - GRAMMAR
# A request or matter of any sort: these may be unknown.
VAGUE = frozenset(text.words(" ".join(entries("vague"))))
# Searched whole, as if quoted; in the singular, by their first word.
SET_EXPRESSIONS = _by_first_word(entries("set_expressions"))
