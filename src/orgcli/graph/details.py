"""All that an organisation says about one unit, post, group or body."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from orgcli.graph import names
from orgcli.graph.nodes import Kind, own_duties
from orgcli.i18n import text
from orgcli.org import clauses
from orgcli.org.model import Post

if TYPE_CHECKING:
    from orgcli.graph.nodes import Item, Named
    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Alias


@dataclass(frozen=True)
class Superior:
    """A superior of a post, and the line to it."""

    post: str
    unit: str | None
    ref: str | None
    inferred: bool
    condition: str | None


@dataclass(frozen=True)
class PostCard:
    """A post and its superiors."""

    title: str
    reports_to: list[Superior]
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


def card(org: Organisation, node_id: str) -> Card:
    """Return the card of a unit, post, group or body.

    A post's card has the post itself as head and the unit it heads as its only unit; a group's
    units are its members. ``refs`` are the clauses of all that the card says.
    """
    part, kind = org.item(node_id), org.kind(node_id)
    is_post = kind is Kind.POST
    owner, head = org.parent(node_id), node_id if is_post else org.head(node_id)
    heads_owner = is_post and owner is not None and org.head(owner) == node_id
    units = ([owner] if heads_owner and owner else []) if is_post else org.children(node_id)
    card = Card(
        id=node_id,
        name=org.title(node_id),
        kind=getattr(part, "kind", None) or kind.value,
        aliases=list(part.aliases),
        refs=[],
        part_of=org.named(owner) if owner else None,
        head=_post(org, head) if head else None,
        posts=[] if is_post else [_post(org, post) for post in org.posts(node_id)],
        duties=duties(org, node_id),
        units=[org.named(unit) for unit in units],
        links=links(org, node_id),
        is_unit=kind is Kind.UNIT,
        notes=[f"{note.text} ({clauses.label(note.ref)})" if note.ref else note.text for note in part.notes],
    )
    return replace(card, refs=_cited(part, card))


def _cited(part: Item, card: Card) -> list[str]:
    """Return the clauses of all that a card says, in order."""
    refs = [part.ref, *(note.ref for note in part.notes)]
    refs += [duty.ref for duty in card.duties] + [link.ref for link in card.links]
    for post in [*([card.head] if card.head else []), *card.posts]:
        refs += [post.ref, *(superior.ref for superior in post.reports_to)]
    return sorted({ref for ref in refs if ref}, key=clauses.sort_key)


def _post(org: Organisation, post_id: str) -> PostCard:
    superiors = []
    for superior_id, line in org.superiors(post_id):
        place = org.parent(superior_id) if org.kind(superior_id) is Kind.POST else superior_id
        unit = org.title(place) if place else None
        superiors.append(Superior(org.title(superior_id), unit, line.ref, line.inferred, line.condition))
    part = org.item(post_id)
    person = part.person if isinstance(part, Post) else None
    return PostCard(org.title(post_id), superiors, part.ref, person)


def duties(org: Organisation, node_id: str) -> list[DutyCard]:
    """Return the duties of a unit: its own, those in person of its posts, those held in common.

    Within each of these they are sorted by clause, then by text.
    """
    cards = []
    for holder in duty_holders(org, node_id):
        part = org.item(holder)
        of = holder if not isinstance(part, Post) else org.parent(holder) or holder
        person = part.title if isinstance(part, Post) else None
        own = sorted(own_duties(part), key=lambda duty: (clauses.sort_key(duty.ref), text.key(duty.text), duty.text))
        cards += [DutyCard(duty.ref, duty.text, duty.kind, org.named(of), person) for duty in own]
    return cards


def duty_holders(org: Organisation, node_id: str) -> list[str]:
    """Return the nodes whose duties concern a unit: itself, its head and posts in person, its groups."""
    if org.kind(node_id) in {Kind.POST, Kind.GROUP}:
        return [node_id]
    head = org.head(node_id)
    return [node_id, *([head] if head else []), *org.posts(node_id), *org.groups(node_id)]


def links(org: Organisation, node_id: str) -> list[LinkCard]:
    """Return the links of a unit, its posts and its groups with others, both ways, each once."""
    holders = duty_holders(org, node_id)
    sort_keys: dict[LinkCard, tuple[bool, str, int, str]] = {}
    for holder in holders:
        for direction, pairs in (("out", org.links_from(holder)), ("in", org.links_to(holder))):
            for other_id, link in pairs:
                if other_id not in holders:
                    other = Other(other_id, org.title(other_id), names.qualified(org, other_id))
                    card = LinkCard(link.type, direction, other, link.ref, link.condition)
                    position = org.position(other_id)
                    sort_keys[card] = (direction == "in", clauses.sort_key(link.ref), position, link.type)
    return sorted(sort_keys, key=lambda card: sort_keys[card])
