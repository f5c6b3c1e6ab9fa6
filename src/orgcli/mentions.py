"""The names of an organisation's parts in running text, whatever their number or gender."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import Stemmer

from orgcli import text, walk
from orgcli.model import Body, Group, Post, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orgcli.model import Org

_LANGUAGES = {"fr": "french", "en": "english"}
_LONG = 2


@dataclass(frozen=True)
class Mention:
    """A name found in a text: the words it spans, and the ids of all that have this name."""

    start: int
    end: int
    ids: frozenset[str]


class Names:
    """The long names of an organisation (two words that matter at least), to be found in texts.

    A name that lies in a longer one that is found there as well is not found: « Division de la
    police » is not, in « Directeur de la Division de la police » where that is a post's title.
    """

    def __init__(self, org: Org) -> None:
        self._stem = Stemmer.Stemmer(_LANGUAGES[org.lang]).stemWords
        self._known: dict[tuple[str, ...], set[str]] = {}
        for _path, part in walk.parts(org):
            if isinstance(part, (Unit, Body, Group)):
                self._add(part.id, [part.name, *(alias.name for alias in part.aliases if alias.source == "text")])
            elif isinstance(part, Post):
                self._add(part.id, [part.title, *(alias.name for alias in part.aliases if alias.source == "text")])
        self._longest: dict[str, list[tuple[str, ...]]] = {}
        for name in sorted(self._known, key=len, reverse=True):
            self._longest.setdefault(name[0], []).append(name)

    def _add(self, part: str, spellings: Iterable[str]) -> None:
        for spelling in spellings:
            stems = tuple(self._stem(text.main_words(spelling)))
            if len(stems) >= _LONG:
                self._known.setdefault(stems, set()).add(part)

    def found(self, words: list[str]) -> list[Mention]:
        """Return the names in a text given as folded words (`text.words`), from left to right."""
        kept = [(position, word) for position, word in enumerate(words) if text.main_words(word) and not _minor(word)]
        stems = self._stem([word for _position, word in kept])
        found, at = [], 0
        while at < len(stems):
            name = next(
                (name for name in self._longest.get(stems[at], ()) if tuple(stems[at : at + len(name)]) == name), None
            )
            if name:
                end = kept[at + len(name) - 1][0] + 1
                found.append(Mention(kept[at][0], end, frozenset(self._known[name])))
            at += len(name) if name else 1
        return found


def _minor(word: str) -> bool:
    return word in text.MINOR
