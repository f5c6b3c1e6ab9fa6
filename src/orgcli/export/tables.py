"""The organisation as JSON for scripts, and its units as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from orgcli.graph import hierarchy
from orgcli.graph import organisation as g
from orgcli.i18n import text
from orgcli.org import walk
from orgcli.render import json_shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.graph.organisation import OrgGraph
    from orgcli.org.model import Org

SCHEMA = 1
"""Version of the JSON shape; a higher one may have moved or renamed keys."""
COLUMNS = ("id", "parentId", "name", "kind", "level", "head", "reportsTo", "aliases", "ref", "units", "duties")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what a spreadsheet may run


def to_json(org: Org, _graph: OrgGraph) -> Iterator[str]:
    """Yield the whole model as JSON: ``schema``, all keys of the file, and ``reporting``.

    Every key of the model is there, empty or not. ``reporting`` has all lines, also the inferred
    ones: ``{"from", "to", "ref", "condition", "inferred"}``, from post, or unit without a head, to post.
    """
    lines = [
        {"from": name, "to": line.to, "ref": line.ref, "condition": line.condition, "inferred": line.inferred}
        for name, above in walk.reporting(org).items()
        for line in above
    ]
    whole = {"schema": SCHEMA, **json_shapes.plain(org), "reporting": lines}
    yield from json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(whole)
    yield "\n"


def to_csv(_org: Org, graph: OrgGraph) -> Iterator[str]:
    """Yield a row a unit, owners first (RFC 4180; with the mark by which spreadsheets know UTF-8).

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer.writerow(COLUMNS)
    waiting = [(top, 0) for top in reversed(g.tops(graph))]
    while waiting:
        name, level = waiting.pop()
        parts = g.children(graph, name)
        writer.writerow([_cell(value) for value in _row(graph, name, level, len(parts))])
        waiting.extend((part, level + 1) for part in reversed(parts))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _row(graph: OrgGraph, name: str, level: int, parts: int) -> list[str | int | None]:
    unit, head = g.item(graph, name), g.head(graph, name)
    superiors = [g.title(graph, to) for to, _line in g.superiors(graph, head or name)]
    duties = sum(len(g.duties(g.item(graph, holder))) for holder in hierarchy.holders(graph, name))
    return [
        name,
        g.parent(graph, name),
        g.title(graph, name),
        getattr(unit, "kind", None),
        level,
        g.title(graph, head) if head else None,
        "; ".join(superiors),
        "; ".join(alias.name for alias in unit.aliases),
        unit.ref,
        parts,
        duties,
    ]


def _cell(value: str | int | None) -> str | int:
    if not isinstance(value, str):
        return "" if value is None else value
    return (
        f"'{text.printable(value)}"
        if value.lstrip(" \N{NO-BREAK SPACE}").startswith(_FORMULA)
        else text.printable(value)
    )
