"""The organisation as JSON, and its units as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json as to_json_text

from orgcli.export.superiors import superior_names
from orgcli.graph.duties import duty_holders
from orgcli.graph.holding import holding
from orgcli.graph.nodes import Kind, own_duties
from orgcli.i18n import text
from orgcli.org import traversal
from orgcli.render import json_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Org

SCHEMA = 1  # version of the JSON shape, raised when keys are moved or renamed
COLUMNS = (
    "id",
    "parentId",
    "name",
    "kind",
    "level",
    "head",
    "reportsTo",
    "aliases",
    "ref",
    "units",
    "duties",
    "person",
    "vacant",
    "acting",
    "alsoPartOf",
    "temporary",
    "since",
    "until",
    "staff",
    "email",
    "phone",
    "url",
    "place",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what a spreadsheet may run


def to_json(model: Org, _org: Organisation) -> Iterator[str]:
    """Yield the whole model as JSON: ``schema``, all keys of the file, and ``reporting``.

    Every key of the model is present, even if empty. ``reporting`` has all lines, inferred ones
    included: ``{"from", "to", "ref", "condition", "inferred", "label"}``, from post, or unit without a head, to post.
    """
    lines = [
        {
            "from": node_id,
            "to": line.to,
            "ref": line.ref,
            "condition": line.condition,
            "inferred": line.inferred,
            "label": line.label,
        }
        for node_id, above in traversal.reporting(model).items()
        for line in above
    ]
    whole = {"schema": SCHEMA, **json_shapes.plain(model), "reporting": lines}
    yield f"{text.escaped(to_json_text(whole, indent=2).decode())}\n"  # many times as fast as the standard library


def to_csv(_org: Org, org: Organisation) -> Iterator[str]:
    """Yield a row for each unit, parents first (RFC 4180, with a byte order mark for spreadsheets).

    A superior is named by its title, with its unit where several have the title: “Chair (Sales)”.
    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer.writerow(COLUMNS)
    waiting = [(top, 0) for top in reversed(org.tops())]
    while waiting:
        node_id, level = waiting.pop()
        parts = [part for part in org.children(node_id) if org.kind(part) is Kind.UNIT]
        writer.writerow([_cell(value) for value in _row(org, node_id, level, len(parts))])
        waiting.extend((part, level + 1) for part in reversed(parts))
    yield buffer.getvalue()


def to_table(header: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as CSV for programs: without a byte order mark, lines ending as in Unix."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def _row(org: Organisation, node_id: str, level: int, parts: int) -> list[str | int | None]:
    unit, plain = org.item(node_id), org.plain(node_id)
    heads = org.heads(node_id)
    held = [holding(org, post) for post in heads]
    superiors = list(dict.fromkeys(to for post in heads or [node_id] for to, _line in org.superiors(post)))
    duties = sum(len(own_duties(org.item(holder))) for holder in duty_holders(org, node_id))
    return [
        node_id,
        org.parent(node_id),
        org.title(node_id),
        getattr(unit, "kind", None),
        level,
        "; ".join(map(org.title, heads)),
        "; ".join(superior_names(org, superiors)),
        "; ".join(alias.name for alias in unit.aliases),
        unit.ref,
        parts,
        duties,
        "; ".join(one.person for one in held if one.person),
        "true" if any(one.vacant for one in held) else None,
        "true" if any(one.acting for one in held) else None,
        "; ".join(plain.get("also_part_of", ())),
        "true" if plain.get("temporary") else None,
        *(plain.get(key) for key in ("since", "until", "staff")),
        *(plain.get("contact", {}).get(key) for key in ("email", "phone", "url", "place")),
    ]


def _cell(value: str | int | None) -> str | int:
    if not value or not isinstance(value, str):
        return "" if value is None else value
    return (
        f"'{text.printable(value)}"
        if value.lstrip(" \N{NO-BREAK SPACE}").startswith(_FORMULA)
        else text.printable(value)
    )
