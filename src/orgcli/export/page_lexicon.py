"""The part of the lexicon that the search of the page needs: small, for a page is one file that is sent about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.i18n import text
from orgcli.search import lexicon
from orgcli.search.stems import stem
from orgcli.search.words import grammar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orgcli.search.lexicon import Expression

_LONGEST = 2
"""Words of the longest expression that people type into a field that answers as they type."""
_MOST = 4
"""Expressions of a group; single words come first."""
_ALIKE = 5
"""Letters from which on the page finds one word by the beginning of another."""


def groups(texts: Iterable[str], lang: str) -> list[str]:
    """Return the groups of expressions, separated by commas, of which one stands in the texts of an organisation.

    Those of which the same expressions stand there are one. Broad expressions and those of another language are left
    out, and those that begin like another of their group.
    """
    runs = _runs(texts, lang)
    merged: dict[frozenset[tuple[str, ...]], dict[tuple[str, ...], str]] = {}
    for group in lexicon.groups():
        usable = [one for one in group if not one.broad and one.is_of(lang) and len(one.words) <= _LONGEST]
        here = [one for one in usable if _stems(one.words, lang) in runs]
        if here:
            entries = merged.setdefault(frozenset(map(_beginnings, here)), {})
            for one in (*here, *sorted(usable, key=lambda one: len(one.words))):
                entries.setdefault(_beginnings(one), " ".join(one.words))
    return [",".join(list(entries.values())[:_MOST]) for entries in merged.values() if len(entries) > 1]


def _runs(texts: Iterable[str], lang: str) -> set[tuple[str, ...]]:
    """Return all runs of stems in some texts, as long as an expression may be."""
    runs: set[tuple[str, ...]] = set()
    for entry in texts:
        stems = _stems(text.words(entry), lang)
        for length in range(1, _LONGEST + 1):
            runs.update(stems[at : at + length] for at in range(len(stems) - length + 1))
    return runs


def _stems(words: Iterable[str], lang: str) -> tuple[str, ...]:
    return tuple(stem(word, lang) for word in words if word not in grammar(lang))


def _beginnings(expression: Expression) -> tuple[str, ...]:
    return tuple(word[:_ALIKE] for word in expression.words)
