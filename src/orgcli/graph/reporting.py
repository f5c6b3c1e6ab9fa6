"""To whom a unit or post answers, step by step to the top, and whom two have in common."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from orgcli.graph.holding import distinction, holding
from orgcli.graph.nodes import Kind, Named
from orgcli.graph.ranks import blocks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from orgcli.graph.organisation import Organisation

# The most lines returned: where each of n superiors has two superiors, there are 2ⁿ.
MAX_LINES = 100
# The most steps of all lines after the first.
MAX_STEPS = 10_000


@dataclass(frozen=True)
class Step:
    """One post on a line up; ``ref``, ``inferred`` and ``condition`` are of its line to the next."""

    post: str
    unit: str | None
    unit_id: str | None
    ref: str | None = None
    inferred: bool = False
    condition: str | None = None
    id: str = ""
    person: str | None = None
    held: str = field(default="", metadata={"json": False})
    """Who holds the post, or its id, where that tells it apart."""
    label: str | None = None
    """The file's own name for the line."""
    equals: tuple[str, ...] = field(default=(), metadata={"json": False})
    """The posts of equal rank that it stands for, by id."""

    @property
    def number(self) -> int:
        """Return how many posts it stands for."""
        return len(self.equals) or 1


@dataclass(frozen=True)
class ReportingLine:
    """A line up to the top; ``common`` is the index of the superior shared with another unit's line."""

    steps: list[Step]
    common: int | None = None
    ids: list[str] = field(default_factory=list, repr=False, metadata={"json": False})


@dataclass(frozen=True)
class Lines:
    """The lines up from one unit or post, or from two to the superiors they share.

    ``more`` says that there are lines beyond the limit; ``superiors`` are the nearest that two share, by id.
    """

    from_: Named
    to: Named | None
    lines: list[ReportingLine]
    more: bool = False
    superiors: dict[str, Step] = field(default_factory=dict, metadata={"json": False})
    blocks: list[ReportingLine] = field(default_factory=list, metadata={"json": False})
    """The lines as they are drawn: those that differ only by posts of equal rank are one."""

    @property
    def is_shared(self) -> bool:
        """Whether two were asked about, and some superior is common to both."""
        return any(line.common is not None for line in self.lines)


def leaders(org: Organisation, node_id: str) -> list[str]:
    """Return who answers for a node: a post itself, the heads of a unit, or a unit itself where it has none."""
    return org.heads(node_id) or [node_id]


