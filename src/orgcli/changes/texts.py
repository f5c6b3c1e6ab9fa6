"""Two texts of an organisation side by side, and how an event between them is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.changes.events import Event, Fact, Key, Place
from orgcli.changes.identity import Identity
from orgcli.graph.nodes import Kind

if TYPE_CHECKING:
    from orgcli.graph.organisation import Organisation


class Texts:
    """Two texts, what is the same in them, and the ids in each of what is not."""

    def __init__(self, old: Organisation, new: Organisation, *, with_clauses: bool) -> None:
        self.old, self.new, self.with_clauses = old, new, with_clauses
        self.identity = Identity(old, new)
        same = {node_id for node_id in new if self._is_unchanged(node_id)}
        self.changed_old = [node_id for node_id in old if node_id not in same]
        self.changed_new = [node_id for node_id in new if node_id not in same]

    def _is_unchanged(self, node_id: str) -> bool:
        """Tell whether both texts say the same of a node: most of a large organisation need not be looked at."""
        if self.identity.sources(node_id) != [node_id] or self.identity.successors[node_id] != [node_id]:
            return False
        owner = self.old.parent(node_id)
        return (
            self.new.parent(node_id) == (owner and self.identity.now.get(owner))
            and set(self.new.heads(node_id)) == {self.identity.now.get(head) for head in self.old.heads(node_id)}
            and self.new.as_json(node_id) == self.old.as_json(node_id)
        )

    def event(
        self,
        event: str,
        ids: tuple[str | None, str | None],
        facts: tuple[Fact, Fact],
        refs: tuple[str | None, str | None] = (None, None),
        likeness: float | None = None,
        *,
        to_confirm: bool = False,
    ) -> Event:
        """Return an event: the ids of what it is about, what is stated and the clauses, old and new."""
        old_id, new_id = ids
        unit_old = unit(self.old, old_id) if old_id is not None else None
        unit_new = unit(self.new, new_id) if new_id is not None else self.identity.now.get(unit_old or "")
        if unit_old is None and unit_new is not None:
            unit_old = self.identity.was.get(unit_new)
        name = self.new.title(new_id) if new_id is not None else self.old.title(old_id or "")
        node_id = new_id if new_id is not None else old_id or ""
        origin = self._key(unit_old) if event == "duty-transferred" and unit_old is not None else None
        origin = None if origin == (False, unit_new) else origin
        return Event(event, node_id, name, *facts, *refs, likeness, to_confirm, unit_old, unit_new, origin)

    def _key(self, old_id: str) -> Key:
        """Return where an old node stands in the two texts together."""
        now = self.identity.now.get(old_id)
        return (True, old_id) if now is None else (False, now)


def unit(org: Organisation, node_id: str) -> str:
    """Return the unit or body that a post is in; anything else is its own."""
    return (org.parent(node_id) or node_id) if org.kind(node_id) is Kind.POST else node_id


def states(org: Organisation, node_id: str, *keys: str) -> bool:
    """Tell whether a text may say something of a node under one of some keys: most say nothing, and are not parsed."""
    part = org.as_json(node_id)
    return any(f'"{key}"'.encode() in part for key in keys)


def place(org: Organisation, node_id: str) -> Place:
    """Return what is to be known of a node that is in one of the texts only."""
    owner = org.parent(node_id)
    return Place(
        node_id,
        org.title(node_id),
        org.kind(node_id).value,
        org.label(node_id),
        org.named(owner) if owner else None,
        list(map(org.named, org.heads(node_id))),
    )


def ref(org: Organisation, node_id: str) -> str | None:
    """Return the clause that states a node."""
    if not states(org, node_id, "ref"):
        return None
    clause: str | None = org.plain(node_id).get("ref")
    return clause
