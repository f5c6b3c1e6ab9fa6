"""All that an organisation says about one unit, post, group or body."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orgcli.graph import hierarchy, names
from orgcli.graph import organisation as g
from orgcli.graph.organisation import Kind
from orgcli.i18n import text
from orgcli.org import clauses
from orgcli.org.model import Post

if TYPE_CHECKING:
    from orgcli.graph.hierarchy import Named
    from orgcli.graph.organisation import OrgGraph
    from orgcli.org.model import Alias


@dataclass(frozen=True)
class Answers:
    """To whom a post answers."""

    post: str
    unit: str | None
    ref: str | None
    inferred: bool
    condition: str | None


@dataclass(frozen=True)
class PostCard:
    """A post and its superiors."""

    title: str
    reports_to: list[Answers]
    ref: str | None
    person: str | None = field(default=None, metadata={"json": False})


@dataclass(frozen=True)
class DutyCard:
    """A duty: where it is written (``of``), and who bears it in person, if it is not the unit."""

    ref: str | None
    text: str
    kind: str
    of: Named
    holder: str | None


@dataclass(frozen=True)
class Other:
    """The other end of a link."""

    id: str | None
    name: str
    within: str | None = field(default=None, metadata={"json": False})
    """The name with those of its owners, where others have the same."""


@dataclass(frozen=True)
class LinkCard:
    """A link of the unit with another (``out``) or of another with it (``in``)."""

    type: str
    direction: str
    with_: Other
    ref: str | None
    condition: str | None = field(default=None, metadata={"json": False})


@dataclass(frozen=True)
class Card:
    """Everything about one part of the organisation."""

    id: str
    name: str
    kind: str
    aliases: list[Alias]
    refs: list[str]
    part_of: Named | None
    head: PostCard | None
    posts: list[PostCard]
    duties: list[DutyCard]
    units: list[Named]
    links: list[LinkCard]
    notes: list[str]
    is_unit: bool = field(default=True, metadata={"json": False})


def card(graph: OrgGraph, name: str) -> Card:
    """Return the card of a unit, post, group or body.

    A post's card has the post itself as head and the unit it heads as its only unit; a group's
    units are its members. ``refs`` are all the clauses that say any of it.
    """
    part, kind = g.item(graph, name), g.kind(graph, name)
    is_post = kind is Kind.POST
    owner, head = g.parent(graph, name), name if is_post else g.head(graph, name)
    headed = owner if is_post and owner and g.head(graph, owner) == name else None
    units = [headed] if headed else [] if is_post else g.children(graph, name)
    posts = [] if is_post else g.posts(graph, name)
    found = Card(
        id=name,
        name=g.title(graph, name),
        kind=getattr(part, "kind", None) or kind.value,
        aliases=list(part.aliases),
        refs=[],
        part_of=hierarchy.named(graph, owner) if owner else None,
        head=_post(graph, head) if head else None,
        posts=[_post(graph, post) for post in posts],
        duties=duties(graph, name),
        units=[hierarchy.named(graph, unit) for unit in units],
        links=links(graph, name),
        is_unit=kind is Kind.UNIT,
        notes=[f"{note.text} ({clauses.label(note.ref)})" if note.ref else note.text for note in part.notes],
    )
    cited = [part.ref, *(note.ref for note in part.notes), *(duty.ref for duty in found.duties)]
    cited += [link.ref for link in found.links]
    for post in [*([found.head] if found.head else []), *found.posts]:
        cited += [post.ref, *(line.ref for line in post.reports_to)]
    found.refs.extend(sorted({ref for ref in cited if ref}, key=clauses.sort_key))
    return found


def _post(graph: OrgGraph, name: str) -> PostCard:
    lines = []
    for to, line in g.superiors(graph, name):
        place = g.parent(graph, to) if g.kind(graph, to) is Kind.POST else to
        unit = g.title(graph, place) if place else None
        lines.append(Answers(g.title(graph, to), unit, line.ref, line.inferred, line.condition))
    part = g.item(graph, name)
    person = part.person if isinstance(part, Post) else None
    return PostCard(g.title(graph, name), lines, part.ref, person)


def duties(graph: OrgGraph, name: str) -> list[DutyCard]:
    """Return the duties of a unit: its own, those in person of its posts, those held in common.

    Each of these by clause, then by text: the place in the file says nothing.
    """
    found = []
    for holder in hierarchy.holders(graph, name):
        part = g.item(graph, holder)
        of = holder if not isinstance(part, Post) else g.parent(graph, holder) or holder
        person = part.title if isinstance(part, Post) else None
        own = sorted(g.duties(part), key=lambda duty: (clauses.sort_key(duty.ref), text.key(duty.text), duty.text))
        found += [DutyCard(duty.ref, duty.text, duty.kind, hierarchy.named(graph, of), person) for duty in own]
    return found


def links(graph: OrgGraph, name: str) -> list[LinkCard]:
    """Return the links of a unit, its posts and its groups with others, both ways, each once."""
    ends = hierarchy.holders(graph, name)
    found = {}
    for end in ends:
        for direction, pairs in (("out", g.links_from(graph, end)), ("in", g.links_to(graph, end))):
            for other, relation in pairs:
                if other not in ends:
                    ends_at = Other(other, g.title(graph, other), names.qualified(graph, other))
                    link = LinkCard(relation.type, direction, ends_at, relation.ref, relation.condition)
                    found[link] = (
                        direction == "in",
                        clauses.sort_key(relation.ref),
                        g.position(graph, other),
                        relation.type,
                    )
    return sorted(found, key=lambda link: found[link])
