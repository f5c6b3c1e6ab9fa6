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


_DERIVED = re.compile(r"(?:ement|ant|ance|ence|able|isme)s?$")
"""Endings that make another word of a stem: « maintenance » and « maintenir », « commandant » and « commande »."""
_INFLECTED = re.compile(r"(?<=\w{3})(?:ees|ee|es|er|ez|ent|e|s|x|ed|ing|ir|is|it|re)$")
_LONG = 7
"""Letters from which words of one stem are no strangers, whatever their endings."""


_MOST_ENDING = 4
"""Letters that an ending of inflection may have: « internat » is no form of « international »."""


def close(one: str, other: str) -> bool:
    """Return whether two words of one stem mean the same: no strangers (`akin`), and none is derived from the other."""
    is_derived = min(len(one), len(other)) >= _LONG and _derivation(one) != _derivation(other)
    return akin(one, other) and not is_derived and abs(len(one) - len(other)) <= _MOST_ENDING


def akin(one: str, other: str) -> bool:
    """Return whether two words of one stem are no strangers, such as the English “pay” and « pays », mois and moisi.

    Short words must be the same but for an ending of inflection.
    """
    if min(len(one), len(other)) >= _LONG or word_lists.singular(one) == word_lists.singular(other):
        return True
    return not {one, _INFLECTED.sub("", one)}.isdisjoint({other, _INFLECTED.sub("", other)})


def _derivation(word: str) -> str:
    found = _DERIVED.search(word)
    return found[0].rstrip("s") if found else ""
