"""Expressions that mean the same in an organisation, and the words of the lexicon; `synonyms_builder` writes them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from orgcli.search.lexicon import Expression, Origin
from orgcli.search.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Synonym:
    """An expression that means the same as another: to the letter, or of a broader meaning, or as the lexicon says."""

    words: tuple[str, ...]
    origin: Origin
    is_broad: bool


class Synonyms:
    """The groups of expressions that an index holds."""

    def __init__(self, stored: dict[str, Any], languages: tuple[str, ...]) -> None:
        self.languages = languages
        self._groups: list[tuple[int, list[str]]] = stored["expressions"]
        self._firsts: dict[str, dict[str, list[tuple[int, int]]]] = stored["firsts"]
        self._lexicon = {lang: frozenset(stems) for lang, stems in stored["lexicon"].items()}
        self._group = lru_cache(maxsize=1000)(self._parsed_group)

    def _parsed_group(self, number: int) -> list[Expression]:
        return list(map(Expression.parse, self._groups[number][1]))

    def beginning(self, words: list[str], lang: str) -> Iterator[tuple[int, Expression]]:
        """Yield the expressions that some words begin with, in any form, each after its group.

        ``lang`` is the language of the words.
        """
        places = {tuple(place) for own in self.languages for place in self._firsts[own].get(stem(words[0], own), ())}
        for number, at in sorted(places):
            expression = self._group(number)[at]
            run = expression.words
            if expression.is_of(lang) and len(run) <= len(words) and all(map(self._same_stem, run, words)):
                yield number, expression

    def _same_stem(self, one: str, other: str) -> bool:
        return one == other or any(stem(one, lang) == stem(other, lang) for lang in self.languages)

    def of(self, words: list[str], lang: str, own_lang: str) -> list[Synonym]:
        """Return the expressions of language ``own_lang`` that mean the same as the words of language ``lang``."""
        found: dict[tuple[str, ...], Synonym] = {}
        for number, expression in self.beginning(words, lang):
            if len(expression.words) != len(words):
                continue
            origin = Origin(self._groups[number][0])
            for other in self._group(number):
                is_broad = other.broad or expression.broad
                if other.words == expression.words or not other.is_of(own_lang) or (other.broad and expression.broad):
                    continue
                known = found.get(other.words)
                if known is None or (known.origin, known.is_broad) > (origin, is_broad):
                    found[other.words] = Synonym(other.words, origin, is_broad)
        return list(found.values())

    def alone(self, start: str) -> list[str]:
        """Return the expressions of one word that begin so."""
        entries = (Expression.parse(entry).words for _origin, group in self._groups for entry in group)
        return [words[0] for words in entries if len(words) == 1 and words[0].startswith(start)]

    def in_lexicon(self, word: str) -> bool:
        """Return whether the lexicon has a word, in any form and language."""
        return any(stem(word, lang) in self._lexicon[lang] for lang in self.languages)
