"""An organisation file made from tables: spreadsheets, JSON or YAML lists."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from orgcli.errors import BadTable
from orgcli.export.yaml import to_yaml
from orgcli.graph.organisation import Organisation
from orgcli.i18n import language, text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.importing import columns, draft, lines, lists, spreadsheet, units
from orgcli.importing.draft import SHARED
from orgcli.importing.table import stop_if_faulty
from orgcli.org import references, traversal
from orgcli.org.model import Org, Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from orgcli.importing.draft import Draft
    from orgcli.importing.rows import Row
    from orgcli.importing.table import Table

_MAX_FAULTS = 20


@dataclass(frozen=True)
class Conversion:
    """The text of the new file, and remarks on how the tables were read."""

    text: list[str]
    remarks: list[str]


def convert(sheets: Sequence[Path], nested: Sequence[Path], mapping: columns.ColumnRoles) -> Conversion:
    """Convert spreadsheets and JSON or YAML lists, together, to the text of an organisation file.

    With a parent each row is a unit with its head; with a manager or a unit each row is a post.
    Raises BadTable with every problem by row and column.
    """
    tables = [spreadsheet.read(path, mapping) for path in sheets] + [lists.read(path, mapping) for path in nested]
    _check_columns(tables, mapping)
    remarks = [remark for table in tables for remark in _reading_remarks(table, several=len(tables) > 1)]
    remarks += _mapping_remark(tables)
    made = draft.drafted(tables)
    paths = [*sheets, *nested]
    tops = units.nested(made, paths[0].stem)
    bodies = lines.link(made, tops)
    units.report_outside(made)
    stop_if_faulty(tables)
    lang = language.spoken()
    people = _people(made)
    model = Org(lang=lang, units=tuple(unit.to_unit() for unit in tops), bodies=tuple(bodies), people=people)
    faults = [(tables[0].file, message) for _rule, _path, message in islice(references.faults(model), _MAX_FAULTS)]
    if faults:
        raise BadTable(faults)
    remarks += [*made.remarks, *_summary(made, model), _("language of the file: {lang}").format(lang=lang)]
    names = text.printable(", ".join(path.name for path in paths)).replace("\n", " ")
    return Conversion([f"# {names}\n", *to_yaml(model, Organisation.of(model))], remarks)


def _check_columns(tables: list[Table], mapping: columns.ColumnRoles) -> None:
    """Raise BadTable, with a mapping to be edited, if it is not clear what the columns are."""
    faults = [(table.file, fault) for table in tables for fault in table.unclear]
    for _role, column in mapping:
        present = [columns.find(column, table.headings) is not None or table.nested_key == column for table in tables]
        if column and not any(present):
            faults.append((tables[0].file, _("no column is called “{name}”").format(name=column)))
    if not faults:
        return
    headings = {role: table.heading(role) for table in reversed(tables) for role in table.columns}
    example = {**dict.fromkeys(("name", "parent"), _("COLUMN")), **headings}
    advice = _("Say which column is what, by its heading or letter, for example:")
    roles = _("what it can be: {roles}").format(roles=", ".join(columns.NAMES))
    raise BadTable(faults, [advice, f"  {columns.as_options(example.items())}", roles])


def _reading_remarks(table: Table, *, several: bool) -> Iterator[str]:
    """Yield how a table was read, for the user to check."""
    reading = _("{label}: {value}").format(label=table.file, value=table.reading)
    yield reading if several else table.reading
    used = {position: role for role, positions in table.columns.items() for position in positions}
    for position, role in sorted(used.items()):
        place = _("“{heading}”: {meaning}") if table.is_nested else _("column {column} (“{heading}”): {meaning}")
        column, heading = columns.letter(position), table.headings[position]
        yield place.format(column=column, heading=heading, meaning=_meaning(role))
    if table.nesting:
        yield _("lists in “{key}”: {meaning}").format(key=table.nested_key, meaning=_meaning(table.nesting))
    ignored = [heading for position, heading in enumerate(table.headings) if heading and position not in used]
    if ignored:
        yield _("columns left out: {names}").format(names=", ".join(ignored))
    cells = Counter(
        row[position].strip()
        for _number, row in table.rows
        for position, role in used.items()
        if position < len(row) and table.is_nothing(role, row[position].strip())
    )
    nothing = [f"{cell} ({number})" for cell, number in cells.items()]
    if nothing:
        yield _("taken for an empty cell: {cells}").format(cells=", ".join(nothing))


def _mapping_remark(tables: list[Table]) -> Iterator[str]:
    """Yield the mapping, ready to be edited, if columns were left out."""
    if any(len(table.headings) > sum(map(len, table.columns.values())) for table in tables):
        pairs = [
            (role, table.headings[at]) for table in tables for role, places in table.columns.items() for at in places
        ]
        yield _("to read them otherwise, edit: {options}").format(options=columns.as_options(dict.fromkeys(pairs)))


def _meaning(role: str) -> str:
    return {
        "id": _("id"),
        "name": _("name"),
        "given_name": _("given name"),
        "parent": _("parent"),
        "unit": _("unit"),
        "title": _("title"),
        "person": _("person"),
        "vacant": _("vacant"),
        "acting": _("acting"),
        "manager": _("manager"),
        "email": _("e-mail"),
        "phone": _("telephone"),
        "url": _("web page"),
        "place": _("place"),
        "kind": _("kind"),
        "aliases": _("aliases"),
        "also_part_of": _("also part of"),
        "temporary": _("temporary"),
        "since": _("since"),
        "until": _("until"),
        "staff": _("staff"),
        "ref": _("clause"),
        "duties": _("duties"),
        "notes": _("note"),
    }[role]


def _people(made: Draft) -> tuple[Person, ...]:
    """Return the persons whom a table says how to reach, and name each by id in the post."""
    people: dict[tuple[str, str], dict[str, Any]] = {}
    made.remarks += [remark for row in [*made.units, *made.posts] for remark in _no_addresses(row)]
    for post in made.posts.values():
        contact = post.row.contact()
        if not contact or not post.person or SHARED in post.person:
            continue
        key = (post.person, contact.get("email") or next(iter(contact.values())))
        if key not in people:
            people[key] = {"id": made.ids.new(post.person, "person"), "name": post.person}
        for role, value in contact.items():
            if people[key].setdefault(role, value) != value:
                message = _("{place}: “{name}” has “{value}” in another row, this one is left out")
                place = post.row.table.place(post.row.number, role)
                made.remarks.append(message.format(place=place, name=post.person, value=people[key][role]))
        post.person = people[key]["id"]
    return tuple(Person(**person) for person in people.values())


def _no_addresses(row: Row) -> Iterator[str]:
    """Yield a remark for each cell that is no address of mail or of the web."""
    messages = {"email": _("{place}: no e-mail address, left out"), "url": _("{place}: no web address, left out")}
    for role, message in messages.items():
        if row.text(role) and not row.is_address(role, row.text(role)):
            yield message.format(place=row.table.place(row.number, role))


def _summary(made: Draft, model: Org) -> Iterator[str]:
    """Yield how many units and posts there are."""
    if any("id" not in row.table.columns for row in [*made.units, *made.posts]):
        yield _("no column of ids: they are made from the names")
    number = len(list(traversal.units(model)))
    summary = ngettext("{number} unit", "{number} units", number).format(number=number)
    posts = made.posts
    if posts:
        of_posts = ngettext("{number} post", "{number} posts", len(posts)).format(number=len(posts))
        summary = _("{one}, {other}").format(one=of_posts, other=summary)
    yield summary
