"""Everything that nodes are called, for looking names up."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from orgcli.i18n import text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from orgcli.graph.nodes import Kind, Node

# « II » is not the beginning of « III », nor 1 that of 10.
_NUMBER = re.compile(r"[ivx]+|\d+")


class Spellings:
    """The names of nodes by the key that `text.key` makes of them; ids are returned in the order of the text."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._by_key: dict[str, list[Node]] = {}
        self._by_id = {node.id: node for node in nodes}
        self._apart = cache(self._owners_apart)
        for node in self._by_id.values():
            for key in node.names:
                self._by_key.setdefault(key, []).append(node)

    def exactly(self, key: str, kinds: Sequence[Kind], owners: Collection[str] = ()) -> list[str]:
        """Return the nodes of some kinds that are called exactly so; if owners are given, only parts of these."""
        nodes = self._by_key.get(key, ())
        if owners and len(nodes) > len(owners):
            parts = (node for owner in owners for node in self._by_owner.get((owner, key), ()))
            nodes = sorted(parts, key=lambda node: node.rank)
        return [node.id for node in nodes if node.kind in kinds]

    @cached_property
    def _by_owner(self) -> dict[tuple[str, str], list[Node]]:
        parts: dict[tuple[str, str], list[Node]] = {}
        for key, nodes in self._by_key.items():
            for node in nodes:
                if node.owner:
                    parts.setdefault((node.owner, key), []).append(node)
        return parts

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
        """Return the units, posts and bodies whose proper name has this key."""
        return [node.id for node in self._by_key.get(key, ()) if node.names[0] == key and node.kind != "group"]

    def owners_apart(self, node_id: str) -> int | None:
        """Return how many owners, from the nearest, tell a node from others of the same title; None if none do."""
        return self._apart(self._by_id[node_id].names[0]).get(node_id)

    def _owners_apart(self, key: str) -> dict[str, int]:
        """Return that number for each unit, post and body of a title; level by level, as many may have the same."""
        apart: dict[str, int] = {}
        alike = [[(node_id, self._by_id[node_id]) for node_id in self.titled(key)]]
        number = 0
        while alike:
            parted: dict[tuple[int, str], list[tuple[str, Node]]] = {}
            for position, group in enumerate(alike):
                for node_id, ancestor in group:
                    if len(group) == 1:
                        apart[node_id] = number
                    elif ancestor.owner:
                        owner = self._by_id[ancestor.owner]
                        parted.setdefault((position, owner.names[0]), []).append((node_id, owner))
            alike, number = list(parted.values()), number + 1
        return apart

    def all(self, kinds: Sequence[Kind]) -> dict[str, str]:
        """Return every key of the nodes of some kinds, with the last node that is called so."""
        pairs = [
            (node.rank, key, node.id) for key, nodes in self._by_key.items() for node in nodes if node.kind in kinds
        ]
        return {key: node_id for _rank, key, node_id in sorted(pairs)}

    def _where(self, fits: Callable[[str], bool], kinds: Sequence[Kind]) -> list[str]:
        fitting = {
            node.id: node.rank
            for key, nodes in self._by_key.items()
            if fits(f" {key} ")
            for node in nodes
            if node.kind in kinds
        }
        return sorted(fitting, key=lambda node_id: fitting[node_id])
