"""The units and posts of two texts in one tree: in the order of the new one, those that are gone where they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.changes.events import Key
    from orgcli.changes.identity import Identity
    from orgcli.graph.organisation import Organisation


class Arrangement:
    """The parts of each node of the two texts together; those of None are at the top."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self.parts: dict[Key | None, list[Key]] = {}
        for owner, node_ids in _siblings(identity.new).items():
            self.parts[(False, owner) if owner else None] = [(False, node_id) for node_id in node_ids]
        for owner, node_ids in _siblings(identity.old).items():
            self._insert_gone(self.key(owner) if owner else None, node_ids)

    def key(self, old_id: str) -> Key:
        """Return where a node of the old text stands."""
        now = self.identity.now.get(old_id)
        return (True, old_id) if now is None else (False, now)

    def __iter__(self) -> Iterator[Key]:
        """Yield every node after the one it is part of."""
        waiting = self.parts.get(None, [])[::-1]
        while waiting:
            yield (key := waiting.pop())
            waiting += reversed(self.parts.get(key, []))

    def _insert_gone(self, owner: Key | None, old_ids: list[str]) -> None:
        """Put those of some siblings that are gone after the one before them, as far as that is still beside them."""
        parts = self.parts.setdefault(owner, [])
        positions = {key: position for position, key in enumerate(parts)}
        gone: dict[int, list[Key]] = {}
        position = -1
        for key in map(self.key, old_ids):
            if key[0]:
                gone.setdefault(position, []).append(key)
            else:
                position = positions.get(key, position)
        if gone:
            self.parts[owner] = gone.get(-1, []) + [
                key for position, part in enumerate(parts) for key in (part, *gone.get(position, ()))
            ]


def _siblings(org: Organisation) -> dict[str | None, list[str]]:
    """Return the parts of each node in the order of a tree: heads and posts before units."""
    siblings: dict[str | None, list[str]] = {}
    for node_id in org:
        siblings.setdefault(org.parent(node_id), []).append(node_id)

    def rank(node_id: str) -> tuple[int, bool, int]:
        return org.nodes[node_id].tree_rank(is_head=org.is_head(node_id))

    return {owner: sorted(parts, key=rank) for owner, parts in siblings.items()}
