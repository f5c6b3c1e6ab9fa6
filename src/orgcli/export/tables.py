"""The organisation as JSON for scripts, and its units as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from orgcli.graph import details
from orgcli.graph.organisation import own_duties
from orgcli.i18n import text
from orgcli.org import traversal
from orgcli.render import json_shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Org

SCHEMA = 1
"""Version of the JSON shape; a higher one may have moved or renamed keys."""
COLUMNS = ("id", "parentId", "name", "kind", "level", "head", "reportsTo", "aliases", "ref", "units", "duties")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what a spreadsheet may run


def to_json(model: Org, _org: Organisation) -> Iterator[str]:
    """Yield the whole model as JSON: ``schema``, all keys of the file, and ``reporting``.

    Every key of the model is there, empty or not. ``reporting`` has all lines, also the inferred
    ones: ``{"from", "to", "ref", "condition", "inferred"}``, from post, or unit without a head, to post.
    """
    lines = [
        {"from": name, "to": line.to, "ref": line.ref, "condition": line.condition, "inferred": line.inferred}
        for name, above in traversal.reporting(model).items()
        for line in above
    ]
    whole = {"schema": SCHEMA, **json_shapes.plain(model), "reporting": lines}
    yield from json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(whole)
    yield "\n"


def to_csv(_org: Org, org: Organisation) -> Iterator[str]:
    """Yield a row a unit, owners first (RFC 4180; with the mark by which spreadsheets know UTF-8).

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer.writerow(COLUMNS)
    waiting = [(top, 0) for top in reversed(org.tops())]
    while waiting:
        name, level = waiting.pop()
        parts = org.children(name)
        writer.writerow([_cell(value) for value in _row(org, name, level, len(parts))])
        waiting.extend((part, level + 1) for part in reversed(parts))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _row(org: Organisation, name: str, level: int, parts: int) -> list[str | int | None]:
    unit, head = org.item(name), org.head(name)
    superiors = [org.title(to) for to, _line in org.superiors(head or name)]
    duties = sum(len(own_duties(org.item(holder))) for holder in details.duty_holders(org, name))
    return [
        name,
        org.parent(name),
        org.title(name),
        getattr(unit, "kind", None),
        level,
        org.title(head) if head else None,
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
