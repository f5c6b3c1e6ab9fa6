"""To whom each post of a table answers, and which post heads each unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.importing.draft import DraftPost, DraftUnit
from orgcli.org.model import Body

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.importing.draft import Draft
    from orgcli.importing.rows import Row

# Whom a post answers to: a post, or a unit whose head nobody states.
Target = DraftPost | DraftUnit


def link(draft: Draft, tops: list[DraftUnit]) -> list[Body]:
    """State the superiors of every post, then the heads of units; return the bodies outside that superiors are in."""
    lines = _Lines(draft)
    for row in [*draft.units, *draft.seats]:
        lines.link(row)
    _choose_heads(draft, tops)
    _check_cycles(draft)
    return list(lines.bodies.values())


class _Lines:
    """The posts by all that a table may call them."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.bodies: dict[str, Body] = {}
        self.unlisted: dict[str, DraftPost] = {}
        self.by_key: tuple[dict[str, list[Target]], ...] = ({}, {}, {}, {})  # by id, address, name, title
        for row, node in draft.units.items():
            target: Target = node.heads[0] if len(node.heads) == 1 else node
            self._call(target, row.text("id"), row.text("email"), row.name)
            for seat in node.heads:
                for name in {text.key(seat.title), text.key(seat.person)} - {text.key(row.name)}:
                    self._call(seat, "", "", name)
                for name in _names_in_own_export(seat, node) if row.table.is_own_export else ():
                    self._call(seat, "", "", "", name)
        for row, seat in draft.seats.items():
            self._call(seat, row.text("id"), row.text("email"), row.name, seat.title)
            if text.key(seat.person) != text.key(row.name):
                self._call(seat, "", "", seat.person)

    def _call(self, target: Target, given: str, address: str, name: str, title: str = "") -> None:
        keys = (given, address.casefold(), text.key(name), text.key(title))
        for by_key, value in zip(self.by_key, keys, strict=True):
            if value:
                by_key.setdefault(value, []).append(target)

    def link(self, row: Row) -> None:
        """State the superiors of one post, or of the heads of one unit."""
        node = self.draft.units.get(row)
        holders = node.heads if node else [self.draft.seats[row]]
        owner = node.owner if node else None
        leaders: list[Target] = ([*owner.heads] or [owner]) if owner else []
        cell = row.text("manager")
        if row.owner and row.table.nesting == "manager" and not cell:
            above: list[Target] = [seat for seat in [self.draft.seats.get(row.owner)] if seat]
        elif leaders and _parts(cell) == _parts("; ".join(map(_name, leaders))):
            return  # as the program infers
        else:
            above = list(self._named(row, cell, owner))
        if node and above and all(target in [*leaders, owner] for target in above):
            above = [] if owner in above or len(above) == len(leaders) else above
        if above and not holders:
            row.fault("manager", _("“{name}” has no head").format(name=row.name))
        for seat in holders:
            seat.above += [target for target in dict.fromkeys(above) if target not in seat.above]

    def _named(self, row: Row, cell: str, owner: DraftUnit | None) -> Iterator[Target]:
        """Yield those that a cell names: one, or several between semicolons; collect what is not understood."""
        whole = self._fitting(cell)
        for name in [cell] if whole else dict.fromkeys(row.items("manager")):
            fitting = whole or self._fitting(name)
            if len(fitting) > 1:
                fitting = _of_one_unit(fitting) or self._nearest(fitting, row, owner)
            if len(fitting) == 1:
                yield fitting[0]
            elif fitting:
                numbers = ", ".join(dict.fromkeys(str(at.row.number) for at in fitting if at.row))
                message = _("“{name}” fits several rows ({rows}): write the id")
                row.fault("manager", message.format(name=name, rows=numbers))
            elif row.table.is_own_export:
                yield self._unlisted(row, name, owner)
            else:
                names = [seat.person or seat.title for seat in _seats(self.draft)]
                row.table.unknown(row.number, "manager", _("no row is called “{name}”"), name, names)

    def _nearest(self, fitting: list[Target], row: Row, owner: DraftUnit | None) -> list[Target]:
        """Return, of several of one title in the program's own export, the nearest above a unit."""
        for above in owner.lineage() if owner and row.table.is_own_export else ():
            near = [target for target in fitting if target is above or target in above.heads]
            if near:
                message = _("{place}: several are called “{name}”: taken for that of “{unit}”")
                place = row.table.place(row.number, "manager")
                self.draft.remarks.append(message.format(place=place, name=_name(near[0]), unit=above.name))
                return near if len(near) == 1 else [above]
        return fitting

    def _fitting(self, name: str) -> list[Target]:
        for by_key, value in zip(self.by_key, (name, name.casefold(), text.key(name), text.key(name)), strict=True):
            if value and value in by_key:
                return by_key[value]
        return []

    def _title_and_unit(self, name: str, owner: DraftUnit | None) -> tuple[str, DraftUnit | None]:
        """Return the title and the unit of “Chair (Sales)”; a name without a unit is of the one around."""
        before, bracket, within = name.removesuffix(")").rpartition(" (")
        units = self.draft.units.values() if bracket and name.endswith(")") else ()
        named = [node for node in units if within in {node.id, node.name}]
        return (before, named[0]) if len(named) == 1 else (name, owner)

    def _unlisted(self, row: Row, name: str, owner: DraftUnit | None) -> DraftPost:
        """Return a superior of the program's own export, which has no row for a post that heads no unit."""
        key = text.key(name)
        seat = self.unlisted.get(key)
        if seat is None:
            title, owner = self._title_and_unit(name, owner)
            seat = self.unlisted[key] = DraftPost(self.draft.ids.new(title, "post"), title, row, node=owner)
            if owner:
                owner.seats.append(seat)
                message = _("{place}: “{name}” heads no unit: written as a post of “{unit}”")
            else:
                body = Body(id=self.draft.ids.new(f"{seat.id}-body", ""), name=title, posts=(seat.post(),))
                self.bodies[key] = body
                message = _("{place}: “{name}” heads no unit: written as somebody outside")
            place = row.table.place(row.number, "manager")
            self.draft.remarks.append(message.format(place=place, name=title, unit=owner and owner.name))
        return seat


