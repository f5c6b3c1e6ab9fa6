"""The events by which one text of an organisation differs from another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from orgcli.errors import UsageError
from orgcli.graph.nodes import Named
from orgcli.i18n.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

EVENTS = (
    *("created", "abolished", "merged", "split", "restored", "renamed", "moved", "kind", "head", "line", "deputy"),
    *("holder", "vacant", "duty-added", "duty-removed", "duty-reworded", "duty-transferred"),
    *("link-added", "link-removed", "clause"),
)
"""Every event, in the order in which those of one unit are listed."""
OF_OLD_ID = {"abolished", "split", "duty-removed"}
"""Events whose id is that of the old text; that of the others is of the new one."""

MAX_LISTED = 20_000
"""Events, guesses, or units marked in a tree that are listed, at most: nobody reads more."""


class TooManyDifferences(UsageError):
    """There are more events than can be listed."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)

    def __str__(self) -> str:
        """Say how many there are, and how to see them."""
        message = _(
            "too many differences to list: {number}, at most {most}; "
            "“orgcli diff” counts them with --stat, and lists some with --in or --kind"
        )
        return message.format(number=self.number, most=MAX_LISTED)


def check_number(number: int) -> None:
    """Raise TooManyDifferences where there are too many to list."""
    if number > MAX_LISTED:
        raise TooManyDifferences(number)


@dataclass(frozen=True)
class Place:
    """A unit, post, body or group (``type``) in one of the texts: its kind as in the file, owner and heads."""

    id: str
    name: str
    type: str
    kind: str | None
    part_of: Named | None
    heads: list[Named]


@dataclass(frozen=True)
class Holding:
    """Who holds a post, and how."""

    person: str | None
    vacant: bool
    acting: bool


@dataclass(frozen=True)
class Superior:
    """Whom a post answers to, or stands in for: a post, or all who head a unit."""

    to: Named
    condition: str | None
    label: str | None


@dataclass(frozen=True)
class Partner:
    """A link with another: its type, and when it holds."""

    type: str
    with_: Named
    condition: str | None


@dataclass(frozen=True)
class DutyOf:
    """A duty, and whose it is."""

    of: Named
    text: str


Fact = Place | Holding | Superior | Partner | DutyOf | Named | str | list[Place] | list[Named] | None
"""What was, or is now."""


@dataclass(frozen=True)
class Event:
    """One difference: what was and what is now, each with its clause.

    ``likeness`` is that of the two wordings of a duty, from 0 to 1; where it leaves a doubt, the event is
    ``to_confirm``.
    ``unit_old`` and ``unit_new`` are the ids of the unit, body or group that it is about, in each of the two texts.
    """

    event: str
    id: str
    name: str
    was: Fact
    now: Fact
    ref_old: str | None = None
    ref_new: str | None = None
    likeness: float | None = None
    to_confirm: bool = False
    unit_old: str | None = field(default=None, metadata={"json": False})
    unit_new: str | None = field(default=None, metadata={"json": False})
    origin: Key | None = field(default=None, metadata={"json": False})
    """Where in the two texts together the unit stands that a duty was transferred from, if it is another."""

    @property
    def place(self) -> Key:
        """The unit under which it is listed."""
        return (False, self.unit_new) if self.unit_new is not None else (True, self.unit_old or self.id)


Key = tuple[bool, str]
"""A node of the two texts together: whether it is gone, and its id, in the new text if it is there."""


@dataclass(frozen=True)
class Comparison:
    """All differences, in the order of the new text, with what is gone where it was."""

    events: list[Event]
    positions: dict[Key, int] = field(repr=False)
    """The place of each node in that order."""
    not_compared: int = 0
    """Duties of the new text that were too many to compare with all old ones, and are not known to be one of them."""
    counts: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Count the events of each sort."""
        counts = dict.fromkeys(EVENTS, 0)
        for event in self.events:
            counts[event.event] += 1
        object.__setattr__(self, "counts", counts)

    def only(self, accepts: Callable[[Event], bool]) -> Comparison:
        """Return the same comparison with some of its events only."""
        return replace(self, events=list(filter(accepts, self.events)))

    def check_size(self) -> None:
        """Raise TooManyDifferences where the events are too many to list."""
        check_number(len(self.events))