def lines_up(org: Organisation, node_id: str, other: str | None = None) -> Lines:
    """Return the lines up from a unit or post; with another, the lines of both to the superiors they share.

    Unconditional and short lines come first, `MAX_LINES` at most. ``common`` is None on a line that passes by no shared
    superior.
    """
    if other is None:
        lines, more = _first_lines(org, node_id)
        return Lines(org.named(node_id), None, lines, more, blocks=blocks(org, lines))
    shared = dict.fromkeys(common_superiors(org, node_id, other))
    sides = [_first_lines(org, start, MAX_LINES // 2, shared) for start in (node_id, other)]
    marked = [
        replace(line, common=next((index for index, post in enumerate(line.ids) if post in shared), None))
        for lines, _more in sides
        for line in lines
    ]
    passed = {post for line in marked for post in line.ids}
    nearest = dict.fromkeys(line.ids[line.common] for line in marked if line.common is not None)
    nearest |= dict.fromkeys(superior for superior in shared if superior not in passed)
    superiors = {superior: _step(org, superior, None) for superior in nearest}
    more = any(more for _lines, more in sides)
    return Lines(org.named(node_id), org.named(other), marked, more, superiors, blocks(org, marked))


def _first_lines(
    org: Organisation, node_id: str, most: int = MAX_LINES, shared: Collection[str] = ()
) -> tuple[list[ReportingLine], bool]:
    """Return the lines up, sorted, and whether there are more: first those that differ up to a shared superior."""
    step = cache(lambda post, above: _step(org, post, above))
    starts = leaders(org, node_id)
    paths: dict[tuple[str, ...], None] = {}
    up_to_shared = [_paths(org, start, shared) for start in starts] if shared else []
    more = False
    for path in map(tuple, chain(*up_to_shared, *(_paths(org, start) for start in starts))):
        if path not in paths:
            more = bool(paths) and (len(paths) == most or sum(map(len, paths)) + len(path) > MAX_STEPS)
            if more:
                break
            paths[path] = None
    lines = [ReportingLine(list(map(step, path, [*path[1:], None])), ids=list(path)) for path in paths]
    superiors = cache(lambda post: [superior for superior, _line in org.superiors(post)])
    lines.sort(
        key=lambda line: (
            any(step.condition for step in line.steps),
            len(line.steps),
            [superiors(post).index(above) for post, above in pairwise(line.ids)],
        )
    )
    return lines, more


def _paths(org: Organisation, start: str, shared: Collection[str] = ()) -> Iterator[list[str]]:
    """Yield the paths up from a post, each to where no line goes on, except back into the path itself.

    Of the paths that differ only above a shared superior, one is yielded; those that pass by none come last.
    Each turn of the search leads to a path, so that the first are found soon, however many there are.
    """
    above = _posts_above(org, start)
    leading = _leading_to(above, shared)
    for superiors in above.values():
        superiors.sort(key=lambda superior: superior not in leading)
    path, branches, is_end = {start: None}, [iter(above[start])], True
    while branches:
        post = next((post for post in branches[-1] if post not in path), None)
        if post is not None:
            path[post], is_end = None, True
            branches.append(iter(above[post]))
            continue
        length = len(path) - 1
        if is_end:
            yield list(path)
            length = next((index for index, post in enumerate(path) if post in shared), length)
        del branches[length:]
        while len(path) > length:
            path.popitem()
        is_end = False


def _posts_above(org: Organisation, start: str) -> dict[str, list[str]]:
    """Return a post and all above it, each with its superiors."""
    above: dict[str, list[str]] = {}
    waiting = [start]
    while waiting:
        post = waiting.pop()
        if post not in above:
            above[post] = [superior for superior, _line in org.superiors(post)]
            waiting += above[post]
    return above


def _leading_to(above: dict[str, list[str]], shared: Iterable[str]) -> set[str]:
    """Return the posts from which a line leads to one of the shared superiors, these included."""
    below: dict[str, list[str]] = {}
    for post, superiors in above.items():
        for superior in superiors:
            below.setdefault(superior, []).append(post)
    leading: set[str] = set()
    waiting = list(shared)
    while waiting:
        post = waiting.pop()
        if post not in leading:
            leading.add(post)
            waiting += below.get(post, ())
    return leading


def common_superiors(org: Organisation, node_id: str, other: str) -> list[str]:
    """Return the nearest superiors of two: the posts above (or at) both with no other such post beneath them.

    A line that holds only for some matters makes nobody the nearer superior.
    """
    above, above_other = (
        {post for start in leaders(org, one) for post in _posts_above(org, start)} for one in (node_id, other)
    )
    shared = above & above_other
    # whoever is above a shared superior is shared too, so that one step up from each finds all that are higher
    higher = {above for post in shared for above, line in org.superiors(post) if not line.condition}
    return org.in_order(shared - higher)


def _step(org: Organisation, post: str, above: str | None) -> Step:
    place = org.parent(post) if org.kind(post) is Kind.POST else post
    line = org.graph.edges[post, above]["reports_to"] if above else None
    return Step(
        post=org.title(post),
        unit=org.title(place) if place else None,
        unit_id=place,
        ref=line.ref if line else None,
        inferred=bool(line and line.inferred),
        condition=line.condition if line else None,
        id=post,
        person=holding(org, post).person if org.kind(post) is Kind.POST else None,
        held=distinction(org, post),
        label=line.label if line else None,
    )
