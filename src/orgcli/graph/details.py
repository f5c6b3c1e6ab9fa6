"""All that an organisation says about one unit, post, group or body."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from orgcli.graph import names
from orgcli.graph.duties import Below, DutyCard, Origin, below, duties_below, duties_of, duty_holders, headed_duties
from orgcli.graph.holding import distinction, holding, with_contact
from orgcli.graph.links import posts_of
from orgcli.graph.nodes import DEPUTISES, Kind
from orgcli.i18n import labels
from orgcli.org import clauses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orgcli.graph.nodes import Item, Named, Relation
    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Alias, Contact


@dataclass(frozen=True)
class Superior:
    """A superior of a post, and the line to it."""

    post: str
    unit: str | None
    ref: str | None
    inferred: bool
    condition: str | None
    label: str | None = None
    held: str = field(default="", metadata={"json": False})
    """Who holds the post, or its id, where that tells it apart."""


@dataclass(frozen=True)
class PostCard:
    """A post, its superiors and the notes on it."""

    title: str
    reports_to: list[Superior]
    ref: str | None
    notes: list[str]
    person: str | None = None
    vacant: bool = False
    acting: bool = False
    since: str | None = None
    until: str | None = None
    held: str = field(default="", metadata={"json": False})
    """Who holds it, and how, in words."""
    is_deputy: bool = field(default=False, metadata={"json": False})
    """Whether it stands in for the head of the unit."""


@dataclass(frozen=True)
class Deputy:
    """A post that stands in for another."""

    id: str
    title: str
    ref: str | None
    unit: str | None = field(default=None, metadata={"json": False})
    condition: str | None = field(default=None, metadata={"json": False})


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
    verb: str = field(default="", metadata={"json": False})


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
    heads: list[PostCard]
    """Those who head it together with ``head``."""
    posts: list[PostCard]
    duties: list[DutyCard]
    units: list[Named]
    links: list[LinkCard]
    notes: list[str]
    deputies: list[Deputy]
    below: Below
    also_part_of: list[Named]
    also_units: list[Named]
    """Units that are part of it as well, and nested in another."""
    temporary: bool
    since: str | None
    until: str | None
    staff: int | None
    contact: Contact | None
    formerly: list[str]
    """Ids of an earlier text that it comes from."""
    is_unit: bool = field(default=True, metadata={"json": False})
    deputises: list[Deputy] = field(default_factory=list, metadata={"json": False})
    """The posts that a post stands in for."""


# What only units have, and what stands for it on other cards.
_OF_UNITS: dict[str, Any] = {"temporary": False, "since": None, "until": None, "staff": None, "contact": None}


def card(org: Organisation, node_id: str, *, with_below: bool = False, with_common: bool = True) -> Card:
    """Return the card of a unit, post, group or body; ``with_below`` with the duties of the units beneath.

    Without ``with_common``, what a unit holds in common with others is left to the cards of the groups.
    A post's card has the post itself as head and the unit it heads as its only unit, with its duties after
    those in person; a group's units are its members. ``refs`` are the clauses of all that the card says.
    """
    part, kind = org.item(node_id), org.kind(node_id)
    is_post = kind is Kind.POST
    owner, head = org.parent(node_id), node_id if is_post else org.head(node_id)
    headed = owner if is_post and org.is_head(node_id) else None
    deputies = _deputies(org, [node_id] if is_post else org.heads(node_id))
    duties = duties_of(org, node_id, with_common=with_common)
    duties += headed_duties(org, headed, with_common=with_common) if headed else []
    unit_id = headed or node_id
    card = Card(
        id=node_id,
        name=org.title(node_id),
        kind=getattr(part, "kind", None) or kind.value,
        aliases=list(part.aliases),
        refs=[],
        part_of=org.named(owner) if owner else None,
        head=_post(org, head) if head else None,
        heads=[] if is_post else [_post(org, post) for post in org.heads(node_id)[1:]],
        posts=[] if is_post else [_post(org, post, is_deputy=post in deputies) for post in org.posts(node_id)],
        duties=_with_duties_below(org, unit_id, duties) if with_below else duties,
        units=[org.named(unit) for unit in ([headed] if headed else [] if is_post else org.children(node_id))],
        links=links(org, node_id, with_common=with_common),
        notes=_notes(part),
        deputies=list(deputies.values()),
        below=below(org, unit_id),
        also_part_of=list(map(org.named, getattr(part, "also_part_of", ()))),
        also_units=list(map(org.named, org.also_parts(node_id))),
        **{key: getattr(part, key, default) for key, default in _OF_UNITS.items()},
        formerly=list(getattr(part, "formerly", ())),
        is_unit=kind is Kind.UNIT,
        deputises=[_deputy(org, post, link) for post, link in org.links_from(node_id) if link.type == DEPUTISES],
    )
    return replace(card, refs=_cited(org, part, card))


def _with_duties_below(org: Organisation, unit_id: str, duties: list[DutyCard]) -> list[DutyCard]:
    """Return duties with those of the units beneath a unit before those held in common."""
    common = [duty for duty in duties if duty.origin is Origin.COMMON]
    own = [duty for duty in duties if duty.origin is not Origin.COMMON]
    return [*own, *duties_below(org, unit_id), *common]


def _notes(part: Item) -> list[str]:
    return [f"{note.text} ({clauses.label(note.ref)})" if note.ref else note.text for note in part.notes]


def _cited(org: Organisation, part: Item, card: Card) -> list[str]:
    """Return the clauses of all that a card says, in order."""
    refs = [part.ref, *(note.ref for item in (part, *map(org.item, posts_of(org, card.id))) for note in item.notes)]
    refs += [duty.ref for duty in card.duties] + [link.ref for link in card.links]
    refs += [deputy.ref for deputy in (*card.deputies, *card.deputises)]
    for post in [*([card.head] if card.head else []), *card.heads, *card.posts]:
        refs += [post.ref, *(superior.ref for superior in post.reports_to)]
    return sorted({ref for ref in refs if ref}, key=clauses.sort_key)


def _deputies(org: Organisation, post_ids: Iterable[str]) -> dict[str, Deputy]:
    """Return the deputies of some posts, by id."""
    links_to_posts = (pair for post_id in post_ids for pair in org.links_to(post_id))
    return {deputy: _deputy(org, deputy, link) for deputy, link in links_to_posts if link.type == DEPUTISES}


def _deputy(org: Organisation, post_id: str, link: Relation) -> Deputy:
    place = org.parent(post_id)
    return Deputy(post_id, org.title(post_id), link.ref, org.title(place) if place else None, link.condition)


def _post(org: Organisation, post_id: str, *, is_deputy: bool = False) -> PostCard:
    superiors = []
    for superior_id, line in org.superiors(post_id):
        place = org.parent(superior_id) if org.kind(superior_id) is Kind.POST else superior_id
        unit = org.title(place) if place else None
        superiors.append(
            Superior(
                org.title(superior_id),
                unit,
                line.ref,
                line.inferred,
                line.condition,
                line.label,
                distinction(org, superior_id),
            )
        )
    part, held = org.item(post_id), with_contact(org, post_id)
    return PostCard(
        org.title(post_id), superiors, part.ref, _notes(part), *holding(org, post_id), held=held, is_deputy=is_deputy
    )


def links(org: Organisation, node_id: str, *, with_common: bool = True) -> list[LinkCard]:
    """Return the links of a unit, its posts and its groups with others, both ways, each once."""
    holders = duty_holders(org, node_id, with_common=with_common)
    sort_keys: dict[LinkCard, tuple[bool, str, int]] = {}
    for holder in holders:
        for direction, pairs in (("out", org.links_from(holder)), ("in", org.links_to(holder))):
            for other_id, link in pairs:
                if other_id not in holders:
                    other = Other(other_id, org.title(other_id), names.qualified(org, other_id))
                    verb = labels.link(link.type, direction, org.facts.link_types)
                    card = LinkCard(link.type, direction, other, link.ref, link.condition, verb)
                    position = org.position(other_id) if direction == "in" else 0
                    sort_keys.setdefault(card, (direction == "in", clauses.sort_key(link.ref), position))
    return sorted(sort_keys, key=lambda card: sort_keys[card])
