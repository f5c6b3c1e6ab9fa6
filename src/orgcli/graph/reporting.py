"""To whom a unit or post answers, step by step to the top, and whom two have in common."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from orgcli.graph.nodes import Kind, Named

if TYPE_CHECKING:
    import networkx as nx

    from orgcli.graph.organisation import Organisation

MAX_LINES = 100
"""Lines returned at most: in a dense matrix their number grows without bound."""


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
    """A line up to the top; ``common`` is the index of the superior shared with another unit's line."""

    steps: list[Step]
    common: int | None = None
    ids: list[str] = field(default_factory=list, repr=False, metadata={"json": False})


@dataclass(frozen=True)
class Lines:
    """The lines up from one unit or post, or from two to the superiors they share."""

    from_: Named
    to: Named | None
    lines: list[ReportingLine]

    @property
    def is_shared(self) -> bool:
        """Whether two were asked about, and some superior is common to both."""
        return any(line.common is not None for line in self.lines)


def leader(org: Organisation, node_id: str) -> str:
    """Return who answers for a node: a post itself, the head of a unit, or a unit itself where it has none."""
    return org.head(node_id) or node_id


def lines_up(org: Organisation, node_id: str, other: str | None = None) -> Lines:
    """Return the lines up from a unit or post; with another, the lines of both to the superiors they share.

    ``common`` is None on a line that passes by none of these.
    """
    lines = reporting_lines(org, node_id)
    if other is None:
        return Lines(org.named(node_id), None, lines)
    shared = set(common_superiors(org, node_id, other))
    marked = [
        replace(line, common=next((index for index, post in enumerate(line.ids) if post in shared), None))
        for line in [*lines, *reporting_lines(org, other)]
    ]
    return Lines(org.named(node_id), org.named(other), marked)


def reporting_lines(org: Organisation, node_id: str) -> list[ReportingLine]:
    """Return every line from a unit or post to the top, the unconditional ones and the shortest first.

    The clause of a step says that it answers to the next (« relève de », « rend compte à »). At most 100 lines are
    returned.
    """
    import networkx as nx

    start = leader(org, node_id)
    reporting = org.relation("reports_to")
    above = nx.descendants(reporting, start)
    # the cutoff is given because networkx would count the nodes of the whole organisation to find it
    paths = nx.all_simple_paths(reporting, start, above, cutoff=len(above)) if above else iter([[start]])
    complete = (path for path in paths if _ends(reporting, path))
    lines = [_line(org, path) for path in islice(complete, MAX_LINES)]
    return sorted(
        lines,
        key=lambda line: (
            any(step.condition for step in line.steps),
            len(line.steps),
            [org.position(post) for post in line.ids],
        ),
    )


def common_superiors(org: Organisation, node_id: str, other: str) -> list[str]:
    """Return the nearest superiors of two: the posts above (or at) both with no other such post beneath them.

    A line that holds only for some matters makes nobody the nearer superior.
    """
    import networkx as nx

    reporting = org.relation("reports_to")
    sides = [{start, *nx.descendants(reporting, start)} for start in (leader(org, node_id), leader(org, other))]
    shared = sides[0] & sides[1]
    unconditional = nx.subgraph_view(
        reporting, filter_edge=lambda start, end: not reporting.edges[start, end]["reports_to"].condition
    )
    higher = {above for post in shared for above in nx.descendants(unconditional, post)}
    return org.in_order(shared - higher)


def _ends(reporting: nx.DiGraph[str], path: list[str]) -> bool:
    """Tell whether a path stops where no line goes on, except back into the path itself."""
    return set(reporting[path[-1]]) <= set(path)


def _line(org: Organisation, path: list[str]) -> ReportingLine:
    steps = []
    for post, above in zip(path, [*path[1:], None], strict=True):
        place = org.parent(post) if org.kind(post) is Kind.POST else post
        line = dict(org.superiors(post)).get(above) if above else None
        steps.append(
            Step(
                post=org.title(post),
                unit=org.title(place) if place else None,
                unit_id=place,
                ref=line.ref if line else None,
                inferred=bool(line and line.inferred),
                condition=line.condition if line else None,
            )
        )
    return ReportingLine(steps, ids=path)
