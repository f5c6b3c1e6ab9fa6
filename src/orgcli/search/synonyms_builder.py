"""Make the part of the index that says which expressions mean the same: names, the file's synonyms, the lexicon."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from orgcli.i18n import text
from orgcli.search import lexicon
from orgcli.search.lexicon import Expression, Origin
from orgcli.search.stems import languages, significant, stem
from orgcli.search.words import grammar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from orgcli.graph.organisation import Organisation

Group = tuple[Origin, list[Expression]]


def to_rows(org: Organisation, words: Collection[str]) -> dict[str, Any]:
    """Return what the index keeps of expressions; ``words`` are those of the organisation.

    All are texts, which are read much faster than as many lists: ``expressions`` has a line for each group,
    ``firsts`` by language a line for each stem of a first word with the places of its expressions, ``lexicon`` by
    language a line for the stems of each word and expression of the lexicon.
    """
    made = _Expressions(org, words)
    groups = [*made.of_file(), *made.of_lexicon()]
    firsts: dict[str, dict[str, list[str]]] = {lang: defaultdict(list) for lang in made.languages}
    for number, (_origin, group) in enumerate(groups):
        for at, expression in enumerate(group):
            for lang in made.languages:
                if expression.is_of(lang):
                    firsts[lang][stem(expression.words[0], lang)].append(f"{number}.{at}")
    return {
        "expressions": "\n".join(f"{origin},{','.join(map(str, group))}" for origin, group in groups),
        "firsts": {
            lang: _lines(f"{own}\t{' '.join(places)}" for own, places in firsts[lang].items()) for lang in firsts
        },
        "lexicon": {lang: _lines(sorted(made.general[lang])) for lang in made.languages},
    }


def _lines(lines: Iterable[str]) -> str:
    """Return lines, each between two line ends."""
    return "\n".join(["", *lines, ""])


class _Expressions:
    """The expressions that matter to an organisation."""

    def __init__(self, org: Organisation, words: Collection[str]) -> None:
        self.org, self.languages = org, languages(org)
        self.grammar = grammar(org.facts.language)
        self.stems = {lang: {stem(word, lang) for word in words} for lang in self.languages}
        self.general: dict[str, set[str]] = {lang: set() for lang in self.languages}
        self.cancelled = [[text.words(word) for word in words] for words in org.not_synonyms]

    def of_file(self) -> Iterator[Group]:
        """Yield the synonyms of the file, and the names of each node."""
        for entries in self.org.synonyms:
            yield from self._group(Origin.FILE, map(Expression.parse, entries))
        for node in self.org.nodes.values():
            if aliases := self.org.item(node.id).aliases:
                names = [node.title, *(alias.name for alias in aliases)]
                yield from self._group(Origin.FILE, (Expression(tuple(text.words(name))) for name in names))

    def of_lexicon(self) -> Iterator[Group]:
        """Yield the groups of the lexicon of which the organisation has an expression, and that it does not cancel."""
        for group in lexicon.groups():
            for expression in group:
                self._note_general(expression)
            if self._is_cancelled(group):
                continue
            for origin, expressions in self._group(Origin.LEXICON, group):
                if any(map(self._occurs, expressions)):
                    yield origin, expressions

    def _group(self, origin: Origin, entries: Iterator[Expression] | list[Expression]) -> Iterator[Group]:
        """Yield the group of some entries, if two of them have words to search."""
        group = [
            Expression(main, entry.broad, entry.lang, entry.written)
            for entry in entries
            if (main := self._main_words(entry.words))
        ]
        if len(group) > 1:
            yield origin, group

    def _main_words(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the main words of an expression; none if what it has besides grammar is too little to tell it."""
        main = significant(words, self.grammar)
        return () if self.grammar.issuperset(main) or len(main) == 1 < len(words) else main

    def _note_general(self, expression: Expression) -> None:
        for lang in self.languages:
            if expression.is_of(lang):
                stems = [stem(word, lang) for word in expression.words if word not in self.grammar]
                self.general[lang].update([*stems, " ".join(stems)])

    def _occurs(self, expression: Expression) -> bool:
        """Return whether the organisation has all words of an expression, in any form."""
        return any(
            expression.is_of(lang) and all(stem(word, lang) in self.stems[lang] for word in expression.words)
            for lang in self.languages
        )

    def _is_cancelled(self, group: list[Expression]) -> bool:
        if not self.cancelled:
            return False
        keys = {self._key(expression.words) for expression in group}
        return any(keys.issuperset(map(self._key, words)) for words in self.cancelled)

    def _key(self, words: tuple[str, ...] | list[str]) -> tuple[str, ...]:
        return tuple(stem(word, self.org.facts.language) for word in words)
