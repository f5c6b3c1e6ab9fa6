"""The org chart: nested boxes, and the reporting lines that differ from the nesting.

Two views of one organisation have the same shape: `composition` (what is part of what) and
`reporting` (who answers to whom). A unit and the post that heads it are one box, with the unit's id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from orgcli.graph.holding import heads_in_words, holding
from orgcli.graph.nodes import Kind
from orgcli.graph.reporting import leaders
from orgcli.i18n import labels, text
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Org
    from orgcli.org.traversal import Line

# dark enough to be read on white
COLOURS = ("#1d4ed8", "#0f766e", "#b45309", "#7c3aed", "#be123c", "#4d7c0f", "#0369a1", "#a21caf", "#475569", "#92400e")
OTHER = "#475569"  # units without a kind


@dataclass(frozen=True)
class Box:
    """A box: ``label`` over ``sub``; ``role`` is unit, post (without a unit) or outside."""

    id: str
    label: str
    sub: str
    role: str
    kind: str | None
    boxes: list[Box] = field(default_factory=list)


@dataclass(frozen=True)
class Cross:
    """A line that differs from the nesting of the boxes: of reporting, or to a unit that the box is part of as well."""

    start: str
    end: str
    ref: str | None
    condition: str | None
    inferred: bool
    also: bool = False
    """Whether it leads to what the unit is part of as well."""


@dataclass(frozen=True)
class Chart:
    """The top boxes, the outside posts to which they report, and the cross lines."""

    tops: list[Box]
    outside: list[Box]
    crosses: list[Cross]


def walk(boxes: list[Box]) -> Iterator[tuple[Box, Box | None, int]]:
    """Yield every box with its parent and its level, parents first."""
    waiting: list[tuple[Box, Box | None, int]] = [(box, None, 0) for box in reversed(boxes)]
    while waiting:
        box, owner, level = waiting.pop()
        yield box, owner, level
        waiting.extend((below, box, level + 1) for below in reversed(box.boxes))


def heading(model: Org) -> str:
    """Return the name of the organisation, or that of its only top unit."""
    return model.name or (model.units[0].name if len(model.units) == 1 else _("Organisation"))


def escaped(value: str) -> str:
    """Return a text as HTML and XML have it, in an element or an attribute."""
    return escape(text.printable(value))


def colours(chart: Chart, model: Org) -> dict[str | None, str]:
    """Return a colour for each kind of unit, those declared in the file first."""
    kinds = dict.fromkeys([*model.kinds, *(box.kind for box, _owner, _level in walk(chart.tops) if box.kind)])
    return {kind: COLOURS[number % len(COLOURS)] for number, kind in enumerate(kinds)}


def composition(org: Organisation) -> Chart:
    """Return the chart of composition, with a box for each further post that has subordinates."""

    def below(node_id: str) -> list[str]:
        if org.kind(node_id) is not Kind.UNIT:
            return []
        return [*(post for post in org.posts(node_id) if org.subordinates(post)), *org.children(node_id)]

    tops = [_box(org, top, below, units=True) for top in org.tops()]
    outside = [_box(org, post, below, units=True) for post in _outside(org)]
    also = [
        Cross(box.id, owner, None, None, inferred=False, also=True)
        for box, _owner, _level in walk(tops)
        for owner in org.plain(box.id).get("also_part_of", ())
    ]
    return Chart(tops, outside, [*_crosses(org, [*tops, *outside]), *also])


def reporting(org: Organisation) -> Chart:
    """Return the chart of reporting, each box under the first superior of its post."""
    inside = [*org.ids_of(Kind.UNIT), *(post for post in org.ids_of(Kind.POST) if _unit_of(org, post))]
    nodes = org.in_order({_box_id(org, node_id) for node_id in inside} | set(_outside(org)))
    inside_ids = set(nodes)
    below: dict[str, list[str]] = {}
    tops = []
    for node_id in nodes:
        above = _first_superior(org, node_id)
        below.setdefault(above, []).append(node_id) if above in inside_ids else tops.append(node_id)
    boxes = [_box(org, top, lambda node_id: below.get(node_id, []), units=False) for top in tops]
    alone = [box for box in boxes if _is_alone(box)]
    return Chart([box for box in boxes if not _is_alone(box)], alone, list(_crosses(org, boxes)))


def _is_alone(box: Box) -> bool:
    return box.role == "outside" and not box.boxes


def _box(org: Organisation, top: str, below: Callable[[str], list[str]], *, units: bool) -> Box:
    """Return a box with all below it; not by recursion, because a line of reporting may have thousands of posts."""
    box = _single(org, top, units=units)
    waiting = [box]
    while waiting:
        owner = waiting.pop()
        owner.boxes.extend(_single(org, node_id, units=units) for node_id in below(owner.id))
        waiting += owner.boxes
    return box


def _single(org: Organisation, node_id: str, *, units: bool) -> Box:
    title = org.title(node_id)
    if org.kind(node_id) is Kind.POST:
        place = org.parent(node_id)
        role = "post" if _unit_of(org, node_id) else "outside"
        return Box(node_id, title, _joined(org.title(place) if place else "", str(holding(org, node_id))), role, None)
    head, heads = org.head(node_id), heads_in_words(org, node_id)
    full = org.title(head) if head else ""
    short = short_title(full, title) + heads.removeprefix(full) if heads.startswith(full) else heads
    label, sub = (title, short) if units or not head else (short, title)
    item = org.item(node_id)
    count = getattr(item, "count", None)
    state = ", ".join(labels.state(item)) if getattr(item, "temporary", False) else ""
    sub = " · ".join(filter(None, (f"×{count}" if count else "", sub, state)))
    return Box(node_id, label, sub, "unit", org.label(node_id))


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def short_title(title: str, unit: str) -> str:
    """Return a post's title without the name of its unit: « Chef du Service X » becomes « Chef »."""
    if not title.casefold().endswith(unit.casefold()):
        return title
    rest = title[: -len(unit)].split()
    while rest and text.is_minor(rest[-1]):
        rest.pop()
    return " ".join(rest) or title


