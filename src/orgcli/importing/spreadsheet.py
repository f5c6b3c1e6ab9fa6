"""Reading of a spreadsheet saved as CSV: encoding, delimiter, meaning of the columns, faults."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orgcli.errors import BadTable
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.org import yaml_reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 64 * 2**20
DELIMITERS = {",": ",", ";": ";", "\t": "tab"}
_HEADERS = {
    "id": """id|identifiant|identifier|code|key|clé|numéro|number|no|n°|matricule|employee id""",
    "name": """name|nom|intitulé|libellé|désignation|unit|unité|unit name|nom de l’unité|full name|nom complet
        |employee|employé|employee name""",
    "parent": """parent|parent id|parent unit|unité parente|unité mère|unité supérieure|part of|belongs to
        |fait partie de|rattachement|rattaché à|rattachée à|dépend de|above""",
    "manager": """manager|manager id|manager name|reports to|answers to|superior|supervisor|boss|line manager|supérieur
        |supérieur hiérarchique|responsable hiérarchique|n+1|relève de|rend compte à""",
    "title": """title|job title|titre|poste|post|fonction|position|role|emploi|intitulé du poste|job""",
}
# heading → role; case and accents are ignored
HEADERS = {text.key(name): role for role, names in _HEADERS.items() for name in names.split("|")}


@dataclass
class Table:
    """The rows of a spreadsheet and the roles of its columns; ``faults`` collects the problems.

    ``columns`` maps a role to the position and heading of its column; ``rows`` has row numbers and cells.
    """

    file: str
    encoding: str
    delimiter: str
    columns: dict[str, tuple[int, str]]
    ignored: list[str]
    rows: list[tuple[int, list[str]]]
    faults: list[tuple[int, str]] = field(default_factory=list)

    def cell(self, row: list[str], role: str) -> str:
        """Return the cell of a row in the column with a role, stripped."""
        position = self.columns[role][0] if role in self.columns else len(row)
        return " ".join(row[position].split()) if position < len(row) else ""

    def fault(self, row: int, role: str | None, message: str) -> None:
        """Add a problem with its row and column."""
        if role is None or role not in self.columns:
            place = _("row {row}").format(row=row)
        else:
            position, heading = self.columns[role]
            place = _("row {row}, column {column} (“{heading}”)").format(
                row=row, column=letter(position), heading=heading
            )
        self.faults.append((row, _("{place}: {message}").format(place=place, message=message)))

    def stop_if_faulty(self) -> None:
        """Raise BadTable if there are faults."""
        if self.faults:
            raise BadTable(self.file, [fault for _row, fault in sorted(self.faults, key=lambda item: item[0])])


def letter(position: int) -> str:
    """Return the letters of a column: 0 is A, 26 is AA."""
    before, last = divmod(position, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def read(path: Path) -> Table:
    """Return the table in a file.

    Raises UnreadableFile, InvalidFile if it is too large, BadTable if required columns are missing.
    """
    content = yaml_reader.read_bytes(path, MAX_BYTES)
    decoded, encoding = _decoded(path, content)
    return _parsed(path, decoded, encoding)


def _decoded(path: Path, content: bytes) -> tuple[str, str]:
    marks = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    marked = [encoding for mark, encoding in marks if content.startswith(mark)]
    for encoding in marked or ["utf-8", "cp1252"]:
        try:
            decoded = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in decoded:
            return decoded, "UTF-8" if encoding == "utf-8-sig" else encoding.upper()
    message = _("neither UTF-8 nor Windows-1252 text: save the sheet as CSV, in UTF-8")
    raise BadTable(str(path), [message])


def _parsed(path: Path, decoded: str, encoding: str) -> Table:
    tables = [_split(path, decoded, encoding, delimiter) for delimiter in DELIMITERS]
    table = max(tables, key=lambda found: (len(found.columns), len(found.ignored)))
    missing = [] if "name" in table.columns else [_("no column for the name (“name”, “nom”…)")]
    if "parent" not in table.columns and "manager" not in table.columns:
        missing.append(_("no column for what is above (“parent” or “manager”…)"))
    if "parent" in table.columns and "manager" in table.columns:
        both = _("“{parent}” says what a unit is part of and “{manager}” to whom a person answers: keep one of the two")
        missing.append(both.format(parent=table.columns["parent"][1], manager=table.columns["manager"][1]))
    headings = [heading for _position, heading in table.columns.values()] + table.ignored
    for message in missing:
        table.fault(1, None, message + " " + _("(columns found: {names})").format(names=", ".join(headings) or "-"))
    if not missing and not table.rows:
        table.fault(1, None, _("no row beneath the headings"))
    if missing:
        table.stop_if_faulty()
    return table


def _lines(table: Table, decoded: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, with their numbers; an open quote ends the table with a fault."""
    number = 0
    try:
        for number, row in enumerate(
            csv.reader(io.StringIO(decoded, newline=""), delimiter=table.delimiter, strict=True), 1
        ):
            if any(cell.strip() for cell in row):
                yield number, row
    except csv.Error:
        table.fault(number + 1, None, _("its quotation marks do not match"))


def _split(path: Path, decoded: str, encoding: str, delimiter: str) -> Table:
    table = Table(str(path), encoding, delimiter, {}, [], [])
    lines = list(_lines(table, decoded))
    headings = [heading.strip() for heading in lines[0][1]] if lines else []
    for position, heading in enumerate(headings):
        role = HEADERS.get(text.key(heading))
        if role is None:
            table.ignored += [heading] if heading else []
        elif role in table.columns:
            message = _("columns {one} and {other} both give the same thing: “{first}” and “{second}”")
            known, first = table.columns[role]
            one, other = letter(known), letter(position)
            table.fault(lines[0][0], None, message.format(one=one, other=other, first=first, second=heading))
        else:
            table.columns[role] = (position, heading)
    table.rows = lines[1:]
    for number, row in table.rows:
        if any(cell.strip() for cell in row[len(headings) :]):
            table.fault(number, None, _("more cells than headings"))
    return table
