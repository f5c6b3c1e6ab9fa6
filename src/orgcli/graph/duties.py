"""The duties that concern a unit: its own, in person, in common, and those of the units beneath it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from orgcli.graph.links import place_of, posts_of
from orgcli.graph.nodes import Kind, Named, own_duties
from orgcli.org.model import Post

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orgcli.graph.organisation import Organisation

# The most duties of the units beneath that a card lists one by one; of more it says how many each part has.
FEW_DUTIES = 20


class Origin(StrEnum):
    """Why a duty is on a card; ``HEADED``: the post heads the unit that has it."""

    OWN = "own"
    HEADED = "headed"
    BELOW = "below"
    COMMON = "common"


@dataclass(frozen=True)
class DutyCard:
    """A duty: where it is written (``of``), and who bears it in person, if it is not the unit."""

    ref: str | None
    text: str
    kind: str
    of: Named
    holder: str | None
    origin: Origin = field(default=Origin.OWN, metadata={"json": False})


@dataclass(frozen=True)
class Part:
    """A part of a unit, with the number of units beneath it and of their duties and its own."""

    name: str
    units: int
    duties: int


@dataclass(frozen=True)
class Below:
    """The number of units beneath a unit and of their duties, those in common counted once.

    ``few`` are these duties where they are few, ``parts`` what they are spread over where they are many.
    """

    units: int = 0
    duties: int = 0
    few: list[DutyCard] = field(default_factory=list, metadata={"json": False})
    parts: list[Part] = field(default_factory=list, metadata={"json": False})


def duties_of(org: Organisation, node_id: str, *, with_common: bool = True) -> list[DutyCard]:
    """Return the duties of a unit: its own, those in person of its posts, those held in common.

    Within each of these they are sorted by clause, those of one clause or none as in the file.
    """
    holders = duty_holders(org, node_id, with_common=with_common)
    of_group = Origin.OWN if org.kind(node_id) is Kind.GROUP else Origin.COMMON
    return list(_cards(org, holders, of_group))


def _cards(org: Organisation, holders: Iterable[str], of_group: Origin = Origin.OWN) -> Iterator[DutyCard]:
    """Yield the duties of some nodes, those of groups with an origin of their own."""
    for holder in holders:
        part = org.item(holder)
        post = part.title if isinstance(part, Post) else None
        origin = of_group if org.kind(holder) is Kind.GROUP else Origin.OWN
        for duty in own_duties(part):
            yield DutyCard(duty.ref, duty.text, duty.kind, org.named(place_of(org, holder)), post, origin)


def headed_duties(org: Organisation, unit_id: str, *, with_common: bool = True) -> Iterator[DutyCard]:
    """Yield the duties of a unit for the card of its head: none of any post in person."""
    for duty in duties_of(org, unit_id, with_common=with_common):
        if duty.holder is None:
            yield duty if duty.origin is Origin.COMMON else replace(duty, origin=Origin.HEADED)


def duties_below(org: Organisation, unit_id: str) -> list[DutyCard]:
    """Return the duties of all units beneath a unit, in the order of the tree, then what these hold in common.

    What they hold in common with the unit itself is left out: it is on the unit's card.
    """
    units = units_below(org, unit_id)
    holders = [holder for unit in units for holder in duty_holders(org, unit) if org.kind(holder) is not Kind.GROUP]
    cards = _cards(org, [*holders, *_groups_below(org, unit_id, units)])
    return [replace(duty, origin=Origin.BELOW) for duty in cards]


def below(org: Organisation, unit_id: str) -> Below:
    """Return what is beneath a unit; beneath a post, group or body there is nothing."""
    units, number = _sizes(org, unit_id)
    if not number:
        return Below(units)
    if number <= FEW_DUTIES:
        return Below(units, number, few=duties_below(org, unit_id))
    parts = []
    for part in _subunits(org, unit_id):
        units_beneath, duties_beneath = _sizes(org, part)
        parts.append(Part(org.title(part), units_beneath, org.duty_count(part) + duties_beneath))
    return Below(units, number, parts=parts)


def _sizes(org: Organisation, unit_id: str) -> tuple[int, int]:
    """Return how many units are beneath a unit, and how many duties they have, without reading these."""
    units = units_below(org, unit_id)
    if not units:
        return 0, 0
    common = [group for unit in units for group in org.groups(unit)]
    total = sum(map(org.duty_count, units)) - sum(map(org.duty_count, common))
    return len(units), total + sum(map(org.duty_count, _groups_below(org, unit_id, units)))


def units_below(org: Organisation, unit_id: str) -> list[str]:
    """Return the units beneath a unit, in the order of the tree."""
    below, waiting = [], _subunits(org, unit_id)[::-1]
    while waiting:
        below.append(waiting.pop())
        waiting += _subunits(org, below[-1])[::-1]
    return below


def _subunits(org: Organisation, unit_id: str) -> list[str]:
    parts = org.children(unit_id) if org.kind(unit_id) is Kind.UNIT else []  # the members of a group are not below it
    return [part for part in parts if org.kind(part) is Kind.UNIT]


def _groups_below(org: Organisation, unit_id: str, units: Iterable[str]) -> list[str]:
    """Return the groups of units beneath a unit that it is not in itself."""
    own = set(org.groups(unit_id))
    return org.in_order({group for unit in units for group in org.groups(unit)} - own)


def duty_holders(org: Organisation, node_id: str, *, with_common: bool = True) -> list[str]:
    """Return the nodes whose duties concern a unit: itself, its head and posts in person, its groups."""
    if org.kind(node_id) in {Kind.POST, Kind.GROUP}:
        return [node_id]
    return [node_id, *posts_of(org, node_id), *(org.groups(node_id) if with_common else [])]
