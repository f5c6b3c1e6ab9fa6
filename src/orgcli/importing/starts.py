"""A first organisation file: a small example with comments, or one made from a spreadsheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from orgcli.export.yaml import to_yaml
from orgcli.graph.organisation import Organisation
from orgcli.i18n import language, text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.importing import spreadsheet
from orgcli.org.model import Org, Post, Superior, Unit

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from orgcli.importing.spreadsheet import Table

_LONGEST = 300
"""Characters of a name, as the model has it."""
_DEEPEST = 80
"""Levels of units: the reader of files goes no deeper than twice that and some."""


@dataclass(eq=False)
class Row:
    """One row of a spreadsheet; ``above`` is what it says is above it, ``owner`` the row that is."""

    number: int
    id: str
    name: str
    title: str
    above: str
    given: str = ""
    owner: Row | None = field(default=None, repr=False)
    below: list[Row] = field(default_factory=list, repr=False)


@dataclass(frozen=True)
class Start:
    """A new file's text, and what was understood of the spreadsheet it comes from."""

    text: list[str]
    remarks: list[str]


def example() -> list[str]:
    """Return the small commented file, in the language spoken."""
    name = f"organisation.{language.spoken()}.yaml"
    return [(Path(__file__).parent / "examples" / name).read_text(encoding="utf-8")]


def from_csv(path: Path) -> Start:
    """Return a file made from a spreadsheet with columns id, name, parent or manager, title.

    With “parent” each row is a unit, its title that of its head; with “manager” each row is a post,
    all of them in one unit. Raises BadTable with every problem by row and column.
    """
    found = spreadsheet.read(path)
    remarks = list(_recognised(found))
    rows = _rows(found, remarks)
    _join(found, rows)
    found.stop_if_faulty()
    if "parent" in found.columns:
        units = tuple(_unit(row, {other.id for other in rows}) for row in rows if row.owner is None)
        told = ngettext("{number} unit", "{number} units", len(rows)).format(number=len(rows))
    else:
        units = (_staff(path.stem, rows),)
        told = ngettext(
            "{number} post, in one unit named after the file: “{name}”",
            "{number} posts, in one unit named after the file: “{name}”",
            len(rows),
        )
        told = told.format(number=len(rows), name=units[0].name)
    lang: Literal["fr", "en"] = "fr" if language.spoken() == "fr" else "en"
    remarks += [told, _("language of the file: {lang}").format(lang=lang)]
    model = Org(lang=lang, units=units)
    return Start([f"# {path.name}\n", *to_yaml(model, Organisation.of(model))], remarks)


def _recognised(found: Table) -> Iterator[str]:
    """Yield what was understood of the spreadsheet, which whoever reads it may find to be wrong."""
    marks = {",": _("comma"), ";": _("semicolon"), "\t": _("tab")}
    yield _("read as {encoding}, columns separated by: {mark}").format(
        encoding=found.encoding, mark=marks[found.delimiter]
    )
    meanings = {"id": _("id"), "name": _("name"), "parent": _("parent"), "manager": _("manager"), "title": _("title")}
    for role, (position, heading) in found.columns.items():
        yield _("column {column} (“{heading}”): {meaning}").format(
            column=spreadsheet.letter(position), heading=heading, meaning=meanings[role]
        )
    if found.ignored:
        yield _("columns left out: {names}").format(names=", ".join(found.ignored))


def _rows(found: Table, remarks: list[str]) -> list[Row]:
    """Return the rows with an id each: the given one as the file writes ids, else one made from the name."""
    rows: list[Row] = []
    taken: dict[str, int] = {}
    changed: list[str] = []
    above = "parent" if "parent" in found.columns else "manager"
    for number, cells in found.rows:
        given, name = found.cell(cells, "id"), found.cell(cells, "name")
        if not name:
            found.fault(number, "name", _("no name"))
        for role in ("name", "title"):
            if len(found.cell(cells, role)) > _LONGEST:
                found.fault(number, role, _("text longer than {number} characters").format(number=_LONGEST))
        wanted = _slug(given or name) or f"row-{number}"
        if given and wanted in taken:
            message = _("the id “{id}” is that of row {other} as well")
            found.fault(number, "id", message.format(id=given, other=taken[wanted]))
        if given and given != wanted:
            changed.append(f"{given} → {wanted}")
        own = _free(wanted, taken)
        taken[own] = number
        rows.append(Row(number, own, name, found.cell(cells, "title"), found.cell(cells, above), given))
    if "id" not in found.columns:
        remarks.append(_("no column of ids: they are made from the names"))
    if changed:
        shown = ", ".join(changed[:3]) + (" …" if len(changed) > len(changed[:3]) else "")
        remarks.append(_("ids written as the file wants them: {ids}").format(ids=shown))
    return rows


def _slug(value: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.fold(value)).strip("-")[:80].strip("-")


def _free(wanted: str, taken: Container[str]) -> str:
    """Return an id that is not taken, with a number where it would be."""
    return next(name for name in chain([wanted], (f"{wanted}-{n}" for n in count(2))) if name not in taken)


def _join(found: Table, rows: list[Row]) -> None:
    """Give each row the one above it, by id or else by name; note those that cannot be told."""
    role = "parent" if "parent" in found.columns else "manager"
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
            found.fault(row.number, role, message)
        else:
            near = text.nearest(row.above, [other.name for other in rows if other.name], 1)
            hint = " " + _("(did you mean “{name}”?)").format(name=near[0]) if near else ""
            found.fault(row.number, role, _("no row is called “{name}”").format(name=row.above) + hint)
    for row in rows:
        if row.owner:
            row.owner.below.append(row)
    _circles(found, rows, role)


def _circles(found: Table, rows: list[Row], role: str) -> None:
    """Note each circle once, at its first row, and what stands too deep to be read back."""
    reached: set[int] = set()
    waiting = [(row, 1) for row in rows if row.owner is None]
    for row, level in waiting:
        reached.add(row.number)
        waiting += [(below, level + 1) for below in row.below]
        if level == _DEEPEST + 1 and role == "parent":
            found.fault(row.number, role, _("more than {depth} levels").format(depth=_DEEPEST))
    for row in rows:
        circle: list[Row] = []
        at: Row | None = row
        while at is not None and at.number not in reached:
            reached.add(at.number)
            circle.append(at)
            at = at.owner
        if at in circle:
            names = " → ".join(other.name for other in [*circle[circle.index(at) :], at])
            found.fault(at.number, role, _("this goes round in a circle: {chain}").format(chain=names))


def _unit(row: Row, taken: set[str]) -> Unit:
    head = None
    if row.title:
        name = _free(f"{row.id}-head", taken)
        taken.add(name)
        head = Post(id=name, title=row.title)
    return Unit(id=row.id, name=row.name, head=head, units=tuple(_unit(below, taken) for below in row.below))


def _staff(name: str, rows: list[Row]) -> Unit:
    """Return one unit with a post a row: its head is whoever has nobody above, if that is one person only."""
    tops = [row for row in rows if row.owner is None]
    posts = {row.number: _post(row) for row in rows}
    head = posts.pop(tops[0].number) if len(tops) == 1 else None
    return Unit(id=_free("organisation", {row.id for row in rows}), name=name, head=head, posts=tuple(posts.values()))


def _post(row: Row) -> Post:
    lines = (Superior(post=row.owner.id),) if row.owner else ()
    if not row.title:
        return Post(id=row.id, title=row.name, reports_to=lines)
    return Post(id=row.id, title=row.title, person=row.name, reports_to=lines)
