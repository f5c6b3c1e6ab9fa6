"""Mentions of an organisation's units, bodies, groups and posts in running text, by stemmed words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import Stemmer  # type: ignore[import-not-found]

from orgcli.i18n import text
from orgcli.org import traversal
from orgcli.org.model import Body, Group, Post, Unit

if TYPE_CHECKING:
    from orgcli.org.model import Org

_TOKEN = re.compile(r"[^\W_]+|[,;:.()]")
_LANGUAGES = {"fr": "french", "en": "english"}
# A single word means too many things.
_MIN_WORDS = 2
_SHORT_STEM = 3


@dataclass(frozen=True)
class Token:
    """A stemmed word or a punctuation mark; ``word`` is its position among the words."""

    stem: str
    is_capitalised: bool
    word: int

    def matches(self, other: Token) -> bool:
        """Return whether this word of a text can be that word of a name: proper nouns are capitalised."""
        return self.stem == other.stem and (self.is_capitalised or not other.is_capitalised)


@dataclass(frozen=True)
class Mention:
    """A name in a text: the range of its words in `text.words`, and the ids of all that have this name."""

    start: int
    end: int
    ids: frozenset[str]


class MentionFinder:
    """Finds the names of two words or more of an organisation in texts.

    A name inside a longer one is no mention: « Division de la police » is none in « Directeur de la
    Division de la police », if that is a post's title.
    """

    def __init__(self, org: Org) -> None:
        self._stem = Stemmer.Stemmer(_LANGUAGES[org.lang]).stemWord
        self._names: dict[str, list[tuple[list[Token], set[str]]]] = {}  # by first stem
        self._long_stems: list[tuple[frozenset[str], str]] = []
        for _path, part in traversal.parts(org):
            if isinstance(part, (Unit, Body, Group, Post)):
                self._add(part.id, part.title if isinstance(part, Post) else part.name)
                for alias in part.aliases:
                    if alias.source == "text":
                        self._add(part.id, alias.name)
        for names in self._names.values():
            names.sort(key=lambda name: -len(name[0]))

    def _add(self, part_id: str, name: str) -> None:
        tokens = self._tokens(name)
        if sum(token.stem.isalnum() for token in tokens) < _MIN_WORDS:
            return
        tokens[0] = Token(tokens[0].stem, is_capitalised=False, word=0)
        names = self._names.setdefault(tokens[0].stem, [])
        ids = next((ids for other, ids in names if other == tokens), None)
        if ids is None:
            names.append((tokens, {part_id}))
        else:
            ids.add(part_id)
        self._long_stems.append((frozenset(token.stem for token in tokens if len(token.stem) > _SHORT_STEM), part_id))

    def _tokens(self, sentence: str) -> list[Token]:
        """Return the significant words of a text, and its punctuation, which ends a name."""
        tokens, word = [], 0
        for match in _TOKEN.finditer(text.fold_case(sentence)):
            folded = match[0].lower()
            if not folded[0].isalnum():
                tokens.append(Token(folded, is_capitalised=False, word=word))
                continue
            if not text.is_minor(folded):
                tokens.append(Token(self._stem(folded), match[0][0].isupper(), word))
            word += 1
        return tokens

    def mentions(self, sentence: str) -> list[Mention]:
        """Return the names in a text, from left to right."""
        tokens, mentions, position = self._tokens(sentence), [], 0
        while position < len(tokens):
            length, ids = self._longest_name(tokens, position)
            if length:
                end = tokens[position + length - 1].word + 1
                mentions.append(Mention(tokens[position].word, end, frozenset(ids)))
            position += length or 1
        return mentions

    def _longest_name(self, tokens: list[Token], position: int) -> tuple[int, set[str]]:
        """Return the number of tokens of the longest name at a position, and its ids."""
        for name, ids in self._names.get(tokens[position].stem, ()):
            here = tokens[position : position + len(name)]
            if len(here) == len(name) and all(token.matches(other) for token, other in zip(here, name, strict=True)):
                return len(name), ids
        return 0, set()

    def possible_ids(self, sentence: str) -> set[str]:
        """Return the ids of names whose long words all are in a text, in any order.

        « les opérations que conduit le Département » may mean « opérations conduites par le Département ».
        """
        stems = {token.stem for token in self._tokens(sentence)}
        return {part_id for long_stems, part_id in self._long_stems if long_stems and long_stems <= stems}
