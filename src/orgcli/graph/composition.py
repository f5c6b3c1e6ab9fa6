"""Who is under whom: a unit and all beneath it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orgcli.graph.holding import heads_in_words, holding
from orgcli.graph.nodes import Kind, Named

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from orgcli.graph.organisation import Organisation


@dataclass(frozen=True)
class Tree:
    """A unit and what is beneath it; ``duties`` counts those that `show` lists."""

    id: str
    name: str
    kind: str | None
    head: str | None
    duties: int
    children: list[Tree]
    also: list[Named] = field(default_factory=list)
    """Units that are part of it as well, and nested in another."""
    person: str | None = None
    vacant: bool = False
    heads: str = field(default="", metadata={"json": False})
    """The posts that head it, with who holds them, in words."""
    count: int | None = field(default=None, metadata={"json": False})
    """How many like units it stands for, where that is more than one."""


def subtree(org: Organisation, node_id: str, depth: int | None = None, keep: Container[str] | None = None) -> Tree:
    """Return a unit and the units beneath it: down to ``depth`` levels, and of those only the ones in ``keep``."""
    head = org.head(node_id)
    held = holding(org, head)
    deeper = None if depth is None else depth - 1
    children, also = (
        [part for part in parts if depth != 0 and (keep is None or part in keep)]
        for parts in (org.children(node_id), org.also_parts(node_id))
    )
    return Tree(
        id=node_id,
        name=org.title(node_id),
        kind=org.label(node_id),
        head=org.title(head) if head else None,
        duties=org.duty_count(node_id),
        children=[subtree(org, part, deeper, keep) for part in children],
        also=list(map(org.named, also)),
        person=held.person,
        vacant=held.vacant,
        heads=heads_in_words(org, node_id),
        count=org.count(node_id),
    )


def walk(tree: Tree) -> Iterator[Tree]:
    """Yield the units of a tree, each after its owner."""
    yield tree
    for child in tree.children:
        yield from walk(child)


def levels(tree: Tree) -> int:
    """Return the number of levels of a tree: 1 for a unit without parts."""
    return 1 + max(map(levels, tree.children), default=0)


def units_beneath(org: Organisation) -> Counter[str]:
    """Return the number of units beneath each unit, at any depth."""
    return Counter(owner for unit in org.ids_of(Kind.UNIT) for owner in org.owners(unit))


def branches(org: Organisation, units: Container[str]) -> set[str]:
    """Return some units and all that lead down to them."""
    return {node_id for unit in org.ids_of(Kind.UNIT) if unit in units for node_id in (unit, *org.owners(unit))}
