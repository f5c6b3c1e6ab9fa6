"""Rules about the graph: who is out of reach of the top, how many tops and heads there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.check.registry import Subject, check
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.org.model import Body, Post, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orgcli.org import traversal
    from orgcli.org.model import Org


@check("W303")
def lost_posts(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """A post from which no line leads to the top."""
    lost = _lost(subject)
    for path, post in subject.of(Post):
        if post.id in lost and path[-1] != "head":
            message = _("no line leads from “{title}” to the top").format(title=post.title)
            yield (*path, "reports_to"), message


@check("W304")
def lost_units(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """A unit that nobody at the top reaches."""
    lost = _lost(subject)
    for path, unit in subject.of(Unit):
        if unit.head and unit.head.id in lost:
            message = _("nobody at the top reaches “{name}”: its head, {title}, answers to nobody under it")
            yield (*path, "head", "reports_to"), message.format(name=unit.name, title=unit.head.title)


def _lost(subject: Subject) -> set[str]:
    """Return the posts where a line breaks off: no way to the top, and nobody within above to blame."""
    lines = {name: [line.to for line in above] for name, above in subject.reporting.items()}
    below: dict[str, list[str]] = {}
    for name, above in lines.items():
        for superior in above:
            below.setdefault(superior, []).append(name)
    inside = [part.id for path, part in subject.of(Unit, Post) if path[0] == "units"]
    reached = _from(_tops(subject.org, lines), below)
    lost = {name for name in inside if name in lines and name not in reached}
    return {name for name in lost if not any(above in lost or above not in lines for above in lines[name])}


def _tops(org: Org, lines: dict[str, list[str]]) -> list[str]:
    """Return those who lead the units at the top, and all above them."""
    leaders = [unit.head.id if unit.head else unit.id for unit in org.units]
    return list(_from(leaders, lines))


def _from(start: list[str], steps: dict[str, list[str]]) -> set[str]:
    """Return all that can be reached by steps from some posts, with them."""
    found, waiting = set(start), list(start)
    while waiting:
        for name in steps.get(waiting.pop(), []):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


@check("W305")
def several_tops(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """Several units at the top, and no name for the whole."""
    units = subject.org.units
    if len(units) > 1 and not subject.org.name:
        message = _("{number} units at the top, and no “name” for the whole: {names}")
        yield ("units", 1), message.format(number=len(units), names=_listed(units))


def _listed(units: Iterable[Unit], most: int = 5) -> str:
    names = [unit.name for unit in units]
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")


@check("W306")
def second_heads(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """More than one head: another post of the unit has the title of its head."""
    for path, place in subject.of(Unit, Body):
        for position, post in enumerate(place.posts):
            if place.head and text.key(place.head.title) == text.key(post.title):
                message = _("“{title}” is already the title of the head").format(title=post.title)
                yield (*path, "posts", position, "title"), message


@check("W307")
def empty_groups(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """A group without members."""
    for position, (group, members) in enumerate(subject.memberships):
        if not members:
            yield ("groups", position), _("“{name}” has no members").format(name=group.name)
