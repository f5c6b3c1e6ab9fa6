"""Write groups of expressions in the form that is searched: names and synonyms of a file, and the lexicon."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from orgcli.i18n import text
from orgcli.search import lexicon
from orgcli.search.lexicon import Expression
from orgcli.search.stems import languages, significant, stem
from orgcli.search.words import GRAMMAR, grammar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orgcli.graph.organisation import Organisation


def to_rows(org: Organisation) -> dict[str, Any]:
    """Return what the index keeps of the names and synonyms of a file: the content of `synonyms.Groups`."""
    own_grammar = grammar(org.facts.language)
    groups = [group for entries in _of_file(org) if len(group := list(_searched(entries, own_grammar))) > 1]
    return {
        "expressions": _lines(groups),
        "single": _single(groups),
        "keys": _keys(groups, languages(org), with_parts=False),
    }


def compiled_lexicon() -> str:
    """Return the lexicon as `synonyms.of_program` reads it."""
    groups = [group for entries in lexicon.groups() if len(group := list(_searched(entries, GRAMMAR))) > 1]
    return lexicon.SECTION.join(
        [_lines(groups), _single(groups), *_keys(groups, lexicon.LANGUAGES, with_parts=True).values()]
    )


def _of_file(org: Organisation) -> Iterator[list[Expression]]:
    """Yield the synonyms of the file, and the names of each node."""
    for entries in org.synonyms:
        yield list(map(Expression.parse, entries))
    for node in org.nodes.values():
        if aliases := org.item(node.id).aliases:
            yield [Expression(tuple(text.words(name))) for name in (node.title, *(one.name for one in aliases))]


def _searched(entries: Iterable[Expression], dropped: frozenset[str]) -> Iterator[Expression]:
    """Yield expressions with the words that are searched; without those of which too little remains to tell them."""
    for entry in entries:
        main = significant(entry.words, dropped)
        if main and not dropped.issuperset(main) and not len(main) == 1 < len(entry.words):
            yield Expression(main, entry.broad, entry.lang, entry.written)


def _lines(groups: list[list[Expression]]) -> str:
    return "\n".join(",".join(map(str, group)) for group in groups)


def _single(groups: list[list[Expression]]) -> str:
    return "\n".join(sorted({one.words[0] for group in groups for one in group if len(one.words) == 1}))


def _keys(groups: list[list[Expression]], langs: Iterable[str], *, with_parts: bool) -> dict[str, str]:
    """Return by language a line for the stems of each expression, with its places.

    ``with_parts`` adds the words of longer expressions, without a place.
    """
    return {lang: _of_language(groups, lang, with_parts=with_parts) for lang in langs}


def _of_language(groups: list[list[Expression]], lang: str, *, with_parts: bool) -> str:
    places: dict[str, list[str]] = defaultdict(list)
    for number, group in enumerate(groups):
        for at, expression in enumerate(group):
            if expression.is_of(lang):
                stems = [stem(word, lang) for word in expression.words]
                places[" ".join(stems)].append(f"{number}.{at}")
                for part in stems if with_parts else ():
                    places.setdefault(part, [])
    return "".join(f"{key}\t{' '.join(where)}\n" for key, where in sorted(places.items()))
