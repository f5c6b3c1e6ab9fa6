"""Answers about the shape of an organisation: what is under whom, and who answers to whom.

The answers are small dataclasses; `answers.to_json` turns each into the documented JSON shape.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from orgcli.graph import organisation as g
from orgcli.graph.organisation import Kind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    import networkx as nx

    from orgcli.graph.organisation import OrgGraph

MAX_LINES = 100
"""Lines shown at most: in a dense matrix their number grows without bound."""


@dataclass(frozen=True)
class Named:
    """A node by id and name."""

    id: str
    name: str


@dataclass(frozen=True)
class Tree:
    """A unit and what is beneath it; ``duties`` counts all that `show` lists."""

    id: str
    name: str
    kind: str | None
    head: str | None
    duties: int
    children: list[Tree]
    count: int | None = field(default=None, metadata={"json": False})
    """How many like units it stands for."""


@dataclass(frozen=True)
class Step:
    """One post on a line up; ``ref``, ``inferred`` and ``condition`` are of its line to the next."""

    post: str
    unit: str | None
    unit_id: str | None
    ref: str | None = None
    inferred: bool = False
    condition: str | None = None


@dataclass(frozen=True)
class ReportingLine:
    """A way up to the top; ``common`` is the index of the superior shared with another unit's."""

    steps: list[Step]
    common: int | None = None
    ids: list[str] = field(default_factory=list, repr=False, metadata={"json": False})


@dataclass(frozen=True)
class Lines:
    """All the lines up from one unit or post, or from two to the superiors they share."""

    from_: Named
    to: Named | None
    lines: list[ReportingLine]

    @property
    def is_shared(self) -> bool:
        """Whether two were asked about, and some superior is common to both."""
        return any(line.common is not None for line in self.lines)


def named(graph: OrgGraph, name: str) -> Named:
    """Return a node's id and name."""
    return Named(name, g.title(graph, name))


def subtree(graph: OrgGraph, name: str, depth: int | None = None, keep: Container[str] | None = None) -> Tree:
    """Return a unit with all beneath it, down to ``depth`` levels, only the units in ``keep`` if given."""
    head = g.head(graph, name)
    deeper = None if depth is None else depth - 1
    parts = [] if depth == 0 else [part for part in g.children(graph, name) if keep is None or part in keep]
    return Tree(
        id=name,
        name=g.title(graph, name),
        kind=g.label(graph, name),
        head=g.title(graph, head) if head else None,
        duties=g.tasks(graph, name),
        children=[subtree(graph, part, deeper, keep) for part in parts],
        count=g.count(graph, name),
    )


def units_of(tree: Tree) -> Iterator[str]:
    """Yield the ids of a tree, each after its owner."""
    yield tree.id
    for child in tree.children:
        yield from units_of(child)


def holders(graph: OrgGraph, name: str) -> list[str]:
    """Return whose duties concern a unit: its own, its head's and posts' in person, its groups'."""
    if g.kind(graph, name) in {Kind.POST, Kind.GROUP}:
        return [name]
    head = g.head(graph, name)
    return [name, *([head] if head else []), *g.posts(graph, name), *g.groups(graph, name)]


def branches(graph: OrgGraph, units: Container[str]) -> set[str]:
    """Return the units that are in ``units`` or on the way down to one of them."""
    kept: set[str] = set()
    for name in g.nodes(graph, Kind.UNIT):
        if name in units:
            kept |= {name, *g.owners(graph, name)}
    return kept


def answerer(graph: OrgGraph, name: str) -> str:
    """Return who answers for a node: a post itself, a unit's head, or the unit where it has none."""
    return g.head(graph, name) or name


def reporting_lines(graph: OrgGraph, name: str) -> list[ReportingLine]:
    """Return every line from a unit or post to the top, the unconditional ones and the shortest first.

    Each step's clause says that it answers to the next (« relève de », « rend compte à »). At most
    100 lines are returned.
    """
    import networkx as nx

    start = answerer(graph, name)
    view = graph.relation("reports_to")
    above = nx.descendants(view, start)
    longest = len(above)  # said, since networkx would count all the nodes of the organisation
    paths = nx.all_simple_paths(view, start, above, longest) if above else iter([[start]])
    lines = [_line(graph, path) for path in islice((path for path in paths if _ends(view, path)), MAX_LINES)]
    return sorted(
        lines, key=lambda line: (any(step.condition for step in line.steps), len(line.steps), _keys(graph, line))
    )


def _keys(graph: OrgGraph, line: ReportingLine) -> list[int]:
    return [g.position(graph, name) for name in line.ids]


def _ends(view: nx.DiGraph[str], path: list[str]) -> bool:
    """Tell whether a path stops where no line goes on, save back into the path itself."""
    return set(view[path[-1]]) <= set(path)


def _line(graph: OrgGraph, path: list[str]) -> ReportingLine:
    steps = []
    for name, above in zip(path, [*path[1:], None], strict=True):
        place = g.parent(graph, name) if g.kind(graph, name) is Kind.POST else name
        line = dict(g.superiors(graph, name)).get(above) if above else None
        steps.append(
            Step(
                post=g.title(graph, name),
                unit=g.title(graph, place) if place else None,
                unit_id=place,
                ref=line.ref if line else None,
                inferred=bool(line and line.inferred),
                condition=line.condition if line else None,
            )
        )
    return ReportingLine(steps, ids=path)


def lines_up(graph: OrgGraph, name: str, other: str | None = None) -> Lines:
    """Return the lines up from a unit or post; with another, the lines of both to whom they share.

    The shared superiors are the nearest: those above (or at) both, without another such beneath
    them. They decide between the two. ``common`` is None on a line that passes by none of them.
    """
    lines = reporting_lines(graph, name)
    if other is None:
        return Lines(named(graph, name), None, lines)
    shared = common_superiors(graph, name, other)
    both = [*lines, *reporting_lines(graph, other)]
    marked = [
        ReportingLine(line.steps, next((at for at, post in enumerate(line.ids) if post in shared), None), line.ids)
        for line in both
    ]
    return Lines(named(graph, name), named(graph, other), marked)


def common_superiors(graph: OrgGraph, name: str, other: str) -> list[str]:
    """Return the nearest posts above (or at) both: those that have no other such post beneath them.

    A line that holds only for some matters makes nobody the nearer superior.
    """
    import networkx as nx

    view = graph.relation("reports_to")
    sides = [{start, *nx.descendants(view, start)} for start in (answerer(graph, name), answerer(graph, other))]
    shared = sides[0] & sides[1]
    always = nx.subgraph_view(view, filter_edge=lambda start, end: not graph.graph.edges[start, end]["reports_to"].condition)
    higher = {above for post in shared for above in nx.descendants(always, post)}
    return g.in_order(graph, shared - higher)
