"""The card of a unit as rich renderables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from orgcli.i18n import labels
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.render import screen
from orgcli.render.tree import placed
from orgcli.render.typeset import HELD, Columns, Line, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import RenderableType

    from orgcli.graph.details import Card, DutyCard, LinkCard, Other, PostCard, Superior
    from orgcli.render.tree import Look


def card(found: Card, look: Look) -> Iterator[RenderableType]:
    """Yield a card: facts first, then duties by where they come from, links, notes, clauses."""
    kind = labels.node(found.kind)
    yield Line.of(plain(found.name, "bold"), "  ", plain(kind, "dim"))
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


def _facts(found: Card, look: Look) -> Columns:
    rows: list[tuple[str, Text]] = []
    is_post = found.kind == "post"
    if found.aliases:
        rows.append((_("also called"), _aliases(found)))
    if found.part_of:
        rows.append((_("post in") if is_post else _("part of"), plain(found.part_of.name)))
    if found.head and not is_post:
        rows.append((_("headed by"), _titled(found.head, look)))
    if found.head and is_post and found.head.person:
        rows.append((_("held by"), plain(found.head.person)))
    rows += [(_("answers to"), _superior(line, look)) for line in (found.head.reports_to if found.head else [])]
    if not found.head and found.is_unit:
        rows.append((_("headed by"), plain(_("none stated"), "dim")))
    rows += [(_("post"), _post(post, look)) for post in found.posts]
    title = _("heads") if is_post else _("members") if found.kind == "group" else _("units")
    rows += [("" if position else title, plain(unit.name)) for position, unit in enumerate(found.units)]
    return Columns([(plain(label, "dim"), said) for label, said in rows])


def _aliases(found: Card) -> Line:
    shown = Line()
    for alias in found.aliases:
        shown.append(", " if shown else "").append_text(plain(alias.name))
        if alias.source == "usage":
            shown.append(" ").append_text(plain(_("(usage)"), "dim"))
    return shown


def _superior(line: Superior, look: Look) -> Line:
    shown = placed(plain(line.post), line.unit if line.unit != line.post else None)
    inferred = Text.assemble(HELD, plain(_("(inferred)"), "italic"))
    shown.append_text(inferred if line.inferred else look.behind(line.ref))
    if line.condition:
        shown.append("\n").append_text(plain(_("only {condition}").format(condition=line.condition), "italic"))
    return shown


def _titled(post: PostCard, look: Look) -> Line:
    """Return the title of a post, who holds it and its clause."""
    person = f" ({post.person})" if post.person else ""
    return Line.of(plain(post.title), plain(person), look.behind(post.ref))


def _post(post: PostCard, look: Look) -> Line:
    shown = _titled(post, look)
    for line in post.reports_to:
        shown.append("\n").append_text(plain("→ ", "dim")).append_text(_superior(line, look))
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


def _heading(title: str) -> Line:
    return Line.of("\n", plain(title, "bold underline"))


def _numbered(rows: Iterable[tuple[str | None, Text]], look: Look) -> Columns:
    listed = [(look.clause(ref) if ref else Text("-", "dim"), content) for ref, content in rows]
    return Columns(listed, right=True)


def _links(links: Iterable[LinkCard], look: Look) -> Columns:
    """Return a row a kind of link and direction, with all whom it joins."""
    rows: dict[str, dict[tuple[Other, str | None], list[str | None]]] = {}
    for link in links:
        arrow = screen.spelt("→" if link.direction == "out" else "←")
        label = f"{arrow} {labels.link(link.type, link.direction)}"
        rows.setdefault(label, {}).setdefault((link.with_, link.condition), []).append(link.ref)
    return Columns([(plain(label, "dim"), _joined(others, look)) for label, others in rows.items()])


def _joined(others: Mapping[tuple[Other, str | None], Iterable[str | None]], look: Look) -> Line:
    shown = Line()
    for (other, condition), refs in others.items():
        shown.append(f" ·{HELD}" if shown else "", "dim").append_text(plain(other.within or other.name))
        shown.append_text(plain(f" ({condition})" if condition else "", "italic"))
        shown.append_text(look.behind(*sorted({ref for ref in refs if ref}, key=clauses.sort_key)))
    return shown


def _clauses(refs: Iterable[str], look: Look) -> Line:
    shown = Line()
    for ref in refs:
        shown.append(", " if shown else "").append_text(look.clause(ref))
    return shown
