"""Expressions that mean the same in an organisation, and the words of the lexicon; `synonyms_builder` writes them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from orgcli.i18n import text
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
    shown: str
    origin: Origin
    is_broad: bool


class Synonyms:
    """The groups of expressions that an index holds."""

    def __init__(self, stored: dict[str, Any], languages: tuple[str, ...]) -> None:
        self.languages = languages
        self._lines: list[str] = stored["expressions"].splitlines()
        self._firsts: dict[str, str] = stored["firsts"]
        self._lexicon: dict[str, str] = stored["lexicon"]
        self._group = lru_cache(maxsize=1000)(self._parsed_group)

    def _parsed_group(self, number: int) -> tuple[Origin, list[Expression]]:
        origin, *entries = self._lines[number].split(",")
        return Origin(int(origin)), list(map(Expression.parse, entries))

    def _places(self, word: str, lang: str) -> list[tuple[int, int]]:
        """Return the group, and the place in it, of each expression whose first word has the stem of a word."""
        lines = self._firsts[lang]
        key = f"\n{stem(word, lang)}\t"
        start = lines.find(key)
        if start < 0:
            return []
        places = lines[start + len(key) : lines.index("\n", start + 1)].split()
        return [(int(number), int(at)) for number, at in (place.split(".") for place in places)]

    def beginning(self, words: Sequence[str], lang: str) -> Iterator[tuple[int, Expression]]:
        """Yield the expressions that some words begin with, in any form, each after its group.

        ``lang`` is the language of the words.
        """
        places = {place for own in self.languages for place in self._places(words[0], own)}
        for number, at in sorted(places):
            expression = self._group(number)[1][at]
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
            origin, group = self._group(number)
            for other in group:
                is_broad = other.broad or expression.broad
                if other.words == expression.words or not other.is_of(own_lang) or (other.broad and expression.broad):
                    continue
                known = found.get(other.words)
                if known is None or (known.origin, known.is_broad) > (origin, is_broad):
                    found[other.words] = Synonym(other.words, other.shown, origin, is_broad)
        return list(found.values())

    @cached_property
    def _single(self) -> list[str]:
        entries = {entry for line in self._lines for entry in line.split(",")[1:] if " " not in entry}
        return sorted(text.fold(entry.rpartition(":")[2].lstrip("~")) for entry in entries)

    def alone(self, start: str) -> list[str]:
        """Return the expressions of one word that begin so."""
        return self._single[bisect_left(self._single, start) : bisect_left(self._single, start + LAST)]

    def in_lexicon(self, words: Iterable[str]) -> bool:
        """Return whether the lexicon has a word or expression, in any form and language."""
        run = list(words)
        return any(
            f"\n{' '.join(stem(word, lang) for word in run)}\n" in self._lexicon[lang] for lang in self.languages
        )

    def length(self, words: Sequence[str], lang: str) -> int:
        """Return how many of the first words together are an expression, 1 if none is."""
        longest = max((len(expression.words) for _group, expression in self.beginning(words, lang)), default=1)
        general = [
            length for length in range(2, _LONGEST + 1) if length <= len(words) and self.in_lexicon(words[:length])
        ]
        return max([longest, *general])
