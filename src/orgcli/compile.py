"""From an organisation to the rows of its graph: every node with its edges, in the order of the text."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from orgcli import refs, text, walk
from orgcli.graph import DEPUTISES, Kind, duties
from orgcli.model import Alias, Body, Document, Duty, Link, Note, Org, Post, Superior, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.graph import Item

SETTINGS = """
PRAGMA journal_mode=OFF;
PRAGMA synchronous=OFF;
PRAGMA locking_mode=EXCLUSIVE;
PRAGMA cache_size=-65536;
PRAGMA temp_store=MEMORY;
"""
"""How SQLite writes tables that nobody sees before they are whole."""
_SIMPLE = {str, int, bool, dict, type(None)}
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
    """One node: its part of the model, and all that `graph` tells of it."""

    id: str
    kind: Kind
    item: Item
    owner: str | None


class Rows:
    """The nodes of an organisation in order, their edges both ways, and what each is called."""

    def __init__(self, org: Org) -> None:
        self.org = org
        self.out: dict[str, list[Edge]] = defaultdict(list)
        self.into: dict[str, list[Edge]] = defaultdict(list)
        nodes = list(self._nodes())
        self.nodes = sorted(nodes, key=_position)
        self.by_id = {node.id: node for node in nodes}
        self.members = list(walk.memberships(org))
        self.lines = walk.reporting(org)
        for part in self._edges():
            start, end, relation, fact = part
            self.out[start].append((end, relation, fact))
            self.into[end].append((start, relation, fact))

    def _nodes(self) -> Iterator[Node]:
        for unit, owner in walk.units(self.org):
            yield from _of_place(Kind.UNIT, unit, owner.id if owner else None)
        for body in self.org.bodies:
            yield from _of_place(Kind.BODY, body, body.part_of)
        for group in self.org.groups:
            yield Node(group.id, Kind.GROUP, group, None)

    def _edges(self) -> Iterator[tuple[str, str, str, Any]]:
        for name, kind, part, owner in self.nodes:
            if kind is Kind.POST:
                yield owner or "", name, "holds", part.ref
            elif owner:
                yield owner, name, "contains", part.ref
            if isinstance(part, (Unit, Body)) and part.head:
                yield part.head.id, name, "heads", part.head.ref
        for group, members in self.members:
            yield from ((group.id, member, "includes", group.ref) for member in members)
        for name, lines in self.lines.items():
            for line in sorted(lines, key=_strength):
                yield name, line.to, "reports_to", (line.ref, line.condition, line.inferred)
        for node in self.nodes:
            yield from ((node.id, other, "links", relation) for other, relation in _links(node.item))

    def tasks(self, node: Node) -> int:
        """Return how many duties concern a node."""
        part = node.item
        own = len(duties(part))
        if not isinstance(part, (Unit, Body)):
            return own
        own += sum(len(post.duties) for post in walk.posts(part))
        return own + sum(
            len(duties(self.by_id[start].item)) for start, relation, _ in self.into[node.id] if relation == "includes"
        )

    def called(self, name: str) -> list[str]:
        """Return the name of a node and its aliases."""
        part = self.by_id[name].item
        return [title(part), *(alias.name for alias in part.aliases)]

    def spellings(self, node: Node) -> Iterator[tuple[str, bool]]:
        """Yield the keys of what a node is called, and whether each is its proper name.

        A post is also called by its title and the name of its unit together.
        """
        names = self.called(node.id)
        if node.kind is Kind.POST:
            names.append(f"{names[0]} {title(self.by_id[node.owner].item) if node.owner else ''}")
        keys: dict[str, bool] = {}
        for position, name in enumerate(names):
            keys.setdefault(text.key(name), position == 0)
        yield from keys.items()


def _of_place(kind: Kind, place: Unit | Body, owner: str | None) -> Iterator[Node]:
    yield Node(place.id, kind, place, owner)
    yield from (Node(post.id, Kind.POST, post, place.id) for post in walk.posts(place))


def title(part: Item) -> str:
    """Return the name of a unit, body or group, or the title of a post."""
    return part.title if isinstance(part, Post) else part.name


def _position(node: Node) -> tuple[Any, ...]:
    """Order nodes as the official text has them: by clause, the first clause of their own, name."""
    part = node.item
    own = [duty.ref for duty in duties(part)]
    if isinstance(part, (Unit, Body)) and part.head:
        own.append(part.head.ref)
    first = min((refs.sort_key(ref) for ref in own), default=refs.sort_key(None))
    return refs.sort_key(part.ref), first, text.key(title(part)), node.id


def _strength(line: walk.Line) -> tuple[Any, ...]:
    return line.inferred, bool(line.condition), refs.sort_key(line.ref), line.condition or ""


def _links(part: Item) -> Iterator[tuple[str, tuple[str, str | None, str | None]]]:
    """Yield the links that a part of the model states, with the other end; a deputy's among them."""
    yield from ((link.with_, (link.type, link.ref, link.condition)) for link in part.links)
    for duty in duties(part):
        yield from ((link.with_, (link.type, link.ref or duty.ref, link.condition)) for link in duty.links)
    for line in part.deputy_of if isinstance(part, Post) else []:
        yield line.post, (DEPUTISES, line.ref, line.condition)


def to_plain(part: Any) -> Any:  # noqa: ANN401 - any part of the model
    """Return a part of the model as dicts, lists and strings, without what is empty or a node of its own."""
    kind = part.__class__
    if kind is list:
        return [to_plain(inner) for inner in part] if part[:1] and part[0].__class__ is not str else part
    if kind in _SIMPLE:
        return part
    own = _NODES_OF_THEIR_OWN.get(kind, ())
    return {name: to_plain(value) for name, value in vars(part).items() if value and name not in own}


def from_plain(kind: Any, data: dict[str, Any]) -> Any:  # noqa: ANN401 - any class of the model
    """Return the part of the model that `to_plain` made plain."""
    values = {}
    for name, value in data.items():
        part = _PARTS.get(name)
        if part is None or (value and value.__class__ is list and value[0].__class__ is str):
            values[name] = value
        elif value.__class__ is list:
            values[name] = [from_plain(part, inner) for inner in value]
        else:
            values[name] = from_plain(part, value)
    return kind(**values)
