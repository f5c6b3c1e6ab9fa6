"""An organisation as one `networkx.DiGraph`, and the only names of its nodes' and edges' attributes.

Nodes are units, posts, bodies and groups, by id. A node has ``kind`` and ``item`` (its part of the
model). One pair of nodes can carry several relations, each an attribute of the edge:

- ``contains``: owner → part, the clause that says so (or None);
- ``holds``: unit or body → post in it; ``heads``: post → unit or body it heads;
- ``reports_to``: post, or unit without a head → superior, a `walk.Line` (of several to one superior,
  a stated one, best without condition, the first by clause);
- ``includes``: group → unit that holds its duties;
- ``links``: holder → other, a list of `Relation`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

import networkx as nx

from orgcli import refs, text, walk
from orgcli.model import Body, Group, Post, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orgcli.model import Duty, Org

    Item = Unit | Post | Body | Group
    OrgGraph = nx.DiGraph[str]


DEPUTISES = "deputises"
"""The type of link between a deputy and the post it stands in for."""


class Kind(StrEnum):
    """What a node is."""

    UNIT = "unit"
    POST = "post"
    BODY = "body"
    GROUP = "group"


@dataclass(frozen=True)
class Relation:
    """One link as an edge carries it: its type, clause and condition."""

    type: str
    ref: str | None
    condition: str | None


def build(org: Org) -> OrgGraph:
    """Return the graph of an organisation; ``graph.graph`` holds lang, source, kinds and synonyms."""
    graph: OrgGraph = nx.DiGraph(
        name=org.name, lang=org.lang, source=org.source, kinds=dict(org.kinds), synonyms=org.synonyms
    )
    for unit, owner in walk.units(org):
        _add_place(graph, Kind.UNIT, unit)
        if owner:
            _relate(graph, owner.id, unit.id, "contains", unit.ref)
    for body in org.bodies:
        _add_place(graph, Kind.BODY, body)
    for body in org.bodies:
        if body.part_of:
            _relate(graph, body.part_of, body.id, "contains", body.ref)
    for group, members in walk.memberships(org):
        graph.add_node(group.id, kind=Kind.GROUP, item=group)
        for member in members:
            _relate(graph, group.id, member, "includes", group.ref)
    for name, lines in walk.reporting(org).items():
        for line in sorted(lines, key=_strength):
            _relate(graph, name, line.to, "reports_to", line)
    _add_links(graph)
    return graph


def _strength(line: walk.Line) -> tuple[Any, ...]:
    return line.inferred, bool(line.condition), refs.sort_key(line.ref), line.condition or ""


def _add_links(graph: OrgGraph) -> None:
    for name in list(graph):
        for other, relation in _links(item(graph, name)):
            _relate(graph, name, other, "links", [])["links"].append(relation)


def _add_place(graph: OrgGraph, kind: Kind, place: Unit | Body) -> None:
    graph.add_node(place.id, kind=kind, item=place)
    for post in walk.posts(place):
        graph.add_node(post.id, kind=Kind.POST, item=post)
        _relate(graph, place.id, post.id, "holds", post.ref)
    if place.head:
        _relate(graph, place.head.id, place.id, "heads", place.head.ref)


def _relate(graph: OrgGraph, start: str, end: str, relation: str, fact: Any) -> dict[str, Any]:  # noqa: ANN401
    graph.add_edge(start, end)
    data = graph.edges[start, end]
    data.setdefault(relation, fact)
    return data


def _links(part: Item) -> Iterator[tuple[str, Relation]]:
    """Yield the links that a part of the model states, with the other end; a deputy's among them."""
    stated = [(link, link.ref) for link in part.links]
    stated += [(link, link.ref or duty.ref) for duty in duties(part) for link in duty.links]
    yield from ((link.with_, Relation(link.type, ref, link.condition)) for link, ref in stated)
    for line in part.deputy_of if isinstance(part, Post) else []:
        yield line.post, Relation(DEPUTISES, line.ref, line.condition)


def duties(part: Item) -> list[Duty]:
    """Return the duties that are written on a part of the organisation."""
    return [] if isinstance(part, Body) else part.duties


def kind(graph: OrgGraph, name: str) -> Kind:
    """Return what a node is."""
    return cast("Kind", graph.nodes[name]["kind"])


def item(graph: OrgGraph, name: str) -> Item:
    """Return the part of the model behind a node."""
    return cast("Item", graph.nodes[name]["item"])


