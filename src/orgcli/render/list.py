"""Lists: columns on a terminal, tabs in a pipe, CSV, or sentences for a screen reader."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeGuard

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from orgcli.errors import UsageError
from orgcli.export import tables
from orgcli.graph import list_rows, names
from orgcli.graph.holding import Holding
from orgcli.graph.nodes import Named
from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.render import json_shapes, plain, screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from orgcli.graph.organisation import Organisation
    from orgcli.render.notation import Notation

# The columns of each list if the user chooses none.
DEFAULT_COLUMNS = {
    "units": ("name", "head", "person", "ref"),
    "heads": ("title", "unit", "person", "ref"),
    "posts": ("title", "unit", "person", "ref"),
    "bodies": ("name", "kind", "links"),
    "groups": ("name", "links"),
    "links": ("from", "type", "to", "ref", "condition"),
    "duties": ("text", "unit", "holder", "ref"),
    "people": ("name", "posts", "email"),
}
_GAP = 2
# the least width of columns that give way: of those after the first, and of the first
_NARROW, _NARROWEST = 24, 8
# below so many columns, a condition is only begun: names need the room
_WIDE, _SHORT = 100, 12
# below so many columns, a second long text leaves too little of the first
_ROOM_FOR_TWO = 60


@dataclass(frozen=True)
class ListView:
    """The rows of a list, with all columns or those chosen."""

    what: str
    rows: Sequence[list_rows.Row]
    org: Organisation
    notation: Notation
    chosen: Sequence[str] = ()

    @cached_property
    def within(self) -> Callable[[str], str | None]:
        """What returns the owners that tell a node from others of the same name."""
        return cache(lambda node_id: names.within(self.org, node_id))

    @property
    def columns(self) -> Sequence[str]:
        """The columns chosen, or else the usual ones."""
        return self.chosen or DEFAULT_COLUMNS[self.what]

    def for_json(self) -> list[dict[str, Any]]:
        """Return the rows as JSON has them: with all keys, or those of the columns chosen."""
        return [{key: row[key] for key in self.chosen or row} for row in json_shapes.plain(self.rows)]

    def csv(self) -> str:
        """Return the rows as CSV, with a header: all columns, or those chosen."""
        header = self.chosen or list_rows.columns(self.what)
        return tables.to_table(header, ([_value(row, column) for column in header] for row in self.rows))

    def sentences(self) -> Iterator[str]:
        """Yield a line for each row: its first column, then what the others say, each after its name."""
        for row in self.rows:
            if self.what == "links" and not self.chosen:
                from_, verb, to, _ref, condition = self._cells(row)
                only = _("only {condition}").format(condition=condition) if condition else None
                yield plain.fact(f"{from_} {verb} {to}", only, plain.clause(getattr(row, "ref", None)))
                continue
            first, *others = self._cells(row)
            named = zip(self.columns[1:], others, strict=True)
            yield plain.fact(first, *(_after_name(name, row, value) for name, value in named if value))

    def plain_lines(self) -> Iterator[str]:
        """Yield the rows for a pipe, their columns separated by tabs."""
        for row in self.rows:
            yield "\t".join(self._cells(row))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield a line for each row: columns that fit the width under their names, longer texts cut."""
        if not console.is_terminal:
            yield from map(Text, self.plain_lines())
            return
        rows = [[screen.encodable(cell) for cell in self._cells(row, signs=True)] for row in self.rows]
        used = [place for place in range(len(self.columns)) if any(row[place] for row in rows)] or [0]
        if options.max_width < _ROOM_FOR_TWO and not self.chosen and self.what != "links":
            used = [place for place in used if place == 0 or all(cell_len(row[place]) <= _NARROWEST for row in rows)]
        columns = [self.columns[place] for place in used]
        table = [[row[place] for place in used] for row in rows]
        head = [heading(column) for column in columns]
        longest = [max(map(cell_len, cells)) for cells in zip(head, *table, strict=True)]
        if options.max_width < _WIDE and "condition" in columns[1:]:
            place = columns.index("condition")
            longest[place] = min(longest[place], max(_SHORT, cell_len(head[place])))
        widths = _widths(longest, options.max_width - _GAP * (len(used) - 1))
        yield _line(head, widths, "dim")
        for row, cells in zip(self.rows, table, strict=True):
            line = _line(cells, widths)
            if isinstance(row, list_rows.UnitRow) and columns[0] == "name":
                line.stylize(self.notation.hue(row.kind, console), 0, 1)
            yield line

    def _cells(self, row: list_rows.Row, *, signs: bool = False) -> list[str]:
        return [self._cell(row, column, signs=signs) for column in self.columns]

    def _cell(self, row: list_rows.Row, column: str, *, signs: bool) -> str:
        """Return the text of a column; a name that others have too is followed by those of its owners.

        A title beside a unit whose name no other has is not.
        """
        if column == "type" and isinstance(row, list_rows.LinkRow):
            return row.verb
        if column == "ref":
            return clauses.label(getattr(row, column))
        if column == "person" and isinstance(row, list_rows.UnitRow | list_rows.PostRow):
            return text.printable(str(Holding(row.person, row.vacant, getattr(row, "acting", False))))
        value, named = _value(row, column), getattr(row, _key(column))
        words = "" if value is None else " ".join(text.printable(str(value)).split("\n"))
        is_name = column in {"name", "title"} and self.what != "people" and not self._is_beside_unit(row, column)
        if isinstance(named, Named) or is_name:
            owners = self.within(named.id if isinstance(named, Named) else getattr(row, "id", ""))
            words = f"{words} · {owners}" if owners else words
        return f"{self.notation.symbol(row.kind)} {words}" if signs and _has_sign(row, column) else words

    def _is_beside_unit(self, row: list_rows.Row, column: str) -> bool:
        """Return whether a title stands beside the name of its unit, and that of no other."""
        if column != "title" or "unit" not in self.columns or not isinstance(row, list_rows.PostRow):
            return False
        return not self.within(row.unit.id)


