"""The card of a unit or post: drawn, or in sentences for a screen reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from orgcli.graph.nodes import DEPUTISES
from orgcli.i18n import labels
from orgcli.i18n.language import gettext as _
from orgcli.org import clauses
from orgcli.render import plain, screen
from orgcli.render.duties import sections
from orgcli.render.notation import condition_line, post_in_unit
from orgcli.render.typeset import UNBROKEN_SPACE, LabelledRows, Paragraph, joined, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import RenderableType

    from orgcli.graph.details import Card, Deputy, LinkCard, Other, PostCard, Superior
    from orgcli.render.duties import Section
    from orgcli.render.notation import Notation


@dataclass(frozen=True)
class Fact:
    """A label and what the organisation states: a value with its clause, or the superior of a post.

    ``post`` is the post that answers to the superior, if it is one of several on the card.
    """

    label: str
    value: str = ""
    ref: str | None = None
    superior: Superior | None = None
    post: str | None = None

    def drawing(self, notation: Notation) -> Paragraph:
        """Return the value with its clause in brackets."""
        line = self.superior
        if not line:
            missing = styled(_("none stated"), "dim")
            return Paragraph.of(styled(self.value), notation.in_brackets(self.ref)) if self.value else missing
        inferred = Text.assemble(UNBROKEN_SPACE, styled(_("(inferred)"), "italic"))
        grounds = inferred if line.inferred else notation.in_brackets(line.ref)
        return Paragraph.of(post_in_unit(line), grounds, condition_line(line))

    def sentence(self) -> str:
        """Return the fact as a sentence."""
        if not self.superior:
            stated = plain.fact(plain.labelled(self.label, self.value), plain.clause(self.ref))
            return stated if self.value else plain.fact(_("no head stated"))
        superior, grounds = plain.post(self.superior), plain.grounds(self.superior)
        if not self.post:
            return plain.fact(plain.labelled(self.label, superior), *grounds)
        return plain.fact(_("{post} answers to {superior}").format(post=self.post, superior=superior), *grounds)


def facts(card: Card) -> Iterator[Fact]:
    """Yield where a unit or post belongs, its head, deputies and posts, and their superiors."""
    if card.part_of:
        yield Fact(_("post in") if card.kind == "post" else _("part of"), card.part_of.name)
    yield from (Fact(_("also part of"), unit.name) for unit in card.also_part_of)
    yield from _heads(card)
    yield from (Fact(label, value) for label, value in of_unit(card))
    for deputy in card.deputises:
        yield _deputy(labels.link("deputises", "out"), deputy)
    posts = {post.title for post in card.posts if post.is_deputy}
    for deputy in card.deputies:
        if deputy.title not in posts:
            yield _deputy(_("deputy"), deputy)
    for post in card.posts:
        yield _titled(_("deputy") if post.is_deputy else _("post"), post)
        for superior in post.reports_to:
            yield Fact(_("answers to"), superior=superior, post=post.title)


def of_unit(card: Card) -> Iterator[tuple[str, str]]:
    """Yield what a unit or post was; of a unit, since when it is, how many are in it and where to reach it."""
    contact = card.contact
    if former := [node_id for node_id in card.formerly if node_id != card.id]:
        yield _("formerly"), ", ".join(former)
    if card.id in card.formerly:
        yield _("restored"), _("was in an earlier text")
    if card.kind != "post" and (state := labels.state(card)):
        yield _("duration"), ", ".join(state)
    if card.staff is not None:
        yield _("staff"), str(card.staff)
    if contact:
        reached = ((_("e-mail"), contact.email), (_("telephone"), contact.phone), (_("page"), contact.url))
        yield from ((label, value) for label, value in (*reached, (_("place"), contact.place)) if value)


def _heads(card: Card) -> Iterator[Fact]:
    """Yield who holds the post or heads the unit, and their superiors."""
    head = card.head
    if head and card.kind == "post":
        yield from [Fact(_("held by") if head.person else _("holder"), head.held)] if head.held else []
    elif head:
        yield from (_titled(_("headed by"), post) for post in (head, *card.heads))
    elif card.is_unit:
        yield Fact(_("headed by"))
    lines = [superior for post in (head, *card.heads) if post for superior in post.reports_to]
    yield from (Fact(_("answers to"), superior=superior) for superior in dict.fromkeys(lines))


def _titled(label: str, post: PostCard) -> Fact:
    return Fact(label, name_of(post), post.ref)


def name_of(post: PostCard) -> str:
    """Return the title of a post, and who holds it."""
    return f"{post.title} ({post.held})" if post.held else post.title


def _deputy(label: str, deputy: Deputy) -> Fact:
    beside = ", ".join(filter(None, (deputy.unit, deputy.condition)))
    return Fact(label, f"{deputy.title} ({beside})" if beside else deputy.title, deputy.ref)


def notes(card: Card) -> list[str]:
    """Return the notes on a unit or post, then those on the posts of a unit, each after the title of its post."""
    posts = [] if card.kind == "post" else [*([card.head] if card.head else []), *card.heads, *card.posts]
    return [*card.notes, *(plain.labelled(name_of(post), note) for post in posts for note in post.notes)]


def drawing(card: Card, notation: Notation) -> Iterator[RenderableType]:
    """Yield a card: facts first, then duties by where they come from, links, notes, clauses."""
    yield Paragraph.of(styled(card.name, "bold"), "  ", styled(labels.node(card.kind), "dim"))
    yield _table(card, notation)
    for section in sections(card):
        yield from _section(section, notation)
    if links := links_left(card):
        yield _heading(_("Links"))
        yield _links(links, notation)
    if remarks := notes(card):
        yield _heading(_("Notes"))
        yield from (styled(note, "italic") for note in remarks)
    if card.refs:
        yield _heading(_("Clauses"))
        yield joined(map(notation.clause, card.refs))


def _section(section: Section, notation: Notation) -> Iterator[RenderableType]:
    if section.is_nested:
        yield styled(section.title, "bold")
    else:
        yield _heading(section.title, section.hint)
    yield from (Padding(styled(line), (0, 0, 0, 2), expand=False) for line in section.lines)
    if section.duties:
        duties = section.duties
        rows = [(notation.clause(duty.ref) if duty.ref else Text("-", "dim"), styled(duty.text)) for duty in duties]
        yield LabelledRows(rows, indent=2 if section.is_nested else 0, right=True)


def _table(card: Card, notation: Notation) -> LabelledRows:
    usage = Paragraph.of(" ", styled(_("(usage)"), "dim"))
    aliases = [Paragraph.of(styled(alias.name), usage if alias.source == "usage" else "") for alias in card.aliases]
    rows = [(_("also called"), joined(aliases))] if aliases else []
    for fact in facts(card):
        value = fact.drawing(notation)
        if fact.post:
            rows[-1][1].append("\n").append_text(styled("→ ", "dim")).append_text(value)
        else:
            rows.append((fact.label, value))
    rows += [("" if position else _units(card), styled(unit.name)) for position, unit in enumerate(card.units)]
    rows += [(_("also in it"), styled(unit.name)) for unit in card.also_units]
    return LabelledRows([(styled(label, "dim"), value) for label, value in rows])


def _units(card: Card) -> str:
    return _("heads") if card.kind == "post" else _("members") if card.kind == "group" else _("units")


def _heading(title: str, hint: str = "") -> Paragraph:
    return Paragraph.of("\n", styled(title, "bold underline"), styled(f"  {hint}" if hint else "", "dim"))


def links_left(card: Card) -> list[LinkCard]:
    """Return the links of a card without those between head and deputy, which are among its facts."""
    stated = {("in", deputy.id) for deputy in card.deputies} | {("out", deputy.id) for deputy in card.deputises}
    return [link for link in card.links if link.type != DEPUTISES or (link.direction, link.with_.id) not in stated]


def _links(links: Iterable[LinkCard], notation: Notation) -> LabelledRows:
    """Return a row for each kind of link and direction, with all that it joins."""
    rows: dict[str, dict[tuple[Other, str | None], set[str]]] = {}
    for link in links:
        arrow = screen.encodable("→" if link.direction == "out" else "←")
        others = rows.setdefault(f"{arrow} {link.verb}", {})
        others.setdefault((link.with_, link.condition), set()).update([link.ref] if link.ref else [])
    return LabelledRows([(styled(label, "dim"), _others(others, notation)) for label, others in rows.items()])


def _others(others: Mapping[tuple[Other, str | None], Iterable[str]], notation: Notation) -> Paragraph:
    parts = []
    for (other, condition), refs in others.items():
        name = styled(other.within or other.name)
        only = styled(f" ({condition})" if condition else "", "italic")
        parts.append(Paragraph.of(name, only, notation.in_brackets(*sorted(refs, key=clauses.sort_key))))
    return joined(parts, (f" ·{UNBROKEN_SPACE}", "dim"))


def sentences(card: Card) -> Iterator[str]:
    """Yield all about a unit or post, in the order of its drawing."""
    yield plain.fact(plain.labelled(card.name, labels.node(card.kind)))
    for alias in card.aliases:
        usage = f" {_('(usage)')}" if alias.source == "usage" else ""
        yield plain.fact(plain.labelled(_("also called"), alias.name + usage))
    for fact in facts(card):
        yield fact.sentence()
    for unit in card.units:
        yield plain.fact(plain.labelled(_units(card), unit.name))
    yield from (plain.fact(_("also part of it: {name}").format(name=unit.name)) for unit in card.also_units)
    for section in sections(card):
        number = _("{number} in all").format(number=len(section.duties)) if section.duties else None
        yield plain.fact(section.title, number, section.hint)
        yield from map(plain.fact, section.lines)
        for duty in section.duties:
            yield plain.statement(duty.ref, duty.text)
    for link in links_left(card):
        other = plain.labelled(link.verb, link.with_.within or link.with_.name)
        yield plain.fact(other, link.condition, plain.clause(link.ref))
    for note in notes(card):
        yield plain.fact(plain.labelled(_("Note"), note))
    if card.refs:
        yield plain.fact(plain.labelled(_("Clauses"), ", ".join(map(clauses.label, card.refs))))
