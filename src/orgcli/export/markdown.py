"""The organisation as a Markdown document: the chart in words, then a section for each unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from orgcli.export import chart as c
from orgcli.graph import composition, reporting
from orgcli.graph import details as cards
from orgcli.graph.holding import named_together
from orgcli.i18n import labels, text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.org import clauses
from orgcli.render.details import notes, of_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from orgcli.graph.composition import Tree
    from orgcli.graph.details import Card, LinkCard, PostCard
    from orgcli.graph.duties import DutyCard
    from orgcli.graph.organisation import Organisation
    from orgcli.org.model import Org, Source

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])|^([-+=]|\d+(?=[.)]))")
_MAX_HEADING = 6


def to_markdown(model: Org, org: Organisation) -> Iterator[str]:
    """Yield CommonMark: the chart in words, then every unit."""
    yield f"# {escaped(c.heading(model))}\n\n"
    if model.source:
        yield f"{_source(model.source)}\n\n"
    title = _("The chart in words")
    yield f"## {title}\n\n"
    tops = [composition.subtree(org, top) for top in org.tops()]
    yield from _description(org, tops)
    for top in tops:
        yield from _units(org, top, 2)


def _source(source: Source) -> str:
    shown = " — ".join(escaped(part) for part in (source.symbol, source.title) if part)
    return f"[{shown}](<{source.url}>)" if source.url else shown


def _description(org: Organisation, tops: list[Tree]) -> Iterator[str]:
    """Yield the long description of the chart, level by level, for screen readers."""
    number, levels = _size(tops)
    units = ngettext("{number} unit", "{number} units", number).format(number=number)
    yield _("The chart has {units} on {levels} levels.").format(units=units, levels=levels) + "\n\n"
    level = tops
    for position in range(1, levels + 1):
        yield from _titled(_("Level {level}").format(level=position), (_sentence(org, tree) for tree in level))
        level = [part for tree in level for part in tree.children]


def _size(trees: list[Tree]) -> tuple[int, int]:
    number, levels = 0, 0
    while trees:
        number, levels = number + len(trees), levels + 1
        trees = [part for tree in trees for part in tree.children]
    return number, levels


def _sentence(org: Organisation, tree: Tree) -> str:
    parts = [_link(tree.id, tree.name)]
    if tree.head:
        parts.append(_("headed by: {post}").format(post=escaped(tree.heads)))
    superiors = [to for post in reporting.leaders(org, tree.id) for to, _line in org.superiors(post)]
    if superiors:
        parts.append(_("answers to: {posts}").format(posts=", ".join(map(escaped, named_together(org, superiors)))))
    if tree.children:
        names = ", ".join(escaped(part.name) for part in tree.children)
        parts.append(_("consists of: {units}").format(units=names))
    return "; ".join(parts) + "."


def _units(org: Organisation, tree: Tree, level: int) -> Iterator[str]:
    yield from _unit(cards.card(org, tree.id), level)
    for part in tree.children:
        yield from _units(org, part, level + 1)


def _unit(card: Card, level: int) -> Iterator[str]:
    yield f'<a id="{card.id}"></a>\n\n{"#" * min(level, _MAX_HEADING)} {escaped(card.name)}\n\n'
    yield from _items(_facts(card))
    holders = dict.fromkeys((duty.kind, duty.of.id, duty.of.name, duty.holder) for duty in card.duties)
    for kind, owner, name, holder in holders:
        duties = [duty for duty in card.duties if (duty.kind, duty.of.id, duty.holder) == (kind, owner, holder)]
        whose = holder or (name if owner != card.id else "")
        yield f"**{escaped(labels.duty(kind))}{f' — {escaped(whose)}' if whose else ''}**\n\n"
        yield from _items(map(_duty, duties))
    yield from _titled(_("Links"), map(_related, card.links))
    yield from _titled(_("Notes"), map(escaped, notes(card)))


def _facts(card: Card) -> Iterator[str]:
    if card.part_of:
        yield _("Part of: {unit}").format(unit=_link(card.part_of.id, card.part_of.name))
    for unit in card.also_part_of:
        yield _("Also part of: {unit}").format(unit=_link(unit.id, unit.name))
    yield from (escaped(f"{label[:1].upper()}{label[1:]}: {value}") for label, value in of_unit(card))
    for head in filter(None, (card.head, *card.heads)):
        yield _("Head: {post}").format(post=_post(head))
    for post in card.posts:
        yield _("Post: {post}").format(post=_post(post))
    if card.aliases:
        yield _("Also called: {names}").format(names=", ".join(escaped(alias.name) for alias in card.aliases))


def _post(post: PostCard) -> str:
    lines = [
        ", ".join(
            part
            for part in (
                escaped(f"{line.post} ({line.held})" if line.held else line.post),
                clauses.label(line.ref),
                escaped(", ".join(filter(None, (line.label, line.condition)))),
                _("inferred") if line.inferred else "",
            )
            if part
        )
        for line in post.reports_to
    ]
    said = f"{escaped(post.title)}{f', {escaped(post.held)}' if post.held else ''}{_clause(post.ref)}"
    return f"{said}; " + _("answers to: {posts}").format(posts=" / ".join(lines)) if lines else said


def _duty(duty: DutyCard) -> str:
    return f"{escaped(duty.text)}{_clause(duty.ref)}"


def _related(link: LinkCard) -> str:
    return f"{escaped(link.verb)} {escaped(link.with_.name)}{_clause(link.ref)}"


def _titled(title: str, items: Iterable[str]) -> Iterator[str]:
    lines = list(_items(items))
    if lines:
        yield from (f"**{title}**\n\n", *lines)


def _items(items: Iterable[str]) -> Iterator[str]:
    lines = [f"- {item}\n" for item in items]
    if lines:
        yield from (*lines, "\n")


def _clause(ref: str | None) -> str:
    return f" ({clauses.label(ref)})" if ref else ""


def _link(name: str, said: str) -> str:
    return f"[{escaped(said)}](#{name})"


def escaped(value: str) -> str:
    """Return a text that Markdown shows as it is, on one line."""
    line = re.sub("[ \n]+", " ", text.printable(value)).strip(" ")
    return _MARKS.sub(lambda mark: f"\\{mark[1]}" if mark[1] else _escaped_start(mark[2]), line)


def _escaped_start(start: str) -> str:
    """Return the sign or number that would begin a list or an underline, so that it does not."""
    return f"{start}\\" if start.isdigit() else f"\\{start}"
