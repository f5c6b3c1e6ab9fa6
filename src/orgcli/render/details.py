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


def drawing(card: Card, look: Look) -> Iterator[RenderableType]:
    """Yield a card: facts first, then duties by where they come from, links, notes, clauses."""
    kind = labels.node(card.kind)
    yield Line.of(styled(card.name, "bold"), "  ", styled(kind, "dim"))
    yield _facts(card, look)
    for title, duties in duty_groups(card):
        yield _heading(title)
        yield _numbered(((duty.ref, styled(duty.text)) for duty in duties), look)
    if card.links:
        yield _heading(_("Links"))
        yield _links(card.links, look)
    if card.notes:
        yield _heading(_("Notes"))
        for note in card.notes:
            yield styled(note, "italic")
    if card.refs:
        yield _heading(_("Clauses"))
        yield _clauses(card.refs, look)


def _facts(card: Card, look: Look) -> Columns:
    rows: list[tuple[str, Text]] = []
    is_post = card.kind == "post"
    if card.aliases:
        rows.append((_("also called"), _aliases(card)))
    if card.part_of:
        rows.append((_("post in") if is_post else _("part of"), styled(card.part_of.name)))
    if card.head and not is_post:
        rows.append((_("headed by"), _titled(card.head, look)))
    if card.head and is_post and card.head.person:
        rows.append((_("held by"), styled(card.head.person)))
    rows += [(_("answers to"), _superior(line, look)) for line in (card.head.reports_to if card.head else [])]
    if not card.head and card.is_unit:
        rows.append((_("headed by"), styled(_("none stated"), "dim")))
    rows += [(_("post"), _post(post, look)) for post in card.posts]
    title = _("heads") if is_post else _("members") if card.kind == "group" else _("units")
    rows += [("" if position else title, styled(unit.name)) for position, unit in enumerate(card.units)]
    return Columns([(styled(label, "dim"), value) for label, value in rows])


def _aliases(card: Card) -> Line:
    line_text = Line()
    for alias in card.aliases:
        line_text.append(", " if line_text else "").append_text(styled(alias.name))
        if alias.source == "usage":
            line_text.append(" ").append_text(styled(_("(usage)"), "dim"))
    return line_text


def _superior(line: Superior, look: Look) -> Line:
    line_text = placed(styled(line.post), line.unit if line.unit != line.post else None)
    inferred = Text.assemble(HELD, styled(_("(inferred)"), "italic"))
    line_text.append_text(inferred if line.inferred else look.behind(line.ref))
    if line.condition:
        line_text.append("\n").append_text(styled(_("only {condition}").format(condition=line.condition), "italic"))
    return line_text


def _titled(post: PostCard, look: Look) -> Line:
    """Return the title of a post, who holds it and its clause."""
    person = f" ({post.person})" if post.person else ""
    return Line.of(styled(post.title), styled(person), look.behind(post.ref))


def _post(post: PostCard, look: Look) -> Line:
    line_text = _titled(post, look)
    for line in post.reports_to:
        line_text.append("\n").append_text(styled("→ ", "dim")).append_text(_superior(line, look))
    return line_text


def duty_groups(card: Card) -> Iterator[tuple[str, list[DutyCard]]]:
    """Group duties: own by kind, then of each post in person, then by where they are held in common."""
    groups: dict[str, list[DutyCard]] = {}
    for duty in card.duties:
        title = labels.duty(duty.kind)
        if duty.holder and card.kind != "post":
            title = _("{title} in person: {holder}").format(title=title, holder=duty.holder)
        elif duty.of.id != card.id and not duty.holder:
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
    line_text = Line()
    for (other, condition), refs in others.items():
        line_text.append(f" ·{HELD}" if line_text else "", "dim").append_text(styled(other.within or other.name))
        line_text.append_text(styled(f" ({condition})" if condition else "", "italic"))
        line_text.append_text(look.behind(*sorted({ref for ref in refs if ref}, key=clauses.sort_key)))
    return line_text


def _clauses(refs: Iterable[str], look: Look) -> Line:
    line_text = Line()
    for ref in refs:
        line_text.append(", " if line_text else "").append_text(look.clause(ref))
    return line_text


def sentences(card: Card) -> Iterator[str]:
    """Yield all that is said of a unit or post, in the order of its card."""
    yield plain.fact(plain.labelled(card.name, labels.node(card.kind)))
    yield from _names(card)
    yield from _post_sentences(card)
    title = _("heads") if card.kind == "post" else _("members") if card.kind == "group" else _("units")
    for unit in card.units:
        yield plain.fact(plain.labelled(title, unit.name))
    for heading, duties in duty_groups(card):
        yield from _duty_sentences(heading, duties)
    for link in card.links:
        other = plain.labelled(labels.link(link.type, link.direction), link.with_.within or link.with_.name)
        yield plain.fact(other, link.condition, plain.clause(link.ref))
    for note in card.notes:
        yield plain.fact(plain.labelled(_("Note"), note))
    if card.refs:
        yield plain.fact(plain.labelled(_("Clauses"), ", ".join(map(clauses.label, card.refs))))


def _names(card: Card) -> Iterator[str]:
    for alias in card.aliases:
        usage = f" {_('(usage)')}" if alias.source == "usage" else ""
        yield plain.fact(plain.labelled(_("also called"), alias.name + usage))
    if card.part_of:
        yield plain.fact(plain.labelled(_("post in") if card.kind == "post" else _("part of"), card.part_of.name))


def _post_sentences(card: Card) -> Iterator[str]:
    head = card.head
    if not head and card.is_unit:
        yield plain.fact(_("no head stated"))
    if head and card.kind != "post":
        yield plain.fact(plain.labelled(_("headed by"), _holder(head)), plain.clause(head.ref))
    if head and card.kind == "post" and head.person:
        yield plain.fact(plain.labelled(_("held by"), head.person))
    for line in head.reports_to if head else []:
        yield plain.fact(plain.labelled(_("answers to"), _superior_name(line)), *plain.grounds(line))
    for post in card.posts:
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