def _names_in_own_export(seat: DraftPost, node: DraftUnit) -> set[str]:
    """Return what the program's own export calls a head where several have its title."""
    units = (node.id, node.name)
    return {f"{seat.title} ({unit}{person})" for unit in units for person in ("", f", {seat.person}")}


def _seats(draft: Draft) -> list[DraftPost]:
    return [*(seat for node in draft.units.values() for seat in node.heads), *draft.seats.values()]


def _name(target: Target) -> str:
    return target.title if isinstance(target, DraftPost) else target.name


def _parts(cell: str) -> list[str]:
    return sorted(text.key(part) for part in cell.split(";"))


def _of_one_unit(fitting: list[Target]) -> list[Target]:
    """Return the unit whose heads all of these are, if they are of one unit."""
    node = fitting[0].node if isinstance(fitting[0], DraftPost) else None
    return [node] if node and all(target in node.heads for target in fitting) else []


def _check_cycles(draft: Draft) -> None:
    """Collect a fault for each set of posts that answer to one another in a circle."""
    order = {seat: number for number, seat in enumerate(_seats(draft))}
    graph: nx.DiGraph[DraftPost] = nx.DiGraph()
    for seat in order:
        for above in seat.above:
            graph.add_edges_from((seat, to) for to in ([above] if isinstance(above, DraftPost) else above.heads))
    for component in nx.strongly_connected_components(graph):
        first = min(component, key=lambda seat: order.get(seat, len(order)))
        if len(component) > 1 or graph.has_edge(first, first):
            edges = nx.find_cycle(graph.subgraph(component), first)
            names = " → ".join(seat.person or seat.title for seat in [*(edge[0] for edge in edges), edges[0][0]])
            first.row.fault("manager", _("this goes round in a circle: {chain}").format(chain=names))


def _choose_heads(draft: Draft, tops: list[DraftUnit]) -> None:
    """Make the head of each unit its only post to which somebody answers and that answers to nobody in it."""
    answered = {above for seat in _seats(draft) for above in seat.above}
    heads = 0
    waiting = list(tops)
    for node in waiting:
        waiting += node.below
        within = {seat for seat in node.seats if not seat.row.table.of_units}
        leading = [seat for seat in node.seats if seat in within and seat in answered and within.isdisjoint(seat.above)]
        if not node.heads and len(leading) == 1:
            node.heads = leading
            heads += 1
    if heads:
        message = ngettext(
            "{number} unit is headed by its only post that has others beneath it and answers to nobody in the unit",
            "{number} units are headed by their only post that has others beneath it and answers to nobody in the unit",
            heads,
        )
        draft.remarks.append(message.format(number=heads))
