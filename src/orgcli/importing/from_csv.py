"""An organisation file made from a spreadsheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain, count
from typing import TYPE_CHECKING

from orgcli.export.yaml import to_yaml
from orgcli.graph.organisation import Organisation
from orgcli.i18n import language, text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.importing import spreadsheet
from orgcli.org.model import Org, Post, Superior, Unit

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

    from orgcli.importing.spreadsheet import Table

_MAX_NAME = 300
_MAX_LEVELS = 80  # the reader of files accepts about twice as many levels of YAML


@dataclass(eq=False)
class Row:
    """A row of a spreadsheet; ``above`` is its cell for the parent or manager, ``owner`` the row it refers to."""

    number: int
    id: str
    name: str
    title: str
    above: str
    given: str = ""
    owner: Row | None = field(default=None, repr=False)
    below: list[Row] = field(default_factory=list, repr=False)


@dataclass(frozen=True)
class Conversion:
    """The text of the new file, and remarks on how the spreadsheet was read."""

    text: list[str]
    remarks: list[str]


def convert(path: Path) -> Conversion:
    """Convert a spreadsheet with columns id, name, parent or manager, title.

    With “parent” each row is a unit with the title of its head; with “manager” each row is a post of one
    unit. Raises BadTable with every problem by row and column.
    """
    table = spreadsheet.read(path)
    remarks = list(_reading_remarks(table))
    rows = _rows(table, remarks)
    _link_rows(table, rows)
    table.stop_if_faulty()
    if "parent" in table.columns:
        units = tuple(_unit(row, {other.id for other in rows}) for row in rows if row.owner is None)
        summary = ngettext("{number} unit", "{number} units", len(rows)).format(number=len(rows))
    else:
        units = (_staff(path.stem, rows),)
        summary = ngettext(
            "{number} post, in one unit named after the file: “{name}”",
            "{number} posts, in one unit named after the file: “{name}”",
            len(rows),
        )
        summary = summary.format(number=len(rows), name=units[0].name)
    lang = language.spoken()
    remarks += [summary, _("language of the file: {lang}").format(lang=lang)]
    model = Org(lang=lang, units=units)
    return Conversion([f"# {path.name}\n", *to_yaml(model, Organisation.of(model))], remarks)


def _reading_remarks(table: Table) -> Iterator[str]:
    """Yield how the spreadsheet was read, for the user to check."""
    marks = {",": _("comma"), ";": _("semicolon"), "\t": _("tab")}
    yield _("read as {encoding}, columns separated by: {mark}").format(
        encoding=table.encoding, mark=marks[table.delimiter]
    )
    meanings = {"id": _("id"), "name": _("name"), "parent": _("parent"), "manager": _("manager"), "title": _("title")}
    for role, (position, heading) in table.columns.items():
        yield _("column {column} (“{heading}”): {meaning}").format(
            column=spreadsheet.letter(position), heading=heading, meaning=meanings[role]
        )
    if table.ignored:
        yield _("columns left out: {names}").format(names=", ".join(table.ignored))


def _rows(table: Table, remarks: list[str]) -> list[Row]:
    """Return the rows, each with an id: a slug of the given id or of the name."""
    rows: list[Row] = []
    taken: dict[str, int] = {}
    changed: list[str] = []
    above = "parent" if "parent" in table.columns else "manager"
    for number, cells in table.rows:
        given, name = table.cell(cells, "id"), table.cell(cells, "name")
        if not name:
            table.fault(number, "name", _("no name"))
        for role in ("name", "title"):
            if len(table.cell(cells, role)) > _MAX_NAME:
                table.fault(number, role, _("text longer than {number} characters").format(number=_MAX_NAME))
        base_id = _slug(given or name) or f"row-{number}"
        if given and base_id in taken:
            message = _("the id “{id}” is that of row {other} as well")
            table.fault(number, "id", message.format(id=given, other=taken[base_id]))
        if given and given != base_id:
            changed.append(f"{given} → {base_id}")
        row_id = _unique_id(base_id, taken)
        taken[row_id] = number
        rows.append(Row(number, row_id, name, table.cell(cells, "title"), table.cell(cells, above), given))
    if "id" not in table.columns:
        remarks.append(_("no column of ids: they are made from the names"))
    if changed:
        shown = ", ".join(changed[:3]) + (" …" if len(changed) > len(changed[:3]) else "")
        remarks.append(_("ids written as the file wants them: {ids}").format(ids=shown))
    return rows


def _slug(value: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.fold(value)).strip("-")[:80].strip("-")


def _unique_id(base_id: str, taken: Container[str]) -> str:
    """Return a free id, numbered if necessary."""
    return next(name for name in chain([base_id], (f"{base_id}-{n}" for n in count(2))) if name not in taken)


def _link_rows(table: Table, rows: list[Row]) -> None:
    """Find the parent or manager of each row, by id or else by name; collect the faults."""
    role = "parent" if "parent" in table.columns else "manager"
    by_id = {row.given: row for row in reversed(rows) if row.given}
    by_name: dict[str, list[Row]] = {}
    for row in rows:
        by_name.setdefault(text.key(row.name), []).append(row)
    for row in rows:
        if not row.above:
            continue
        fitting = [by_id[row.above]] if row.above in by_id else by_name.get(text.key(row.above), [])
        if len(fitting) == 1:
            row.owner = fitting[0]
        elif fitting:
            numbers = ", ".join(str(other.number) for other in fitting)
            message = _("“{name}” fits several rows ({rows}): write the id").format(name=row.above, rows=numbers)
            table.fault(row.number, role, message)
        else:
            near = text.nearest(row.above, [other.name for other in rows if other.name], 1)
            hint = " " + _("(did you mean “{name}”?)").format(name=near[0]) if near else ""
            table.fault(row.number, role, _("no row is called “{name}”").format(name=row.above) + hint)
    for row in rows:
        if row.owner:
            row.owner.below.append(row)
    _check_cycles(table, rows, role)


def _check_cycles(table: Table, rows: list[Row], role: str) -> None:
    """Collect a fault for each cycle, and for each row that is nested too deep."""
    reached: set[int] = set()
    waiting = [(row, 1) for row in rows if row.owner is None]
    for row, level in waiting:
        reached.add(row.number)
        waiting += [(below, level + 1) for below in row.below]
        if level == _MAX_LEVELS + 1 and role == "parent":
            table.fault(row.number, role, _("more than {depth} levels").format(depth=_MAX_LEVELS))
    for row in rows:
        cycle: list[Row] = []
        at: Row | None = row
        while at is not None and at.number not in reached:
            reached.add(at.number)
            cycle.append(at)
            at = at.owner
        if at in cycle:
            names = " → ".join(other.name for other in [*cycle[cycle.index(at) :], at])
            table.fault(at.number, role, _("this goes round in a circle: {chain}").format(chain=names))


def _unit(row: Row, taken: set[str]) -> Unit:
    head = None
    if row.title:
        head_id = _unique_id(f"{row.id}-head", taken)
        taken.add(head_id)
        head = Post(id=head_id, title=row.title)
    return Unit(id=row.id, name=row.name, head=head, units=tuple(_unit(below, taken) for below in row.below))


def _staff(name: str, rows: list[Row]) -> Unit:
    """Return one unit with a post for each row, headed by the only person without a manager."""
    tops = [row for row in rows if row.owner is None]
    posts = {row.number: _post(row) for row in rows}
    head = posts.pop(tops[0].number) if len(tops) == 1 else None
    return Unit(
        id=_unique_id("organisation", {row.id for row in rows}), name=name, head=head, posts=tuple(posts.values())
    )


def _post(row: Row) -> Post:
    lines = (Superior(post=row.owner.id),) if row.owner else ()
    if not row.title:
        return Post(id=row.id, title=row.name, reports_to=lines)
    return Post(id=row.id, title=row.title, person=row.name, reports_to=lines)
