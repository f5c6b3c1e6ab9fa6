"""Expressions that mean the same in an organisation, and the words of the lexicon; `synonyms_builder` writes them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from orgcli.search.lexicon import Expression, Origin
from orgcli.search.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Words of the longest expression of the lexicon.
_LONGEST = 4
# After every word.
LAST = "\U0010ffff"


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

    def beginning(self, words: Sequence[str], lang: str) -> Iterator[tuple[int, Expression]]:
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

    def is_part(self, part: Sequence[str], whole: Sequence[str]) -> bool:
        """Return whether an expression has only words of a longer one: “audit” of “internal audit”."""
        return len(part) < len(whole) and all(any(self._same_stem(one, other) for other in whole) for one in part)

    def of(self, words: Sequence[str], lang: str, own_lang: str) -> list[Synonym]:
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

    @cached_property
    def _single(self) -> list[str]:
        entries = {entry for _origin, group in self._groups for entry in group if " " not in entry}
        return sorted(entry.rpartition(":")[2].lstrip("~") for entry in entries)

    def alone(self, start: str) -> list[str]:
        """Return the expressions of one word that begin so."""
        return self._single[bisect_left(self._single, start) : bisect_left(self._single, start + LAST)]

    def in_lexicon(self, words: Iterable[str]) -> bool:
        """Return whether the lexicon has a word or expression, in any form and language."""
        run = list(words)
        return any(" ".join(stem(word, lang) for word in run) in self._lexicon[lang] for lang in self.languages)

    def length(self, words: Sequence[str], lang: str) -> int:
        """Return how many of the first words together are an expression, 1 if none is."""
        longest = max((len(expression.words) for _group, expression in self.beginning(words, lang)), default=1)
        general = [
            length for length in range(2, _LONGEST + 1) if length <= len(words) and self.in_lexicon(words[:length])
        ]
        return max([longest, *general])
