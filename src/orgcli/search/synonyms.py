"""Expressions that mean the same: those of an organisation's file, and those of the lexicon of the program."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from orgcli.i18n import text
from orgcli.search import lexicon
from orgcli.search.lexicon import Expression, Origin
from orgcli.search.stems import akin, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# Words of the longest expression that is looked for.
_LONGEST = 10
# After every word.
LAST = "\U0010ffff"


@dataclass(frozen=True)
class Synonym:
    """An expression that means the same as another, or something broader or narrower."""

    words: tuple[str, ...]
    shown: str
    origin: Origin
    is_broad: bool
    is_narrower: bool


class Groups:
    """Groups of expressions, and in which of them an expression stands.

    ``lines`` has a line for each group, its entries separated by commas; ``single`` a line for each expression of one
    word, sorted; ``keys`` by language a line for each expression, its stems before its places, sorted:
    ``stem stem<TAB>group.entry group.entry``.
    """

    def __init__(self, origin: Origin, lines: str, single: str, keys: Mapping[str, str]) -> None:
        self.origin = origin
        self.single = single.splitlines()
        self._lines, self._keys = lines.splitlines(), keys
        self.group = lru_cache(maxsize=2000)(self._parsed)

    def _parsed(self, number: int) -> list[Expression]:
        return list(map(Expression.parse, self._lines[number].split(",")))

    def _line(self, words: Sequence[str], lang: str) -> str | None:
        """Return the places of an expression by the stems of its words in a language; None if it is unknown."""
        lines, key = self._keys.get(lang, ""), f"{' '.join(stem(word, lang) for word in words)}\t"
        start = _first_line(lines, key)
        return lines[start + len(key) : lines.index("\n", start)] if lines.startswith(key, start) else None

    def has(self, words: Sequence[str], lang: str) -> bool:
        """Return whether an expression, or a word of one, is here in any form, by its stems in a language."""
        return self._line(words, lang) is not None

    def places(self, words: Sequence[str], lang: str) -> Iterator[tuple[int, Expression]]:
        """Yield the expressions that some words are, in any form, each after the number of its group."""
        for place in (self._line(words, lang) or "").split():
            number, at = place.split(".")
            yield int(number), self.group(int(number))[int(at)]


def _first_line(lines: str, start: str) -> int:
    """Return where the first of some sorted lines begins that is not before a text: they are too many to split."""
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        begin = lines.rfind("\n", low, middle) + 1 or low
        if lines[begin : begin + len(start)] < start:
            low = lines.index("\n", middle) + 1
        else:
            high = begin
    return low


@cache
def of_program() -> Groups:
    """Return the lexicon."""
    sections = lexicon.COMPILED.read_bytes().split(lexicon.SECTION.encode())
    lines, single, *keys = (section.decode() for section in sections)
    return Groups(Origin.LEXICON, lines, single, dict(zip(lexicon.LANGUAGES, keys, strict=True)))


class Synonyms:
    """The expressions that mean the same in an organisation: its own, and those of the lexicon it does not cancel."""

    def __init__(self, own: Groups, languages: tuple[str, ...], cancelled: Sequence[Sequence[str]]) -> None:
        self.languages, self.own = languages, own
        self._cancelled = [[self._key(text.words(entry)) for entry in entries] for entries in cancelled]

    def of(self, words: Sequence[str], lang: str, own_lang: str) -> list[Synonym]:
        """Return the expressions of language ``own_lang`` that mean the same as the words of language ``lang``."""
        found: dict[tuple[str, ...], Synonym] = {}
        for origin, expression, group in self._groups(words, lang):
            for other in group:
                if other.words == expression.words or not other.is_of(own_lang) or (other.broad and expression.broad):
                    continue
                one = Synonym(other.words, other.shown, origin, other.broad or expression.broad, expression.broad)
                known = found.get(one.words)
                if known is None or (known.origin, known.is_broad) > (origin, one.is_broad):
                    found[one.words] = one
        return list(found.values())

    def _groups(self, words: Sequence[str], lang: str) -> Iterator[tuple[Origin, Expression, list[Expression]]]:
        """Yield the groups that have an expression of language ``lang``, each once for it."""
        for groups in (self.own, of_program()):
            places = {place for own in self.languages for place in groups.places(words, own)}
            for number, expression in sorted(places, key=lambda place: place[0]):
                if not expression.is_of(lang):
                    continue
                is_form = groups is self.own or all(map(akin, expression.words, words))
                if is_form and not (groups is not self.own and self._is_cancelled(groups.group(number))):
                    yield groups.origin, expression, groups.group(number)

    def _is_cancelled(self, group: list[Expression]) -> bool:
        if not self._cancelled:
            return False
        keys = {self._key(expression.words) for expression in group}
        return any(keys.issuperset(entries) for entries in self._cancelled)

    def _key(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(stem(word, self.languages[0]) for word in words)

    def is_part(self, part: Sequence[str], whole: Sequence[str]) -> bool:
        """Return whether an expression has only words of a longer one: “audit” of “internal audit”."""
        return len(part) < len(whole) and all(any(self._same_stem(one, other) for other in whole) for one in part)

    def _same_stem(self, one: str, other: str) -> bool:
        return one == other or any(stem(one, lang) == stem(other, lang) for lang in self.languages)

    def alone(self, start: str) -> list[str]:
        """Return the expressions of one word that begin so, of the file and of the lexicon."""
        return [
            word
            for words in (self.own.single, of_program().single)
            for word in words[bisect_left(words, start) : bisect_left(words, start + LAST)]
        ]

    def in_lexicon(self, words: Iterable[str]) -> bool:
        """Return whether the lexicon has a word or expression, in any form and language."""
        run = list(words)
        return any(of_program().has(run, lang) for lang in self.languages)

    def length(self, words: Sequence[str]) -> int:
        """Return how many of the first words together are an expression, 1 if none is."""
        lengths = range(min(len(words), _LONGEST), 1, -1)
        return next((length for length in lengths if self._is_expression(words[:length])), 1)

    def _is_expression(self, words: Sequence[str]) -> bool:
        return any(groups.has(words, lang) for groups in (self.own, of_program()) for lang in self.languages)
