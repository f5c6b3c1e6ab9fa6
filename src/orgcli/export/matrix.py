"""Units by their relations or partners, as a table: CSV, Markdown or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.export import markdown, tables
from orgcli.graph import matrix, names
from orgcli.i18n.language import gettext as _
from orgcli.render import json_shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orgcli.graph.matrix import Matrix
    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Org

COLUMNS: dict[str, Callable[[Organisation], Matrix]] = {"types": matrix.by_type, "partners": matrix.by_partner}
"""What the columns can be: types of link, or the bodies that units have links with."""


def to_matrix(_model: Org, org: Organisation, by: str = "types", written_as: str = "csv") -> Iterator[str]:
    """Yield how many links each unit has by type, or with each partner, as CSV, Markdown or JSON."""
    yield FORMS[written_as](org, COLUMNS[by](org))


def _to_csv(org: Organisation, table: Matrix) -> str:
    rows = ((row.unit.id, names.qualified(org, row.unit.id), *row.counts) for row in table.rows)
    return tables.to_table(["id", *_header(table)], rows)


def _to_markdown(org: Organisation, table: Matrix) -> str:
    header = map(markdown.escaped, _header(table))
    aligned = ["---", *["---:"] * len(table.columns)]
    rows = [
        [markdown.escaped(names.qualified(org, row.unit.id)), *(str(count or "") for count in row.counts)]
        for row in table.rows
    ]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (header, aligned, *rows))


def _to_json(_org: Organisation, table: Matrix) -> str:
    return f"{json_shapes.to_json(table)}\n"


def _header(table: Matrix) -> list[str]:
    return [_("unit"), *(column.name for column in table.columns)]


FORMS: dict[str, Callable[[Organisation, Matrix], str]] = {"csv": _to_csv, "markdown": _to_markdown, "json": _to_json}
"""How the table is written."""
