"""A table in memory: rows, the roles of their columns, and what is wrong with it, by row and column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orgcli.errors import MAX_PROBLEMS, BadTable, hint
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.importing import columns
from orgcli.org.yaml_events import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orgcli.importing.columns import ColumnRoles

_FORMULA = re.compile(r"'(?=[\s\N{NO-BREAK SPACE}]*[=+\-@＝＋－＠])")  # as `export csv` protects spreadsheets
_NOTHING = {"-", "–", "—", "n/a", "n/d", "xx", "none", "aucun", "aucune", "néant"}  # XX, N/D: the UK’s organograms
_MAY_BE_NOTHING = {"parent", "unit", "person", "manager", "email", "duties", "notes"}
MAX_HINTS = 20  # nearest names take time to compute


@dataclass(eq=False)
class Table:
    """The rows of a table and the roles of its columns.

    ``faults`` collects the problems of rows, ``unclear`` those of the headings.
    ``columns`` maps a role to the positions of its columns; ``rows`` has row numbers (lines, for JSON) and
    cells; ``owners`` the index of the row that each is nested in, where rows are nested, as ``nesting``:
    parent or manager.
    """

    file: str
    reading: str
    headings: list[str]
    rows: list[tuple[int, list[str]]]
    owners: list[int | None] = field(default_factory=list)
    nesting: str = ""
    nested_key: str = ""
    columns: dict[str, list[int]] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)

    @property
    def roles(self) -> set[str]:
        """Return the roles that columns or nesting have."""
        return {*self.columns, *([self.nesting] if self.nesting else [])}

    @property
    def of_units(self) -> bool:
        """Return whether each row is a unit, and not a post."""
        return "parent" in self.roles and not {"unit", "manager"} <= self.roles

    @property
    def is_own_export(self) -> bool:
        """Return whether `export csv` wrote it."""
        return {"id", "parentId", "level", "head", "reportsTo"} <= set(self.headings)

    @property
    def is_nested(self) -> bool:
        """Return whether it comes from JSON or YAML."""
        return bool(self.owners)

    def assign(self, mapping: ColumnRoles) -> None:
        """Find out the roles of the columns; collect what is missing or said twice."""
        self.columns = columns.assign(self.headings, mapping)
        for role, positions in self.columns.items():
            if not columns.is_clear(role, positions, self.headings):
                message = _("columns {one} and {other} both give the same thing: “{first}” and “{second}”")
                one, other = (columns.letter(position) for position in positions[:2])
                first, second = (self.headings[position] for position in positions[:2])
                self._fault_of_headings(message.format(one=one, other=other, first=first, second=second))
        has = self.roles
        found = " " + _("(columns found: {names})").format(names=", ".join(filter(None, self.headings)) or "-")
        if "name" not in has and not ("title" in has and has & {"manager", "unit"}):
            self._fault_of_headings(_("no column for the name (“name”, “nom”…)") + found)
        if not has & {"parent", "manager", "unit"}:
            self._fault_of_headings(_("no column for what is above (“parent” or “manager”…)") + found)
        if not self.unclear and not self.rows:
            self.fault(1, None, _("no row beneath the headings"))
        if not self.of_units and self.nesting:
            self.nesting = "manager"
        for role in {"unit"} if self.of_units else columns.OF_UNITS:  # nothing is made of these
            self.columns.pop(role, None)
        duties = [cell for _number, row in self.rows for cell in self.cells(row, "duties")]
        if duties and all(not cell or cell.isdigit() for cell in duties):
            del self.columns["duties"]  # how many, as in `export csv`

    def _fault_of_headings(self, message: str) -> None:
        self.unclear.append(_("{place}: {message}").format(place=self.place(1, None), message=message))

    def cells(self, row: Sequence[str], role: str) -> list[str]:
        """Return the cells of a row in the columns with a role, stripped; nothing for a row that is too short."""
        cells = [row[position].strip() for position in self.columns.get(role, ()) if position < len(row)]
        if role in columns.ALTERNATIVE:
            cells = [cell for cell in cells if cell][:1]
        return cells if self.is_nested else [_FORMULA.sub("", cell) for cell in cells]

    def is_nothing(self, role: str, cell: str) -> bool:
        """Return whether a cell only says that there is nothing to say."""
        may_be = role in _MAY_BE_NOTHING or (role == "name" and not self.of_units)
        return may_be and cell.casefold() in _NOTHING and not self.is_own_export

    def heading(self, role: str, number: int = 0) -> str:
        """Return the heading of a column with a role."""
        return self.headings[self.columns[role][number]]

    def fault(self, row: int, role: str | None, message: str) -> None:
        """Add a problem with its row and column."""
        self.faults.append((row, _("{place}: {message}").format(place=self.place(row, role), message=message)))

    def place(self, row: int, role: str | None) -> str:
        """Return the words for a row, or for its cell in the column with a role."""
        position = self.columns[role][0] if role in self.columns else None
        heading = "" if position is None else self.headings[position]
        if self.is_nested:
            return (_("line {row} (“{heading}”)") if heading else _("line {row}")).format(row=row, heading=heading)
        if position is None:
            return _("row {row}").format(row=row)
        column = columns.letter(position)
        return _("row {row}, column {column} (“{heading}”)").format(row=row, column=column, heading=heading)

    def unknown(self, row: int, role: str, message: str, name: str, names: Sequence[str]) -> None:
        """Add the problem that a name is unknown, with the nearest one."""
        near = text.nearest(name, names, 1) if len(self.faults) < MAX_HINTS else []
        self.fault(row, role, message.format(name=name) + hint(near))

    def check_rows(self) -> None:
        """Collect a fault for each row with characters that no file may have, and for each repeated row."""
        seen: dict[tuple[str | int | None, ...], int] = {}
        names_nobody = not {"id", "name"} & self.roles  # a list of lots of like posts
        for index, (number, row) in enumerate(self.rows):
            if any(FORBIDDEN.search(cell) for cell in row if not cell.isprintable()):
                self.fault(number, None, _("control characters"))
            key = (self.owners[index] if self.owners else None, *(cell.strip() for cell in row))
            if key in seen and not names_nobody:
                self.fault(number, None, _("the same as {place}").format(place=self.place(seen[key], None)))
            seen.setdefault(key, number)


def stop_if_faulty(tables: Sequence[Table]) -> None:
    """Raise BadTable if there are faults in any table."""
    faults = [(table.file, fault) for table in tables for _row, fault in sorted(table.faults, key=lambda item: item[0])]
    if faults:
        raise BadTable(faults[:MAX_PROBLEMS])
