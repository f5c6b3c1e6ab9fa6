"""The ways in which a word or expression may be said: its forms, its synonyms, and what a misspelt one stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from orgcli.i18n import spelling
from orgcli.search.concepts import Way
from orgcli.search.lexicon import Origin
from orgcli.search.stems import close, significant
from orgcli.search.words import singular

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orgcli.search.index import Index

_SHORTEST_PREFIX = 3
# Beginnings of words that may lack an apostrophe: « dengagement ».
_ELIDED = re.compile(r"[cdjlmnst][aeiouyh]")


def forms(index: Index, word: str) -> set[str]:
    """Return the indexed forms of a word: of the same stem in the organisation's language, else in any."""
    known = {word} if index.knows(word) else set()
    known |= set(index.of_stem(word, index.lang))
    return known or {form for lang in index.languages for form in index.of_stem(word, lang)}


def phrase(index: Index, typed: tuple[str, ...]) -> Way:
    """Return the way to match words in a row."""
    words = significant(typed, index.grammar)
    return Way("word", tuple(frozenset(forms(index, word)) for word in words), " ".join(typed))


def of_word(index: Index, word: str, lang: str) -> list[Way]:
    """Return the ways to match one word, best first."""
    same = {word} if index.knows(word) else set()
    inflected = forms(index, word)
    longer = set(index.beginning(word)) if len(word) >= _SHORTEST_PREFIX else set()
    if longer and longer.isdisjoint(inflected):
        inflected = set()  # « humanit » begins « humanitaire », and its stem is that of « humains »
    same |= {form for form in inflected if singular(form) == singular(word)}
    by_kind = {"word": same, "stem": inflected - same, "beginning": longer - inflected - same}
    ways = [Way(kind, (frozenset(words),), word) for kind, words in by_kind.items() if words]
    return ways + of_synonyms(index, [word], lang)


def of_correction(index: Index, word: str, lang: str) -> list[Way]:
    """Return the ways to match the word that a misspelt one stands for."""
    ways = of_word(index, word, lang)
    return [Way("typo" if way.kind == "word" else way.kind, way.words, way.label) for way in ways]


def of_synonyms(index: Index, words: Sequence[str], lang: str) -> list[Way]:
    """Return the ways to match the synonyms of an expression in language ``lang``.

    What is narrower by the lexicon counts where nothing else is there: of “waste”, the bins.
    """
    ways: list[Way] = []
    narrower: list[Way] = []
    for synonym in index.synonyms.of(words, lang, index.lang):
        is_own = synonym.origin is Origin.FILE
        rows = phrase(index, synonym.words).words if is_own else _close_forms(index, synonym.words)
        if not all(rows):
            continue
        kind = "synonym" if is_own else "lexicon"
        if synonym.is_broad or index.synonyms.is_part(synonym.words, words):
            kind = "broad"
        (narrower if synonym.is_narrower and not is_own else ways).append(Way(kind, rows, synonym.shown))
    return ways or ([] if len(words) == 1 and forms(index, words[0]) else narrower)


def _close_forms(index: Index, words: Sequence[str]) -> tuple[frozenset[str], ...]:
    """Return the forms of each word of an expression of the lexicon that mean the same.

    The stem of a word may be that of a stranger: the English “pay” and « pays », « retraite » and « retrait ».
    """
    return tuple(
        frozenset(form for form in forms(index, word) if close(form, word))
        for word in significant(words, index.grammar)
    )


def with_other_doubles(index: Index, word: str) -> str | None:
    """Return the known word that differs from an unknown one in double letters only: « planing », « adres »."""
    if index.knows(word) or len(word) < spelling.SHORTEST:
        return None
    start, single = word[0], spelling.single_letters(word)
    known = [*index.beginning(start), *index.synonyms.alone(start)]
    if word in known:
        return None
    return next((other for other in known if spelling.single_letters(other) == single), None)


def containing(index: Index, word: str, shortest: int) -> list[str]:
    """Return the compounds that have a word inside: longer by three letters at least, as by another word."""
    if len(word) < shortest:
        return []
    return [known for known in index.vocabulary() if word in known[_SHORTEST_PREFIX:]]


def corrected(index: Index, word: str) -> str | None:
    """Return the known word that a misspelt one most likely stands for, if any."""
    if len(word) < spelling.SHORTEST:
        return None
    if _ELIDED.match(word) and forms(index, word[1:]):
        return word[1:]
    return spelling.corrected(word, {*index.beginning(word[0]), *index.synonyms.alone(word[0])}, most=2)
