"""An organisation as a directed graph, and the only names of its nodes' and edges' attributes.

Nodes are units, posts, bodies and groups, by id. A node's data are ``kind``, ``rank`` (its place in the
order of the official text), ``title``, ``label`` (what sort of unit it is), ``count``, ``tasks`` (how many
duties concern it), ``owner`` (what it is part of) and ``head``. One pair of nodes can carry several
relations, each an attribute of the edge:

- ``contains``: owner → part, the clause that says so (or None);
- ``holds``: unit or body → post in it; ``heads``: post → unit or body it heads;
- ``reports_to``: post, or unit without a head → superior, a `walk.Line` (of several to one superior,
  a stated one, best without condition, the first by clause);
- ``includes``: group → unit that holds its duties;
- ``links``: holder → other, a list of `Relation`.

The mappings come from `store`, which reads a node when it is asked for: a question about one unit of a
hundred thousand reads a few dozen. `walked` gives them to networkx as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import cycle
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from orgcli.org import clauses, walk
from orgcli.org.model import Body

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import networkx as nx

    from orgcli.org.model import Duty, Group, Post, Source, Unit

    Item = Unit | Post | Body | Group
    Edges = Mapping[str, Mapping[str, dict[str, Any]]]


DEPUTISES = "deputises"
"""The type of link between a deputy and the post it stands in for."""


class Kind(StrEnum):
    """What a node is."""

    UNIT = "unit"
    POST = "post"
    BODY = "body"
    GROUP = "group"


class Relation(NamedTuple):
    """One link as an edge carries it: its type, clause and condition."""

    type: str
    ref: str | None
    condition: str | None


class Facts(NamedTuple):
    """What the file says of the whole organisation."""

    name: str | None
    lang: str
    source: Source | None
    kinds: dict[str, str]


class Spellings(Protocol):
    """Everything that nodes are called, by the key that `text.key` makes of it; nodes come in order."""

    def exactly(self, key: str, kinds: Sequence[Kind]) -> list[str]:
        """Return the nodes of some kinds that are called just so."""

    def with_words(self, words: Iterable[str], kinds: Sequence[Kind]) -> list[str]:
        """Return the nodes of some kinds one of whose names has all these words."""

    def with_beginnings(self, starts: Iterable[str], kinds: Sequence[Kind]) -> list[str]:
        """Return the nodes of some kinds one of whose names has words that begin so."""

    def titled(self, key: str) -> list[str]:
        """Return the nodes, groups aside, whose proper name is just so."""

    def all(self, kinds: Sequence[Kind]) -> dict[str, str]:
        """Return every key with a node of some kinds that is called so."""


@dataclass(frozen=True)
class OrgGraph:
    """A graph as networkx has them (``nodes``, ``succ``, ``pred``), with the parts of the model behind its nodes."""

    facts: Facts
    nodes: Mapping[str, dict[str, Any]]
    succ: Edges
    pred: Edges
    items: Mapping[str, Item]
    spellings: Spellings
    tables: Any
    """Where `store` reads from."""
    words: Callable[[], Any]
    """What gives the tables from which `index` reads, once something is searched for."""

    @cached_property
    def walked(self) -> nx.DiGraph[str]:
        """The same graph for networkx's algorithms: its mappings are these, nothing is copied."""
        import networkx as nx

        both = cycle((self.succ, self.pred))

        class Walked(nx.DiGraph):  # type: ignore[type-arg] # networkx asks for its mappings in this order
            node_dict_factory = staticmethod(lambda: self.nodes)  # type: ignore[assignment]
            adjlist_outer_dict_factory = staticmethod(lambda: next(both))  # type: ignore[assignment]

        return Walked()

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a node of this id."""
        return name in self.nodes

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of all nodes in the order of the text."""
        return iter(self.nodes)


def duties(part: Item) -> tuple[Duty, ...]:
    """Return the duties that are written on a part of the organisation."""
    return () if isinstance(part, Body) else part.duties


def kind(graph: OrgGraph, name: str) -> Kind:
    """Return what a node is."""
    return cast("Kind", graph.nodes[name]["kind"])


def item(graph: OrgGraph, name: str) -> Item:
    """Return the part of the model behind a node, without the posts and units in it: these are nodes."""
    return graph.items[name]


def title(graph: OrgGraph, name: str) -> str:
    """Return the name of a unit, body or group, or the title of a post."""
    return cast("str", graph.nodes[name]["title"])


def label(graph: OrgGraph, name: str) -> str | None:
    """Return what sort of unit or body a node is: department, division, section, for example."""
    return cast("str | None", graph.nodes[name]["label"])


def count(graph: OrgGraph, name: str) -> int | None:
    """Return how many like units a unit stands for, where the text gives only a number."""
    return cast("int | None", graph.nodes[name]["count"])


def tasks(graph: OrgGraph, name: str) -> int:
    """Return how many duties concern a node: its own, those of its posts in person, those in common."""
    return cast("int", graph.nodes[name]["tasks"])


def nodes(graph: OrgGraph, *kinds: Kind) -> list[str]:
    """Return the ids of all nodes of some kinds, in the order of the text."""
    return cast("list[str]", graph.tables.ids(kinds))


def _out(graph: OrgGraph, name: str, relation: str) -> Iterator[tuple[str, Any]]:
    return ((end, data[relation]) for end, data in graph.succ[name].items() if relation in data)


def _into(graph: OrgGraph, name: str, relation: str) -> Iterator[tuple[str, Any]]:
    return ((start, data[relation]) for start, data in graph.pred[name].items() if relation in data)


def in_order(graph: OrgGraph, names: Iterable[str]) -> list[str]:
    """Sort nodes as the official text has them: by clause, then by name (never by place in the file)."""
    return sorted(names, key=lambda name: position(graph, name))


def position(graph: OrgGraph, name: str) -> int:
    """Return the place of a node in the order of the text (clause, first clause of its own, name)."""
    return cast("int", graph.nodes[name]["rank"])


def parent(graph: OrgGraph, name: str) -> str | None:
    """Return the unit or body that a unit, post or body is part of, or None at the top."""
    return cast("str | None", graph.nodes[name]["owner"])


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
    """Return the units that are part of nothing, in order."""
    return cast("list[str]", graph.tables.tops())


def within(graph: OrgGraph, name: str) -> list[str]:
    """Return a unit and all units beneath it."""
    found = [name]
    for unit in found:
        found.extend(end for end, _ in _out(graph, unit, "contains"))
    return found


def head(graph: OrgGraph, name: str) -> str | None:
    """Return the post that heads a unit or body."""
    return cast("str | None", graph.nodes[name]["head"])


def posts(graph: OrgGraph, name: str) -> list[str]:
    """Return the posts of a unit or body other than its head, in order."""
    return in_order(graph, (end for end, _ in _out(graph, name, "holds") if end != head(graph, name)))


def superiors(graph: OrgGraph, name: str) -> list[tuple[str, walk.Line]]:
    """Return those to whom a post, or a unit without a head, answers, with the line to each.

    Unconditional lines come first, then by clause.
    """
    lines = list(_out(graph, name, "reports_to"))
    return sorted(
        lines, key=lambda end: (bool(end[1].condition), clauses.sort_key(end[1].ref), position(graph, end[0]))
    )


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


def edges(graph: OrgGraph) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield every pair of nodes that have a relation, with what each relation says."""
    for start in graph:
        yield from ((start, end, data) for end, data in graph.succ[start].items())
