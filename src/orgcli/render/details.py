"""The card of a unit or post: drawn, or in sentences for a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from orgcli.i18n import labels
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.render import plain, screen
from orgcli.render.look import placed
from orgcli.render.typeset import HELD, Columns, Line, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import RenderableType

    from orgcli.graph.details import Card, DutyCard, LinkCard, Other, PostCard, Superior
    from orgcli.render.look import Look


def drawing(found: Card, look: Look) -> Iterator[RenderableType]:
    """Yield a card: facts first, then duties by where they come from, links, notes, clauses."""
    kind = labels.node(found.kind)
    yield Line.of(styled(found.name, "bold"), "  ", styled(kind, "dim"))
    yield _facts(found, look)
    for title, duties in duty_groups(found):
        yield _heading(title)
        yield _numbered(((duty.ref, styled(duty.text)) for duty in duties), look)
    if found.links:
        yield _heading(_("Links"))
        yield _links(found.links, look)
    if found.notes:
        yield _heading(_("Notes"))
        for note in found.notes:
            yield styled(note, "italic")
    if found.refs:
        yield _heading(_("Clauses"))
        yield _clauses(found.refs, look)


def _facts(found: Card, look: Look) -> Columns:
    rows: list[tuple[str, Text]] = []
    is_post = found.kind == "post"
    if found.aliases:
        rows.append((_("also called"), _aliases(found)))
    if found.part_of:
        rows.append((_("post in") if is_post else _("part of"), styled(found.part_of.name)))
    if found.head and not is_post:
        rows.append((_("headed by"), _titled(found.head, look)))
    if found.head and is_post and found.head.person:
        rows.append((_("held by"), styled(found.head.person)))
    rows += [(_("answers to"), _superior(line, look)) for line in (found.head.reports_to if found.head else [])]
    if not found.head and found.is_unit:
        rows.append((_("headed by"), styled(_("none stated"), "dim")))
    rows += [(_("post"), _post(post, look)) for post in found.posts]
    title = _("heads") if is_post else _("members") if found.kind == "group" else _("units")
    rows += [("" if position else title, styled(unit.name)) for position, unit in enumerate(found.units)]
    return Columns([(styled(label, "dim"), said) for label, said in rows])


def _aliases(found: Card) -> Line:
    shown = Line()
    for alias in found.aliases:
        shown.append(", " if shown else "").append_text(styled(alias.name))
        if alias.source == "usage":
            shown.append(" ").append_text(styled(_("(usage)"), "dim"))
    return shown


def _superior(line: Superior, look: Look) -> Line:
    shown = placed(styled(line.post), line.unit if line.unit != line.post else None)
    inferred = Text.assemble(HELD, styled(_("(inferred)"), "italic"))
    shown.append_text(inferred if line.inferred else look.behind(line.ref))
    if line.condition:
        shown.append("\n").append_text(styled(_("only {condition}").format(condition=line.condition), "italic"))
    return shown


def _titled(post: PostCard, look: Look) -> Line:
    """Return the title of a post, who holds it and its clause."""
    person = f" ({post.person})" if post.person else ""
    return Line.of(styled(post.title), styled(person), look.behind(post.ref))


def _post(post: PostCard, look: Look) -> Line:
    shown = _titled(post, look)
    for line in post.reports_to:
        shown.append("\n").append_text(styled("→ ", "dim")).append_text(_superior(line, look))
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
    return Line.of("\n", styled(title, "bold underline"))


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
    return Columns([(styled(label, "dim"), _joined(others, look)) for label, others in rows.items()])


def _joined(others: Mapping[tuple[Other, str | None], Iterable[str | None]], look: Look) -> Line:
    shown = Line()
    for (other, condition), refs in others.items():
        shown.append(f" ·{HELD}" if shown else "", "dim").append_text(styled(other.within or other.name))
        shown.append_text(styled(f" ({condition})" if condition else "", "italic"))
        shown.append_text(look.behind(*sorted({ref for ref in refs if ref}, key=clauses.sort_key)))
    return shown


def _clauses(refs: Iterable[str], look: Look) -> Line:
    shown = Line()
    for ref in refs:
        shown.append(", " if shown else "").append_text(look.clause(ref))
    return shown


def sentences(found: Card) -> Iterator[str]:
    """Yield all that is said of a unit or post, in the order of its card."""
    yield plain.fact(plain.labelled(found.name, labels.node(found.kind)))
    yield from _names(found)
    yield from _post_sentences(found)
    title = _("heads") if found.kind == "post" else _("members") if found.kind == "group" else _("units")
    for unit in found.units:
        yield plain.fact(plain.labelled(title, unit.name))
    for heading, duties in duty_groups(found):
        yield from _duty_sentences(heading, duties)
    for link in found.links:
        other = plain.labelled(labels.link(link.type, link.direction), link.with_.within or link.with_.name)
        yield plain.fact(other, link.condition, plain.clause(link.ref))
    for note in found.notes:
        yield plain.fact(plain.labelled(_("Note"), note))
    if found.refs:
        yield plain.fact(plain.labelled(_("Clauses"), ", ".join(map(clauses.label, found.refs))))


def _names(found: Card) -> Iterator[str]:
    for alias in found.aliases:
        usage = f" {_('(usage)')}" if alias.source == "usage" else ""
        yield plain.fact(plain.labelled(_("also called"), alias.name + usage))
    if found.part_of:
        yield plain.fact(plain.labelled(_("post in") if found.kind == "post" else _("part of"), found.part_of.name))


def _post_sentences(found: Card) -> Iterator[str]:
    head = found.head
    if not head and found.is_unit:
        yield plain.fact(_("no head stated"))
    if head and found.kind != "post":
        yield plain.fact(plain.labelled(_("headed by"), _holder(head)), plain.clause(head.ref))
    if head and found.kind == "post" and head.person:
        yield plain.fact(plain.labelled(_("held by"), head.person))
    for line in head.reports_to if head else []:
        yield plain.fact(plain.labelled(_("answers to"), _superior_name(line)), *plain.grounds(line))
    for post in found.posts:
        yield plain.fact(plain.labelled(_("post"), _holder(post)), plain.clause(post.ref))
        for line in post.reports_to:
            sentence = _("{post} answers to {superior}").format(post=post.title, superior=_superior_name(line))
            yield plain.fact(sentence, *plain.grounds(line))


def _holder(post: PostCard) -> str:
    return f"{post.title} ({post.person})" if post.person else post.title


def _superior_name(line: Superior) -> str:
    return f"{line.post} ({line.unit})" if line.unit and line.unit != line.post else line.post


def _duty_sentences(heading: str, duties: Iterable[DutyCard]) -> Iterator[str]:
    listed = list(duties)
    yield plain.fact(heading, _("{number} in all").format(number=len(listed)))
    for duty in listed:
        yield plain.statement(duty.ref, duty.text)
