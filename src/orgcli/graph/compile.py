"""From an organisation to the rows of its graph: every node with its edges, in the order of the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from orgcli.graph.organisation import DEPUTISES, Kind, duties
from orgcli.i18n import text
from orgcli.org import clauses, walk
from orgcli.org.model import Alias, Body, Document, Duty, Group, Link, Note, Org, Post, Superior, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from orgcli.graph.organisation import Item

    Tell = Callable[[float], None]

SETTINGS = """
PRAGMA page_size=8192;
PRAGMA journal_mode=OFF;
PRAGMA synchronous=OFF;
PRAGMA locking_mode=EXCLUSIVE;
PRAGMA cache_size=-8192;
PRAGMA temp_store=MEMORY;
"""
"""How SQLite writes tables that nobody sees before they are whole."""
TELL_EVERY = 1000
"""Nodes from one time to the next that whoever waits is told how far the work is."""
_NODES_OF_THEIR_OWN = {Unit: {"units", "head", "posts"}, Body: {"head", "posts"}}
_PARTS: dict[str, type] = {
    "aliases": Alias,
    "duties": Duty,
    "links": Link,
    "notes": Note,
    "reports_to": Superior,
    "deputy_of": Superior,
    "in_force": Document,
    "replaces": Document,
    "supplements": Document,
    "based_on": Document,
}

Edge = tuple[str, str, Any]
"""The other end, the relation, and what is said of it."""


class Node(NamedTuple):
    """One node: its part of the model, what it is part of, what it is called, and the keys of these names."""

    id: str
    kind: Kind
    item: Item
    owner: str | None
    names: tuple[str, ...]
    keys: tuple[str, ...]


class Rows:
    """The nodes of an organisation in order, their edges both ways, and what each is called.

    What only one of the two kinds of tables needs is made when it is asked for.
    """

    def __init__(self, org: Org) -> None:
        self.org = org
        self.nodes = list(_in_order(_nodes(org)))
        self.by_id = {node.id: node for node in self.nodes}

    @cached_property
    def members(self) -> list[tuple[Group, list[str]]]:
        """Each group with its members."""
        return list(walk.memberships(self.org))

    @cached_property
    def lines(self) -> dict[str, list[walk.Line]]:
        """The lines up from each post, and from each unit without a head."""
        return walk.reporting(self.org)

    def edges(self) -> tuple[dict[str, list[Edge]], dict[str, list[Edge]]]:
        """Return the edges out of each node that has any, and those into it."""
        out: dict[str, list[Edge]] = defaultdict(list)
        into: dict[str, list[Edge]] = defaultdict(list)
        for start, end, relation, fact in self._edges():
            out[start].append((end, relation, fact))
            into[end].append((start, relation, fact))
        return out, into

    @cached_property
    def _common(self) -> Counter[str]:
        """How many duties a unit holds in common with others."""
        found: Counter[str] = Counter()
        for group, members in self.members:
            found.update(dict.fromkeys(members, len(group.duties)))
        return found

    def _edges(self) -> Iterator[tuple[str, str, str, Any]]:
        for node in self.nodes:
            part = node.item
            if node.kind is Kind.POST:
                yield node.owner or "", node.id, "holds", part.ref
            elif node.owner:
                yield node.owner, node.id, "contains", part.ref
            if isinstance(part, (Unit, Body)) and part.head:
                yield part.head.id, node.id, "heads", part.head.ref
        for group, members in self.members:
            yield from ((group.id, member, "includes", group.ref) for member in members)
        for name, lines in walk.reporting(self.org).items():  # not kept: the graph needs them once, and room
            for to, *fact in sorted(lines, key=_strength) if len(lines) > 1 else lines:
                yield name, to, "reports_to", fact
        for node in self.nodes:
            for other, relation in _links(node.item):
                yield node.id, other, "links", relation

    def ranked(self, tell: Tell) -> Iterator[tuple[int, Node]]:
        """Yield the nodes with their rank, and give ``tell`` the share that is done, now and then."""
        for rank, node in enumerate(self.nodes):
            if not rank % TELL_EVERY:
                tell(rank / len(self.nodes))
            yield rank, node

    def tasks(self, node: Node) -> int:
        """Return how many duties concern a node."""
        part = node.item
        own = len(duties(part))
        if not isinstance(part, (Unit, Body)):
            return own
        return own + sum(len(post.duties) for post in walk.posts(part)) + self._common[node.id]

    def spellings(self, node: Node) -> dict[str, bool]:
        """Return the keys of what a node is called, and whether each is its proper name.

        A post is also called by its title and the name of its unit together, and by whoever holds it.
        """
        found = dict.fromkeys(node.keys, False)
        first = node.keys[0]
        if node.kind is Kind.POST and node.owner:
            found[f"{first} {self.by_id[node.owner].keys[0]}"] = False
        if isinstance(node.item, Post) and node.item.person:
            found[text.key(node.item.person)] = False
        found[first] = True
        return found


def _nodes(org: Org) -> Iterator[Node]:
    for unit, owner in walk.units(org):
        yield from _of_place(Kind.UNIT, unit, owner.id if owner else None)
    for body in org.bodies:
        yield from _of_place(Kind.BODY, body, body.part_of)
    for group in org.groups:
        yield _node(Kind.GROUP, group, None)


def _of_place(kind: Kind, place: Unit | Body, owner: str | None) -> list[Node]:
    return [_node(kind, place, owner), *[_node(Kind.POST, post, place.id) for post in walk.posts(place)]]


def _node(kind: Kind, part: Item, owner: str | None) -> Node:
    names = (title(part), *[alias.name for alias in part.aliases])
    return Node(part.id, kind, part, owner, names, tuple(map(text.key, names)))


def title(part: Item) -> str:
    """Return the name of a unit, body or group, or the title of a post."""
    return part.title if isinstance(part, Post) else part.name


def _in_order(nodes: Iterable[Node]) -> Iterator[Node]:
    """Sort nodes as the official text has them: by clause, the first clause of their own, name."""
    for _clause, found in groupby(sorted(nodes, key=_clause_of), _clause_of):
        alike = list(found)
        yield from sorted(alike, key=_position) if len(alike) > 1 else alike


def _clause_of(node: Node) -> str:
    return clauses.sort_key(node.item.ref)


def _position(node: Node) -> str:
    """Return a text that sorts nodes of the same clause."""
    part = node.item
    own = [duty.ref for duty in duties(part)]
    if isinstance(part, (Unit, Body)) and part.head:
        own.append(part.head.ref)
    first = min(map(clauses.sort_key, own), default=clauses.sort_key(None))
    return f"{first}\0{node.keys[0]}\0{node.id}"


def _strength(line: walk.Line) -> tuple[Any, ...]:
    return line.inferred, bool(line.condition), clauses.sort_key(line.ref), line.condition or ""


def _links(part: Item) -> Iterator[tuple[str, tuple[str, str | None, str | None]]]:
    """Yield the links that a part of the model states, with the other end; a deputy's among them."""
    for link in part.links:
        yield link.with_, (link.type, link.ref, link.condition)
    for duty in duties(part):
        for link in duty.links:
            yield link.with_, (link.type, link.ref or duty.ref, link.condition)
    for line in part.deputy_of if isinstance(part, Post) else ():
        yield line.post, (DEPUTISES, line.ref, line.condition)


def to_plain(part: Any) -> dict[str, Any]:
    """Return what a part of the model says, by key, without what is empty or a node of its own."""
    own = _NODES_OF_THEIR_OWN.get(part.__class__, ())
    return {name: value for name in part.__slots__ if name not in own and (value := getattr(part, name))}


def from_plain(kind: Any, data: dict[str, Any]) -> Any:
    """Return the part of the model that `to_plain` told of, read back from JSON."""
    values = {}
    for name, value in data.items():
        part = _PARTS.get(name)
        if value.__class__ is list:
            values[name] = tuple(from_plain(part, inner) if inner.__class__ is dict else inner for inner in value)
        else:
            values[name] = from_plain(part, value) if part and value else value
    return kind(**values)
