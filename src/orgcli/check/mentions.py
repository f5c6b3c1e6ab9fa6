"""The names of an organisation's parts in running text, whatever their number or gender."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import Stemmer  # type: ignore[import-not-found]

from orgcli.i18n import text
from orgcli.org import traversal
from orgcli.org.model import Body, Group, Post, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orgcli.org.model import Org

_TOKEN = re.compile(r"[^\W_]+|[,;:.()]")
_LANGUAGES = {"fr": "french", "en": "english"}
_LONG = 2
"""Words that matter which a name must have to be looked for: single words mean too many things."""
_SHORT = 3


@dataclass(frozen=True)
class Token:
    """A word (its stem, and whether it is capitalised) or a stop; ``word`` is its position among the words."""

    stem: str
    capital: bool
    word: int

    def fits(self, other: Token) -> bool:
        """Tell whether this word of a text can be that word of a name: proper nouns keep their capital."""
        return self.stem == other.stem and (self.capital or not other.capital)


@dataclass(frozen=True)
class Mention:
    """A name found in a text: the words it spans (of `text.words`), and the ids of all that have it."""

    start: int
    end: int
    ids: frozenset[str]


class Names:
    """The long names of an organisation, to be found in texts.

    A name that lies in a longer one found there as well is not found: « Division de la police » is
    not, in « Directeur de la Division de la police » where that is a post's title.
    """

    def __init__(self, org: Org) -> None:
        self._stem = Stemmer.Stemmer(_LANGUAGES[org.lang]).stemWord
        self._known: dict[str, list[tuple[list[Token], set[str]]]] = {}
        self._sets: list[tuple[frozenset[str], str]] = []
        for _path, part in traversal.parts(org):
            if isinstance(part, (Unit, Body, Group, Post)):
                own = part.title if isinstance(part, Post) else part.name
                self._add(part.id, [own, *(alias.name for alias in part.aliases if alias.source == "text")])
        for spellings in self._known.values():
            spellings.sort(key=lambda known: -len(known[0]))

    def _add(self, part: str, spellings: Iterable[str]) -> None:
        for spelling in spellings:
            tokens = self._tokens(spelling)
            if sum(token.stem.isalnum() for token in tokens) < _LONG:
                continue
            tokens[0] = Token(tokens[0].stem, capital=False, word=0)
            same = self._known.setdefault(tokens[0].stem, [])
            ids = next((ids for other, ids in same if other == tokens), None)
            if ids is None:
                same.append((tokens, {part}))
            else:
                ids.add(part)
            self._sets.append((frozenset(token.stem for token in tokens if len(token.stem) > _SHORT), part))

    def _tokens(self, sentence: str) -> list[Token]:
        """Return the words that matter in a text, and its stops, which no name may cross unseen."""
        found, word = [], 0
        for match in _TOKEN.finditer(text.fold_case(sentence)):
            folded = match[0].lower()
            if not folded[0].isalnum():
                found.append(Token(folded, capital=False, word=word))
                continue
            if not text.is_minor(folded):
                found.append(Token(self._stem(folded), match[0][0].isupper(), word))
            word += 1
        return found

    def found(self, sentence: str) -> list[Mention]:
        """Return the names in a text, from left to right."""
        tokens, found, at = self._tokens(sentence), [], 0
        while at < len(tokens):
            name, ids = self._name_at(tokens, at)
            if name:
                found.append(Mention(tokens[at].word, tokens[at + len(name) - 1].word + 1, frozenset(ids)))
            at += len(name) or 1
        return found

    def _name_at(self, tokens: list[Token], at: int) -> tuple[list[Token], set[str]]:
        for name, ids in self._known.get(tokens[at].stem, ()):
            here = tokens[at : at + len(name)]
            if len(here) == len(name) and all(one.fits(other) for one, other in zip(here, name, strict=True)):
                return name, ids
        return [], set()

    def alluded(self, sentence: str) -> set[str]:
        """Return the ids of all that a text may mean: every long word of a name is in it, in any order.

        « les opérations que conduit le Département » alludes to « opérations conduites par le Département ».
        """
        stems = {token.stem for token in self._tokens(sentence)}
        return {part for words, part in self._sets if words and words <= stems}
