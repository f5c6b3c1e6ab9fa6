"""A part of an organisation as an organisation of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from orgcli.org import traversal
from orgcli.org.model import Body, Group, Link, Org, Post, Superior, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def part(org: Org, top_id: str | None = None, depth: int | None = None) -> Org:
    """Return the organisation that has one unit at its top, down to ``depth`` levels beneath it.

    What is left out but still referred to becomes a body: a unit, with those of its posts that are
    meant. Of the bodies and groups, those remain that have to do with the part. Lines that the
    whole only infers end at the part's top.
    """
    if top_id is None and depth is None:
        return org
    tops = [unit for unit, _owner in traversal.units(org) if unit.id == top_id] if top_id else org.units
    cut = replace(org, name=None if top_id else org.name, units=tuple(_shallow(unit, depth) for unit in tops))
    inside = set(_ids(cut.units))
    cut = replace(cut, units=tuple(_without_other_owners(unit, inside) for unit in cut.units))
    groups = [
        replace(group, units=tuple(unit for unit in members if unit in inside), below=())
        for group, members in traversal.memberships(org)
    ]
    cut = replace(cut, groups=tuple(group for group in groups if group.units), bodies=())
    cut = replace(cut, bodies=_outside(org, cut))
    held = {post.person for _path, post in traversal.parts(cut) if isinstance(post, Post)}
    return replace(cut, people=tuple(one for one in org.people if {one.id, one.name} & held))


def without_people(org: Org) -> Org:
    """Return an organisation without its persons: the posts remain, and whether they are vacant."""
    return replace(org, people=(), units=tuple(map(_unnamed, org.units)), bodies=tuple(map(_unnamed, org.bodies)))


def _unnamed(place: Any) -> Any:
    """Return a unit or body with posts that name nobody."""
    units = {"units": tuple(map(_unnamed, place.units))} if isinstance(place, Unit) else {}
    return replace(
        place,
        head=place.head and replace(place.head, person=None),
        heads=tuple(replace(post, person=None) for post in place.heads),
        posts=tuple(replace(post, person=None) for post in place.posts),
        **units,
    )


def _shallow(unit: Unit, depth: int | None) -> Unit:
    if depth is None:
        return unit
    return replace(unit, units=tuple(_shallow(below, depth - 1) for below in unit.units) if depth else ())


def _without_other_owners(unit: Unit, inside: set[str]) -> Unit:
    """Drop, from a unit and its parts, the units outside that they are also part of."""
    also = tuple(other for other in unit.also_part_of if other in inside)
    return replace(unit, also_part_of=also, units=tuple(_without_other_owners(part, inside) for part in unit.units))


def _outside(org: Org, cut: Org) -> tuple[Body, ...]:
    """Return, as bodies, all to which a cut organisation refers and that is not in it."""
    inside = set(_ids([*cut.units, *cut.groups]))
    leading = traversal.leaders(org)
    wanted = set(_references([*cut.units, *cut.groups], leading)) - inside
    places: list[Unit | Body] = [*(unit for unit, _owner in traversal.units(org)), *org.bodies]
    bodies: dict[str, Body] = {}
    for place in places:
        ids = wanted & set(_own_ids(place))
        if place.id not in inside and (
            ids or (isinstance(place, Body) and inside & set(_references([place], leading)))
        ):
            bodies[place.id] = _body(place, ids)
    for group in org.groups:
        if group.id in wanted:
            bodies[group.id] = Body(id=group.id, name=group.name, aliases=group.aliases, ref=group.ref)
    _add_owners(org, bodies)
    inside |= set(_ids(bodies.values()))
    return tuple(_trimmed(body, inside) for body in bodies.values())


def _add_owners(org: Org, bodies: dict[str, Body]) -> None:
    """Add the bodies that some bodies are part of."""
    by_id = {body.id: body for body in org.bodies}
    for body in list(bodies.values()):
        owner = by_id.get(body.part_of or "")
        while owner and owner.id not in bodies:
            bodies[owner.id] = owner
            owner = by_id.get(owner.part_of or "")


def _body(place: Unit | Body, post_ids: set[str]) -> Body:
    """Return a body as it is, or a unit as a body with some of its posts."""
    if isinstance(place, Body):
        return place
    head = _bare(place.head) if place.head and place.head.id in post_ids else None
    heads = tuple(_bare(post) for post in place.heads if post.id in post_ids)
    posts = tuple(_bare(post) for post in place.posts if post.id in post_ids)
    return Body(
        id=place.id, name=place.name, kind=place.kind, aliases=place.aliases, head=head, heads=heads, posts=posts
    )


def _bare(post: Post) -> Post:
    return replace(post, ref=None, formerly=(), reports_to=(), deputy_of=(), duties=(), links=(), notes=())


def _trimmed(body: Body, inside: set[str]) -> Body:
    """Drop what a body says of others that are left out."""
    return replace(
        body,
        part_of=body.part_of if body.part_of in inside else None,
        head=_post_trimmed(body.head, inside) if body.head else None,
        heads=tuple(_post_trimmed(post, inside) for post in body.heads),
        posts=tuple(_post_trimmed(post, inside) for post in body.posts),
        links=_links_within(body.links, inside),
    )


def _post_trimmed(post: Post, inside: set[str]) -> Post:
    return replace(
        post,
        reports_to=tuple(line for line in post.reports_to if (line.post or line.heads_of) in inside),
        deputy_of=tuple(line for line in post.deputy_of if (line.post or line.heads_of) in inside),
        links=_links_within(post.links, inside),
        duties=tuple(replace(duty, links=_links_within(duty.links, inside)) for duty in post.duties),
    )


def _links_within(links: Iterable[Link], inside: set[str]) -> tuple[Link, ...]:
    return tuple(link for link in links if link.with_ in inside)


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
