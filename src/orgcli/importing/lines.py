"""To whom each post of a table answers, and which post heads each unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.importing.draft import Node, Row, Seat
from orgcli.org.model import Body

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgcli.importing.rows import Draft

Target = Seat | Node
"""Who is answered to: a post, or a unit whose head nobody states."""


def link(draft: Draft, tops: list[Node]) -> list[Body]:
    """State the superiors of every post, then the heads of units; return the bodies outside that superiors are in."""
    lines = _Lines(draft)
    for row in [*draft.nodes, *(row for row in draft.seats if row not in draft.nodes)]:
        lines.link(row)
    _check_cycles(draft)
    _choose_heads(draft, tops)
    return list(lines.bodies.values())


class _Lines:
    """The posts by all that a table may call them."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.bodies: dict[str, Body] = {}
        self.unlisted: dict[str, Seat] = {}
        self.known: tuple[dict[str, list[Target]], ...] = ({}, {}, {}, {})  # by id, address, name, title
        for row in [*draft.nodes, *(row for row in draft.seats if row not in draft.nodes)]:
            target: Target = draft.seats.get(row) or draft.nodes[row]
            title = "" if isinstance(target, Node) else target.title
            person = "" if isinstance(target, Node) else target.person
            unit = row.name if row.table.of_units else ""
            names = {*map(text.key, (row.name, person, unit)), *([text.key(title)] if row.table.of_units else [])}
            keys = ({row.text("id")}, {row.text("email").casefold()}, names, {text.key(title)})
            for known, values in zip(self.known, keys, strict=True):
                for value in values - {""}:
                    known.setdefault(value, []).append(target)

    def link(self, row: Row) -> None:
        """State the superiors of one post."""
        seat, node = self.draft.seats.get(row), self.draft.nodes.get(row)
        owner = node.owner if node else None
        leader: Target | None = owner and (owner.head or owner)
        cell = row.text("manager")
        if row.owner and row.table.nesting == "manager" and not cell:
            above: list[Target] = [target for target in [self.draft.seats.get(row.owner)] if target]
        elif leader and _is_called(leader, cell):
            return  # as the program infers
        else:
            above = list(self._named(row, cell, owner))
        if node and above == [leader]:
            return
        for target in above:
            if isinstance(target, Node) or seat is None:
                name = target.name if isinstance(target, Node) else row.name
                row.fault("manager", _("“{name}” has no head").format(name=name))
            elif target not in seat.above:
                seat.above.append(target)

    def _named(self, row: Row, cell: str, owner: Node | None) -> Iterator[Target]:
        """Yield those that a cell names: one, or several between semicolons; collect what is not understood."""
        whole = self._fitting(cell)
        for name in [cell] if whole else row.items("manager"):
            fitting = whole or self._fitting(name)
            if len(fitting) > 1 and owner:  # the nearest of those that the unit is part of
                near = [target for node in owner.lineage() for target in fitting if target in {node, node.head}]
                fitting = near[:1] or fitting
            if len(fitting) == 1:
                yield fitting[0]
            elif fitting:
                numbers = ", ".join(str(at.row.number) for at in fitting if at.row)
                message = _("“{name}” fits several rows ({rows}): write the id")
                row.fault("manager", message.format(name=name, rows=numbers))
            elif row.table.is_own_export:
                yield self._unlisted(row, name, owner)
            else:
                names = [seat.person or seat.title for seat in self.draft.seats.values()]
                row.table.unknown(row.number, "manager", _("no row is called “{name}”"), name, names)

    def _fitting(self, name: str) -> list[Target]:
        for known, value in zip(self.known, (name, name.casefold(), text.key(name), text.key(name)), strict=True):
            if value and value in known:
                return known[value]
        return []

    def _unlisted(self, row: Row, title: str, owner: Node | None) -> Seat:
        """Return a superior of the program's own export, which has no row for a post that heads no unit."""
        key = text.key(title)
        seat = self.unlisted.get(key)
        if seat is None:
            seat = self.unlisted[key] = Seat(self.draft.ids.new(title, "post"), title, row, node=owner)
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


def _is_called(leader: Target, name: str) -> bool:
    return bool(name) and text.key(name) == text.key(leader.name if isinstance(leader, Node) else leader.title)


def _check_cycles(draft: Draft) -> None:
    """Collect a fault for each set of posts that answer to one another in a circle."""
    graph: nx.DiGraph[Seat] = nx.DiGraph([(seat, above) for seat in draft.seats.values() for above in seat.above])
    order = {seat: number for number, seat in enumerate(draft.seats.values())}
    for component in nx.strongly_connected_components(graph):
        first = min(component, key=lambda seat: order.get(seat, len(order)))
        if len(component) > 1 or graph.has_edge(first, first):
            edges = nx.find_cycle(graph.subgraph(component), first)
            names = " → ".join(seat.person or seat.title for seat in [*(edge[0] for edge in edges), edges[0][0]])
            first.row.fault("manager", _("this goes round in a circle: {chain}").format(chain=names))


def _choose_heads(draft: Draft, tops: list[Node]) -> None:
    """Make the head of each unit its only post to which somebody answers and that answers to nobody in it."""
    answered = {above for seat in draft.seats.values() for above in seat.above}
    heads = 0
    waiting = list(tops)
    for node in waiting:
        waiting += node.below
        within = {seat for seat in node.seats if not seat.row.table.of_units}
        leading = [seat for seat in node.seats if seat in within & answered and not within.intersection(seat.above)]
        if not node.head and len(leading) == 1:
            node.head = leading[0]
            heads += 1
    if heads:
        message = ngettext(
            "{number} unit is headed by its only post that has others beneath it and answers to nobody in the unit",
            "{number} units are headed by their only post that has others beneath it and answers to nobody in the unit",
            heads,
        )
        draft.remarks.append(message.format(number=heads))
