"""What the units of a table are part of, and which units its posts are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.importing.draft import DraftPost, DraftUnit
from orgcli.importing.table import MAX_HINTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orgcli.importing.draft import Draft
    from orgcli.importing.rows import Row

_MAX_LEVELS = 80  # the reader of files accepts about twice as many levels of YAML


def nested(draft: Draft, whole: str) -> list[DraftUnit]:
    """Return the units at the top, all others and the posts in their places; collect the faults.

    ``whole`` is the name for a unit around all, if there are posts in no unit.
    """
    tops = _Units(draft)
    for unit in list(draft.units.values()):
        tops.link(unit)
        tops.link_others(unit)
    stated = {row: _levels(row) for row in draft.posts}
    owners = _stated_owners(row for row in stated)
    outside: list[DraftPost] = []
    for row, levels in stated.items():
        post, names = draft.posts[row], _with_owners(levels, owners)
        post.unit = tops.place(names, row) if names else None
        if post.unit:
            post.unit.posts.append(post)
        elif not names:
            outside.append(post)
    top = tops.tops
    if outside:
        draft.remarks.append(_around(len(outside), whole))
        around = DraftUnit(draft.ids.new("organisation", ""), whole, below=top, posts=outside)
        for unit in top:
            unit.owner = around
        for post in outside:
            post.unit = around
        top = [around]
    _check(top, draft)
    return top


def report_outside(draft: Draft) -> None:
    """Say which units are at the top because their parent is in no row: faults, if nothing else is right either."""
    is_faulty = any(row.table.faults for row in draft.units) or not any(unit.owner for unit in draft.units.values())
    for row in draft.outside:
        message = _("no row is called “{name}”").format(name=row.text("parent"))
        if is_faulty:
            row.fault("parent", message)
        else:
            place = row.table.place(row.number, "parent")
            draft.remarks.append(_("{place}: {message}, put at the top").format(place=place, message=message))


def _around(posts: int, whole: str) -> str:
    message = ngettext(
        "{number} post in no unit: in one around all, named after the file: “{name}”",
        "{number} posts in no unit: in one around all, named after the file: “{name}”",
        posts,
    )
    return message.format(number=posts, name=whole)


class _Units:
    """The units so far, by name, for the rows that refer to them."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.by_id = {row.text("id"): unit for row, unit in reversed(draft.units.items()) if row.text("id")}
        self.by_name: dict[str, list[DraftUnit]] = {}
        for unit in draft.units.values():
            self.by_name.setdefault(text.key(unit.name), []).append(unit)
        self.described = bool(draft.units)
        self.by_path: dict[tuple[str, ...], DraftUnit] = {}
        self.tops: list[DraftUnit] = []

    def link(self, unit: DraftUnit) -> None:
        """Put a unit where its row says."""
        row = unit.row
        if row and row.owner:
            unit.owner = self.draft.units.get(row.owner)
        elif row and row.text("parent"):
            if self._is_outside(row.text("parent")):
                self.draft.outside.append(row)
            else:
                unit.owner = self._named(row, "parent", row.text("parent"))
                if not unit.owner:
                    return
        (unit.owner.below if unit.owner else self.tops).append(unit)

    def _is_outside(self, name: str) -> bool:
        """Return whether a parent is in no row, and none is called nearly so; at the twenty-first, say no."""
        if name in self.by_id or text.key(name) in self.by_name or len(self.draft.outside) == MAX_HINTS:
            return False
        return not text.nearest(name, [unit.name for unit in self.draft.units.values() if unit.name], 1)

    def link_others(self, unit: DraftUnit) -> None:
        """State what else a unit is part of."""
        for name in unit.row.items("also_part_of") if unit.row else ():
            other = unit.row and self._named(unit.row, "also_part_of", name)
            unit.also_in += [other] if other else []

    def _named(self, row: Row, role: str, name: str) -> DraftUnit | None:
        fitting = [self.by_id[name]] if name in self.by_id else self.by_name.get(text.key(name), [])
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            numbers = ", ".join(str(unit.row.number) for unit in fitting if unit.row)
            message = _("“{name}” fits several rows ({rows}): write the id")
            row.fault(role, message.format(name=name, rows=numbers))
        else:
            names = [unit.name for unit in self.draft.units.values() if unit.name]
            row.table.unknown(row.number, role, _("no row is called “{name}”"), name, names)
        return None

    def place(self, names: list[str], row: Row) -> DraftUnit | None:
        """Return the unit on a path of names, made if no table describes the units."""
        if self.described:
            return self._named(row, "unit", names[-1])
        owner: DraftUnit | None = None
        for depth, name in enumerate(names, 1):
            path = tuple(text.key(step) or step for step in names[:depth])
            if path not in self.by_path:
                unit = self.by_path[path] = DraftUnit(self.draft.ids.new(name, "unit"), name, owner=owner)
                (owner.below if owner else self.tops).append(unit)
            owner = self.by_path[path]
        return owner


def _levels(row: Row) -> list[str]:
    """Return the units in the columns of a row, from the outermost in, each once."""
    cells = [" ".join(cell.split()) for cell in row.table.cells(row.cells, "unit")]
    return list(dict.fromkeys(cell for cell in cells if cell and not row.table.is_nothing("unit", cell)))


def _stated_owners(rows: Iterable[Row]) -> dict[str, str]:
    """Return what each unit is part of, by the column beside it; collect the contradictions."""
    owners: dict[str, tuple[str, Row]] = {}
    for row in rows:
        levels, owner = _levels(row), row.text("parent")
        if not levels or not owner or row.table.nesting == "parent":
            continue
        earlier = owners.setdefault(text.key(levels[-1]), (owner, row))
        if text.key(earlier[0]) != text.key(owner):
            message = _("“{unit}” is part of “{owner}” in {place}")
            place = earlier[1].table.place(earlier[1].number, None)
            row.fault("parent", message.format(unit=levels[-1], owner=earlier[0], place=place))
    return {name: owner for name, (owner, _row) in owners.items()}


def _with_owners(levels: list[str], owners: dict[str, str]) -> list[str]:
    """Return the path to a unit, with the owners that other rows state."""
    path = levels[-1:]
    while path and (owner := owners.get(text.key(path[0]))) and owner not in path:
        path.insert(0, owner)
    return [*[name for name in levels if name not in path], *path]


def _check(tops: list[DraftUnit], draft: Draft) -> None:
    """Collect a fault for each cycle of units, and for each unit that is nested too deep."""
    reached: set[DraftUnit] = set()
    waiting = [(unit, 1) for unit in tops]
    for unit, level in waiting:
        reached.add(unit)
        waiting += [(below, level + 1) for below in unit.below]
        if level == _MAX_LEVELS + 1:
            deepest = unit
            while not deepest.row and not deepest.posts:
                deepest = deepest.below[0]
            row = deepest.row or deepest.posts[0].row
            row.fault("parent", _("more than {depth} levels").format(depth=_MAX_LEVELS))
    for start in draft.units.values():
        cycle: list[DraftUnit] = []
        at: DraftUnit | None = start
        while at is not None and at not in reached:
            reached.add(at)
            cycle.append(at)
            at = at.owner
        if at in cycle and at.row:
            names = " → ".join(unit.name for unit in [*cycle[cycle.index(at) :], at])
            at.row.fault("parent", _("this goes round in a circle: {chain}").format(chain=names))
