"""Ways through an organisation as its file says it: every part, and who answers to whom."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from orgcli.org.model import Body, Group, Org, Post, Unit

Path = tuple[str | int, ...]
"""The way to a part of the file: keys and positions, from the top."""


class Line(NamedTuple):
    """One line of reporting: the superior's id, the clause and condition, and whether it is inferred."""

    to: str
    ref: str | None = None
    condition: str | None = None
    inferred: bool = False


def parts(part: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every part of an organisation with the way to it, in the order of the file."""
    waiting = [(path, part)]
    while waiting:
        path, part = waiting.pop()
        if part.__class__ is tuple:
            below = [((*path, position), value) for position, value in enumerate(part) if value.__class__ is not str]
        else:
            names = _names(part.__class__)
            if names and path:
                yield path, part
            values = [(name, value) for name in names if (value := getattr(part, name)) and value.__class__ is not str]
            below = [((*path, name.rstrip("_")), value) for name, value in values]
        waiting += reversed(below)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(entry.name for entry in fields(kind)) if is_dataclass(kind) else ()


def units(
    org: Org, arranged: Callable[[tuple[Unit, ...]], Sequence[Unit]] = tuple
) -> Iterator[tuple[Unit, Unit | None]]:
    """Yield every unit with the one it is part of, each after its owner, siblings as they are arranged."""
    waiting: list[tuple[Unit, Unit | None]] = [(unit, None) for unit in reversed(arranged(org.units))]
    while waiting:
        unit, owner = waiting.pop()
        yield unit, owner
        waiting.extend((part, unit) for part in reversed(arranged(unit.units)))


def posts(place: Unit | Body) -> list[Post]:
    """Return the posts of a unit or body, its head first."""
    return [*([place.head] if place.head else []), *place.posts]


def memberships(org: Org) -> Iterator[tuple[Group, list[str]]]:
    """Yield each group with the ids of the units that hold its duties."""
    inside = {unit.id: unit for unit, _owner in units(org)} if any(group.below for group in org.groups) else {}
    for group in org.groups:
        found = dict.fromkeys(group.units)
        waiting = [part for name in reversed(group.below) if name in inside for part in reversed(inside[name].units)]
        while waiting:
            unit = waiting.pop()
            found[unit.id] = None
            waiting.extend(reversed(unit.units))
        yield group, list(found)


def reporting(org: Org) -> dict[str, list[Line]]:
    """Return the lines up from each post, and from each unit that has no stated head.

    A line that the file states is kept as it is. Where it states none, one is inferred: a head or a
    unit without one answers to whoever leads the unit around it, any other post to its own head.
    """
    lines: dict[str, list[Line]] = {}
    leader: dict[str, str] = {}
    for unit, owner in units(org):
        leader[unit.id] = unit.head.id if unit.head else unit.id
        above = leader[owner.id] if owner else None
        if not unit.head:
            lines[unit.id] = _line_or_inferred(None, above)
        for post in posts(unit):
            lines[post.id] = _line_or_inferred(post, above if post is unit.head else leader[unit.id])
    for body in org.bodies:
        for post in posts(body):
            above = body.head.id if body.head and post is not body.head else None
            lines[post.id] = _line_or_inferred(post, above)
    return lines


def _line_or_inferred(post: Post | None, above: str | None) -> list[Line]:
    stated = [Line(to.post, to.ref, to.condition) for to in post.reports_to] if post and post.reports_to else []
    if above is None or (stated and any(line.condition is None for line in stated)):
        return stated
    return [*stated, Line(above, None, None, True)]
