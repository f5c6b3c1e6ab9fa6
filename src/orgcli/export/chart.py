"""What an org chart shows: boxes within boxes, and the lines of reporting that nesting does not show.

Two views of one organisation have the same shape: `composition` (what is part of what) and
`reporting` (who answers to whom). A unit and the post that heads it are one box, with the unit's id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orgcli.graph.organisation import Kind
from orgcli.graph.reporting import leader
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orgcli.graph.organisation import Organisation
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


def heading(model: Org) -> str:
    """Return what the whole is called: its own name, or that of the one unit at its top."""
    return model.name or (model.units[0].name if len(model.units) == 1 else _("Organisation"))


def colours(chart: Chart, model: Org) -> dict[str | None, str]:
    """Return the colour of each kind of unit: those the file lists, in its order, then those met."""
    kinds = dict.fromkeys([*model.kinds, *(box.kind for box, _owner, _level in walk(chart.tops) if box.kind)])
    return {kind: COLOURS[number % len(COLOURS)] for number, kind in enumerate(kinds)}


def composition(org: Organisation) -> Chart:
    """Return the chart of what is part of what; other posts are boxes where somebody answers to them."""

    def below(name: str) -> list[str]:
        if org.kind(name) is not Kind.UNIT:
            return []
        return [*(post for post in org.posts(name) if org.subordinates(post)), *org.children(name)]

    tops = [_box(org, top, below, units=True) for top in org.tops()]
    outside = [_box(org, post, below, units=True) for post in _outside(org)]
    return Chart(tops, outside, list(_crosses(org, [*tops, *outside])))


def reporting(org: Organisation) -> Chart:
    """Return the chart of who answers to whom, each box under the first superior of its post."""
    inside = [*org.ids_of(Kind.UNIT), *(post for post in org.ids_of(Kind.POST) if _unit_of(org, post))]
    nodes = org.in_order({_box_id(org, name) for name in inside} | set(_outside(org)))
    known = set(nodes)
    below: dict[str, list[str]] = {}
    tops = []
    for name in nodes:
        above = _first_superior(org, name)
        below.setdefault(above, []).append(name) if above in known else tops.append(name)
    boxes = [_box(org, top, lambda name: below.get(name, []), units=False) for top in tops]
    alone = [box for box in boxes if box.role == "outside" and not box.boxes]
    tops_only = [box for box in boxes if box not in alone]
    return Chart(tops_only, alone, list(_crosses(org, boxes)))


def _box(org: Organisation, name: str, below: Callable[[str], list[str]], *, units: bool) -> Box:
    title, part = org.title(name), org.item(name)
    if org.kind(name) is Kind.POST:
        place = org.parent(name)
        role = "post" if _unit_of(org, name) else "outside"
        label, sub, kind = title, org.title(place) if place else "", None
    else:
        head = org.head(name)
        role, kind, held = "unit", getattr(part, "kind", None), org.title(head) if head else ""
        short = short_title(held, title)
        label, sub = (title, short) if units or not head else (short, title)
    return Box(name, label, sub, role, kind, [_box(org, part, below, units=units) for part in below(name)])


def short_title(title: str, unit: str) -> str:
    """Return a post's title without the name of its unit, beside which it stands: « Chef du Service X » is « Chef »."""
    if not title.casefold().endswith(unit.casefold()):
        return title
    rest = title[: -len(unit)].split()
    while rest and text.is_minor(rest[-1]):
        rest.pop()
    return " ".join(rest) or title


def _unit_of(org: Organisation, post: str) -> str | None:
    """Return the unit of a post, None if it is a body's."""
    place = org.parent(post)
    return place if place and org.kind(place) is Kind.UNIT else None


def _box_id(org: Organisation, name: str) -> str:
    """Return the box that shows a post, or a unit that has no head."""
    unit = _unit_of(org, name) if org.kind(name) is Kind.POST else name
    return unit if unit and org.head(unit) == name else name


def _outside(org: Organisation) -> list[str]:
    """Return the posts outside to which somebody inside answers, those above the very top first."""
    posts = [post for post in org.ids_of(Kind.POST) if not _unit_of(org, post)]
    met = [
        post
        for post in posts
        if any(_unit_of(org, low) or org.kind(low) is Kind.UNIT for low in org.subordinates(post))
    ]
    first = {to for top in org.tops() for to, _line in org.superiors(leader(org, top))}
    return [*(post for post in met if post in first), *(post for post in met if post not in first)]


def _first_superior(org: Organisation, name: str) -> str:
    lines = org.superiors(leader(org, name))
    return next((_box_id(org, to) for to, line in lines if not line.condition), "")


def _crosses(org: Organisation, boxes: list[Box]) -> Iterator[Cross]:
    """Yield the lines from each box to others than the box around it."""
    shown = {box.id: owner.id if owner else None for box, owner, _level in walk(boxes)}
    for name, owner in shown.items():
        for to, line in org.superiors(leader(org, name)):
            end = _box_id(org, to)
            if end != owner and end in shown:
                yield Cross(name, end, line.ref, line.condition, line.inferred)
