"""Everything that nodes are called, for looking names up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from orgcli.i18n import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from orgcli.graph.nodes import Kind, Node

# « II » is not the beginning of « III », nor 1 that of 10.
_NUMBER = re.compile(r"[ivx]+|\d+")


class Spellings:
    """The names of nodes by the key that `text.key` makes of them; ids are returned in the order of the text."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes: dict[str, list[Node]] = {}
        for node in nodes:
            for key in node.names:
                self._nodes.setdefault(key, []).append(node)

    def exactly(self, key: str, kinds: Sequence[Kind]) -> list[str]:
        """Return the nodes of some kinds that are called just so."""
        return [node.id for node in self._nodes.get(key, ()) if node.kind in kinds]

    def with_words(self, words: Iterable[str], kinds: Sequence[Kind]) -> list[str]:
        """Return the nodes of some kinds one of whose names has all these words."""
        wanted = [f" {word} " for word in words]
        return self._where(lambda key: all(word in key for word in wanted), kinds)

    def with_beginnings(self, starts: Iterable[str], kinds: Sequence[Kind]) -> list[str]:
        """Return the nodes of some kinds one of whose names has words that begin so; numbers count as a whole."""
        wanted = [f" {start} " if _NUMBER.fullmatch(start) else f" {start}" for start in starts]
        return self._where(lambda key: all(start in key for start in wanted), kinds)

    def with_main_words(self, main: Sequence[str], kinds: Sequence[Kind]) -> list[str]:
        """Return the nodes of some kinds one of whose names is these words, articles and prepositions aside."""
        return self._where(lambda key: main[-1] in key and text.main_words(key) == main, kinds)

    def titled(self, key: str) -> list[str]:
        """Return the units, posts and bodies whose proper name is just so."""
        return [node.id for node in self._nodes.get(key, ()) if node.names[0] == key and node.kind != "group"]

    def all(self, kinds: Sequence[Kind]) -> dict[str, str]:
        """Return every key of the nodes of some kinds, with the last node that is called so."""
        pairs = [
            (node.rank, key, node.id) for key, nodes in self._nodes.items() for node in nodes if node.kind in kinds
        ]
        return {key: node_id for _rank, key, node_id in sorted(pairs)}

    def _where(self, fits: Callable[[str], bool], kinds: Sequence[Kind]) -> list[str]:
        fitting = {
            node.id: node.rank
            for key, nodes in self._nodes.items()
            if fits(f" {key} ")
            for node in nodes
            if node.kind in kinds
        }
        return sorted(fitting, key=lambda node_id: fitting[node_id])
