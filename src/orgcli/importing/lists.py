"""Reading of a JSON or YAML list, nested or not, as a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from orgcli.errors import BadTable, InvalidFile
from orgcli.i18n.language import gettext as _
from orgcli.importing import columns, spreadsheet
from orgcli.importing.table import Table
from orgcli.org import yaml_reader

if TYPE_CHECKING:
    from pathlib import Path

    from orgcli.org import traversal

# A character beyond U+FFFF as JSON escapes it, which YAML does not know.
_PAIR = re.compile(rb"(?<!\\)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def read(path: Path, mapping: columns.ColumnRoles) -> Table:
    """Return the items of a list as rows, numbered by the lines on which they begin; the keys are the headings.

    A list in an item, under a key such as “children” or one mapped to parent or manager, has rows as well.
    Raises UnreadableFile, InvalidFile if it is not YAML, BadTable if it is no list.
    """
    content = _PAIR.sub(_character, yaml_reader.read_bytes(path, spreadsheet.MAX_BYTES))
    document = yaml_reader.parse_leniently(path, content, with_positions=True)
    if document.duplicates:
        raise InvalidFile(document.duplicates)
    table = Table(str(path), _("read as a list, in JSON or YAML"), [], [])
    nested = dict(columns.NESTED)
    nested |= {columns.heading_key(column): role for role, column in mapping if role in {"parent", "manager"}}
    items: list[dict[str, str]] = []
    waiting: list[tuple[traversal.Path, Any, int | None]] = list(reversed(_items(path, document.data)))
    while waiting:
        keys, item, owner = waiting.pop()
        line = document.position(keys)[0]
        if not isinstance(item, dict):
            table.fault(line, None, _("not an item with keys and values"))
            continue
        cells, below = _flattened(item, nested, table)
        waiting += reversed([((*keys, *way), part, len(items)) for way, part in below])
        table.headings += [key for key in cells if key not in table.headings]
        table.owners.append(owner)
        table.rows.append((line, []))
        items.append(cells)
    table.rows = [
        (line, [cells.get(heading, "") for heading in table.headings])
        for (line, _row), cells in zip(table.rows, items, strict=True)
    ]
    table.assign(mapping)
    return table


def _character(pair: re.Match[bytes]) -> bytes:
    return bytes.fromhex((pair[1] + pair[2]).decode()).decode("utf-16-be").encode()


def _items(path: Path, data: Any) -> list[tuple[traversal.Path, Any, int | None]]:
    """Return the items at the top: those of a list, of the only list in a mapping without a name, or the mapping."""
    keys: traversal.Path = ()
    if isinstance(data, dict):
        lists = [key for key, value in data.items() if isinstance(value, list) and dict in map(type, value)]
        if len(lists) != 1 or {columns.ROLES.get(columns.heading_key(key)) for key in data} & {"name", "title"}:
            return [((), data, None)]
        keys, data = (lists[0],), data[lists[0]]
    if not isinstance(data, list):
        raise BadTable([(str(path), _("no list of units or persons"))])
    return [((*keys, number), item, None) for number, item in enumerate(data)]


def _flattened(
    item: dict[str, Any], nested: dict[str, str], table: Table
) -> tuple[dict[str, str], list[tuple[traversal.Path, Any]]]:
    """Return the cells of an item (``manager.id`` for a mapping in it), and the items nested in it with their keys."""
    cells: dict[str, str] = {}
    below: list[tuple[traversal.Path, Any]] = []
    waiting = list(reversed(item.items()))
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, dict):
            waiting += reversed([(f"{key}.{inner}", part) for inner, part in value.items()])
        elif not isinstance(value, list):
            cells[key] = value or ""
        elif value and all(isinstance(part, str) for part in value):
            cells[key] = "\n".join(value)
        elif key in item and (role := nested.get(columns.heading_key(key))):
            table.nesting, table.nested_key = (role, key) if value else (table.nesting, table.nested_key)
            below += [((key, number), part) for number, part in enumerate(value)]
        else:
            cells[key] = ""  # a list of something else: named among the columns left out
    return cells, below
