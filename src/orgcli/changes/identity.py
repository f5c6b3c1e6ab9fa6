"""Which part of a new text is which part of an old one: the one of the same id, or that its ``formerly`` names.

- An id that is in both texts is the same thing, if it is of the same sort.
- A unit or post that alone names one old id, which is no longer there, carries it on under a new id.
- Several old ids in one are a merger; one that stands in such a list though it is still there gives up a part only.
- One old id in several is a split; so is one that is still there and named by another.
- One that names its own id, which the old text does not have, is restored.

What the old text says itself under ``formerly`` happened before it, and counts no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.graph.nodes import Kind

if TYPE_CHECKING:
    from orgcli.graph.organisation import Organisation

_PLACES = {Kind.UNIT, Kind.BODY}


class Identity:
    """The two texts side by side.

    ``was`` leads from an id of the new text to the same thing in the old one, ``now`` from an old id to where all of
    it is now. ``merged`` are the old ids in each new one, ``split`` the new ids of each old one, ``restored`` those
    that are there again.
    """

    def __init__(self, old: Organisation, new: Organisation) -> None:
        self.old, self.new = old, new
        self.was: dict[str, str] = {}
        self.now: dict[str, str] = {}
        self.merged: dict[str, list[str]] = {}
        self.restored: set[str] = set()
        self.predecessors: dict[str, list[str]] = {}
        self.successors: dict[str, list[str]] = {}
        for node_id in new:
            self._trace(node_id)
        for node_id, origins in self.predecessors.items():
            self._identify(node_id, origins)
        self.split = {origin: ids for origin, ids in self.successors.items() if len(ids) > 1}

    def sources(self, node_id: str) -> list[str]:
        """Return the old ids of which all is in a part of the new text: its own, or those merged in it."""
        return [origin for origin in self.predecessors.get(node_id, ()) if self.now.get(origin) == node_id]

    def is_new(self, node_id: str) -> bool:
        """Tell whether a part of the new text comes from nothing."""
        return node_id not in self.predecessors

    def is_gone(self, node_id: str) -> bool:
        """Tell whether nothing comes from a part of the old text."""
        return node_id not in self.successors

    def _trace(self, node_id: str) -> None:
        """Note where a part of the new text comes from."""
        is_old = node_id in self.old and self.old.kind(node_id) is self.new.kind(node_id)
        stated = self.new.formerly.get(node_id, ())
        if node_id in stated and node_id not in self.old:
            self.restored.add(node_id)
        before = {node_id, *(self.old.formerly.get(node_id, ()) if is_old else ())}
        others = [name for name in dict.fromkeys(stated) if name not in before and self._may_come_from(name, node_id)]
        origins = [node_id, *others] if is_old else others
        for origin in origins:
            self.predecessors.setdefault(node_id, []).append(origin)
            self.successors.setdefault(origin, []).append(node_id)

    def _may_come_from(self, origin: str, node_id: str) -> bool:
        if origin not in self.old:
            return False
        kinds = {self.old.kind(origin), self.new.kind(node_id)}
        return len(kinds) == 1 or kinds == _PLACES

    def _identify(self, node_id: str, origins: list[str]) -> None:
        whole = [origin for origin in origins if origin == node_id or self.successors[origin] == [node_id]]
        self.now |= dict.fromkeys(whole, node_id)
        if node_id in origins:
            self.was[node_id] = node_id
        elif len(origins) == 1 and whole:
            self.was[node_id] = origins[0]
        if len(origins) > 1 and (node_id not in origins or len(whole) > 1):
            self.merged[node_id] = origins
