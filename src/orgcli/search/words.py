"""Word lists by language, read from ``wordlists/``: each file says what it is for and how to extend it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from orgcli.i18n import text

FOLDER = Path(__file__).with_name("wordlists")
LANGUAGES = ("fr", "en")
"""Those in which people ask, whatever the language of the organisation."""


def singular(word: str) -> str:
    """Return a folded word without the ending of a plural."""
    return word.rstrip("sx") if len(word) > 3 else word


def entries(name: str) -> list[str]:
    """Return the lines of a word list in all languages, without its comments."""
    return [line for lang in LANGUAGES for line in lines(f"{name}.{lang}.txt")]


@cache
def grammar(lang: str) -> frozenset[str]:
    """Return the words that are never searched in an organisation of some language."""
    return GRAMMAR | _of_language("grammar", lang)


@cache
def asking(lang: str) -> frozenset[str]:
    """Return the words that are part of how people ask: they count where they match and may be missing elsewhere."""
    return (_ASKING | _of_language("asking", lang)) - grammar(lang)


@cache
def grammar_between(spoken: str | None, lang: str) -> frozenset[str]:
    """Return the words that are never searched in a question of one language to an organisation of another.

    The grammar of other languages may be the matter: « or » in « mine d’or ».
    """
    return grammar(lang) if spoken is None else _of_language("grammar", spoken) | _of_language("grammar", lang)


def plain_words(lang: str) -> frozenset[str]:
    """Return the words of grammar and of asking of one language."""
    return _of_language("grammar", lang) | _of_language("asking", lang)


def _of_language(name: str, lang: str) -> frozenset[str]:
    file = f"{name}.{lang}.txt"
    return frozenset(text.words(" ".join(lines(file)))) if (FOLDER / file).exists() else frozenset()


def lines(file: str) -> list[str]:
    """Return the lines of a file of this folder, without its comments."""
    return [line for line in (FOLDER / file).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def _by_first_word(expressions: list[str]) -> dict[str, list[tuple[str, ...]]]:
    by_first_word: dict[str, list[tuple[str, ...]]] = {}
    for expression in expressions:
        run = tuple(map(singular, text.words(expression)))
        by_first_word.setdefault(run[0], []).append(run)
    return by_first_word


GRAMMAR = frozenset(text.words(" ".join(entries("grammar"))))
_ASKING = frozenset(text.words(" ".join(entries("asking"))))
# A request or matter of any sort: these may be unknown.
VAGUE = frozenset(text.words(" ".join(entries("vague"))))
# Searched whole, as if quoted; in the singular, by their first word.
SET_EXPRESSIONS = _by_first_word(entries("set_expressions"))
