"""Trees: drawn, or in sentences for a screen reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from orgcli.i18n import text
from orgcli.i18n.language import gettext as _
from orgcli.i18n.language import ngettext
from orgcli.org import clauses
from orgcli.render import plain
from orgcli.render.typeset import HELD, MATCH, Line, styled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from orgcli.graph.composition import Tree
    from orgcli.render.look import Look

GUIDES = {False: ("├─ ", "└─ ", "│  ", "   "), True: ("|- ", "`- ", "|  ", "   ")}


@dataclass(frozen=True)
class TreeView:
    """Units drawn as a tree, one line each, long names folded under themselves."""

    trees: Sequence[Tree]
    look: Look
    heads: bool = False
    duties: dict[str, list[tuple[str | None, str]]] | None = None
    matched: frozenset[str] = frozenset()
    name: str | None = None
    """The name of the whole, where several units are at its top."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines; text is only wrapped on a terminal."""
        guides = GUIDES[options.ascii_only]
        for first, rest, what in self.all_rows(guides):
            label = styled(what, "" if first else "bold") if isinstance(what, str) else self.label(what)
            if not console.is_terminal:
                yield Line.of(first, label)
                continue
            width = max(options.max_width - len(first), 10)
            for position, line in enumerate(label.wrap(console, width)):
                line.rstrip()
                yield Text.assemble((first if position == 0 else rest, "dim"), line)

    def plain_lines(self, *, ascii_only: bool) -> Iterator[str]:
        """Yield the lines without style, for a pipe: rich takes a second for ten thousand of them."""
        for first, _rest, what in self.all_rows(GUIDES[ascii_only]):
            yield first + (text.printable(what) if isinstance(what, str) else self.unstyled(what))

    def all_rows(self, guides: Sequence[str]) -> Iterator[tuple[str, str, Tree | str]]:
        """Yield the rows of all trees, one beneath the other or beneath the name of the whole."""
        if self.name:
            yield "", "", self.name
        for tree in self.trees:
            last = tree is self.trees[-1]
            yield from self.rows(tree, *((guides[last], guides[2 + last]) if self.name else ("", "")), guides)

    def rows(self, tree: Tree, first: str, rest: str, guides: Sequence[str]) -> Iterator[tuple[str, str, Tree | str]]:
        """Yield, for each line, what stands before it, before its continuation, and the unit or duty on it."""
        mark = text.printable(self.look.mark(tree.kind))
        below = guides[2] if tree.children else guides[3]
        yield f"{first}{mark} ", f"{rest}{below if tree.children else '  '}"[: len(rest) + 2], tree
        for ref, duty in (self.duties or {}).get(tree.id, []):
            stem = f"{rest}{below}"
            number = clauses.label(ref)
            gap = f"{number}  " if number else "- "
            yield f"{stem}{gap}", stem + " " * len(gap), duty
        for child in tree.children:
            last = child is tree.children[-1]
            yield from self.rows(child, rest + guides[last], rest + guides[2 + last], guides)

    def unstyled(self, tree: Tree) -> str:
        """Return what `label` does, without style."""
        count = f" ×{tree.count}" if tree.count else ""
        head = f" — {tree.head or _('no head stated')}" if self.heads else ""
        return text.printable(f"{tree.name}{count}{head}")

    def label(self, tree: Tree) -> Text:
        """Return the name, and the head's title if asked for."""
        style = "bold" if tree.children and not self.matched else ""
        style = MATCH if tree.id in self.matched else style
        label = Line.of(styled(tree.name, style))
        if tree.count:
            label.append(f" ×{tree.count}", "dim")
        if self.heads:
            label.append(f" —{HELD}", "dim").append_text(
                styled(tree.head or _("no head stated"), "italic" if tree.head else "dim")
            )
        return label


def sentences(view: TreeView) -> Iterator[str]:
    """Yield a line a unit, with its level, then its head and its duties where they were asked for."""
    if view.name:
        yield plain.fact(view.name)
    for top in view.trees:
        yield from _branch(view, top, 1)


def _branch(view: TreeView, unit: Tree, level: int) -> Iterator[str]:
    number = len(unit.children)
    below = ngettext("{number} unit directly below", "{number} units directly below", number).format(number=number)
    like = ngettext("{number} like unit", "{number} like units", unit.count or 1).format(number=unit.count)
    found = _("found by your words") if unit.id in view.matched else None
    place = _("level {level}: {name}").format(level=level, name=unit.name)
    yield plain.fact(place, like if unit.count else None, found, below if number else None)
    if view.heads:
        yield plain.fact(plain.labelled(_("headed by"), unit.head) if unit.head else _("no head stated"))
    for ref, duty in (view.duties or {}).get(unit.id, []):
        yield plain.statement(ref, duty)
    for part in unit.children:
        yield from _branch(view, part, level + 1)
