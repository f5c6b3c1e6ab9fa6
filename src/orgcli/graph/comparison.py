"""Two units or posts side by side, and what they have in common."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from orgcli.graph import details
from orgcli.graph.duties import units_below
from orgcli.graph.links import posts_of
from orgcli.graph.nodes import Named

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from orgcli.graph.details import Card, Superior
    from orgcli.graph.duties import DutyCard
    from orgcli.graph.organisation import Organisation

T = TypeVar("T")

# What makes two superiors, two duties or two partners one and the same.
superior_key = attrgetter("post", "unit")
duty_key = attrgetter("of.id", "holder", "ref", "text")
partner_key = attrgetter("id")


@dataclass(frozen=True)
class Side:
    """One of the two: its level, 0 at the top, the number of posts in it and beneath, and its card."""

    level: int
    posts: int
    card: Card


@dataclass(frozen=True)
class Common:
    """What two have in common: whom they answer to, duties and partners."""

    superiors: list[str]
    duties: list[DutyCard]
    partners: list[Named]


@dataclass(frozen=True)
class Comparison:
    """Two units or posts side by side."""

    sides: list[Side]
    common: Common


def compare(org: Organisation, one: str, other: str, *, with_below: bool = False) -> Comparison:
    """Return two units or posts side by side; ``with_below`` with the duties of the units beneath."""
    sides = [_side(org, node_id, with_below=with_below) for node_id in (one, other)]
    left, right = (side.card for side in sides)
    return Comparison(
        sides,
        Common(
            [superior.post for superior in shared(superiors_of(left), superiors_of(right), superior_key)],
            shared(left.duties, right.duties, duty_key),
            shared(partners_of(left), partners_of(right), partner_key),
        ),
    )


def shared(left: Iterable[T], right: Iterable[T], key: Callable[[T], Hashable]) -> list[T]:
    """Return what is in both, by its key."""
    keys = set(map(key, right))
    return [item for item in left if key(item) in keys]


def _side(org: Organisation, node_id: str, *, with_below: bool) -> Side:
    card = details.card(org, node_id, with_below=with_below)
    unit_id = card.units[0].id if card.kind == "post" and card.units else node_id
    units = [unit_id, *units_below(org, unit_id)]
    posts = sum(len(posts_of(org, unit)) for unit in units) - len(org.heads(unit_id))
    level = len(org.owners(node_id)) - (card.kind == "post")
    return Side(level, posts, card)


def superiors_of(card: Card) -> list[Superior]:
    """Return those to whom a post or the head of a unit answers."""
    return card.head.reports_to if card.head else []


def partners_of(card: Card) -> list[Named]:
    """Return those with whom a unit or post works, each once."""
    others = [Named(link.with_.id or "", link.with_.within or link.with_.name) for link in card.links]
    return list(dict.fromkeys(others))
