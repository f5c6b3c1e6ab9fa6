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
    for row in [*draft.units, *draft.posts]:
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
        for row, unit in draft.units.items():
            target: Target = unit.heads[0] if len(unit.heads) == 1 else unit
            self._call(target, row.text("id"), row.text("email"), row.name)
            for post in unit.heads:
                for name in {text.key(post.title), text.key(post.person)} - {text.key(row.name)}:
                    self._call(post, "", "", name)
                for name in _names_in_own_export(post, unit) if row.table.is_own_export else ():
                    self._call(post, "", "", "", name)
        for row, post in draft.posts.items():
            self._call(post, row.text("id"), row.text("email"), row.name, post.title)
            if text.key(post.person) != text.key(row.name):
                self._call(post, "", "", post.person)

    def _call(self, target: Target, given: str, address: str, name: str, title: str = "") -> None:
        keys = (given, address.casefold(), text.key(name), text.key(title))
        for by_key, value in zip(self.by_key, keys, strict=True):
            if value:
                by_key.setdefault(value, []).append(target)

    def link(self, row: Row) -> None:
        """State the superiors of one post, or of the heads of one unit."""
        unit = self.draft.units.get(row)
        holders = unit.heads if unit else [self.draft.posts[row]]
        owner = unit.owner if unit else None
        leaders: list[Target] = ([*owner.heads] or [owner]) if owner else []
        cell = row.text("manager")
        if row.owner and row.table.nesting == "manager" and not cell:
            above: list[Target] = [post for post in [self.draft.posts.get(row.owner)] if post]
        elif leaders and _parts(cell) == _parts("; ".join(map(_name, leaders))):
            return  # as the program infers
        else:
            above = list(self._named(row, cell, owner))
        if unit and above and all(target in [*leaders, owner] for target in above):
            above = [] if owner in above or len(above) == len(leaders) else above
        if above and not holders:
            row.fault("manager", _("“{name}” has no head").format(name=row.name))
        for post in holders:
            post.above += [target for target in dict.fromkeys(above) if target not in post.above]

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
                names = [post.person or post.title for post in _posts(self.draft)]
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
        named = [unit for unit in units if within in {unit.id, unit.name}]
        return (before, named[0]) if len(named) == 1 else (name, owner)

    def _unlisted(self, row: Row, name: str, owner: DraftUnit | None) -> DraftPost:
        """Return a superior of the program's own export, which has no row for a post that heads no unit."""
        key = text.key(name)
        post = self.unlisted.get(key)
        if post is None:
            title, owner = self._title_and_unit(name, owner)
            post = self.unlisted[key] = DraftPost(self.draft.ids.new(title, "post"), title, row, unit=owner)
            if owner:
                owner.posts.append(post)
                message = _("{place}: “{name}” heads no unit: written as a post of “{unit}”")
            else:
                body = Body(id=self.draft.ids.new(f"{post.id}-body", ""), name=title, posts=(post.to_post(),))
                self.bodies[key] = body
                message = _("{place}: “{name}” heads no unit: written as somebody outside")
            place = row.table.place(row.number, "manager")
            self.draft.remarks.append(message.format(place=place, name=title, unit=owner and owner.name))
        return post


def _names_in_own_export(post: DraftPost, unit: DraftUnit) -> set[str]:
    """Return what the program's own export calls a head where several have its title."""
    spellings = (unit.id, unit.name)
    return {f"{post.title} ({spelling}{person})" for spelling in spellings for person in ("", f", {post.person}")}


def _posts(draft: Draft) -> list[DraftPost]:
    return [*(post for unit in draft.units.values() for post in unit.heads), *draft.posts.values()]


def _name(target: Target) -> str:
    return target.title if isinstance(target, DraftPost) else target.name


def _parts(cell: str) -> list[str]:
    return sorted(text.key(part) for part in cell.split(";"))


def _of_one_unit(fitting: list[Target]) -> list[Target]:
    """Return the unit whose heads all of these are, if they are of one unit."""
    unit = fitting[0].unit if isinstance(fitting[0], DraftPost) else None
    return [unit] if unit and all(target in unit.heads for target in fitting) else []


def _check_cycles(draft: Draft) -> None:
    """Collect a fault for each set of posts that answer to one another in a circle."""
    order = {post: number for number, post in enumerate(_posts(draft))}
    graph: nx.DiGraph[DraftPost] = nx.DiGraph()
    for post in order:
        for above in post.above:
            graph.add_edges_from((post, to) for to in ([above] if isinstance(above, DraftPost) else above.heads))
    for component in nx.strongly_connected_components(graph):
        first = min(component, key=lambda post: order.get(post, len(order)))
        if len(component) > 1 or graph.has_edge(first, first):
            edges = nx.find_cycle(graph.subgraph(component), first)
            names = " → ".join(post.person or post.title for post in [*(edge[0] for edge in edges), edges[0][0]])
            first.row.fault("manager", _("this goes round in a circle: {chain}").format(chain=names))


def _choose_heads(draft: Draft, tops: list[DraftUnit]) -> None:
    """Make the head of each unit its only post to which somebody answers and that answers to nobody in it."""
    answered = {above for post in _posts(draft) for above in post.above}
    heads = 0
    waiting = list(tops)
    for unit in waiting:
        waiting += unit.below
        within = {post for post in unit.posts if not post.row.table.of_units}
        leading = [post for post in unit.posts if post in within and post in answered and within.isdisjoint(post.above)]
        if not unit.heads and len(leading) == 1:
            unit.heads = leading
            heads += 1
    if heads:
        message = ngettext(
            "{number} unit is headed by its only post that has others beneath it and answers to nobody in the unit",
            "{number} units are headed by their only post that has others beneath it and answers to nobody in the unit",
            heads,
        )
        draft.remarks.append(message.format(number=heads))
