"""The organisation in the making: rows, and the units and posts that they become."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.org.model import Alias, Contact, Duty, Note, Post, Superior, Unit
from orgcli.org.statements import ADDRESS, DATE, EMAIL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.importing.table import Table

_MAX_NAME, _MAX_TEXT = 300, 5000
_VACANT = {"vacant", "vacante", "poste vacant", "vacancy", "n.n."}
_YES, _NO = {"true", "yes", "oui", "vrai", "x", "1"}, {"", "false", "no", "non", "faux", "0"}
CONTACT = ("email", "phone", "url", "place")
"""The roles that say how to reach a unit or a person; they are keys of the file, too."""
_ADDRESSES = {"email": (EMAIL, _MAX_NAME), "url": (ADDRESS, 2000)}
_ELIMINATED = {"eliminated"}


@dataclass(eq=False)
class Row:
    """A row of a table, or a unit or post that it describes."""

    table: Table
    number: int
    cells: list[str]
    id: str = ""
    owner: Row | None = field(default=None, repr=False)

    def text(self, role: str) -> str:
        """Return the cell in the column with a role on one line; nothing for words such as N/A."""
        cell = " ".join(" ".join(self.table.cells(self.cells, role)).split())
        return "" if self.table.is_nothing(role, cell) else cell

    def items(self, role: str) -> list[str]:
        """Return what stands in a cell on several lines or between semicolons."""
        cells = "\n".join(self.table.cells(self.cells, role)).replace(";", "\n").split("\n")
        return [item for cell in cells if (item := " ".join(cell.split())) and not self.table.is_nothing(role, item)]

    @property
    def name(self) -> str:
        """Return the name, with a given name from a column of its own before it."""
        return f"{self.text('given_name')} {self.text('name')}".strip()

    @property
    def holder_role(self) -> str:
        """Return the role of the column that says who holds the post."""
        return "person" if self.table.of_units or "person" in self.table.columns else "name"

    def says(self, role: str) -> bool:
        """Return whether the cell for a state of the post says yes."""
        return self.text(role).casefold() in _YES

    @property
    def is_left_out(self) -> bool:
        """Return whether the row says that its post has been eliminated."""
        return not self.table.of_units and self.name.casefold() in _ELIMINATED

    def fault(self, role: str | None, message: str) -> None:
        """Add a problem with this row."""
        self.table.fault(self.number, role, message)

    def aliases(self) -> tuple[Alias, ...]:
        """Return the other names, each once."""
        return tuple(Alias(name=name) for name in dict.fromkeys(self.items("aliases")))

    def ref(self) -> str | None:
        """Return the clause."""
        return clauses.normalise(self.text("ref"))

    def notes(self) -> tuple[Note, ...]:
        """Return the notes, each after the heading of its column."""
        notes = []
        for number, cell in enumerate(self.table.cells(self.cells, "notes")):
            if cell and not self.table.is_nothing("notes", cell):
                notes.append(Note(text=f"{self.table.heading('notes', number)}: {' '.join(cell.split())}"))
        return tuple(notes)

    def duties(self) -> tuple[Duty, ...]:
        """Return the duties."""
        return tuple(Duty(text=item) for item in self.items("duties"))

    def contact(self) -> dict[str, str]:
        """Return how to reach whoever it is about, by key of the file, without what is no address."""
        said = {role: self.text(role) for role in CONTACT}
        return {role: value for role, value in said.items() if value and self.is_address(role, value)}

    def is_address(self, role: str, value: str) -> bool:
        """Return whether a cell can be what its column is for."""
        pattern, most = _ADDRESSES.get(role, ("", _MAX_NAME))
        return bool(re.match(pattern, value)) and len(value) <= most

    def of_unit(self) -> dict[str, Any]:
        """Return what the row says of a unit, by key of the file."""
        return {
            "kind": self.text("kind") or None,
            "aliases": self.aliases(),
            "ref": self.ref(),
            "temporary": self.says("temporary"),
            "since": self.text("since") or None,
            "until": self.text("until") or None,
            "staff": int(self.text("staff")) if self.text("staff") else None,
            "contact": Contact(**contact) if (contact := self.contact()) else None,
            "duties": self.duties(),
            "notes": self.notes(),
        }

    def of_post(self) -> dict[str, Any]:
        """Return what the row says of a post, by key of the file."""
        return {
            "aliases": self.aliases(),
            "ref": self.ref(),
            "since": self.text("since") or None,
            "until": self.text("until") or None,
            "duties": self.duties(),
            "notes": self.notes(),
        }

    def check(self) -> None:
        """Collect what is wrong in its cells."""
        if not self.name and (self.table.of_units or not self.text("title")):
            self.fault("name" if "name" in self.table.columns else "title", _("no name"))
        for role in ("name", "title", "person", "kind", "aliases", "unit", "phone", "place"):
            if any(len(cell) > _MAX_NAME for cell in [*self.items(role), self.text(role)]):
                self.fault(role, _("text longer than {number} characters").format(number=_MAX_NAME))
        for role in ("duties", "notes"):
            if any(len(cell) + len(role) > _MAX_TEXT for cell in self.items(role)):
                self.fault(role, _("text longer than {number} characters").format(number=_MAX_TEXT))
        ref = self.text("ref")
        if ref and (clauses.normalise(ref) is None or len(ref) > 40):
            self.fault("ref", _("“{ref}” is no clause number (such as 8.14 or 8.14 a)").format(ref=ref))
        self._check_states()

    def _check_states(self) -> None:
        for role in ("vacant", "acting", "temporary"):
            if self.text(role).casefold() not in _YES | _NO:
                self.fault(role, _("neither yes nor no"))
        for role in ("since", "until"):
            if self.text(role) and not re.match(DATE, self.text(role)):
                self.fault(role, _("no date such as 2026, 2026-05 or 2026-05-31"))
        if not re.fullmatch(r"[0-9]{0,9}", self.text("staff")):
            self.fault("staff", _("no number"))


@dataclass(eq=False)
class Seat:
    """A post in the making; ``node`` is its unit, ``above`` the posts that it answers to."""

    id: str
    title: str
    row: Row
    person: str = ""
    node: Node | None = field(default=None, repr=False)
    vacant: bool = False
    acting: bool = False
    above: list[Seat | Node] = field(default_factory=list, repr=False)

    def post(self) -> Post:
        """Return the post."""
        return Post(
            id=self.id,
            title=self.title,
            person=self.person or None,
            vacant=self.vacant,
            acting=self.acting,
            reports_to=tuple(
                Superior(post=above.id) if isinstance(above, Seat) else Superior(heads_of=above.id)
                for above in self.above
            ),
            **({} if self.row.table.of_units else self.row.of_post()),
        )


@dataclass(eq=False)
class Node:
    """A unit in the making; ``row`` is the row that describes it, if there is one."""

    id: str
    name: str
    row: Row | None = None
    heads: list[Seat] = field(default_factory=list, repr=False)
    owner: Node | None = field(default=None, repr=False)
    also_in: list[Node] = field(default_factory=list, repr=False)
    below: list[Node] = field(default_factory=list, repr=False)
    seats: list[Seat] = field(default_factory=list, repr=False)

    def lineage(self) -> Iterator[Node]:
        """Yield the unit and those that it is part of, each once even if they are in one another."""
        at: Node | None = self
        reached: set[Node] = set()
        while at is not None and at not in reached:
            reached.add(at)
            yield at
            at = at.owner

    def unit(self) -> Unit:
        """Return the unit with all that it contains."""
        return Unit(
            id=self.id,
            name=self.name,
            head=self.heads[0].post() if len(self.heads) == 1 else None,
            heads=tuple(seat.post() for seat in self.heads) if len(self.heads) > 1 else (),
            posts=tuple(seat.post() for seat in self.seats if seat not in self.heads),
            also_part_of=tuple(node.id for node in self.also_in),
            units=tuple(node.unit() for node in self.below),
            **(self.row.of_unit() if self.row else {}),
        )


class Ids:
    """Ids as the file wants them, each given once."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self._last: Counter[str] = Counter()

    def new(self, wanted: str, otherwise: str) -> str:
        """Return a free id like the one wanted, numbered if necessary."""
        base = slug(wanted) or otherwise
        numbered = (f"{base}-{number}" for number in count(max(2, self._last[base])))
        free = next(name for name in chain([base], numbered) if name not in self.taken)
        self._last[base] = int(free.removeprefix(f"{base}-")) if free != base else 2
        self.taken.add(free)
        return free


def says_vacant(cell: str) -> bool:
    """Return whether a cell for a person says that the post is vacant."""
    return cell.casefold() in _VACANT


def slug(value: str) -> str:
    """Return a value as an id: lower case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.fold(value)).strip("-")[:80].strip("-")
