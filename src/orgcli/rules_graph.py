"""Rules about the graph: who is out of reach of the top, how many tops and heads there are."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from orgcli import text, walk
from orgcli.rules import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.model import Org, Post, Unit


@check("W303")
def lost_posts(org: Org) -> Iterator[tuple[walk.Path, str]]:
    """A post from which no line leads to the top.

    Its holder answers only to somebody outside, who has nobody of the organisation above. Either
    a line is missing, or the one that is there is wrong.

    Bad:
        units:
          - id: police
            name: Police
            head: {id: chief, title: Chief}
            posts: [{id: envoy, title: Envoy, reports_to: [{post: minister}]}]
        bodies: [{id: state, name: State, head: {id: minister, title: Minister}}]

    Good:
        units:
          - id: police
            name: Police
            head: {id: chief, title: Chief}
            posts: [{id: envoy, title: Envoy, reports_to: [{post: minister}, {post: chief}]}]
        bodies: [{id: state, name: State, head: {id: minister, title: Minister}}]
    """
    lost = _lost(org)
    paths = {id(part): path for path, part in walk.parts(org)} if lost else {}
    for unit, _owner in walk.units(org):
        for post in unit.posts:
            if post.id in lost:
                message = _("no line leads from “{title}” to the top").format(title=post.title)
                yield (*paths[id(post)], "reports_to"), message


@check("W304")
def lost_units(org: Org) -> Iterator[tuple[walk.Path, str]]:
    """A unit that nobody at the top reaches.

    Its head answers only to somebody outside, so orders from the top never arrive there, nor in the
    units beneath it.

    Bad:
        units:
          - id: ministry
            name: Ministry
            head: {id: secretary, title: Secretary}
            units:
              - id: police
                name: Police
                head: {id: chief, title: Chief, reports_to: [{post: mayor}]}
        bodies: [{id: town, name: Town, head: {id: mayor, title: Mayor}}]

    Good:
        units:
          - id: ministry
            name: Ministry
            head: {id: secretary, title: Secretary}
            units:
              - id: police
                name: Police
                head: {id: chief, title: Chief, reports_to: [{post: mayor}, {post: secretary}]}
        bodies: [{id: town, name: Town, head: {id: mayor, title: Mayor}}]
    """
    lost = _lost(org)
    paths = {id(part): path for path, part in walk.parts(org)} if lost else {}
    for unit, _owner in walk.units(org):
        if unit.head and unit.head.id in lost:
            message = _("nobody at the top reaches “{name}”: its head, {title}, answers to nobody under it")
            yield (*paths[id(unit.head)], "reports_to"), message.format(name=unit.name, title=unit.head.title)


def _lost(org: Org) -> set[str]:
    """Return the posts where a line breaks off: no way to the top, and nobody within above to blame."""
    lines = {name: [line.to for line in above] for name, above in walk.reporting(org).items()}
    below: dict[str, list[str]] = {}
    for name, above in lines.items():
        for superior in above:
            below.setdefault(superior, []).append(name)
    inside = [name for unit, _owner in walk.units(org) for name in [unit.id, *_ids(walk.posts(unit))]]
    reached = _from(_tops(org, lines), below)
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


def _ids(posts: list[Post]) -> list[str]:
    return [post.id for post in posts]


@check("W305")
def several_tops(org: Org) -> Iterator[tuple[walk.Path, str]]:
    """Several units at the top, and no name for the whole.

    Often a unit that should be nested in another was not indented. Where the organisation has in
    truth several tops, give the whole a `name`.

    Bad:
        units:
          - {id: ministry, name: Ministry}
          - {id: police, name: Police}

    Good:
        name: Government
        units:
          - {id: ministry, name: Ministry}
          - {id: police, name: Police}
    """
    number = len(org.units)
    if number > 1 and not org.name:
        message = _("{number} units at the top, and no “name” for the whole: {names}")
        yield ("units", 1), message.format(number=number, names=_listed(org.units))


def _listed(units: list[Unit], most: int = 5) -> str:
    names = [unit.name for unit in units]
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")


@check("W306")
def second_heads(org: Org) -> Iterator[tuple[walk.Path, str]]:
    """More than one head: another post of the unit has the title of its head.

    A unit has one head. If the second is a deputy or a second office, its title should say so.

    Bad:
        units:
          - id: police
            name: Police
            head: {id: chief, title: Chief}
            posts: [{id: chief-2, title: chief}]

    Good:
        units:
          - id: police
            name: Police
            head: {id: chief, title: Chief}
            posts: [{id: chief-2, title: Deputy chief}]
    """
    for path, post in walk.parts(org):
        if len(path) > 1 and path[-2] == "posts":
            head = _at(org, path[:-2]).head
            if head and text.key(head.title) == text.key(post.title):
                yield (*path, "title"), _("“{title}” is already the title of the head").format(title=post.title)


def _at(org: Org, path: walk.Path) -> Unit:
    part = org
    for step in path:
        part = part[step] if isinstance(step, int) else getattr(part, step)  # type: ignore[index]
    return part  # type: ignore[return-value]


@check("W307")
def empty_groups(org: Org) -> Iterator[tuple[walk.Path, str]]:
    """A group without members.

    The duties of a group are shown on its members; without any they are shown nowhere.

    Bad:
        units: [{id: police, name: Police}]
        groups: [{id: common, name: Common services, duties: [{text: Serve both departments}]}]

    Good:
        units: [{id: police, name: Police}]
        groups: [{id: common, name: Common services, units: [police], duties: [{text: Serve both departments}]}]
    """
    for position, group in enumerate(org.groups):
        if not walk.members(org, group):
            yield ("groups", position), _("“{name}” has no members").format(name=group.name)
