"""Rules about the graph: who is out of reach of the top, how many tops and heads there are."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from orgcli.check.registry import Subject, rule
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.org import traversal
from orgcli.org.model import Body, Post, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@rule("W303")
def lost_posts(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """A post from which no line leads to the top."""
    lost = _lost(subject)
    for path, post in subject.of(Post):
        if post.id in lost and not {"head", "heads"}.intersection(path[-2:]):
            message = _("no line leads from “{title}” to the top").format(title=post.title)
            yield (*path, "reports_to"), message


@rule("W304")
def lost_units(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """A unit that nobody at the top reaches."""
    lost = _lost(subject)
    for path, unit in subject.of(Unit):
        for post in traversal.heads(unit):
            if post.id in lost:
                message = _("nobody at the top reaches “{name}”: its head, {title}, answers to nobody under it")
                key = ("head",) if post is unit.head else ("heads", unit.heads.index(post))
                yield (*path, *key, "reports_to"), message.format(name=unit.name, title=post.title)


@lru_cache(maxsize=1)  # two rules ask
def _lost(subject: Subject) -> set[str]:
    """Return the lowest posts from which no line leads to the top: those with no other such post above them."""
    import networkx as nx

    lines: nx.DiGraph[str] = nx.DiGraph((post, line.to) for post, above in subject.reporting.items() for line in above)
    lines.add_nodes_from(subject.reporting)
    leading = traversal.leaders(subject.org)
    leaders = [post for unit in subject.org.units for post in (*leading[unit.id], *traversal.equal_to_head(unit))]
    tops = set(leaders).union(*(nx.descendants(lines, leader) for leader in leaders))
    # every top at once: one walk down from all of them
    connected = set(chain.from_iterable(nx.bfs_layers(lines.reverse(copy=False), tops)))
    inside = {part.id for path, part in subject.of(Unit, Post) if path[0] == "units"}
    lost = (inside & subject.reporting.keys()) - connected
    return {post for post in lost if not any(above in lost or above not in subject.reporting for above in lines[post])}


@rule("W305")
def several_tops(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """Several units at the top, and no name for the whole."""
    units = subject.org.units
    if len(units) > 1 and not subject.org.name:
        message = _("{number} units at the top, and no “name” for the whole: {names}")
        yield ("units", 1), message.format(number=len(units), names=_listed(units))


def _listed(units: Iterable[Unit], most: int = 5) -> str:
    names = [unit.name for unit in units]
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")


@rule("W306")
def second_heads(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """More than one head: another post of the unit has the title of its head."""
    for path, place in subject.of(Unit, Body):
        for position, post in enumerate(place.posts):
            if place.head and text.key(place.head.title) == text.key(post.title):
                message = _("“{title}” is already the title of the head").format(title=post.title)
                yield (*path, "posts", position, "title"), message


@rule("W307")
def empty_groups(subject: Subject) -> Iterator[tuple[traversal.Path, str]]:
    """A group without members."""
    for position, (group, members) in enumerate(subject.memberships):
        if not members:
            yield ("groups", position), _("“{name}” has no members").format(name=group.name)
