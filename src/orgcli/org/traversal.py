"""Ways through an organisation as its file says it: every part, and who answers to whom."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from orgcli.i18n import text
from orgcli.org.model import Post

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from orgcli.org.model import Body, Group, Org, Superior, Unit

# The way to a part of the file: keys and positions, from the top.
Path = tuple[str | int, ...]


class Line(NamedTuple):
    """A reporting line: the id of the superior, clause and condition, whether it is inferred, and what sort it is."""

    to: str
    ref: str | None = None
    condition: str | None = None
    inferred: bool = False
    label: str | None = None


def parts(whole: Any) -> Iterator[tuple[Path, Any]]:
    """Yield every part of an organisation, or of a part of it, with the way to it, in the order of the file."""
    waiting: list[tuple[Path, Any]] = [((), whole)]
    while waiting:
        path, part = waiting.pop()
        values: Iterable[tuple[str | int, Any]]
        if part.__class__ is tuple:
            values = enumerate(part)
        elif not (reading := _fields(part.__class__)):
            continue
        else:
            if path:
                yield path, part
            keys, values_of = reading
            values = zip(keys, values_of(part), strict=True)
        below = [((*path, key), value) for key, value in values if value and value.__class__ is not str]
        waiting += reversed(below)


@cache
def _fields(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]] | None:
    """Return the keys of a class of the model and what reads their values at once; None for any other class."""
    if not is_dataclass(kind):
        return None
    names = [entry.name for entry in fields(kind)]
    return tuple(name.rstrip("_") for name in names), attrgetter(*names)


def units(
    org: Org, arranged: Callable[[tuple[Unit, ...]], Sequence[Unit]] = tuple
) -> Iterator[tuple[Unit, Unit | None]]:
    """Yield every unit with the one it is part of, each after its owner, siblings as they are arranged."""
    waiting: list[tuple[Unit, Unit | None]] = [(unit, None) for unit in reversed(arranged(org.units))]
    while waiting:
        unit, owner = waiting.pop()
        yield unit, owner
        if unit.units:
            waiting.extend((part, unit) for part in reversed(arranged(unit.units)))


def title(part: Unit | Post | Body | Group) -> str:
    """Return the title of a post, or the name of a unit, body or group."""
    return part.title if isinstance(part, Post) else part.name


def heads(place: Unit | Body) -> list[Post]:
    """Return the posts of equal rank that head a unit or body."""
    first = [place.head] if place.head else []
    return [*first, *place.heads] if place.heads else first


def posts(place: Unit | Body) -> list[Post]:
    """Return the posts of a unit or body, its heads first."""
    first = heads(place)
    return [*first, *place.posts] if place.posts else first


def equal_to_head(place: Unit | Body) -> set[str]:
    """Return the ids of the posts that head a unit or body, and of those with the title of one that does."""
    titles = {text.key(post.title) for post in heads(place)}
    return {post.id for post in posts(place) if text.key(post.title) in titles}


def leaders(org: Org) -> dict[str, list[str]]:
    """Return the ids of who answers for each unit and body: its heads; a unit without any, itself."""
    ids = {unit.id: [post.id for post in heads(unit)] or [unit.id] for unit, _owner in units(org)}
    return ids | {body.id: [post.id for post in heads(body)] for body in org.bodies}


def superiors(line: Superior, leading: dict[str, list[str]]) -> list[str]:
    """Return the ids of the superiors that a line names: a post, or all who head a unit."""
    return leading.get(line.heads_of, []) if line.heads_of else [line.post or ""]


def memberships(org: Org) -> Iterator[tuple[Group, list[str]]]:
    """Yield each group with the ids of the units that hold its duties."""
    inside = {unit.id: unit for unit, _owner in units(org)} if any(group.below for group in org.groups) else {}
    for group in org.groups:
        members = dict.fromkeys(group.units)
        owners = [inside[unit_id] for unit_id in reversed(group.below) if unit_id in inside]
        waiting = [unit for owner in owners for unit in reversed(owner.units)]
        while waiting:
            unit = waiting.pop()
            members[unit.id] = None
            waiting.extend(reversed(unit.units))
        yield group, list(members)


def reporting(org: Org, leading: dict[str, list[str]] | None = None) -> dict[str, list[Line]]:
    """Return the lines up from each post, and from each unit that has no stated head; ``leading`` is `leaders`.

    A line that the file states is kept as it is. Where it states none, one is inferred: a head or a
    unit without one answers to whoever leads the unit around it, any other post to the heads of its own; a post with
    the title of a head is of the same rank.
    """
    lines: dict[str, list[Line]] = {}
    leading = leaders(org) if leading is None else leading
    places: list[tuple[Unit | Body, Unit | None]] = [*units(org), *((body, None) for body in org.bodies)]
    for place, owner in places:
        above, own = leading[owner.id] if owner else [], leading[place.id]
        if own == [place.id]:
            lines[place.id] = [Line(to, inferred=True) for to in above]
        own_posts = posts(place)
        equals = equal_to_head(place) if own_posts else set()
        for post in own_posts:
            lines[post.id] = _stated_or_inferred(post, above if post.id in equals else own, leading)
    return lines


def _stated_or_inferred(post: Post, above: list[str], leading: dict[str, list[str]]) -> list[Line]:
    """Return the lines of a post that are stated; if none is stated without a condition, also those inferred."""
    stated = [
        Line(to, line.ref, line.condition, label=line.label)
        for line in post.reports_to
        for to in superiors(line, leading)
        if not line.heads_of or to != post.id
    ]
    if any(line.condition is None for line in stated):
        return stated
    return [*stated, *(Line(to, inferred=True) for to in above)]
