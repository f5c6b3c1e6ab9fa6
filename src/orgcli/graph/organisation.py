"""An organisation as a directed graph.

Nodes are units, posts, bodies and groups, by id; behind each is a `Node`. One pair of nodes can carry several
relations, each an attribute of the edge:

- ``contains``: owner → part, the clause that says so (or None);
- ``holds``: unit or body → post in it; ``heads``: post → unit or body it heads;
- ``reports_to``: post, or unit without a head → superior, a `traversal.Line` (of several to one superior,
  a stated one, best without condition, the first by clause);
- ``also_part_of``: unit → other unit that it is part of as well (None);
- ``includes``: group → unit that holds its duties;
- ``links``: holder → other, a list of `Relation`.
"""

from __future__ import annotations

import json
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from orgcli.graph.nodes import PART_OF_KIND, Facts, Item, Kind, Named, Node, Relation, from_plain
from orgcli.graph.spellings import Spellings
from orgcli.org import clauses, traversal
from orgcli.org.model import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import networkx as nx

    from orgcli.graph.cache import Entry
    from orgcli.org.model import Org


class Organisation:
    """An organisation: its graph, and what is most often asked of it.

    ``rows`` and ``parts`` are the sections of `rows.to_sections`: the first as data, the second read when needed;
    ``entry`` is the cache file that they come from, if any.
    """

    def __init__(self, rows: dict[str, Any], parts: Callable[[], bytes], entry: Entry | None = None) -> None:
        source = rows["facts"].pop("source")
        self.facts = Facts(**rows["facts"], source=from_plain(Source, source) if source else None)
        kinds = {kind.value: kind for kind in Kind}
        self.nodes = {
            row[0]: Node(row[0], kinds[row[1]], *row[2:], rank=rank)  # type: ignore[misc] # the fields of a row
            for rank, row in enumerate(rows["nodes"])
        }
        self.ids: list[str] = list(self.nodes)
        self.people: list[dict[str, Any]] = rows["people"]
        self.synonyms: list[list[str]] = rows["synonyms"]
        self.formerly: dict[str, list[str]] = rows["formerly"]
        self.not_synonyms: list[list[str]] = rows["not_synonyms"]
        self.entry = entry
        self._edges: list[tuple[str, str, dict[str, Any]]] = rows["edges"]
        self._parts = cache(parts)
        # The part of the model behind a node, without the units and posts in it, which are nodes. It is mostly asked
        # for again at once; to keep more parts of a large organisation would take too much memory.
        self.item: Callable[[str], Item] = lru_cache(maxsize=32)(self._item)

    @classmethod
    def of(cls, org: Org) -> Organisation:
        """Return the organisation that a file's model describes."""
        from orgcli.graph import rows

        sections = rows.to_sections(org)
        return cls(json.loads(sections["graph"]), lambda: sections["parts"])

    @cached_property
    def graph(self) -> nx.DiGraph[str]:
        """The organisation as networkx has it; a `Node` stands behind each node as ``node``."""
        import networkx as nx  # not imported for completion, which needs names only: saves 100 ms

        for _start, _end, data in self._edges:
            if "reports_to" in data:
                data["reports_to"] = traversal.Line(*data["reports_to"])
            if "links" in data:
                data["links"] = [Relation(*link) for link in data["links"]]
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from((node_id, {"node": node}) for node_id, node in self.nodes.items())
        graph.add_edges_from(self._edges)
        return graph

    def relation(self, relation: str) -> nx.DiGraph[str]:
        """Return a view of the graph with the edges of one relation only."""
        import networkx as nx

        succ = self.graph.succ
        view: nx.DiGraph[str] = nx.subgraph_view(
            self.graph, filter_edge=lambda start, end: relation in succ[start][end]
        )
        return view

    @cached_property
    def spellings(self) -> Spellings:
        """What each node is called."""
        return Spellings(self.nodes.values())

    @cached_property
    def person_in(self) -> dict[str, dict[str, Any]]:
        """What the file says of the person in each post that names one."""
        return {post: person for person in self.people for post in person["posts"]}

    def __contains__(self, node_id: object) -> bool:
        """Return whether there is a node of this id."""
        return node_id in self.nodes

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of all nodes in the order of the text."""
        return iter(self.nodes)

    def kind(self, node_id: str) -> Kind:
        """Return what a node is."""
        return self.nodes[node_id].kind

    def _item(self, node_id: str) -> Item:
        part: Item = from_plain(PART_OF_KIND[self.kind(node_id)], self.plain(node_id))
        return part

    def plain(self, node_id: str) -> dict[str, Any]:
        """Return what the file says of a node as plain data, without the keys that are empty."""
        plain: dict[str, Any] = json.loads(self.as_json(node_id).decode())
        return plain

    def as_json(self, node_id: str) -> bytes:
        """Return what the file says of a node as JSON, keys always in the same order."""
        node = self.nodes[node_id]
        return self._parts()[node.start : node.start + node.length]

    def title(self, node_id: str) -> str:
        """Return the name of a unit, body or group, or the title of a post."""
        return self.nodes[node_id].title

    def named(self, node_id: str) -> Named:
        """Return the id and the name of a node."""
        return Named(node_id, self.title(node_id))

    def label(self, node_id: str) -> str | None:
        """Return the kind of a unit or body as the file has it: division, section, for example."""
        return self.nodes[node_id].label

    def count(self, node_id: str) -> int | None:
        """Return how many like units a unit stands for, where the text gives only a number."""
        return self.nodes[node_id].count

    def duty_count(self, node_id: str) -> int:
        """Return how many duties concern a node: its own, those of its posts in person, those in common."""
        return self.nodes[node_id].duties

    def ids_of(self, *kinds: Kind) -> list[str]:
        """Return the ids of all nodes of some kinds, in the order of the text."""
        return [node.id for node in self.nodes.values() if node.kind in kinds]

    def in_order(self, ids: Iterable[str]) -> list[str]:
        """Sort nodes as the official text has them: by clause, where none orders them as in the file."""
        return sorted(ids, key=self.position)

    def position(self, node_id: str) -> int:
        """Return the place of a node in the order of the text (clause, first clause of its own, place in the file)."""
        return self.nodes[node_id].rank

    def tree_position(self, node_id: str) -> list[tuple[int, bool, int]]:
        """Return what sorts nodes as a tree shows them: each after what it is part of, heads and posts before units."""
        path = (*reversed(self.owners(node_id)), node_id)
        return [self.nodes[part].tree_rank(is_head=self.is_head(part)) for part in path]

    def is_head(self, node_id: str) -> bool:
        """Return whether a post heads the unit or body that it is in."""
        owner = self.parent(node_id)
        return owner is not None and node_id in self.heads(owner)

    def parent(self, node_id: str) -> str | None:
        """Return the unit or body that a unit, post or body is part of, or None at the top."""
        return self.nodes[node_id].owner

    def owners(self, node_id: str) -> list[str]:
        """Return what a node is part of, and what that is part of, up to the top."""
        owners: list[str] = []
        owner = self.parent(node_id)
        while owner is not None:
            owners.append(owner)
            owner = self.parent(owner)
        return owners

    def children(self, node_id: str) -> list[str]:
        """Return the units that a unit is composed of, or the members of a group, in order."""
        relation = "includes" if self.kind(node_id) is Kind.GROUP else "contains"
        return self.in_order(end for end, _ref in self._out(node_id, relation))

    def also_parts(self, node_id: str) -> list[str]:
        """Return the units that are part of a unit and nested in another, in order."""
        return self.in_order(start for start, _none in self._into(node_id, "also_part_of"))

    def tops(self) -> list[str]:
        """Return the units that are part of nothing, in order."""
        return [node.id for node in self.nodes.values() if node.kind is Kind.UNIT and node.owner is None]

    def within(self, node_id: str) -> set[str]:
        """Return a unit and all units beneath it."""
        import networkx as nx

        return {node_id, *nx.descendants(self.relation("contains"), node_id)}

    def head(self, node_id: str) -> str | None:
        """Return the post that heads a unit or body: the first of several."""
        return next(iter(self.heads(node_id)), None)

    def heads(self, node_id: str) -> list[str]:
        """Return the posts of equal rank that head a unit or body."""
        return self.nodes[node_id].heads

    def posts(self, node_id: str) -> list[str]:
        """Return the posts of a unit or body other than its heads, in order."""
        heads = self.heads(node_id)
        return self.in_order(end for end, _ref in self._out(node_id, "holds") if end not in heads)

    def superiors(self, node_id: str) -> list[tuple[str, traversal.Line]]:
        """Return those to whom a post, or a unit without a head, answers, with the line to each.

        Unconditional lines come first, then by clause, else as in the file.
        """
        lines: Iterator[tuple[str, traversal.Line]] = self._out(node_id, "reports_to")
        return sorted(lines, key=lambda end: (bool(end[1].condition), clauses.sort_key(end[1].ref)))

    def subordinates(self, node_id: str) -> list[str]:
        """Return those who answer to a post, or to a unit without a head."""
        return self.in_order(start for start, _line in self._into(node_id, "reports_to"))

    def groups(self, node_id: str) -> list[str]:
        """Return the groups of which a unit is a member: the duties it holds in common with others."""
        return self.in_order(start for start, _ref in self._into(node_id, "includes"))

    def links_from(self, node_id: str) -> list[tuple[str, Relation]]:
        """Return the links that a node holds, each with the other end."""
        return [(end, relation) for end, relations in self._out(node_id, "links") for relation in relations]

    def links_to(self, node_id: str) -> list[tuple[str, Relation]]:
        """Return the links that others hold with a node, each with its holder."""
        return [(start, relation) for start, relations in self._into(node_id, "links") for relation in relations]

    def _out(self, node_id: str, relation: str) -> Iterator[tuple[str, Any]]:
        return ((end, data[relation]) for end, data in self.graph.succ[node_id].items() if relation in data)

    def _into(self, node_id: str, relation: str) -> Iterator[tuple[str, Any]]:
        return ((start, data[relation]) for start, data in self.graph.pred[node_id].items() if relation in data)
