"""Stems of words, in the languages of an organisation and of its questions."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from orgcli.i18n.stemming import stemmer
from orgcli.search import words as word_lists

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orgcli.graph.organisation import Organisation

_MASCULINE = {"ere": "er", "trice": "teur", "euse": "eur"}
_FEMININE = re.compile(r"(?<=\w{4})(ere|trice|euse)(?=s?$)")
"""Feminine endings that Snowball leaves apart: « conseillère », « directrice »."""


def stemmed(word: str, lang: str) -> str:
    """Return the Snowball stem of a folded word; figures and short words are their own.

    A stem of three letters, or a short one of less than half a word, joins strangers (visit and visant): such a
    word only loses its plural.
    """
    if len(word) < 4 or not word.isalpha():
        return word
    if lang == "fr":
        word = _FEMININE.sub(lambda ending: _MASCULINE[ending[1]], word)
    stem_of = stemmer(lang)
    if stem_of is None:
        return word
    found = stem_of(word)
    return found if len(found) > 5 or (len(found) > 3 and len(found) * 2 >= len(word)) else word.rstrip("sx")


stem = lru_cache(maxsize=100_000)(stemmed)
"""The same, for words that are asked for again and again."""


def languages(org: Organisation) -> tuple[str, ...]:
    """Return the languages in which a word has a stem: the organisation's, and those in which people ask."""
    return tuple(dict.fromkeys((org.facts.language, *word_lists.LANGUAGES)))


def significant(words: Iterable[str], grammar: frozenset[str]) -> tuple[str, ...]:
    """Return words without those of grammar, if others remain."""
    found = tuple(words)
    return tuple(word for word in found if word not in grammar) or found
