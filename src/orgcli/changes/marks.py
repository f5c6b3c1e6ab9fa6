"""What changed since an old text, marked in the tree of the new one: what is new, gone or moved, and from where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from orgcli.changes.arrangement import Arrangement
from orgcli.changes.identity import Identity
from orgcli.graph import composition
from orgcli.graph.nodes import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orgcli.changes.events import Key
    from orgcli.graph.composition import Tree
    from orgcli.graph.organisation import Organisation


class State(StrEnum):
    """What happened to a unit."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True)
class Mark:
    """What happened to a unit: ``events`` as in `events.EVENTS`, each with the names that belong to it."""

    state: State
    events: dict[str, list[str]]


class Since:
    """The new text with the marks of what changed since the old one; units that are gone stand where they were."""

    def __init__(self, old: Organisation, new: Organisation) -> None:
        self.old, self.new = old, new
        self.identity = Identity(old, new)
        self.arrangement = Arrangement(self.identity)
        gone = [key[1] for key in self.arrangement if key[0] and old.kind(key[1]) is Kind.UNIT and key[1] not in new]
        self.gone = frozenset(gone)
        self.marks = {node_id: mark for node_id in new.ids_of(Kind.UNIT) if (mark := self._mark(node_id))}
        self.marks |= {node_id: self._mark_of_gone(node_id) for node_id in gone}

    def is_unit(self, key: Key) -> bool:
        """Tell whether a node is a unit of the new text."""
        return not key[0] and self.new.kind(key[1]) is Kind.UNIT

    def trees(self, trees: Sequence[Tree], depth: int | None = None) -> list[Tree]:
        """Return trees of the new text with the units that are gone, down to some depth."""
        listed = {tree.id: self._with_gone(tree, depth) for tree in trees}
        if {*listed} != {*self.new.tops()}:
            return list(listed.values())
        return list(self._parts(None, listed, depth))

    def _with_gone(self, tree: Tree, depth: int | None) -> Tree:
        if depth == 0:
            return tree
        deeper = None if depth is None else depth - 1
        parts = {part.id: self._with_gone(part, deeper) for part in tree.children}
        return replace(tree, children=list(self._parts((False, tree.id), parts, deeper)))

    def _parts(self, owner: Key | None, parts: dict[str, Tree], depth: int | None) -> Iterator[Tree]:
        for is_gone, node_id in self.arrangement.parts.get(owner, ()):
            if not is_gone and node_id in parts:
                yield parts[node_id]
            elif is_gone and node_id in self.gone:
                yield composition.subtree(self.old, node_id, depth, self.gone)

    def _mark(self, node_id: str) -> Mark | None:
        events = self._events(node_id)
        return Mark(State.CHANGED if node_id in self.identity.was else State.NEW, events) if events else None

    def _events(self, node_id: str) -> dict[str, list[str]]:
        """Return what happened to a unit of the new text."""
        identity, before = self.identity, self.identity.was.get(node_id)
        if identity.is_new(node_id):
            return {"restored" if node_id in identity.restored else "created": []}
        events: dict[str, list[str]] = {}
        if node_id in identity.merged:
            events["merged"] = list(map(self.old.title, identity.merged[node_id]))
        elif before is None:
            events["split"] = list(map(self.old.title, identity.predecessors[node_id]))
        if before is not None:
            owner = self.old.parent(before)
            if self.new.parent(node_id) != (owner and identity.now.get(owner, "")):
                events["moved"] = [self.old.title(owner)] if owner else []
            if self.old.title(before) != self.new.title(node_id):
                events["renamed"] = [self.old.title(before)]
        return events

    def _mark_of_gone(self, old_id: str) -> Mark:
        heirs = list(map(self.new.title, self.identity.successors.get(old_id, ())))
        return Mark(State.GONE, {"split": heirs} if heirs else {"abolished": []})
