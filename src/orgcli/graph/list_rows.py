"""The rows of lists: their fields are the keys of the JSON, and the columns."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from orgcli.graph.people import Person

if TYPE_CHECKING:
    from orgcli.graph.nodes import Named


@dataclass(frozen=True)
class Titled:
    """A post by id and title."""

    id: str
    title: str


@dataclass(frozen=True)
class UnitRow:
    """A unit: ``level`` is 0 at the top, ``units`` counts all beneath, ``person`` holds the post of its head."""

    id: str
    name: str
    kind: str | None
    part_of: Named | None
    level: int
    head: str | None
    person: str | None
    vacant: bool
    units: int
    ref: str | None
    temporary: bool
    since: str | None
    until: str | None
    staff: int | None


@dataclass(frozen=True)
class PostRow:
    """A post, the unit or body it is in, its superiors and the posts it stands in for."""

    id: str
    title: str
    unit: Named
    person: str | None
    vacant: bool
    acting: bool
    reports_to: list[Titled]
    deputy_of: list[Titled]
    ref: str | None


@dataclass(frozen=True)
class PartnerRow:
    """A body or group, and the number of its links with others, both ways, those of its posts included."""

    id: str
    name: str
    kind: str | None
    links: int


@dataclass(frozen=True)
class LinkRow:
    """What the holder of a link does with the other, by which clause."""

    type: str
    from_: Named
    to: Named
    ref: str | None
    condition: str | None
    verb: str = field(default="", metadata={"json": False})


@dataclass(frozen=True)
class DutyRow:
    """A duty, the unit, body or group it is written on, and who bears it in person, if somebody does."""

    ref: str | None
    text: str
    kind: str
    unit: Named
    holder: str | None


Row = UnitRow | PostRow | PartnerRow | LinkRow | DutyRow | Person


ROWS: dict[str, Any] = {
    "units": UnitRow,
    "heads": PostRow,
    "posts": PostRow,
    "bodies": PartnerRow,
    "groups": PartnerRow,
    "links": LinkRow,
    "duties": DutyRow,
    "people": Person,
}


def columns(what: str) -> list[str]:
    """Return the columns that a list can have: the keys of its JSON."""
    return [entry.name.rstrip("_") for entry in fields(ROWS[what]) if entry.metadata.get("json", True)]