def _unit_of(org: Organisation, post: str) -> str | None:
    """Return the unit of a post, or None if it belongs to a body."""
    place = org.parent(post)
    return place if place and org.kind(place) is Kind.UNIT else None


def _box_id(org: Organisation, node_id: str) -> str:
    """Return the id of the box for a post or a unit: a unit and its head share one."""
    unit = _unit_of(org, node_id) if org.kind(node_id) is Kind.POST else node_id
    return unit if unit and (unit == node_id or org.is_head(node_id)) else node_id


def _outside(org: Organisation) -> list[str]:
    """Return the outside posts with subordinates inside, superiors of the top units first."""
    posts = [post for post in org.ids_of(Kind.POST) if not _unit_of(org, post)]
    met = [
        post
        for post in posts
        if any(_unit_of(org, low) or org.kind(low) is Kind.UNIT for low in org.subordinates(post))
    ]
    first = {to for top in org.tops() for to, _line in _superiors(org, top)}
    return [*(post for post in met if post in first), *(post for post in met if post not in first)]


def _first_superior(org: Organisation, node_id: str) -> str:
    lines = ((_box_id(org, to), line) for to, line in _superiors(org, node_id))
    return next((box for box, line in lines if not line.condition and box != node_id), "")


def _superiors(org: Organisation, node_id: str) -> Iterator[tuple[str, Line]]:
    return (line for post in leaders(org, node_id) for line in org.superiors(post))


def _crosses(org: Organisation, boxes: list[Box]) -> Iterator[Cross]:
    """Yield the reporting lines from each box to boxes other than its parent."""
    parents = {box.id: owner.id if owner else None for box, owner, _level in walk(boxes)}
    for node_id, owner in parents.items():
        ends = {owner, node_id}
        for to, line in _superiors(org, node_id):
            end = _box_id(org, to)
            if end not in ends and end in parents:
                ends.add(end)
                yield Cross(node_id, end, line.ref, line.condition, line.inferred)
