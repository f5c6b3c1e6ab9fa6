"""Rows of tables: what each says of a unit or a post, and what is wrong in its cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.org.model import Alias, Contact, Duty, Note
from orgcli.org.statements import ADDRESS, DATE, EMAIL

if TYPE_CHECKING:
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
    """A row of a table, which describes a unit or a post; ``id`` is the one it gets."""

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


def says_vacant(cell: str) -> bool:
    """Return whether a cell for a person says that the post is vacant."""
    return cell.casefold() in _VACANT