def title(graph: OrgGraph, name: str) -> str:
    """Return the name of a unit, body or group, or the title of a post."""
    part = item(graph, name)
    return part.title if isinstance(part, Post) else part.name


def nodes(graph: OrgGraph, *kinds: Kind) -> list[str]:
    """Return the ids of all nodes of some kinds, in the order of the text."""
    return in_order(graph, (name for name, data in graph.nodes.items() if data["kind"] in kinds))


def _out(graph: OrgGraph, name: str, relation: str) -> Iterator[tuple[str, Any]]:
    return ((end, data[relation]) for end, data in graph.succ[name].items() if relation in data)


def _into(graph: OrgGraph, name: str, relation: str) -> Iterator[tuple[str, Any]]:
    return ((start, data[relation]) for start, data in graph.pred[name].items() if relation in data)


def in_order(graph: OrgGraph, names: Iterable[str]) -> list[str]:
    """Sort nodes as the official text has them: by clause, then by name (never by place in the file)."""
    return sorted(names, key=lambda name: position(graph, name))


def position(graph: OrgGraph, name: str) -> tuple[Any, ...]:
    """Return the sort key of a node: its clause, the first clause of its own, its name."""
    part = item(graph, name)
    own = [duty.ref for duty in duties(part)]
    if isinstance(part, (Unit, Body)) and part.head:
        own.append(part.head.ref)
    first = min((refs.sort_key(ref) for ref in own), default=refs.sort_key(None))
    return refs.sort_key(part.ref), first, text.key(title(graph, name)), name


def parent(graph: OrgGraph, name: str) -> str | None:
    """Return the unit or body that a unit, post or body is part of, or None at the top."""
    owners = [start for relation in ("contains", "holds") for start, _ in _into(graph, name, relation)]
    return owners[0] if owners else None


def owners(graph: OrgGraph, name: str) -> list[str]:
    """Return what a node is part of, and what that is part of, up to the top."""
    found: list[str] = []
    owner = parent(graph, name)
    while owner is not None:
        found.append(owner)
        owner = parent(graph, owner)
    return found


def children(graph: OrgGraph, name: str) -> list[str]:
    """Return the units that a unit is composed of, or the members of a group, in order."""
    relation = "includes" if kind(graph, name) is Kind.GROUP else "contains"
    return in_order(graph, (end for end, _ in _out(graph, name, relation)))


def tops(graph: OrgGraph) -> list[str]:
    """Return the units that are part of nothing."""
    return [name for name in nodes(graph, Kind.UNIT) if parent(graph, name) is None]


def within(graph: OrgGraph, name: str) -> list[str]:
    """Return a unit and all units beneath it."""
    found = [name]
    for unit in found:
        found.extend(end for end, _ in _out(graph, unit, "contains"))
    return found


def head(graph: OrgGraph, name: str) -> str | None:
    """Return the post that heads a unit or body."""
    return next((start for start, _ in _into(graph, name, "heads")), None)


def posts(graph: OrgGraph, name: str) -> list[str]:
    """Return the posts of a unit or body other than its head, in order."""
    return in_order(graph, (end for end, _ in _out(graph, name, "holds") if end != head(graph, name)))


def superiors(graph: OrgGraph, name: str) -> list[tuple[str, walk.Line]]:
    """Return those to whom a post, or a unit without a head, answers, with the line to each.

    Unconditional lines come first, then by clause.
    """
    lines = list(_out(graph, name, "reports_to"))
    return sorted(lines, key=lambda end: (bool(end[1].condition), refs.sort_key(end[1].ref), position(graph, end[0])))


def subordinates(graph: OrgGraph, name: str) -> list[str]:
    """Return those who answer to a post, or to a unit without a head."""
    return in_order(graph, (start for start, _ in _into(graph, name, "reports_to")))


def groups(graph: OrgGraph, name: str) -> list[str]:
    """Return the groups of which a unit is a member: the duties it holds in common with others."""
    return in_order(graph, (start for start, _ in _into(graph, name, "includes")))


def links_from(graph: OrgGraph, name: str) -> list[tuple[str, Relation]]:
    """Return the links that a node holds, each with the other end."""
    return [(end, relation) for end, relations in _out(graph, name, "links") for relation in relations]


def links_to(graph: OrgGraph, name: str) -> list[tuple[str, Relation]]:
    """Return the links that others hold with a node, each with its holder."""
    return [(start, relation) for start, relations in _into(graph, name, "links") for relation in relations]
