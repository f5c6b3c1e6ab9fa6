"""The card of a unit as rich renderables."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from orgcli import labels, refs
from orgcli.render import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from orgcli.card import Answers, Card, DutyCard, LinkCard, Other, PostCard
    from orgcli.render import Look


def card(found: Card, look: Look) -> Iterator[RenderableType]:
    """Yield a card: facts first, then duties by where they come from, links, notes, clauses."""
    kind = labels.node(found.kind)
    yield Text.assemble(plain(found.name, "bold"), ("  ", ""), plain(kind, "dim"))
    yield _facts(found, look)
    for title, duties in duty_groups(found):
        yield _heading(title)
        yield _numbered(((duty.ref, plain(duty.text)) for duty in duties), look)
    if found.links:
        yield _heading(_("Links"))
        yield _links(found.links, look)
    if found.notes:
        yield _heading(_("Notes"))
        for note in found.notes:
            yield plain(note, "italic")
    if found.refs:
        yield _heading(_("Clauses"))
        yield _clauses(found.refs, look)


def _facts(found: Card, look: Look) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    is_post = found.kind == "post"
    if found.aliases:
        table.add_row(_("also called"), _aliases(found))
    if found.part_of:
        table.add_row(_("post in") if is_post else _("part of"), plain(found.part_of.name))
    if found.head and not is_post:
        table.add_row(_("headed by"), _titled(found.head, look))
    if found.head and is_post and found.head.person:
        table.add_row(_("held by"), plain(found.head.person))
    for line in found.head.reports_to if found.head else []:
        table.add_row(_("answers to"), _superior(line, look))
    if not found.head and found.is_unit:
        table.add_row(_("headed by"), Text(_("none stated"), "dim"))
    for post in found.posts:
        table.add_row(_("post"), _post(post, look))
    title = _("heads") if is_post else _("members") if found.kind == "group" else _("units")
    for position, unit in enumerate(found.units):
        table.add_row("" if position else title, plain(unit.name))
    return table


def _aliases(found: Card) -> Text:
    shown = Text()
    for alias in found.aliases:
        shown.append(", " if shown else "").append_text(plain(alias.name))
        if alias.source == "usage":
            shown.append(" " + _("(usage)"), "dim")
    return shown


def _superior(line: Answers, look: Look) -> Text:
    shown = plain(line.post)
    if line.unit and line.unit != line.post:
        shown.append(" · ", "dim").append_text(plain(line.unit, "dim"))
    shown.append(" ").append_text(Text(_("(inferred)"), "italic") if line.inferred else look.clause(line.ref))
    if line.condition:
        shown.append("\n").append_text(plain(_("only {condition}").format(condition=line.condition), "italic"))
    return shown


def _titled(post: PostCard, look: Look) -> Text:
    """Return the title of a post, who holds it and its clause."""
    person = f" ({post.person})" if post.person else ""
    return Text.assemble(plain(post.title), plain(person), " ", look.clause(post.ref))


def _post(post: PostCard, look: Look) -> Text:
    shown = _titled(post, look)
    for line in post.reports_to:
        shown.append("\n→ ", "dim").append_text(_superior(line, look))
    return shown


def duty_groups(found: Card) -> Iterator[tuple[str, list[DutyCard]]]:
    """Group duties: own by kind, then of each post in person, then by where they are held in common."""
    groups: dict[str, list[DutyCard]] = {}
    for duty in found.duties:
        title = labels.duty(duty.kind)
        if duty.holder and found.kind != "post":
            title = _("{title} in person: {holder}").format(title=title, holder=duty.holder)
        elif duty.of.id != found.id and not duty.holder:
            title = _("{title} held in common: {group}").format(title=title, group=duty.of.name)
        groups.setdefault(title, []).append(duty)
    yield from groups.items()


def _heading(title: str) -> Text:
    return Text.assemble("\n", plain(title, "bold underline"))


def _numbered(rows: Iterable[tuple[str | None, Text]], look: Look) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for ref, content in rows:
        table.add_row(look.clause(ref) if ref else Text("-", "dim"), content)
    return table


def _links(links: Iterable[LinkCard], look: Look) -> Table:
    """Return a row a kind of link and direction, with all whom it joins."""
    rows: dict[tuple[str, str], dict[tuple[Other, str | None], list[str | None]]] = {}
    for link in links:
        label = labels.link(link.type, link.direction)
        arrow = "→" if link.direction == "out" else "←"
        rows.setdefault((arrow, label), {}).setdefault((link.with_, link.condition), []).append(link.ref)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for (arrow, label), others in rows.items():
        shown = Text()
        for (other, condition), clauses in others.items():
            shown.append(" · " if shown else "", "dim").append_text(plain(other.within or other.name))
            shown.append_text(plain(f" ({condition})" if condition else "", "italic"))
            for ref in sorted({ref for ref in clauses if ref}, key=refs.sort_key):
                shown.append(" ").append_text(look.clause(ref))
        table.add_row(f"{arrow} {label}", shown)
    return table


def _clauses(clauses: Iterable[str], look: Look) -> Text:
    shown = Text()
    for ref in clauses:
        shown.append(", " if shown else "").append_text(look.clause(ref))
    return shown
