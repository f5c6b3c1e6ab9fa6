"""Reading of a spreadsheet saved as CSV: encoding, delimiter, rows."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from orgcli.errors import BadTable
from orgcli.i18n.language import gettext as _
from orgcli.importing.table import Table
from orgcli.org import yaml_reader

if TYPE_CHECKING:
    from pathlib import Path

    from orgcli.importing.columns import ColumnRoles

MAX_BYTES = 64 * 2**20
DELIMITERS = (",", ";", "\t")


def read(path: Path, mapping: ColumnRoles) -> Table:
    """Return the table in a file, split where most columns are recognised; its faults are in it.

    Raises UnreadableFile, InvalidFile if it is too large, BadTable if it is no text.
    """
    decoded, encoding = _decoded(path, yaml_reader.read_bytes(path, MAX_BYTES))
    tables = [_split(path, decoded, encoding, delimiter) for delimiter in DELIMITERS]
    for table in tables:
        table.assign(mapping)
    return max(tables, key=lambda table: (len(table.columns), len(table.headings)))


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
    raise BadTable([(str(path), message)])


def _split(path: Path, decoded: str, encoding: str, delimiter: str) -> Table:
    marks = {",": _("comma"), ";": _("semicolon"), "\t": _("tab")}
    reading = _("read as {encoding}, columns separated by: {mark}").format(encoding=encoding, mark=marks[delimiter])
    table = Table(str(path), reading, [], [])
    number = 0
    try:
        reader = csv.reader(io.StringIO(decoded, newline=""), delimiter=delimiter, strict=True)
        for number, row in enumerate(reader, 1):
            if any(cell.strip() for cell in row):
                table.rows.append((number, row))
    except csv.Error:  # the table ends where a quote stays open
        table.fault(number + 1, None, _("its quotation marks do not match"))
    if table.rows:
        table.headings = [heading.strip() for heading in table.rows.pop(0)[1]]
    for number, row in table.rows:
        if any(cell.strip() for cell in row[len(table.headings) :]):
            table.fault(number, None, _("more cells than headings"))
    return table
