"""A part of an organisation as an organisation of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from orgcli.org import traversal
from orgcli.org.model import Body, Group, Link, Org, Post, Superior, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def part(org: Org, name: str | None = None, depth: int | None = None) -> Org:
    """Return the organisation that has one unit at its top, down to ``depth`` levels beneath it.

    What is left out but still referred to becomes a body: a unit, with those of its posts that are
    meant. Of the bodies and groups, those remain that have to do with the part. Lines that the
    whole only infers end at the part's top.
    """
    if name is None and depth is None:
        return org
    tops = [unit for unit, _owner in traversal.units(org) if unit.id == name] if name else org.units
    cut = replace(org, name=None if name else org.name, units=tuple(_shallow(unit, depth) for unit in tops))
    inside = set(_ids(cut.units))
    cut = replace(cut, units=tuple(_in_known(unit, inside) for unit in cut.units))
    groups = [_within(group, members, inside) for group, members in traversal.memberships(org)]
    cut = replace(cut, groups=tuple(group for group in groups if group.units), bodies=())
    cut = replace(cut, bodies=_outside(org, cut))
    held = {post.person for _path, post in traversal.parts(cut) if isinstance(post, Post)}
    return replace(cut, people=tuple(one for one in org.people if {one.id, one.name} & held))


def without_people(org: Org) -> Org:
    """Return an organisation without its persons: the posts remain, and whether they are vacant."""
    return replace(org, people=(), units=tuple(map(_unnamed, org.units)), bodies=tuple(map(_unnamed, org.bodies)))


def _unnamed(place: Any) -> Any:
    """Return a unit or body with posts that name nobody."""
    keys = {
        "head": place.head and replace(place.head, person=None),
        "heads": tuple(replace(post, person=None) for post in place.heads),
        "posts": tuple(replace(post, person=None) for post in place.posts),
    }
    return replace(place, **keys, **({"units": tuple(map(_unnamed, place.units))} if isinstance(place, Unit) else {}))


def _shallow(unit: Unit, depth: int | None) -> Unit:
    if depth is None:
        return unit
    return replace(unit, units=tuple(_shallow(below, depth - 1) for below in unit.units) if depth else ())


def _in_known(unit: Unit, known: set[str]) -> Unit:
    """Return a unit whose parts are also part of those only that are there."""
    also = tuple(other for other in unit.also_part_of if other in known)
    return replace(unit, also_part_of=also, units=tuple(_in_known(part, known) for part in unit.units))


def _within(group: Group, members: list[str], inside: set[str]) -> Group:
    return replace(group, units=tuple(unit for unit in members if unit in inside), below=())


def _outside(org: Org, cut: Org) -> tuple[Body, ...]:
    """Return, as bodies, all to which a cut organisation refers and that is not in it."""
    known = set(_ids([*cut.units, *cut.groups]))
    leading = traversal.leaders(org)
    wanted = set(_references([*cut.units, *cut.groups], leading)) - known
    places: list[Unit | Body] = [*(unit for unit, _owner in traversal.units(org)), *org.bodies]
    found: dict[str, Body] = {}
    for place in places:
        met = wanted & set(_own_ids(place))
        if place.id not in known and (met or (isinstance(place, Body) and known & set(_references([place], leading)))):
            found[place.id] = _body(place, met)
    for group in org.groups:
        if group.id in wanted:
            found[group.id] = Body(id=group.id, name=group.name, aliases=group.aliases, ref=group.ref)
    _add_owners(org, found)
    known |= set(_ids(found.values()))
    return tuple(_trimmed(body, known) for body in found.values())


def _add_owners(org: Org, found: dict[str, Body]) -> None:
    bodies = {body.id: body for body in org.bodies}
    for body in list(found.values()):
        owner = bodies.get(body.part_of or "")
        while owner and owner.id not in found:
            found[owner.id] = owner
            owner = bodies.get(owner.part_of or "")


def _body(place: Unit | Body, met: set[str]) -> Body:
    if isinstance(place, Body):
        return place
    head = _bare(place.head) if place.head and place.head.id in met else None
    heads = tuple(_bare(post) for post in place.heads if post.id in met)
    posts = tuple(_bare(post) for post in place.posts if post.id in met)
    return Body(
        id=place.id, name=place.name, kind=place.kind, aliases=place.aliases, head=head, heads=heads, posts=posts
    )


def _bare(post: Post) -> Post:
    return replace(post, ref=None, formerly=(), reports_to=(), deputy_of=(), duties=(), links=(), notes=())


def _trimmed(body: Body, known: set[str]) -> Body:
    """Drop what a body says of others that are not there."""
    return replace(
        body,
        part_of=body.part_of if body.part_of in known else None,
        head=_post_trimmed(body.head, known) if body.head else None,
        heads=tuple(_post_trimmed(post, known) for post in body.heads),
        posts=tuple(_post_trimmed(post, known) for post in body.posts),
        links=_known(body.links, known),
    )


def _post_trimmed(post: Post, known: set[str]) -> Post:
    return replace(
        post,
        reports_to=tuple(line for line in post.reports_to if (line.post or line.heads_of) in known),
        deputy_of=tuple(line for line in post.deputy_of if (line.post or line.heads_of) in known),
        links=_known(post.links, known),
        duties=tuple(replace(duty, links=_known(duty.links, known)) for duty in post.duties),
    )


def _known(links: Iterable[Link], known: set[str]) -> tuple[Link, ...]:
    return tuple(link for link in links if link.with_ in known)


def _own_ids(place: Unit | Body) -> list[str]:
    return [place.id, *(post.id for post in traversal.posts(place))]


def _ids(parts: Iterable[Unit | Body | Group]) -> Iterator[str]:
    for top in parts:
        yield top.id
        for _path, below in traversal.parts(top):
            if isinstance(below, (Unit, Post)):
                yield below.id


def _references(parts: Iterable[Unit | Body | Group], leading: dict[str, list[str]]) -> Iterator[str]:
    for top in parts:
        for _path, below in traversal.parts(top):
            if isinstance(below, Superior):
                yield from {below.post or below.heads_of or "", *traversal.superiors(below, leading)}
            elif isinstance(below, Link):
                yield below.with_
