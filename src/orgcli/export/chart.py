"""What an org chart shows: boxes within boxes, and the lines of reporting that nesting does not show.

Two views of one organisation have the same shape: `composition` (what is part of what) and
`reporting` (who answers to whom). A unit and the post that heads it are one box, with the unit's id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orgcli.graph import hierarchy
from orgcli.graph import organisation as g
from orgcli.graph.organisation import Kind
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orgcli.graph.organisation import OrgGraph
    from orgcli.org.model import Org

COLOURS = ("#1d4ed8", "#0f766e", "#b45309", "#7c3aed", "#be123c", "#4d7c0f", "#0369a1", "#a21caf", "#475569", "#92400e")
"""One for each kind of unit, in the order of the file; dark enough to be read on white."""
OTHER = "#475569"
"""The colour of what has no kind."""


@dataclass(frozen=True)
class Box:
    """One box: ``label`` over ``sub``; ``role`` is unit, post (without a unit) or outside."""

    id: str
    label: str
    sub: str
    role: str
    kind: str | None
    boxes: list[Box] = field(default_factory=list)


@dataclass(frozen=True)
class Cross:
    """A line of reporting that differs from the nesting of the boxes."""

    start: str
    end: str
    ref: str | None
    condition: str | None
    inferred: bool


@dataclass(frozen=True)
class Chart:
    """The boxes at the top, those outside to whom they answer, and the lines across."""

    tops: list[Box]
    outside: list[Box]
    crosses: list[Cross]


def walk(boxes: list[Box]) -> Iterator[tuple[Box, Box | None, int]]:
    """Yield every box with the one around it and its level, each after that around it."""
    waiting: list[tuple[Box, Box | None, int]] = [(box, None, 0) for box in reversed(boxes)]
    while waiting:
        box, owner, level = waiting.pop()
        yield box, owner, level
        waiting.extend((below, box, level + 1) for below in reversed(box.boxes))


def heading(org: Org) -> str:
    """Return what the whole is called: its own name, or that of the one unit at its top."""
    return org.name or (org.units[0].name if len(org.units) == 1 else _("Organisation"))


def colours(chart: Chart, org: Org) -> dict[str | None, str]:
    """Return the colour of each kind of unit: those the file lists, in its order, then those met."""
    kinds = dict.fromkeys([*org.kinds, *(box.kind for box, _owner, _level in walk(chart.tops) if box.kind)])
    return {kind: COLOURS[number % len(COLOURS)] for number, kind in enumerate(kinds)}


def composition(graph: OrgGraph) -> Chart:
    """Return the chart of what is part of what; other posts are boxes where somebody answers to them."""

    def below(name: str) -> list[str]:
        if g.kind(graph, name) is not Kind.UNIT:
            return []
        return [*(post for post in g.posts(graph, name) if g.subordinates(graph, post)), *g.children(graph, name)]

    tops = [_box(graph, top, below, units=True) for top in g.tops(graph)]
    outside = [_box(graph, post, below, units=True) for post in _outside(graph)]
    return Chart(tops, outside, list(_crosses(graph, [*tops, *outside])))


def reporting(graph: OrgGraph) -> Chart:
    """Return the chart of who answers to whom, each box under the first superior of its post."""
    inside = [*g.nodes(graph, Kind.UNIT), *(post for post in g.nodes(graph, Kind.POST) if _unit_of(graph, post))]
    nodes = g.in_order(graph, {_box_id(graph, name) for name in inside} | set(_outside(graph)))
    known = set(nodes)
    below: dict[str, list[str]] = {}
    tops = []
    for name in nodes:
        above = _first_superior(graph, name)
        below.setdefault(above, []).append(name) if above in known else tops.append(name)
    boxes = [_box(graph, top, lambda name: below.get(name, []), units=False) for top in tops]
    alone = [box for box in boxes if box.role == "outside" and not box.boxes]
    tops_only = [box for box in boxes if box not in alone]
    return Chart(tops_only, alone, list(_crosses(graph, boxes)))


def _box(graph: OrgGraph, name: str, below: Callable[[str], list[str]], *, units: bool) -> Box:
    title, part = g.title(graph, name), g.item(graph, name)
    if g.kind(graph, name) is Kind.POST:
        place = g.parent(graph, name)
        role = "post" if _unit_of(graph, name) else "outside"
        label, sub, kind = title, g.title(graph, place) if place else "", None
    else:
        head = g.head(graph, name)
        role, kind, held = "unit", getattr(part, "kind", None), g.title(graph, head) if head else ""
        short = short_title(held, title)
        label, sub = (title, short) if units or not head else (short, title)
    return Box(name, label, sub, role, kind, [_box(graph, part, below, units=units) for part in below(name)])


def short_title(title: str, unit: str) -> str:
    """Return a post's title without the name of its unit, beside which it stands: « Chef du Service X » is « Chef »."""
    if not title.casefold().endswith(unit.casefold()):
        return title
    rest = title[: -len(unit)].split()
    while rest and text.is_minor(rest[-1]):
        rest.pop()
    return " ".join(rest) or title


def _unit_of(graph: OrgGraph, post: str) -> str | None:
    """Return the unit of a post, None if it is a body's."""
    place = g.parent(graph, post)
    return place if place and g.kind(graph, place) is Kind.UNIT else None


def _box_id(graph: OrgGraph, name: str) -> str:
    """Return the box that shows a post, or a unit that has no head."""
    unit = _unit_of(graph, name) if g.kind(graph, name) is Kind.POST else name
    return unit if unit and g.head(graph, unit) == name else name


def _outside(graph: OrgGraph) -> list[str]:
    """Return the posts outside to which somebody inside answers, those above the very top first."""
    posts = [post for post in g.nodes(graph, Kind.POST) if not _unit_of(graph, post)]
    met = [
        post
        for post in posts
        if any(_unit_of(graph, low) or g.kind(graph, low) is Kind.UNIT for low in g.subordinates(graph, post))
    ]
    first = {to for top in g.tops(graph) for to, _line in g.superiors(graph, hierarchy.answerer(graph, top))}
    return [*(post for post in met if post in first), *(post for post in met if post not in first)]


def _first_superior(graph: OrgGraph, name: str) -> str:
    lines = g.superiors(graph, hierarchy.answerer(graph, name))
    return next((_box_id(graph, to) for to, line in lines if not line.condition), "")


def _crosses(graph: OrgGraph, boxes: list[Box]) -> Iterator[Cross]:
    """Yield the lines from each box to others than the box around it."""
    shown = {box.id: owner.id if owner else None for box, owner, _level in walk(boxes)}
    for name, owner in shown.items():
        for to, line in g.superiors(graph, hierarchy.answerer(graph, name)):
            end = _box_id(graph, to)
            if end != owner and end in shown:
                yield Cross(name, end, line.ref, line.condition, line.inferred)
