"""Mentions of an organisation's units, bodies, groups and posts in running text, by stemmed words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from orgcli.i18n import text
from orgcli.i18n.language import primary
from orgcli.i18n.stemming import stemmer
from orgcli.org import traversal
from orgcli.org.model import Body, Group, Post, Unit

if TYPE_CHECKING:
    from orgcli.org.model import Org

_TOKEN = re.compile(r"[^\W_]+|[,;:.()]")
# A single word means too many things.
_MIN_WORDS = 2
_SHORT_STEM = 3


@dataclass(frozen=True)
class Token:
    """A stemmed word or a punctuation mark; ``word`` is its position among the words.

    A word of a text can be that of a name if it has the same stem, and is capitalised if this is.
    """

    stem: str
    is_capitalised: bool
    word: int


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
        self._stem = stemmer(primary(org.lang)) or str
        # a tree: by stem and whether it is capitalised, how names go on; by None, the ids of the name that ends
        self._names: dict[Any, Any] = {}
        self._long_stems: dict[frozenset[str], set[str]] = {}
        for _path, part in traversal.parts(org):
            if isinstance(part, (Unit, Body, Group, Post)):
                self._add(part.id, traversal.title(part))
                for alias in part.aliases:
                    if alias.source == "text":
                        self._add(part.id, alias.name)

    def _add(self, part_id: str, name: str) -> None:
        tokens = self._tokens(name)
        if sum(token.stem.isalnum() for token in tokens) < _MIN_WORDS:
            return
        tokens[0] = Token(tokens[0].stem, is_capitalised=False, word=0)
        node = self._names
        for token in tokens:
            node = node.setdefault((token.stem, token.is_capitalised), {})
        node.setdefault(None, set()).add(part_id)
        long_stems = frozenset(token.stem for token in tokens if len(token.stem) > _SHORT_STEM)
        self._long_stems.setdefault(long_stems, set()).add(part_id)

    @cached_property
    def _by_rarest_stem(self) -> dict[str, list[frozenset[str]]]:
        frequency = Counter(stem for stems in self._long_stems for stem in stems)
        by_stem: dict[str, list[frozenset[str]]] = {}
        for stems in filter(None, self._long_stems):
            by_stem.setdefault(min(stems, key=lambda stem: (frequency[stem], stem)), []).append(stems)
        return by_stem

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
        longest: tuple[int, set[str]] = (0, set())
        nodes = [self._names]
        for at in range(position, len(tokens)):
            token = tokens[at]
            keys = [(token.stem, False), *([(token.stem, True)] if token.is_capitalised else [])]
            nodes = [node[key] for node in nodes for key in keys if key in node]
            if not nodes:
                break
            ids = next((node[None] for node in nodes if None in node), None)
            longest = (at - position + 1, ids) if ids else longest
        return longest

    def possible_ids(self, sentence: str) -> set[str]:
        """Return the ids of names whose long words all are in a text, in any order.

        « les opérations que conduit le Département » may mean « opérations conduites par le Département ».
        """
        stems = {token.stem for token in self._tokens(sentence)}
        named = (names for stem in stems for names in self._by_rarest_stem.get(stem, ()) if names <= stems)
        return {part_id for names in named for part_id in self._long_stems[names]}