def _key(column: str) -> str:
    return "from_" if column == "from" else column


def _after_name(column: str, row: list_rows.Row, words: str) -> str | None:
    """Return the text of a column after its name; a clause has its own."""
    return plain.clause(getattr(row, column)) if column == "ref" else plain.labelled(heading(column), words)


def _has_sign(row: list_rows.Row, column: str) -> TypeGuard[list_rows.UnitRow]:
    return column == "name" and isinstance(row, list_rows.UnitRow)


def _value(row: list_rows.Row, column: str) -> str | int | None:
    """Return the value of a column as CSV has it: the name of a unit, the titles of posts."""
    value = getattr(row, _key(column))
    if isinstance(value, Named):
        return value.name
    if isinstance(value, list):
        return "; ".join(map(_in_words, value))
    return str(value).lower() if isinstance(value, bool) else value


def _in_words(value: Any) -> str:
    """Return an item of a column: a post by its title, if a person holds it with its unit; else a word as it is."""
    if isinstance(value, str):
        return value
    return f"{value.title} · {value.unit.name}" if hasattr(value, "unit") else str(value.title)


def _widths(longest: Sequence[int], width: int) -> list[int]:
    """Return the widths of columns that share a line: the widest are narrowed first, the first column last."""
    widths = list(longest)
    for first, least in ((1, _NARROW), (0, _NARROWEST)):
        while sum(widths) > width and max(widths[first:], default=0) > least:
            widths[first + widths[first:].index(max(widths[first:]))] -= 1
    return widths


def _line(cells: Sequence[str], widths: Sequence[int], style: str = "") -> Text:
    """Return the cells side by side, each cut to its width."""
    mark = screen.encodable("…")
    line = ""
    for cell, width in zip(cells, widths, strict=True):
        cut = cell if cell_len(cell) <= width else set_cell_size(cell, width - len(mark)).rstrip() + mark
        line += set_cell_size(cut, width + _GAP)
    return Text(line.rstrip(), style, no_wrap=True)


def columns(what: str, typed: str) -> list[str]:
    """Return the columns of a list that are named, with commas between them, as here or in the user's language.

    Raises UsageError for a column that the list does not have.
    """
    possible = list_rows.columns(what)
    by_spelling = {text.fold(spelling): one for one in reversed(possible) for spelling in (heading(one), one)}
    wanted = [column.strip() for column in typed.split(",")]
    for column in wanted:
        if text.fold(column) not in by_spelling:
            raise UsageError(_("no column “{column}”: {names}").format(column=column, names=", ".join(possible)))
    return [by_spelling[text.fold(column)] for column in wanted]


def heading(column: str) -> str:
    """Return the name of a column in words."""
    headings = {
        "name": _("name"),
        "title": _("title"),
        "kind": _("kind"),
        "part_of": _("part of"),
        "level": _("level"),
        "head": _("head"),
        "person": _("person"),
        "vacant": _("vacant"),
        "acting": _("acting"),
        "units": _("units beneath"),
        "ref": _("clause"),
        "unit": _("unit"),
        "reports_to": _("answers to"),
        "deputy_of": _("deputy of"),
        "links": _("links"),
        "type": _("relation"),
        "from": _("from"),
        "to": _("to"),
        "condition": _("condition"),
        "text": _("duty"),
        "holder": _("in person"),
        "aliases": _("also called"),
        "posts": _("posts"),
        "email": _("e-mail"),
        "temporary": _("temporary"),
        "since": _("since"),
        "until": _("until"),
        "staff": _("staff"),
        "phone": _("telephone"),
        "url": _("page"),
        "note": _("note"),
    }
    return headings.get(column, column)
